/* SPDX-License-Identifier: MIT */
/*
 * Showing an interface record in a terminal: what is in it, and one declaration with the
 * layout of its record drawn.
 */
#ifndef BINDERY_GEN_SHOW_H
#define BINDERY_GEN_SHOW_H

#include <stdbool.h>
#include <stdio.h>

#include "diag.h"
#include "ir.h"
#include "show_text.h"

/*
 * The command `bindery show`: reads the record at path and shows the declarations of
 * these names (NULL at the end; all strings borrowed), or what there is without names.
 * False, and errors reported, when the record cannot be read, a name is not in it, or the
 * stream cannot be written.
 */
bool show_file(const char *path, const char *const *names, bool callbacks, FILE *stream,
               Diagnostics *diag);

/*
 * Shows every declaration whose key, name or C type is that name, and for a typedef the
 * record or enum behind it. False when there is none: then an error says which names come
 * near; path is for that message.
 */
bool show_declaration(const Ir *ir, const char *path, const char *name,
                      const ShowStyle *style, FILE *stream, Diagnostics *diag);

/* Shows how many declarations of each kind there are, and their names. */
void show_list(const Ir *ir, const ShowStyle *style, FILE *stream);

#endif
