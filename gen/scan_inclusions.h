/* SPDX-License-Identifier: MIT */
/*
 * The inclusions of a traced scan: each reading of each file, and what it came upon, in
 * its order.
 */
#ifndef BINDERY_GEN_SCAN_INCLUSIONS_H
#define BINDERY_GEN_SCAN_INCLUSIONS_H

#include <glib.h>

#include "scan_trace.h"

/* In place of a number of an inclusion. */
#define INCLUSION_NONE    G_MAXUINT       /* nothing is read */
#define INCLUSION_UNKNOWN (G_MAXUINT - 1) /* it cannot be told what is read */

typedef struct Inclusion {
    ScanFile *file;
    unsigned start;
    GArray *directives; /* of guint: numbers in the trace */
    GArray *cursors;    /* of guint */
    GArray *places;     /* of guint: numbers of ScanPlace, by their offset; no macros */
    GArray *skipped;    /* of SkippedRange: what #if left out; NULL for nothing */
} Inclusion;

typedef struct SkippedRange {
    unsigned start, end; /* from its #if to its #endif or #else */
} SkippedRange;

typedef struct Inclusions {
    GArray *list;    /* of Inclusion */
    GArray *targets; /* of guint: what each directive of the trace reads */
    GArray *before;  /* of guint: read before the main file, as -include does */
    guint main;
    GHashTable *by_start; /* start -> number, from 1 */
    GHashTable *files;    /* set of ScanFile *: what is read */
    GHashTable *of_file; /* ScanFile * -> number from 1 of where more than nothing is read
                            of it; 0 where there are several */
    GHashTable
        *unclear;    /* ScanFile *: something stands in it, and not to be told where */
    bool understood; /* false: something is not as it should be */
} Inclusions;

Inclusions *inclusions_create(Scanner *scanner);
void inclusions_destroy(Inclusions *inclusions);

static inline Inclusion *inclusion_at(const Inclusions *inclusions, guint number)
{
    return &g_array_index(inclusions->list, Inclusion, number);
}

/* The inclusion that a place is in, as scan_trace.h has it; INCLUSION_UNKNOWN where that
 * is not to be told. */
guint inclusions_find(const Inclusions *inclusions, const ScanFile *file, unsigned start);

#endif
