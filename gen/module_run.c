/* SPDX-License-Identifier: MIT */
#include "module_run.h"

#include <string.h>

#include "depfile.h"
#include "heap.h"
#include "module_claims.h"
#include "module_run_parts.h"
#include "module_together.h"

static void job_free(gpointer data)
{
    Job *job = data;

    record_step_finish(&job->step);
    g_ptr_array_unref(job->alike);
    if (job->united != NULL) {
        g_ptr_array_unref(job->united);
    }
    g_free(job);
}

static void free_manifest(gpointer data)
{
    manifest_destroy(data);
}

ModuleRun *module_run_create(const Options *options)
{
    ModuleRun *run = g_new0(ModuleRun, 1);

    run->options = options;
    run->manifests = g_ptr_array_new_with_free_func(free_manifest);
    run->jobs = g_ptr_array_new_with_free_func(job_free);
    run->order = g_ptr_array_new();
    g_mutex_init(&run->mutex);
    g_cond_init(&run->changed);
    step_times_start(&run->times);
    return run;
}

void module_run_destroy(ModuleRun *run)
{
    g_ptr_array_unref(run->order);
    g_ptr_array_unref(run->jobs);
    module_graph_destroy(run->graph);
    g_ptr_array_unref(run->manifests);
    g_mutex_clear(&run->mutex);
    g_cond_clear(&run->changed);
    g_free(run);
}

void module_run_set_progress(ModuleRun *run, ModuleProgress *progress, void *data)
{
    run->progress = progress;
    run->progress_data = data;
}

/* Adds the job of one manifest, or with NULL of the options' header. */
static int add_job(ModuleRun *run, const Manifest *manifest, Diagnostics *diag)
{
    Job *job = g_new0(Job, 1);

    job->alike = g_ptr_array_new();
    g_ptr_array_add(run->jobs, job);
    return record_step_prepare(&job->step, run->options, manifest, diag);
}

int module_run_prepare(ModuleRun *run, Diagnostics *diag)
{
    const GPtrArray *paths = run->options->manifests;
    int status = 0;

    if (paths->len == 0) {
        return add_job(run, NULL, diag);
    }
    for (guint i = 0; i < paths->len; i++) {
        Manifest *manifest = manifest_load(paths->pdata[i], diag);

        if (manifest == NULL) {
            status = 1;
        } else {
            g_ptr_array_add(run->manifests, manifest);
        }
    }
    for (guint i = 0; status == 0 && i < run->manifests->len; i++) {
        status = add_job(run, run->manifests->pdata[i], diag);
    }
    return status;
}

unsigned module_run_length(const ModuleRun *run)
{
    return run->jobs->len;
}

/* Where records that were written before are: beside the one that is written now. */
static char *output_directory(const Options *options)
{
    const char *output = options->output;

    if (options->command != COMMAND_SCAN) {
        return g_strdup(output != NULL ? output : "");
    }
    if (output == NULL || output_is_stdout(output)) {
        return NULL;
    }
    return strchr(output, '/') != NULL ? g_path_get_dirname(output) : g_strdup("");
}

static bool find_dependencies(ModuleRun *run, Diagnostics *diag)
{
    char *directory = output_directory(run->options);
    const ModulePlaces places = {directory, run->options->module_path};
    double start = step_now();

    run->graph = module_graph_create(run->manifests, &places, diag);
    g_free(directory);
    step_times_add(&run->times, "depends", step_now() - start);
    return run->graph != NULL;
}

static Job *job_of(const ModuleRun *run, const Manifest *manifest)
{
    for (guint i = 0; i < run->jobs->len; i++) {
        Job *job = run->jobs->pdata[i];

        if (job->step.manifest == manifest) {
            return job;
        }
    }
    g_assert_not_reached();
}

static void order_jobs(ModuleRun *run)
{
    if (run->graph == NULL) {
        g_ptr_array_add(run->order, run->jobs->pdata[0]);
        return;
    }
    for (guint i = 0; i < run->graph->order->len; i++) {
        Module *module = run->graph->order->pdata[i];

        if (module->manifest != NULL) {
            Job *job = job_of(run, module->manifest);

            job->module = module;
            g_ptr_array_add(run->order, job);
        }
    }
}

