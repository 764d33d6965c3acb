/* SPDX-License-Identifier: MIT */
#include "command_gen.h"

#include "module_run.h"
#include "output.h"
#include "progress.h"
#include "render.h"

/* What is scanned, and where it goes. */
typedef struct Feed {
    ModuleRun *run;
    Renderer *renderer;
} Feed;

static gpointer feed(gpointer data)
{
    const Feed *what = data;

    module_run_feed(what->run, what->renderer);
    return NULL;
}

/* The text of the records and what the renderer is fed take the time: one core each. */
static void add_records(ModuleRun *run, Renderer *renderer, OutputSet *outputs)
{
    Feed what = {run, renderer};
    GThread *thread = g_thread_try_new("bindery-feed", feed, &what, NULL);

    if (thread == NULL) {
        feed(&what); /* the system has no thread left to give */
    }
    module_run_add_records(run, outputs);
    if (thread != NULL) {
        g_thread_join(thread);
    }
}

/* Python starts while libclang parses. */
bool command_gen_outputs(ModuleRun *run, const Options *options, OutputSet *outputs,
                         Diagnostics *diag)
{
    Renderer *renderer = renderer_start((const char *const *)options->sets->pdata,
                                        options->all_outputs, diag);
    bool done;

    progress_start(module_run_length(run));
    module_run_set_progress(run, progress_show, NULL);
    done = renderer != NULL && module_run_scan(run, diag);
    if (done) {
        add_records(run, renderer, outputs);
        done = module_run_add_rendered(run, renderer, outputs, diag);
    }
    progress_end();
    renderer_destroy(renderer);
    return done;
}

static bool generate(ModuleRun *run, const Options *options, Diagnostics *diag)
{
    OutputSet *outputs = output_set_create();
    bool done = command_gen_outputs(run, options, outputs, diag) &&
                module_run_write(run, outputs, diag);

    output_set_destroy(outputs);
    return done;
}

int command_gen(const Options *options, Diagnostics *diag)
{
    ModuleRun *run = module_run_create(options);
    int status = module_run_prepare(run, diag);

    if (status == 0 && !generate(run, options, diag)) {
        status = 1;
    }
    if (status == 0 && options->time) {
        module_run_print_times(run, stderr);
    }
    module_run_destroy(run);
    return status;
}
