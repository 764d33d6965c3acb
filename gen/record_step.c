/* SPDX-License-Identifier: MIT */
#include "record_step.h"

#include "depfile.h"
#include "find_header.h"
#include "json_write.h"
#include "module_name.h"

/* A record's text may be a good deal longer than this; it grows by doubling. */
#define JSON_START ((size_t)1 << 20)

static bool choose_module(RecordStep *step, Diagnostics *diag)
{
    const char *name = step->options->name;

    if (name == NULL) {
        step->module = module_name_from_header(step->header);
        if (step->module == NULL) {
            diag_report(diag, DIAG_ERROR, step->header, 0, 0,
                        "no module name can be made of this file name; give --name NAME");
        }
    } else if (module_name_is_valid(name)) {
        step->module = g_strdup(name);
    } else {
        diag_error(diag,
                   "'--name %s' is no name for a module: letters, digits and _ make "
                   "one, and no keyword of C",
                   name);
    }
    return step->module != NULL;
}

int record_step_prepare(RecordStep *step, const Options *options, Diagnostics *diag)
{
    *step = (RecordStep){
        .options = options,
        .header = g_ptr_array_index(options->operands, 0),
    };
    step_times_start(&step->times);
    step->selection = options_selection(options, diag);
    if (step->selection == NULL) {
        return 2;
    }
    if (!find_header(step->header, options->arguments, diag)) {
        return 1;
    }
    return choose_module(step, diag) ? 0 : 2;
}

static void note_times(StepTimes *times, const ScanTimes *scan)
{
    step_times_add(times, "parse", scan->parse);
    step_times_add(times, "visit", scan->visit);
    step_times_add(times, "macros", scan->macros);
    step_times_add(times, "select", scan->select);
}

bool record_step_scan(RecordStep *step, Diagnostics *diag)
{
    const ScanOptions scan = {
        .header = step->header,
        .module = step->module,
        .arguments = step->options->arguments,
        .target = step->options->target,
        .comments = step->options->comments,
        .selection = step->selection,
        .raw = step->options->raw,
    };
    ScanResult result;

    if (!scan_header(&scan, diag, &result)) {
        return false;
    }
    note_times(&step->times, &result.times);
    step->ir = g_steal_pointer(&result.ir);
    step->inputs = g_steal_pointer(&result.inputs);
    return true;
}

void record_step_write_json(RecordStep *step)
{
    double start = step_now();

    step->json = g_string_sized_new(JSON_START);
    json_write_record(step->ir, step->json);
    g_clear_pointer(&step->ir, ir_destroy);
    step_times_add(&step->times, "json", step_now() - start);
}

bool record_step_add_depfile(const RecordStep *step, OutputSet *outputs,
                             Diagnostics *diag)
{
    GPtrArray *targets;
    size_t length;
    char *text;

    if (step->options->depfile == NULL) {
        return true;
    }
    targets = g_ptr_array_new_with_free_func(g_free);
    output_set_list(outputs, targets);
    text = depfile_text(targets, step->inputs, &length, diag);
    g_ptr_array_unref(targets);
    if (text == NULL) {
        return false;
    }
    output_set_add(outputs, step->options->depfile, text, length);
    return true;
}

void record_step_finish(RecordStep *step)
{
    g_free(step->module);
    g_clear_pointer(&step->selection, selection_destroy);
    g_clear_pointer(&step->inputs, g_ptr_array_unref);
    g_clear_pointer(&step->ir, ir_destroy);
    if (step->json != NULL) {
        g_string_free(step->json, TRUE);
    }
}
