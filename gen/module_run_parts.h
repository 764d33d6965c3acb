/* SPDX-License-Identifier: MIT */
/* What module_run.c and module_start.c share: for them only. */
#ifndef BINDERY_GEN_MODULE_RUN_PARTS_H
#define BINDERY_GEN_MODULE_RUN_PARTS_H

#include "module_graph.h"
#include "module_run.h"
#include "record_step.h"

typedef enum JobState {
    JOB_PENDING,
    JOB_STARTED, /* the first half of its scan is done */
    JOB_FAILED,
    JOB_DONE,
} JobState;

/* One module of the run. */
typedef struct Job {
    RecordStep step;
    Module *module;     /* in the graph; NULL for a header without a manifest */
    Diagnostics *diag;  /* its own: held until all are done, if there are several */
    JobState state;     /* guarded by the run's mutex while the pool is at work */
    GPtrArray *alike;   /* of Job *: whose headers read as this one's */
    struct Job *leader; /* in whose list it is; NULL for none */
    GPtrArray *united;  /* of Job *: to be scanned together with this one, itself too; or
                           NULL */
    bool part;          /* it was scanned together with others */
    bool pushed;        /* it is, or was, at work */
} Job;

struct ModuleRun {
    const Options *options;
    GPtrArray *manifests; /* of Manifest *; empty for a header */
    ModuleGraph *graph;   /* NULL for a header, and before the scan */
    GPtrArray *jobs;      /* of Job *: as given */
    GPtrArray *order;     /* of Job *: each after those it depends on */
    StepTimes times;
    ModuleProgress *progress;
    void *progress_data;
    GMutex mutex;
    GCond changed;     /* the state of a job */
    GThreadPool *pool; /* NULL where the system has no thread left to give */
};

/*
 * module_start.c: has the first halves of all scans done, in threads, and returns at once
 * if there are any; each job's state tells when. module_start_end() waits for the threads
 * to end. module_start_one() is for the only job of a run.
 */
void module_start_all(ModuleRun *run);
void module_start_end(ModuleRun *run);
void module_start_one(ModuleRun *run, Job *job);

#endif
