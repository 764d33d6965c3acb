/* SPDX-License-Identifier: MIT */
/*
 * Initializers of tables, as BINDERY_TABLE and BINDERY_CLASS give them: `.valid.min = 1`.
 */
#ifndef BINDERY_GEN_TABLES_VALUES_H
#define BINDERY_GEN_TABLES_VALUES_H

#include "handlers_find.h"

/* The path of an initializer `.valid.min = 1`: "valid.min". New; NULL for anything else.
 */
char *table_designator(const char *initializer);

/* Which of the mark's arguments is the first initializer. */
unsigned table_first_value(const Mark *mark);

/* Whether the initializer of a path is for that member too: "valid" for "valid.accepts".
 */
bool table_path_covers(const char *path, const char *member);

/* What messages call the mark's table: "table 'uart_ops'", "class 'DeviceClass'"
 * (borrowed from the record). */
const char *table_title(Ir *ir, const Mark *mark);

/*
 * Checks that each initializer of the mark, and each one in braces in it, is for a member
 * that there is, and none is for what another one is for. False with the first error
 * reported.
 */
bool tables_check_values(Trampolines *all, const Mark *mark, const IrDecl *record);

#endif
