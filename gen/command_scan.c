/* SPDX-License-Identifier: MIT */
#include "command_scan.h"

#include "output.h"
#include "record_step.h"

/* Writes the record and the dependency file. */
static bool write_outputs(RecordStep *step, Diagnostics *diag)
{
    const Options *options = step->options;
    OutputSet *outputs = output_set_create();
    double start;
    size_t length;
    bool done;

    record_step_write_json(step);
    start = step_now();
    length = step->json->len;
    output_set_add(outputs, options->output != NULL ? options->output : "-",
                   g_string_free(g_steal_pointer(&step->json), FALSE), length);
    done = record_step_add_depfile(step, outputs, diag) &&
           output_set_commit(outputs, step->inputs, diag);
    step_times_add(&step->times, "write", step_now() - start);
    if (done && options->verbose) {
        output_set_report(outputs, stderr);
    }
    output_set_destroy(outputs);
    return done;
}

int command_scan(const Options *options, Diagnostics *diag)
{
    RecordStep step;
    int status = record_step_prepare(&step, options, diag);

    if (status == 0 && !(record_step_scan(&step, diag) && write_outputs(&step, diag))) {
        status = 1;
    }
    if (status == 0 && options->time) {
        step_times_print(&step.times, stderr);
    }
    record_step_finish(&step);
    return status;
}
