/* SPDX-License-Identifier: MIT */
/* A sum that a thread works out. */
#ifndef JOB_H
#define JOB_H

#include "bindery/marks.h"
#include "threads.h"

typedef struct Job {
    int first, last;
    long sum;
} Job;

/** Adds the numbers from first to last; gives the job. */
void *job_run(Job *job) BINDERY_IMPLEMENTS(pthread_create, 3);

#endif
