/* SPDX-License-Identifier: MIT */
#include "command_diff.h"

#include <string.h>

#include "diff.h"
#include "diff_input.h"
#include "diff_output.h"
#include "diff_targets.h"
#include "json_read.h"
#include "option_diff.h"

static int compare(const Options *options, const GArray *pairs,
                   const Suppressions *suppressions, Diagnostics *diag)
{
    DiffReport *report = diff_report_create();
    GString *out;
    bool done;

    report->prefix = options->file_prefix;
    for (guint i = 0; i < pairs->len; i++) {
        const DiffInputPair *pair = &g_array_index(pairs, DiffInputPair, i);

        diff_report_add(report, pair->before, pair->after);
    }
    suppressions_apply(suppressions, report, diag);
    out = diff_output_format(options, report, diag);
    done = out != NULL && diff_output_write(options, out, diag) &&
           !diff_output_fails(options, report);
    diff_report_destroy(report);
    return done ? 0 : 1;
}

/* The records of --targets (of Ir *, new); NULL, and errors reported, when one cannot be
 * read. */
static GPtrArray *read_targets(const Options *options, Diagnostics *diag)
{
    GPtrArray *records = g_ptr_array_new_with_free_func((GDestroyNotify)ir_destroy);

    for (guint i = 0; i < options->operands->len; i++) {
        Ir *ir = json_read_record(g_ptr_array_index(options->operands, i), diag);

        if (ir == NULL) {
            g_ptr_array_unref(records);
            return NULL;
        }
        g_ptr_array_add(records, ir);
    }
    return records;
}

/* Whether the records can stand side by side: of one module, each of another target. */
static bool check_targets(const Options *options, const GPtrArray *records,
                          Diagnostics *diag)
{
    const Ir *first = g_ptr_array_index(records, 0);
    bool good = true;

    for (guint i = 1; i < records->len; i++) {
        const Ir *ir = g_ptr_array_index(records, i);
        const char *path = g_ptr_array_index(options->operands, i);

        if (strcmp(ir->module, first->module) != 0) {
            diag_report(diag, DIAG_WARNING, path, 0, 0,
                        "this is a record of '%s', and the first one of '%s'", ir->module,
                        first->module);
        }
        for (guint j = 0; j < i; j++) {
            if (strcmp(((const Ir *)g_ptr_array_index(records, j))->target, ir->target) ==
                0) {
                diag_report(diag, DIAG_ERROR, path, 0, 0,
                            "this is the second record for %s; each must be for another "
                            "target",
                            ir->target);
                good = false;
            }
        }
    }
    return good;
}

static int compare_targets(const Options *options, Diagnostics *diag)
{
    GPtrArray *records = read_targets(options, diag);
    GString *out;
    ShowText text;
    DiffTargets table;
    bool done;

    if (records == NULL) {
        return 1;
    }
    if (!check_targets(options, records, diag)) {
        g_ptr_array_unref(records);
        return 1;
    }
    out = g_string_new(NULL);
    diff_targets_init(&table, records);
    if (option_diff_format(options) == DIFF_FORMAT_JSON) {
        diff_targets_json(&table, out);
    } else {
        text = (ShowText){.out = out, .style = diff_output_style(options)};
        diff_targets_text(&table, &text);
    }
    done = diff_output_write(options, out, diag) &&
           (table.rows->len == 0 || option_diff_fail_on(options) != DIFF_FAIL_ON_ANY);
    diff_targets_finish(&table);
    g_ptr_array_unref(records);
    return done ? 0 : 1;
}

int command_diff(const Options *options, Diagnostics *diag)
{
    Suppressions *suppressions;
    GArray *pairs = NULL;
    int status = 1;

    if (options->targets) {
        return compare_targets(options, diag);
    }
    suppressions = diff_output_suppressions(options, diag);
    if (suppressions != NULL) {
        pairs = diff_input_read(g_ptr_array_index(options->operands, 0),
                                g_ptr_array_index(options->operands, 1), diag);
    }
    if (pairs != NULL) {
        status = compare(options, pairs, suppressions, diag);
    }
    diff_input_free(pairs);
    suppressions_destroy(suppressions);
    return status;
}
