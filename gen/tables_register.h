/* SPDX-License-Identifier: MIT */
/*
 * Typed forms of functions that take an operations table and the object for its
 * functions.
 */
#ifndef BINDERY_GEN_TABLES_REGISTER_H
#define BINDERY_GEN_TABLES_REGISTER_H

#include "tables_spell.h"

/* Fills in the registrars of a constant table whose functions are given a pointer to its
 * object, sorted by name. */
void table_register(Trampolines *all, const Table *table, IrTable *out);

#endif
