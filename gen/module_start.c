/* SPDX-License-Identifier: MIT */
/*
 * The first halves of the scans of a run: which modules share one, and in which thread
 * each is done.
 */
#include "module_run_parts.h"

static void tell_state(ModuleRun *run, Job *job, bool started)
{
    g_mutex_lock(&run->mutex);
    job->state = started ? JOB_STARTED : JOB_FAILED;
    g_cond_broadcast(&run->changed);
    g_mutex_unlock(&run->mutex);
}

/* The job itself may go on when others have their copies. */
static void share_start(ModuleRun *run, Job *job, bool started)
{
    for (guint i = 0; i < job->alike->len; i++) {
        Job *other = job->alike->pdata[i];
        tell_state(run, other,
                   record_step_start_like(&other->step, &job->step, other->diag));
    }
    tell_state(run, job, started);
}

static void start_alone(ModuleRun *run, Job *job)
{
    share_start(run, job, record_step_start(&job->step, job->diag));
}

static void start_later(ModuleRun *run, Job *job)
{
    if (run->pool == NULL) {
        start_alone(run, job);
    } else {
        g_thread_pool_push(run->pool, job, NULL);
    }
}

/* Those that are scanned together, and those of them by themselves that must be. */
static void start_united(ModuleRun *run, GPtrArray *jobs)
{
    const ScanOptions **options = g_new(const ScanOptions *, jobs->len);
    ScanUnion *all;

    for (guint i = 0; i < jobs->len; i++) {
        options[i] = &((Job *)jobs->pdata[i])->step.scan_options;
    }
    all = scan_union_create(options, jobs->len);
    for (guint i = 0; i < jobs->len; i++) {
        Job *job = jobs->pdata[i];
        job->part = all != NULL && scan_union_has(all, i);
        if (!job->part) {
            start_later(run, job); /* in another thread, as soon as may be */
        }
    }
    for (guint i = 0; i < jobs->len; i++) {
        Job *job = jobs->pdata[i];
        if (job->part) {
            job->part = record_step_start_part(&job->step, all, i, job->diag);
            if (job->part) {
                share_start(run, job, true);
            } else {
                start_later(run, job);
            }
        }
    }
    scan_union_destroy(all);
    g_ptr_array_unref(jobs);
    g_free(options);
}

/* In a thread of the pool. */
static void start_job(gpointer data, gpointer user_data)
{
    Job *job = data;

    if (job->united != NULL) {
        start_united(user_data, g_steal_pointer(&job->united));
    } else {
        start_alone(user_data, job);
    }
}

/* Of those whose headers read alike one works for all: the last, which can wait. */
static void find_alike(ModuleRun *run)
{
    for (guint i = run->order->len; i-- > 0;) {
        Job *job = run->order->pdata[i];

        for (guint j = run->order->len; --j > i && job->leader == NULL;) {
            Job *later = run->order->pdata[j];

            if (later->leader == NULL &&
                scan_alike(&later->step.scan_options, &job->step.scan_options)) {
                g_ptr_array_insert(later->alike, 0, job);
                job->leader = later;
            }
        }
    }
}

/* If the user wants it, three or more that differ are scanned together; two can as well
 * be at once. */
static void unite(ModuleRun *run)
{
    GPtrArray *jobs;

    if (!run->options->parse_together) {
        return;
    }
    jobs = g_ptr_array_new();
    for (guint i = 0; i < run->order->len; i++) {
        Job *job = run->order->pdata[i];
        if (job->leader == NULL && scan_unites(&job->step.scan_options)) {
            g_ptr_array_add(jobs, job);
        }
    }
    if (jobs->len < 3) {
        g_ptr_array_unref(jobs);
        return;
    }
    ((Job *)jobs->pdata[0])->united = jobs;
    for (guint i = 1; i < jobs->len; i++) {
        ((Job *)jobs->pdata[i])->pushed = true;
    }
}

void module_start_all(ModuleRun *run)
{
    const guint n = run->order->len;

    run->pool = g_thread_pool_new(start_job, run, (gint)MIN(n, g_get_num_processors()),
                                  TRUE, NULL);
    if (g_thread_pool_get_num_threads(run->pool) == 0) {
        g_thread_pool_free(g_steal_pointer(&run->pool), FALSE, TRUE);
    }
    find_alike(run);
    unite(run);
    for (guint i = 0; i < n; i++) {
        Job *job = run->order->pdata[i];

        job = job->leader != NULL ? job->leader : job;
        if (!job->pushed && run->pool == NULL) {
            start_job(job, run);
        } else if (!job->pushed) {
            g_thread_pool_push(run->pool, job, NULL);
        }
        job->pushed = true;
    }
}

void module_start_end(ModuleRun *run)
{
    if (run->pool != NULL) {
        g_thread_pool_free(g_steal_pointer(&run->pool), FALSE, TRUE);
    }
}

void module_start_one(ModuleRun *run, Job *job)
{
    start_alone(run, job);
}
