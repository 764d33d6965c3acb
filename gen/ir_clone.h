/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_IR_CLONE_H
#define BINDERY_GEN_IR_CLONE_H

#include "ir.h"

/*
 * A copy of a record as a scan leaves it, before anything is selected: new; free it with
 * ir_destroy(). Equal strings of both are one pointer, and the record lives on as long as
 * one of its copies does. Only one thread may copy a record at a time, while nothing
 * changes it. Each declaration and type of it has its counterpart in clone until the next
 * copy is made.
 */
Ir *ir_clone(Ir *ir);

/*
 * The same of some declarations only: those that it keeps, and the types that are made of
 * them. NULL when one that is kept needs one that is not.
 */
typedef bool IrKeep(const IrDecl *decl, const void *data);
Ir *ir_clone_some(Ir *ir, IrKeep *keep, const void *data);

#endif
