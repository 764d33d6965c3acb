/* SPDX-License-Identifier: MIT */
#include "diff_output.h"

#include "diff_json.h"
#include "diff_text.h"
#include "option_diff.h"
#include "output.h"
#include "render.h"

/* Where the report goes; -o of `check` names what is read. */
static const char *report_path(const Options *options)
{
    return options->command == COMMAND_DIFF && options->output != NULL ? options->output
                                                                       : "-";
}

/* A file has no colours and no width of its own. */
ShowStyle diff_output_style(const Options *options)
{
    return output_is_stdout(report_path(options))
               ? show_style_for(stdout)
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

GString *diff_output_format(const Options *options, const DiffReport *report,
                            Diagnostics *diag)
{
    const DiffFormat format = option_diff_format(options);
    GString *out = g_string_new(NULL);
    ShowText text = {.out = out};
    bool done = true;

    switch (format) {
    case DIFF_FORMAT_TEXT:
        text.style = diff_output_style(options);
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

bool diff_output_write(const Options *options, GString *out, Diagnostics *diag)
{
    OutputSet *outputs = output_set_create();
    const size_t length = out->len;
    bool done;

    output_set_add(outputs, report_path(options), g_string_free(out, FALSE), length);
    done = output_set_commit(outputs, options->operands, diag);
    output_set_destroy(outputs);
    return done;
}

bool diff_output_fails(const Options *options, const DiffReport *report)
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

Suppressions *diff_output_suppressions(const Options *options, Diagnostics *diag)
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
