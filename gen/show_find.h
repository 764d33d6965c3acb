/* SPDX-License-Identifier: MIT */
/*
 * Finding what a user means who names a declaration of a record. For show*.c only.
 */
#ifndef BINDERY_GEN_SHOW_FIND_H
#define BINDERY_GEN_SHOW_FIND_H

#include <glib.h>

#include "diag.h"
#include "ir.h"

/* What is to be shown for a name: a new array of borrowed IrDecl *, a typedef before the
 * record behind it; empty when there is none. */
GPtrArray *show_find(const Ir *ir, const char *name);

/* Reports that there is none, and which names come near; path is that of the record. */
void show_fail_unknown(const Ir *ir, const char *path, const char *name,
                       Diagnostics *diag);

#endif
