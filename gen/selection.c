/* SPDX-License-Identifier: MIT */
/* Patterns as they are given: what a selection is made of. */
#include <string.h>

#include "select_parts.h"

Selection *selection_create(void)
{
    Selection *selection = g_new0(Selection, 1);

    for (int i = 0; i < SELECT_LISTS; i++) {
        selection->lists[i] = g_array_new(FALSE, FALSE, sizeof(Pattern));
    }
    selection->styles = g_array_new(FALSE, FALSE, sizeof(Pattern));
    selection->recursive = true;
    return selection;
}

static void destroy_patterns(GArray *patterns)
{
    for (guint i = 0; i < patterns->len; i++) {
        g_regex_unref(g_array_index(patterns, Pattern, i).regex);
        g_free(g_array_index(patterns, Pattern, i).text);
    }
    g_array_free(patterns, TRUE);
}

void selection_destroy(Selection *selection)
{
    if (selection == NULL) {
        return;
    }
    for (int i = 0; i < SELECT_LISTS; i++) {
        destroy_patterns(selection->lists[i]);
    }
    destroy_patterns(selection->styles);
    g_free(selection);
}

static bool add_pattern(GArray *list, Pattern pattern, Diagnostics *diag)
{
    GError *error = NULL;
    char *anchored = g_strdup_printf("^(?:%s)$", pattern.text);

    pattern.regex =
        g_regex_new(anchored, G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, &error);
    g_free(anchored);
    if (pattern.regex == NULL) {
        const char *reason = strrchr(error->message, ':');
        /* Before the last colon GLib repeats the pattern as it is anchored here. */
        diag_report(diag, DIAG_ERROR, pattern.source.file, pattern.source.line,
                    pattern.source.column, "%s '%s' is no regular expression: %s",
                    pattern.source.option, pattern.text,
                    reason != NULL ? reason + 2 : error->message);
        g_error_free(error);
        g_free(pattern.text);
        return false;
    }
    g_array_append_val(list, pattern);
    return true;
}

bool selection_add(Selection *selection, SelectList list, PatternSource source,
                   const char *pattern, Diagnostics *diag)
{
    return add_pattern(selection->lists[list],
                       (Pattern){.text = g_strdup(pattern), .source = source}, diag);
}

bool selection_add_enum_style(Selection *selection, IrEnumStyle style,
                              PatternSource source, const char *pattern,
                              Diagnostics *diag)
{
    return add_pattern(
        selection->styles,
        (Pattern){.text = g_strdup(pattern), .source = source, .style = style}, diag);
}

void selection_set_default_enum_style(Selection *selection, IrEnumStyle style)
{
    selection->default_style = style;
}

void selection_set_recursive(Selection *selection, bool recursive)
{
    selection->recursive = recursive;
}
