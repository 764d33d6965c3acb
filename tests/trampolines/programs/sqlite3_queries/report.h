/* SPDX-License-Identifier: MIT */
/* A report from a database, with a collation and a function of its own. */
#ifndef REPORT_H
#define REPORT_H

#include "bindery/marks.h"
#include "sqlite3.h"

typedef struct Report {
    int rows;
} Report;

typedef struct Collation {
    int comparisons, sign;
} Collation;

/** Prints a row and counts it. */
int report_row(Report *report, int columns, char **values, char **names)
    BINDERY_IMPLEMENTS(sqlite3_exec, 3);

/** Shorter texts first, or last. */
int compare_lengths(Collation *collation, int a_bytes, const void *a, int b_bytes,
                    const void *b)
    BINDERY_IMPLEMENTS(sqlite3_create_collation_v2, xCompare);

/** Says how often it was asked. */
void collation_destroy(Collation *collation)
    BINDERY_IMPLEMENTS(sqlite3_create_collation_v2, xDestroy);

/** twice(X): two times a number. */
void twice(sqlite3_context *context, int count, sqlite3_value **values)
    BINDERY_IMPLEMENTS(sqlite3_create_function, xFunc);

#endif