/* What is read, in the order in which it was given, and then what that led to. */
static void report_inputs(const ModuleRun *run, FILE *out)
{
    for (guint i = 0; i < run->jobs->len; i++) {
        const RecordStep *step = &((const Job *)run->jobs->pdata[i])->step;

        fprintf(out, "parsing    %s (module %s)\n", step->header, step->module);
    }
    for (guint i = 0; run->graph != NULL && i < run->graph->order->len; i++) {
        const Module *module = run->graph->order->pdata[i];

        if (module->path != NULL) {
            fprintf(out, "reading    %s (module %s)\n", module->path, module->name);
        }
    }
}

/* Which modules had their part in one scan. */
static void report_united(const ModuleRun *run, FILE *out)
{
    for (guint i = 0; i < run->jobs->len; i++) {
        const Job *job = run->jobs->pdata[i];

        if (job->part) {
            fprintf(out, "shared     %s (module %s)\n", job->step.header,
                    job->step.module);
        }
    }
}

static void wait_for_start(ModuleRun *run, const Job *job)
{
    g_mutex_lock(&run->mutex);
    while (job->state == JOB_PENDING) {
        g_cond_wait(&run->changed, &run->mutex);
    }
    g_mutex_unlock(&run->mutex);
}

/* Where the record goes (new). */
static char *record_path(const Options *options, const char *module)
{
    if (options->command == COMMAND_SCAN) {
        return g_strdup(options->output != NULL ? options->output : "-");
    }
    return module_record_path(options->output != NULL ? options->output : "", module);
}

/* The second half, whose errors job->diag has got. */
static bool end_scan(Job *job)
{
    GPtrArray *dependencies = NULL;
    bool done;

    if (job->module != NULL) {
        dependencies = module_graph_dependencies(job->module);
        if (dependencies == NULL) {
            return false; /* the one that failed has said why */
        }
    }
    done = record_step_end(&job->step, dependencies) && !diag_failed(job->diag) &&
           (job->module == NULL ||
            module_graph_check_targets(job->module, job->step.ir, job->diag));
    if (dependencies != NULL) {
        g_ptr_array_unref(dependencies);
    }
    return done;
}

static void end_job(ModuleRun *run, Job *job)
{
    wait_for_start(run, job);
    if (job->state != JOB_STARTED || !end_scan(job)) {
        job->state = JOB_FAILED;
        return;
    }
    job->state = JOB_DONE;
    if (job->module != NULL) {
        job->module->record = job->step.ir;
    }
}

static void end_jobs(ModuleRun *run)
{
    for (guint i = 0; i < run->order->len; i++) {
        end_job(run, run->order->pdata[i]);
        if (run->progress != NULL) {
            run->progress(run->progress_data, i + 1, run->order->len);
        }
    }
}

/* Of what a module misses, another one of the run may be the owner. */
static void find_owners(const ModuleRun *run)
{
    for (guint i = 0; i < run->order->len; i++) {
        const Job *job = run->order->pdata[i];

        if (job->step.missing != NULL) {
            module_together_find_owners(job->module, job->step.missing, run->graph->order,
                                        job->diag);
        }
    }
}

/* Several at once, each with messages of its own, which are told one after the other. */
static void run_jobs(ModuleRun *run, Diagnostics *diag)
{
    const guint n = run->order->len;

    for (guint i = 0; i < n; i++) {
        ((Job *)run->order->pdata[i])->diag = diag_create_held();
    }
    module_start_all(run);
    end_jobs(run);
    find_owners(run);
    module_start_end(run);
    for (guint i = 0; i < n; i++) {
        Job *job = run->jobs->pdata[i];

        diag_release(job->diag, diag);
        g_clear_pointer(&job->diag, diag_destroy);
    }
}

static void run_one_job(ModuleRun *run, Diagnostics *diag)
{
    Job *job = run->order->pdata[0];

    heap_run_ahead();
    job->diag = diag;
    module_start_one(run, job);
    end_jobs(run);
}

/* Whether the modules of the run fit together. */
static bool check_together(const ModuleRun *run, Diagnostics *diag)
{
    char *directory = output_directory(run->options);
    GPtrArray *modules = g_ptr_array_new();
    bool good = true;

    for (guint i = 0; i < run->jobs->len; i++) {
        const Job *job = run->jobs->pdata[i];

        good = good && job->state == JOB_DONE;
        g_ptr_array_add(modules, job->module);
    }
    for (guint i = 0; good && modules->len > 1 && i < run->jobs->len; i++) {
        const Job *job = run->jobs->pdata[i];

        good = module_together_check_inputs(job->module, job->step.inputs, modules,
                                            directory, diag);
    }
    good = good && (modules->len < 2 || module_claims_check(modules, diag));
    g_ptr_array_unref(modules);
    g_free(directory);
    return good;
}

