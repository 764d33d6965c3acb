/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "job.h"
#include "job_trampolines.h"

void *job_run(Job *job)
{
    for (int i = job->first; i <= job->last; i++) {
        job->sum += i;
    }
    return job;
}

int main(void)
{
    Job jobs[2] = {{1, 1000, 0}, {1001, 2000, 0}};
    pthread_t threads[2];
    void *result;

    for (int i = 0; i < 2; i++) {
        if (job_run_pthread_create(&threads[i], NULL, &jobs[i]) != 0) {
            return 1;
        }
    }
    for (int i = 0; i < 2; i++) {
        if (pthread_join(threads[i], &result) != 0 || result != &jobs[i]) {
            return 1;
        }
    }
    printf("%ld\n", jobs[0].sum + jobs[1].sum);
    return 0;
}
