/* SPDX-License-Identifier: MIT */
/*
 * Layout: which C declaration gives a record the layout that the compiler gave it.
 *
 * libclang tells offsets, sizes and alignments, and shows packed and aligned attributes,
 * but not #pragma pack. A model of the ABI's rules is run over the members with and
 * without one; what it gives is compared with what the compiler gave, so that a record
 * that no declaration here can repeat is found and not guessed.
 */
#ifndef BINDERY_GEN_LAYOUT_H
#define BINDERY_GEN_LAYOUT_H

#include <stdbool.h>

#include "ir.h"

/*
 * Finds the #pragma pack(n) under which the record's declaration gives its layout and
 * sets pack (-1 for none), its unnamed members' included. Offsets that the compiler could
 * not tell (of anonymous members without a name in them) are filled in. False when no
 * declaration does.
 */
bool layout_solve(const Ir *ir, IrDecl *record);

/* The number in an attribute `name(number)` of the list; -1 without one. */
int64_t layout_attribute(const GPtrArray *attributes, const char *name);

/* Whether the list has exactly this attribute. */
bool layout_has_attribute(const GPtrArray *attributes, const char *text);

#endif
