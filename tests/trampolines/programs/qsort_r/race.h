/* SPDX-License-Identifier: MIT */
/* Runners, and an order of them. */
#ifndef RACE_H
#define RACE_H

#include "bindery/marks.h"
#include "sorting.h"

typedef struct Runner {
    const char *name;
    int seconds;
} Runner;

typedef struct Race {
    int handicap;
} Race;

/** Who was faster; a name that begins with A gets the handicap. */
int compare_runners(const Runner *a, const Runner *b, Race *race)
    BINDERY_IMPLEMENTS(qsort_r, 4);

#endif
