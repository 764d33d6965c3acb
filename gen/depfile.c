/* SPDX-License-Identifier: MIT */
#include "depfile.h"

#include <string.h>

/*
 * make takes a backslash literally, except where it stands before a blank, a "#" or the
 * end of the name: there it must be doubled, and the blank or "#" gets one of its own.
 */
static void append_name(GString *out, const char *name)
{
    size_t backslashes = 0;

    for (const char *p = name; *p != '\0'; p++) {
        if (*p == ' ' || *p == '\t' || *p == '#') {
            for (size_t i = 0; i <= backslashes; i++) {
                g_string_append_c(out, '\\');
            }
        } else if (*p == '$') {
            g_string_append_c(out, '$');
        }
        g_string_append_c(out, *p);
        backslashes = *p == '\\' ? backslashes + 1 : 0;
    }
    for (size_t i = 0; i < backslashes; i++) {
        g_string_append_c(out, '\\');
    }
}

static bool is_writable(const GPtrArray *names, Diagnostics *diag)
{
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        if (strpbrk(name, "\n\r") != NULL) {
            diag_report(diag, DIAG_ERROR, name, 0, 0,
                        "a name with a line break cannot stand in a dependency file; "
                        "rename the file or leave out --depfile");
            return false;
        }
    }
    return true;
}

char *depfile_text(const GPtrArray *targets, const GPtrArray *inputs, bool phony,
                   size_t *length, Diagnostics *diag)
{
    GHashTable *seen;
    GString *out;

    if (!is_writable(targets, diag) || !is_writable(inputs, diag)) {
        return NULL;
    }
    seen = g_hash_table_new(g_str_hash, g_str_equal);
    out = g_string_sized_new(4096);
    for (guint i = 0; i < targets->len; i++) {
        g_string_append(out, i == 0 ? "" : " ");
        append_name(out, g_ptr_array_index(targets, i));
    }
    g_string_append_c(out, ':');
    for (guint i = 0; i < inputs->len; i++) {
        char *name = g_ptr_array_index(inputs, i);

        if (g_hash_table_add(seen, name)) {
            g_string_append(out, " \\\n  ");
            append_name(out, name);
        }
    }
    g_string_append_c(out, '\n');
    for (guint i = 0; phony && i < inputs->len; i++) {
        if (g_hash_table_remove(seen, g_ptr_array_index(inputs, i))) {
            append_name(out, g_ptr_array_index(inputs, i));
            g_string_append(out, ":\n");
        }
    }
    g_hash_table_unref(seen);
    *length = out->len;
    return g_string_free(out, FALSE);
}

bool depfile_add(const Options *options, const GPtrArray *inputs, OutputSet *outputs,
                 Diagnostics *diag)
{
    const char *path = options->depfile;
    GPtrArray *targets;
    size_t length;
    char *text;

    if (path == NULL) {
        return true;
    }
    targets = g_ptr_array_new_with_free_func(g_free);
    if (options->depfile_target != NULL) {
        g_ptr_array_add(targets, g_strdup(options->depfile_target));
    } else {
        output_set_list(outputs, targets);
    }
    text = depfile_text(targets, inputs, options->depfile_target != NULL, &length, diag);
    g_ptr_array_unref(targets);
    if (text != NULL) {
        output_set_add(outputs, path, text, length);
    }
    return text != NULL;
}
