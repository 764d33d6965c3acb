/* SPDX-License-Identifier: MIT */
/*
 * Suggestions: which known name somebody meant who wrote another one.
 */
#ifndef BINDERY_GEN_SUGGEST_H
#define BINDERY_GEN_SUGGEST_H

#include <stddef.h>

#include <glib.h>

/*
 * The number of single-character edits (one inserted, left out, replaced, or two
 * neighbours exchanged) between two words, or limit + 1 when there are more than limit.
 */
unsigned suggest_distance(const char *a, const char *b, unsigned limit);

/*
 * The candidate that is nearest to word (borrowed from candidates), the first of several
 * equally near; NULL when none is near enough to be what was meant: a third of the word's
 * characters may differ, at least one. A candidate that differs in case only is taken at
 * once. Candidates that are NULL are passed over.
 */
const char *suggest_nearest(const char *word, const char *const *candidates,
                            size_t n_candidates);

/* The same of a list of const char *. */
const char *suggest_nearest_in(const char *word, const GPtrArray *candidates);

#endif
