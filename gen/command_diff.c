/* SPDX-License-Identifier: MIT */
#include "command_diff.h"

#include "diff.h"
#include "diff_input.h"
#include "diff_json.h"
#include "diff_suppress.h"
#include "diff_text.h"
#include "option_diff.h"
#include "output.h"

static bool to_stdout(const Options *options)
{
    return options->output == NULL || output_is_stdout(options->output);
}

/* The report in the format that is asked for. New. */
static GString *format_report(const Options *options, const DiffReport *report)
{
    GString *out = g_string_new(NULL);
    ShowText text = {.out = out};

    if (option_diff_format(options) == DIFF_FORMAT_JSON) {
        diff_json_write(report, out);
        return out;
    }
    text.style = to_stdout(options) ? show_style_for(stdout)
                                    : (ShowStyle){.unicode = true, .width = 100};
    diff_text_write(report, &text);
    return out;
}

/* Writes the report, which is stolen. */
static bool write_report(const Options *options, GString *out, Diagnostics *diag)
{
    OutputSet *outputs = output_set_create();
    const size_t length = out->len;
    bool done;

    output_set_add(outputs, options->output != NULL ? options->output : "-",
                   g_string_free(out, FALSE), length);
    done = output_set_commit(outputs, options->operands, diag);
    output_set_destroy(outputs);
    return done;
}

/* Whether there is a change that the command is to fail on. */
static bool fails(const Options *options, const DiffReport *report)
{
    static const DiffLevel lowest[DIFF_FAIL_ONS] = {
        [DIFF_FAIL_ON_BREAKING] = DIFF_API,
        [DIFF_FAIL_ON_ANY] = DIFF_DOCUMENTATION,
        [DIFF_FAIL_ON_NEVER] = DIFF_LEVELS,
    };

    for (int level = lowest[option_diff_fail_on(options)]; level < DIFF_LEVELS; level++) {
        if (diff_report_count(report, (DiffLevel)level, false) > 0) {
            return true;
        }
    }
    return false;
}

/* What is accepted (new); NULL, and errors reported, when a file is not as it should be.
 */
static Suppressions *read_suppressions(const Options *options, Diagnostics *diag)
{
    Suppressions *suppressions = suppressions_create();
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
    bool done = true;

    for (guint i = 0; i < options->suppress->len; i++) {
        done &= suppressions_read(suppressions, g_ptr_array_index(options->suppress, i),
                                  today, diag);
    }
    if (!done) {
        suppressions_destroy(suppressions);
        return NULL;
    }
    return suppressions;
}

static int compare(const Options *options, const GArray *pairs,
                   const Suppressions *suppressions, Diagnostics *diag)
{
    DiffReport *report = diff_report_create();
    bool done;

    for (guint i = 0; i < pairs->len; i++) {
        const DiffInputPair *pair = &g_array_index(pairs, DiffInputPair, i);

        diff_report_add(report, pair->before, pair->after);
    }
    suppressions_apply(suppressions, report, diag);
    done = write_report(options, format_report(options, report), diag) &&
           !fails(options, report);
    diff_report_destroy(report);
    return done ? 0 : 1;
}

int command_diff(const Options *options, Diagnostics *diag)
{
    Suppressions *suppressions = read_suppressions(options, diag);
    GArray *pairs = NULL;
    int status = 1;

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
