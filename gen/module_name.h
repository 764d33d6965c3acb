/* SPDX-License-Identifier: MIT */
/*
 * Names of modules: they name files and make up identifiers, so they are C identifiers.
 */
#ifndef BINDERY_GEN_MODULE_NAME_H
#define BINDERY_GEN_MODULE_NAME_H

#include <stdbool.h>

/* Whether the text is an identifier of C that is no keyword; ASCII only. */
bool module_name_is_valid(const char *name);

/*
 * The name that a header of that path gives (new, free it with g_free()): the file name
 * without its last extension, each character that cannot stand in an identifier replaced
 * by "_", and "_" put before a digit. NULL when no letter or digit is left or it is a
 * keyword.
 */
char *module_name_from_header(const char *header);

#endif
