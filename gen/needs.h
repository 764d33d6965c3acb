/* SPDX-License-Identifier: MIT */
/*
 * Needs: which declarations a declaration's types speak of.
 */
#ifndef BINDERY_GEN_NEEDS_H
#define BINDERY_GEN_NEEDS_H

#include "ir.h"

typedef void NeedsFound(const IrDecl *needed, void *data);

/*
 * Calls found for each record, enum and typedef that the types of the declaration, its
 * parameters and its members are made of, as often as they are. What these are made of in
 * turn is left to the caller. The members of an opaque record are passed over.
 */
void needs_direct(const IrDecl *decl, NeedsFound *found, void *data);

#endif
