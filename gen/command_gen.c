/* SPDX-License-Identifier: MIT */
#include "command_gen.h"

#include "json_write.h"
#include "output.h"
#include "record_step.h"
#include "render.h"

/* Where the parts of a record go. */
typedef struct Feed {
    Renderer *renderer;
    const char *name; /* of the record, and NULL after its first part */
} Feed;

static void feed_part(void *data, const char *json, size_t length)
{
    Feed *feed = data;

    renderer_feed(feed->renderer, feed->name, json, length);
    feed->name = NULL;
}

/* The renderer gets all that it needs before the record's file is written: it can then
 * work at the same time. */
static void feed_record(RecordStep *step, Renderer *renderer, const char *name)
{
    Feed to = {renderer, name};
    const JsonFeed feed = {feed_part, &to, renderer_takes_brief(renderer)};
    double start = step_now();

    json_feed_record(step->ir, &feed);
    renderer_end(renderer);
    step_times_add(&step->times, "feed", step_now() - start);
}

/* Adds the record and what the renderer makes of it. */
static bool make_outputs(RecordStep *step, Renderer *renderer, OutputSet *outputs,
                         Diagnostics *diag)
{
    /* Not "." but nothing: outputs are then called "M.h", not "./M.h". */
    const char *directory = step->options->output != NULL ? step->options->output : "";
    char *name = g_strconcat(step->module, ".ir.json", NULL);
    char *path = g_build_filename(directory, name, NULL);
    size_t length;
    double start;
    bool done;

    feed_record(step, renderer, path);
    record_step_write_json(step);
    length = step->json->len;
    output_set_add(outputs, path, g_string_free(g_steal_pointer(&step->json), FALSE),
                   length);
    start = step_now();
    done = renderer_finish(renderer, directory, outputs, diag);
    step_times_add(&step->times, "render", step_now() - start);
    g_free(path);
    g_free(name);
    return done;
}

static bool write_outputs(RecordStep *step, OutputSet *outputs, Diagnostics *diag)
{
    double start = step_now();
    bool done = record_step_add_depfile(step, outputs, diag) &&
                output_set_commit(outputs, step->inputs, diag);

    step_times_add(&step->times, "write", step_now() - start);
    return done;
}

/* Python starts while libclang parses. */
static bool generate(RecordStep *step, Diagnostics *diag)
{
    Renderer *renderer =
        renderer_start((const char *const *)step->options->sets->pdata, diag);
    OutputSet *outputs = output_set_create();
    bool done = renderer != NULL && record_step_scan(step, diag) &&
                make_outputs(step, renderer, outputs, diag) &&
                write_outputs(step, outputs, diag);

    if (done && step->options->verbose) {
        output_set_report(outputs, stderr);
    }
    output_set_destroy(outputs);
    renderer_destroy(renderer);
    return done;
}

int command_gen(const Options *options, Diagnostics *diag)
{
    RecordStep step;
    int status = record_step_prepare(&step, options, diag);

    if (status == 0 && !generate(&step, diag)) {
        status = 1;
    }
    if (status == 0 && options->time) {
        step_times_print(&step.times, stderr);
    }
    record_step_finish(&step);
    return status;
}
