/* SPDX-License-Identifier: MIT */
/*
 * Tables that marks declare: BINDERY_TABLE and BINDERY_CLASS.
 */
#ifndef BINDERY_GEN_TABLES_DECLARE_H
#define BINDERY_GEN_TABLES_DECLARE_H

#include "tables_spell.h"

/* Adds them to the list (of Table), without handlers; reports every error. */
void tables_declare(Trampolines *all, GArray *list);

/* The one of that name (borrowed); NULL for none. */
Table *tables_named(GArray *list, const char *name);

#endif
