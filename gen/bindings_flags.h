/* SPDX-License-Identifier: MIT */
/*
 * Enums whose values are flags: functions that put sets of them together.
 */
#ifndef BINDERY_GEN_BINDINGS_FLAGS_H
#define BINDERY_GEN_BINDINGS_FLAGS_H

#include "ir.h"

/* All names that the record declares or knows from elsewhere (new set of const char *,
 * borrowed from it): what no helper may be called. */
GHashTable *bindings_taken_names(const Ir *ir);

/* Appends the functions, and for C++ the operators, of one enum, which has a type's name
 * and enumerators; their names are added to taken (its keys are freed by nobody: they are
 * ir's, or of names, which owns them). */
void bindings_put_flags(GString *out, const IrDecl *decl, GHashTable *taken,
                        GPtrArray *names);

#endif
