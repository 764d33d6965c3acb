/* SPDX-License-Identifier: MIT */
/*
 * What a comparison is given: two records, or two directories of them.
 */
#ifndef BINDERY_GEN_DIFF_INPUT_H
#define BINDERY_GEN_DIFF_INPUT_H

#include "diag.h"
#include "ir.h"

/* A module's record on both sides; NULL where there is none. */
typedef struct DiffInputPair {
    Ir *before, *after;
} DiffInputPair;

/*
 * Reads both sides: of two directories the files called *.ir.json, paired by their names.
 * New (of DiffInputPair, sorted by name); free it with diff_input_free(). NULL, and
 * errors reported, when something cannot be read or does not go together.
 */
GArray *diff_input_read(const char *before, const char *after, Diagnostics *diag);

/* Frees the records too; NULL is taken. */
void diff_input_free(GArray *pairs);

#endif
