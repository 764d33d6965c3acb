/* SPDX-License-Identifier: MIT */
/*
 * Records that were renamed and whose members say nothing, as they are not declared:
 * which one has taken the place of another in the functions that are there before and
 * after. For diff_match.c only.
 */
#ifndef BINDERY_GEN_DIFF_MATCH_USE_H
#define BINDERY_GEN_DIFF_MATCH_USE_H

#include "diff_match.h"

/* Pairs what is left of the records so, where every use agrees, and takes it from the two
 * lists. */
void diff_match_by_use(DiffMatches *matches);

/* diff_match.c: pairs two declarations. */
void diff_match_enter(DiffMatches *matches, const IrDecl *before, const IrDecl *after);

#endif
