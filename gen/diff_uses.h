/* SPDX-License-Identifier: MIT */
/*
 * Who uses a type: for each record, enum and typedef of an interface record, the
 * declarations that mention it.
 */
#ifndef BINDERY_GEN_DIFF_USES_H
#define BINDERY_GEN_DIFF_USES_H

#include <stdbool.h>

#include "ir.h"

#define DIFF_USE_ITSELF (-1) /* the declaration's own type: of a typedef, a variable */
#define DIFF_USE_RESULT (-2) /* of a function */

/* One use of a type by a declaration. */
typedef struct DiffUse {
    const IrDecl *user;
    int part;      /* index of a member or parameter, or one of those above */
    bool by_value; /* it holds or passes the type itself; else something that leads to it
                    */
} DiffUse;

typedef struct DiffUses DiffUses;

/* The uses in a record (borrowed, must outlive them). New; diff_uses_destroy() frees. */
DiffUses *diff_uses_create(const Ir *ir);
void diff_uses_destroy(DiffUses *uses);

/* The uses of a declaration, in the order of kinds and keys (borrowed, of DiffUse); NULL
 * when nobody uses it. */
const GArray *diff_uses_of(const DiffUses *uses, const IrDecl *decl);

#endif
