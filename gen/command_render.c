/* SPDX-License-Identifier: MIT */
#include "command_render.h"

#include "json_read.h"
#include "output.h"
#include "record_feed.h"
#include "render.h"
#include "step_times.h"

/* Checks one record and hands it over. */
static bool feed_record(Renderer *renderer, const char *path, Diagnostics *diag)
{
    Ir *ir = json_read_record(path, diag);
    GError *error = NULL;
    char *text;
    size_t length;

    if (ir == NULL) {
        return false;
    }
    if (!g_file_get_contents(path, &text, &length, &error)) {
        diag_report(diag, DIAG_ERROR, path, 0, 0, "%s", error->message);
        g_error_free(error);
        ir_destroy(ir);
        return false;
    }
    record_feed(renderer, path, ir, text, length);
    ir_destroy(ir);
    g_free(text);
    return true;
}

static bool render(const Options *options, Renderer *renderer, OutputSet *outputs,
                   StepTimes *times, Diagnostics *diag)
{
    const GPtrArray *paths = options->operands;
    const char *directory = options->output != NULL ? options->output : "";
    double start = step_now();
    bool done;

    for (guint i = 0; i < paths->len; i++) {
        if (!feed_record(renderer, g_ptr_array_index(paths, i), diag)) {
            return false;
        }
    }
    step_times_add(times, "read", step_now() - start);
    start = step_now();
    if (!renderer_finish(renderer, directory, outputs, diag)) {
        return false;
    }
    step_times_add(times, "render", step_now() - start);
    start = step_now();
    done = output_set_commit(outputs, paths, diag);
    step_times_add(times, "write", step_now() - start);
    return done;
}

int command_render(const Options *options, Diagnostics *diag)
{
    OutputSet *outputs = output_set_create();
    Renderer *renderer;
    StepTimes times;
    bool done;

    step_times_start(&times);
    renderer = renderer_start((const char *const *)options->sets->pdata,
                              options->all_outputs, diag);
    done = renderer != NULL && render(options, renderer, outputs, &times, diag);
    if (done && options->verbose) {
        output_set_report(outputs, stderr);
    }
    if (done && options->time) {
        step_times_print(&times, NULL, stderr);
        step_times_print_total(&times, stderr);
    }
    renderer_destroy(renderer);
    output_set_destroy(outputs);
    return done ? 0 : 1;
}
