/* SPDX-License-Identifier: MIT */
/*
 * Where the time of a run went, for --time.
 */
#ifndef BINDERY_GEN_STEP_TIMES_H
#define BINDERY_GEN_STEP_TIMES_H

#include <stdio.h>

#define STEP_TIMES_MAX 16

typedef struct StepTimes {
    double started; /* milliseconds, as step_now() gives them */
    unsigned n;
    struct {
        const char *name; /* borrowed */
        double ms;
    } steps[STEP_TIMES_MAX];
} StepTimes;

/* Starts the clock of a run. */
void step_times_start(StepTimes *times);

/* Milliseconds on a clock that only goes forward. */
double step_now(void);

/* Adds a step that took that long. */
void step_times_add(StepTimes *times, const char *name, double ms);

/* Prints a line per step; subject, if not NULL, says what it was a step of. */
void step_times_print(const StepTimes *times, const char *subject, FILE *out);

/* Prints the time since the start. */
void step_times_print_total(const StepTimes *times, FILE *out);

#endif
