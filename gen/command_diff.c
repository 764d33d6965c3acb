/* SPDX-License-Identifier: MIT */
#include "command_diff.h"

#include "diff.h"
#include "diff_input.h"
#include "diff_json.h"
#include "diff_suppress.h"
#include "diff_targets.h"
#include "diff_text.h"
#include "json_read.h"
#include "option_diff.h"
#include "output.h"
#include "render.h"

static bool to_stdout(const Options *options)
{
    return options->output == NULL || output_is_stdout(options->output);
}

/* A file has no colours and no width of its own. */
static ShowStyle text_style(const Options *options)
{
    return to_stdout(options) ? show_style_for(stdout)
                              : (ShowStyle){.unicode = true, .width = 100};
}

/* Appends what the template set of that format makes of the report's JSON. */
static bool render_report(DiffFormat format, const DiffReport *report, GString *out,
                          Diagnostics *diag)
{
    g_autofree char *set = g_strconcat("diff-", diff_format_names[format], NULL);
    const char *const sets[] = {set, NULL};
    Renderer *renderer = renderer_start(sets, false, diag);
    GString *json;
    bool done;

    if (renderer == NULL) {
        return false;
    }
    json = g_string_new(NULL);
    diff_json_write(report, json);
    renderer_feed(renderer, "the report", json->str, json->len);
    g_string_free(json, TRUE);
    done = renderer_finish_text(renderer, out, diag);
    renderer_destroy(renderer);
    return done;
}

/* The report in the format that is asked for (new); NULL, with an error reported, when it
 * cannot be made. */
static GString *format_report(const Options *options, const DiffReport *report,
                              Diagnostics *diag)
{
    const DiffFormat format = option_diff_format(options);
    GString *out = g_string_new(NULL);
    ShowText text = {.out = out};
    bool done = true;

    switch (format) {
    case DIFF_FORMAT_TEXT:
        text.style = text_style(options);
        diff_text_write(report, &text);
        break;
    case DIFF_FORMAT_JSON:
        diff_json_write(report, out);
        break;
    default:
        done = render_report(format, report, out, diag);
        break;
    }
    if (!done) {
        g_string_free(out, TRUE);
        return NULL;
    }
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
    GString *out;
    bool done;

    for (guint i = 0; i < pairs->len; i++) {
        const DiffInputPair *pair = &g_array_index(pairs, DiffInputPair, i);

        diff_report_add(report, pair->before, pair->after);
    }
    suppressions_apply(suppressions, report, diag);
    out = format_report(options, report, diag);
    done = out != NULL && write_report(options, out, diag) && !fails(options, report);
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
    out = g_string_new(NULL);
    diff_targets_init(&table, records);
    if (option_diff_format(options) == DIFF_FORMAT_JSON) {
        diff_targets_json(&table, out);
    } else {
        text = (ShowText){.out = out, .style = text_style(options)};
        diff_targets_text(&table, &text);
    }
    done = write_report(options, out, diag) &&
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
    suppressions = read_suppressions(options, diag);
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
