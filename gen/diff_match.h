/* SPDX-License-Identifier: MIT */
/*
 * Which declaration of one record is which of another: by kind and key, and what is left
 * over by its shape, when it was renamed.
 */
#ifndef BINDERY_GEN_DIFF_MATCH_H
#define BINDERY_GEN_DIFF_MATCH_H

#include "ir.h"

typedef struct DiffMatches {
    const Ir *before, *after;
    GHashTable *after_of;             /* const IrDecl * of before -> of after */
    GHashTable *renamed;              /* const IrDecl * of before that were renamed */
    GPtrArray *removed[IR_MACRO + 1]; /* of const IrDecl *, by key */
    GPtrArray *added[IR_MACRO + 1];
} DiffMatches;

/* Matches two records (borrowed, must outlive the matches; NULL is one without any
 * declaration). New; free it with diff_matches_destroy(). */
DiffMatches *diff_matches_create(const Ir *before, const Ir *after);
void diff_matches_destroy(DiffMatches *matches);

/* What a declaration has become (borrowed); NULL when it is gone. */
const IrDecl *diff_match(const DiffMatches *matches, const IrDecl *before);

/* Whether it was renamed. */
bool diff_was_renamed(const DiffMatches *matches, const IrDecl *before);

/* Whether the two are the same declaration, of these records or of another one that they
 * both refer to. */
bool diff_same_decl(const DiffMatches *matches, const IrDecl *before,
                    const IrDecl *after);

#endif
