/* SPDX-License-Identifier: MIT */
#include "command_check.h"

#include <string.h>

#include "command_gen.h"
#include "diff_output.h"
#include "json_read.h"
#include "module_run.h"
#include "option_diff.h"
#include "output.h"

/* A comparison of outputs with files. */
typedef struct Check {
    Diagnostics *diag;
    DiffReport *report;
    GPtrArray *records; /* of Ir *: what the report borrows */
    GPtrArray *stale;   /* of char *: files that differ, other than records */
    unsigned found;     /* files that are there */
    bool failed;        /* one could not be read */
} Check;

/* Compares a committed record with one that was just made. */
static void check_record(Check *check, const char *path, const char *old,
                         size_t old_length, const GString *new)
{
    Ir *before = json_read_text(path, old, old_length, check->diag);
    Ir *after = json_read_text(path, new->str, new->len, check->diag);

    if (before != NULL) {
        g_ptr_array_add(check->records, before);
    }
    if (after != NULL) {
        g_ptr_array_add(check->records, after);
    }
    if (before == NULL || after == NULL) {
        check->failed = true;
        return;
    }
    if (strcmp(before->target, after->target) != 0) {
        diag_report(check->diag, DIAG_ERROR, path, 0, 0,
                    "this record is for %s, and the headers are read for %s; give "
                    "--target",
                    before->target, after->target);
        check->failed = true;
        return;
    }
    diff_report_add(check->report, before, after);
}

static void check_output(const char *path, const GString *text, void *data)
{
    Check *check = data;
    GError *error = NULL;
    g_autofree char *old = NULL;
    size_t length;

    if (!g_file_get_contents(path, &old, &length, &error)) {
        /* Who commits records only has no bindings there, and the reverse. */
        if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            diag_report(check->diag, DIAG_ERROR, path, 0, 0, "%s", error->message);
            check->failed = true;
        }
        g_error_free(error);
        return;
    }
    check->found++;
    if (length == text->len && memcmp(old, text->str, length) == 0) {
        return;
    }
    if (g_str_has_suffix(path, JSON_RECORD_SUFFIX)) {
        check_record(check, path, old, length, text);
    } else {
        g_ptr_array_add(check->stale, g_strdup(path));
    }
}

/* Says what differs, and gives whether the command fails. */
static bool tell(const Options *options, Check *check, Suppressions *suppressions)
{
    const bool any = option_diff_fail_on(options) == DIFF_FAIL_ON_ANY;
    GString *out;

    suppressions_apply(suppressions, check->report, check->diag);
    out = diff_output_format(options, check->report, check->diag);
    if (out == NULL || !diff_output_write(options, out, check->diag)) {
        return true;
    }
    for (guint i = 0; i < check->stale->len; i++) {
        diag_report(check->diag, any ? DIAG_ERROR : DIAG_WARNING,
                    g_ptr_array_index(check->stale, i), 0, 0,
                    "this file is not what would be generated now");
    }
    if (diff_output_fails(options, check->report) || (any && check->stale->len > 0)) {
        diag_note(check->diag, "to accept the change, run 'bindery gen' with the same "
                               "arguments");
        return true;
    }
    return false;
}

static bool check_outputs(const Options *options, const OutputSet *outputs,
                          Suppressions *suppressions, Diagnostics *diag)
{
    Check check = {.diag = diag};
    bool good = false;

    check.report = diff_report_create();
    check.report->prefix = options->file_prefix;
    check.records = g_ptr_array_new_with_free_func((GDestroyNotify)ir_destroy);
    check.stale = g_ptr_array_new_with_free_func(g_free);
    output_set_visit(outputs, check_output, &check);
    if (!check.failed && check.found == 0) {
        diag_report(diag, DIAG_ERROR, options->output != NULL ? options->output : ".", 0,
                    0, "there is nothing here to compare with");
        diag_note(diag, "'bindery gen' with the same arguments makes it");
    } else if (!check.failed) {
        good = !tell(options, &check, suppressions);
    }
    diff_report_destroy(check.report);
    g_ptr_array_unref(check.records);
    g_ptr_array_unref(check.stale);
    return good;
}

int command_check(const Options *options, Diagnostics *diag)
{
    Suppressions *suppressions = diff_output_suppressions(options, diag);
    OutputSet *outputs = output_set_create();
    ModuleRun *run = module_run_create(options);
    int status = 1;

    if (suppressions != NULL) {
        status = module_run_prepare(run, diag);
    }
    if (status == 0 && (!command_gen_outputs(run, options, outputs, diag) ||
                        !check_outputs(options, outputs, suppressions, diag))) {
        status = 1;
    }
    module_run_destroy(run);
    output_set_destroy(outputs);
    suppressions_destroy(suppressions);
    return status;
}
