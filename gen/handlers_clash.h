/* SPDX-License-Identifier: MIT */
/*
 * What the marks of two modules name alike. One program may use both, and links what is
 * generated for both.
 */
#ifndef BINDERY_GEN_HANDLERS_CLASH_H
#define BINDERY_GEN_HANDLERS_CLASH_H

#include <stdbool.h>

#include "diag.h"
#include "ir.h"

/* Where the table comes from: its first handler, or the object that it is of (borrowed).
 */
const IrDecl *handlers_table_origin(const Ir *ir, const IrTable *table);

/*
 * Reports, at its mark, each type and each table of the record that has the name of one
 * of the other record, which is another module's. Gives whether there was none.
 */
bool handlers_check_clash(const Ir *ir, const Ir *other, Diagnostics *diag);

#endif
