/* SPDX-License-Identifier: MIT */
/*
 * Whether a declaration that is gone and one that is new are the same one by another
 * name.
 */
#ifndef BINDERY_GEN_DIFF_SHAPE_H
#define BINDERY_GEN_DIFF_SHAPE_H

#include "diff_match.h"

/* How many pairs are looked at, of one kind of declaration. */
#define DIFF_SHAPE_LIMIT 4000000

/*
 * How alike two declarations of one kind are: 0 when the one cannot be the other, else
 * more the more their names have in common. What has the same parts in the same order is
 * one with any name; a plain prototype or a number also needs a name that is near.
 */
unsigned diff_shape_likeness(const DiffMatches *matches, const IrDecl *before,
                             const IrDecl *after);

/* How much of two names is common: 0 for nothing, 100 for equal names. The words ("_"
 * between them) that both begin with do not count. */
unsigned diff_name_likeness(const char *a, const char *b);

#endif