bool module_run_scan(ModuleRun *run, Diagnostics *diag)
{
    if (run->manifests->len > 0 && !find_dependencies(run, diag)) {
        return false;
    }
    order_jobs(run);
    if (run->options->verbose) {
        report_inputs(run, stderr);
    }
    if (run->order->len == 1) {
        run_one_job(run, diag);
    } else {
        run_jobs(run, diag);
    }
    if (run->options->verbose) {
        report_united(run, stderr);
    }
    return check_together(run, diag);
}

void module_run_feed(ModuleRun *run, Renderer *renderer)
{
    double start = step_now();

    for (guint i = 0; i < run->order->len; i++) {
        RecordStep *step = &((Job *)run->order->pdata[i])->step;
        char *path = record_path(run->options, step->module);

        record_step_feed(step, renderer, path);
        g_free(path);
    }
    renderer_end(renderer);
    step_times_add(&run->times, "feed", step_now() - start);
}

void module_run_add_records(ModuleRun *run, OutputSet *outputs)
{
    for (guint i = 0; i < run->order->len; i++) {
        RecordStep *step = &((Job *)run->order->pdata[i])->step;
        char *path = record_path(run->options, step->module);

        output_set_add_pieces(outputs, path, record_step_write_json(step));
        g_free(path);
    }
}

bool module_run_add_rendered(ModuleRun *run, Renderer *renderer, OutputSet *outputs,
                             Diagnostics *diag)
{
    const char *directory = run->options->output != NULL ? run->options->output : "";
    double start = step_now();
    bool done;

    /* All at once: a record refers to declarations of those it depends on. */
    for (guint i = 0; i < run->order->len; i++) {
        g_clear_pointer(&((Job *)run->order->pdata[i])->step.ir, ir_destroy);
    }
    done = renderer_finish(renderer, directory, outputs, diag);
    step_times_add(&run->times, "render", step_now() - start);
    return done;
}

/* Every file that was read (new, of const char *, borrowed from the run): each once and
 * sorted, so that the order of the modules does not show. */
static GPtrArray *list_inputs(const ModuleRun *run)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *inputs = g_ptr_array_new();
    GPtrArray *all = g_ptr_array_new();

    for (guint i = 0; i < run->jobs->len; i++) {
        const RecordStep *step = &((const Job *)run->jobs->pdata[i])->step;

        g_ptr_array_extend(all, step->inputs, NULL, NULL);
    }
    for (guint i = 0; run->graph != NULL && i < run->graph->order->len; i++) {
        const Module *module = run->graph->order->pdata[i];

        g_ptr_array_add(all, (gpointer)(module->manifest != NULL ? module->manifest->path
                                                                 : module->path));
    }
    for (guint i = 0; i < all->len; i++) {
        if (g_hash_table_add(seen, all->pdata[i])) {
            g_ptr_array_add(inputs, all->pdata[i]);
        }
    }
    if (run->graph != NULL) {
        ir_sort_strings(inputs);
    }
    g_ptr_array_unref(all);
    g_hash_table_destroy(seen);
    return inputs;
}

bool module_run_write(ModuleRun *run, OutputSet *outputs, Diagnostics *diag)
{
    GPtrArray *inputs = list_inputs(run);
    double start = step_now();
    bool done = depfile_add(run->options, inputs, outputs, diag) &&
                output_set_commit(outputs, inputs, diag);

    step_times_add(&run->times, "write", step_now() - start);
    g_ptr_array_unref(inputs);
    if (done && run->options->verbose) {
        output_set_report(outputs, stderr);
    }
    return done;
}

void module_run_print_times(const ModuleRun *run, FILE *out)
{
    for (guint i = 0; i < run->jobs->len; i++) {
        const RecordStep *step = &((const Job *)run->jobs->pdata[i])->step;

        step_times_print(&step->times, run->manifests->len > 0 ? step->module : NULL,
                         out);
    }
    step_times_print(&run->times, NULL, out);
    step_times_print_total(&run->times, out);
}
