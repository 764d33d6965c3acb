/* SPDX-License-Identifier: MIT */
#include "record_step.h"

#include "find_header.h"
#include "json_write.h"
#include "module_name.h"
#include "record_feed.h"

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

/* What the command line or the manifest says of the module. */
static int choose(RecordStep *step, Diagnostics *diag)
{
    if (step->manifest != NULL) {
        step->module = g_strdup(step->manifest->name.text);
        step->header = step->manifest->header;
        return 0;
    }
    step->header = g_ptr_array_index(step->options->operands, 0);
    step->selection = options_selection(step->options, diag);
    return step->selection != NULL ? 0 : 2;
}

static bool find_its_header(const RecordStep *step, Diagnostics *diag)
{
    const Manifest *manifest = step->manifest;

    if (find_header(step->header, step->options->arguments, diag)) {
        return true;
    }
    if (manifest != NULL) {
        diag_report(
            diag, DIAG_NOTE, manifest->path,
            manifest->header_line != 0 ? manifest->header_line : manifest->name.line,
            manifest->header_line != 0 ? manifest->header_column : manifest->name.column,
            "it is the header of module '%s'%s", step->module,
            manifest->header_line != 0 ? "" : "; \"wrapper\" would name another one");
    }
    return false;
}

int record_step_prepare(RecordStep *step, const Options *options,
                        const Manifest *manifest, Diagnostics *diag)
{
    int status;

    *step = (RecordStep){.options = options, .manifest = manifest};
    step_times_start(&step->times);
    status = choose(step, diag);
    if (status != 0) {
        return status;
    }
    if (!find_its_header(step, diag)) {
        return 1;
    }
    if (step->module == NULL && !choose_module(step, diag)) {
        return 2;
    }
    step->scan_options = (ScanOptions){
        .header = step->header,
        .module = step->module,
        .arguments = options->arguments,
        .target = options->target,
        .comments = options->comments,
        .selection = manifest != NULL ? manifest->selection : step->selection,
        .raw = manifest != NULL ? manifest->raw : options->raw,
        .manifest = manifest,
    };
    return 0;
}

static void note_times(StepTimes *times, const ScanTimes *scan)
{
    step_times_add(times, "parse", scan->parse);
    step_times_add(times, "visit", scan->visit);
    step_times_add(times, "macros", scan->macros);
    step_times_add(times, "select", scan->select);
}

bool record_step_start(RecordStep *step, Diagnostics *diag)
{
    step->scan = scan_start(&step->scan_options, diag);
    return step->scan != NULL;
}

bool record_step_start_part(RecordStep *step, ScanUnion *all, unsigned number,
                            Diagnostics *diag)
{
    step->scan = scan_union_part(all, number, &step->scan_options, diag);
    return step->scan != NULL;
}

bool record_step_start_like(RecordStep *step, const RecordStep *first, Diagnostics *diag)
{
    if (first->scan != NULL) {
        step->scan = scan_start_like(first->scan, &step->scan_options, diag);
    }
    return step->scan != NULL || record_step_start(step, diag);
}

bool record_step_end(RecordStep *step, const GPtrArray *dependencies)
{
    ScanResult result = {0};

    if (!scan_end(g_steal_pointer(&step->scan), dependencies, &result)) {
        step->missing = result.missing;
        return false;
    }
    note_times(&step->times, &result.times);
    step->ir = result.ir;
    step->inputs = result.inputs;
    return true;
}

void record_step_feed(RecordStep *step, Renderer *renderer, const char *name)
{
    record_feed(renderer, name, step->ir, NULL, 0);
}

GPtrArray *record_step_write_json(RecordStep *step)
{
    /* In gen the other core has what the renderer is fed. */
    const bool helped = step->options->command == COMMAND_SCAN;
    double start = step_now();
    GPtrArray *pieces = json_write_pieces(step->ir, helped);

    step_times_add(&step->times, "json", step_now() - start);
    return pieces;
}

void record_step_finish(RecordStep *step)
{
    scan_cancel(step->scan);
    g_free(step->module);
    g_clear_pointer(&step->selection, selection_destroy);
    g_clear_pointer(&step->inputs, g_ptr_array_unref);
    g_clear_pointer(&step->missing, g_ptr_array_unref);
    g_clear_pointer(&step->ir, ir_destroy);
}
