/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <string.h>

/* Longer words are told apart by their first so many characters. */
#define MAX_WORD 128

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    return MIN(MIN(a, b), c);
}

/*
 * The Damerau-Levenshtein distance of neighbours, row by row: previous is the row above,
 * before_previous the one above that (an exchange looks two rows back).
 */
unsigned suggest_distance(const char *a, const char *b, unsigned limit)
{
    unsigned rows[3][MAX_WORD + 1];
    unsigned *before_previous = rows[0], *previous = rows[1], *row = rows[2];
    size_t length_a = MIN(strlen(a), MAX_WORD);
    size_t length_b = MIN(strlen(b), MAX_WORD);

    for (size_t j = 0; j <= length_b; j++) {
        previous[j] = (unsigned)j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        unsigned best = row[0] = (unsigned)i;
        unsigned *next = before_previous;

        for (size_t j = 1; j <= length_b; j++) {
            unsigned replaced = previous[j - 1] + (a[i - 1] != b[j - 1]);

            row[j] = min3(replaced, previous[j] + 1, row[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = MIN(row[j], before_previous[j - 2] + 1);
            }
            best = MIN(best, row[j]);
        }
        if (best > limit) {
            return limit + 1;
        }
        before_previous = previous;
        previous = row;
        row = next;
    }
    return MIN(previous[length_b], limit + 1);
}

const char *suggest_nearest(const char *word, const char *const *candidates,
                            size_t n_candidates)
{
    size_t length = strlen(word);
    unsigned limit = (unsigned)MAX(length / 3, 1);
    const char *nearest = NULL;

    for (size_t i = 0; i < n_candidates; i++) {
        const char *candidate = candidates[i];
        unsigned distance;

        if (candidate == NULL) {
            continue;
        }
        if (g_ascii_strcasecmp(word, candidate) == 0) {
            return candidate;
        }
        distance = suggest_distance(word, candidate, limit);
        if (distance <= limit) {
            nearest = candidate;
            limit = distance - 1; /* only a nearer one replaces it */
        }
    }
    return nearest;
}

const char *suggest_nearest_in(const char *word, const GPtrArray *candidates)
{
    return suggest_nearest(word, (const char *const *)candidates->pdata, candidates->len);
}
