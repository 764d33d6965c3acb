/* SPDX-License-Identifier: MIT */
/*
 * Objects of tables: which handlers may stand in one table, and which were meant to.
 */
#ifndef BINDERY_GEN_TABLES_OBJECTS_H
#define BINDERY_GEN_TABLES_OBJECTS_H

#include "tables_spell.h"

/* Whether both are no object, or objects of the same type. */
bool table_same_object(const IrType *a, const IrType *b);

/*
 * The object (borrowed) that the handler's cannot stand beside in a table which a mark
 * names; NULL when it can. Callbacks that are given the same type have one object.
 */
const IrType *table_object_against(const Table *table, const Handler *handler);

/*
 * Reports each table of the list (of Table) that no mark names and that looks like a part
 * of another one of its record: it is for another object, and no member is in both.
 */
void tables_check_objects(Trampolines *all, const GArray *list);

#endif
