/* SPDX-License-Identifier: MIT */
/*
 * What marks come out as, in a record: how its lists begin and end.
 */
#ifndef BINDERY_GEN_IR_TRAMPOLINES_H
#define BINDERY_GEN_IR_TRAMPOLINES_H

#include "ir.h"

/* Makes and frees the record's handlers, tables, objects and what goes with them. For
 * ir_create() and ir_destroy(). */
void ir_trampolines_init(Ir *ir);
void ir_trampolines_finish(Ir *ir);

#endif
