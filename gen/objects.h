/* SPDX-License-Identifier: MIT */
/*
 * Object types: records that are marked as types, what they begin with, and their marked
 * members.
 */
#ifndef BINDERY_GEN_OBJECTS_H
#define BINDERY_GEN_OBJECTS_H

#include "handlers_find.h"

/* Fills the record's objects from the marks, sorted by type; reports every error. */
void objects_find(Trampolines *all);

/* The object that this record is (borrowed); NULL when it is not marked as one. */
const IrObject *object_of(const Ir *ir, const IrDecl *record);

/* The object that a marked member is of (borrowed); NULL for none. */
IrObject *object_of_mark(const Trampolines *all, const Mark *mark);

#endif
