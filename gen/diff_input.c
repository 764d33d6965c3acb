/* SPDX-License-Identifier: MIT */
#include "diff_input.h"

#include <string.h>

#include "json_read.h"

/* Reads one record in a thread of its own, while another is read. */
typedef struct Reading {
    char *path; /* NULL: there is none */
    Diagnostics *diag;
    Ir *ir;
} Reading;

static gpointer read_record(gpointer data)
{
    Reading *reading = data;

    reading->ir = json_read_record(reading->path, reading->diag);
    return NULL;
}

/* Reads the two records of a pair at once. */
static bool read_pair(DiffInputPair *pair, const char *before, const char *after,
                      Diagnostics *diag)
{
    Reading left = {.path = g_strdup(before), .diag = diag_create_held()};
    Reading right = {.path = g_strdup(after), .diag = diag};
    GThread *thread = before != NULL && after != NULL
                          ? g_thread_try_new("read", read_record, &left, NULL)
                          : NULL;
    bool done;

    if (thread == NULL && before != NULL) {
        read_record(&left);
    }
    if (after != NULL) {
        read_record(&right);
    }
    if (thread != NULL) {
        g_thread_join(thread);
    }
    diag_release(left.diag, diag);
    diag_destroy(left.diag);
    g_free(left.path);
    g_free(right.path);
    pair->before = left.ir;
    pair->after = right.ir;
    done = (before == NULL || left.ir != NULL) && (after == NULL || right.ir != NULL);
    if (done && left.ir != NULL && right.ir != NULL &&
        strcmp(left.ir->module, right.ir->module) != 0) {
        diag_report(diag, DIAG_WARNING, after, 0, 0,
                    "this is a record of '%s', and the one it is compared with of '%s'",
                    right.ir->module, left.ir->module);
    }
    if (done && left.ir != NULL && right.ir != NULL &&
        strcmp(left.ir->target, right.ir->target) != 0) {
        diag_report(diag, DIAG_ERROR, after, 0, 0,
                    "this record is for %s, and the one it is compared with for %s",
                    right.ir->target, left.ir->target);
        diag_note(diag, "bindery diff --targets shows what differs between targets");
        done = false;
    }
    return done;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds the names of the records in a directory to a set (new strings). */
static bool list_records(const char *directory, GHashTable *names, Diagnostics *diag)
{
    GError *error = NULL;
    GDir *dir = g_dir_open(directory, 0, &error);
    const char *name;
    bool found = false;

    if (dir == NULL) {
        diag_report(diag, DIAG_ERROR, directory, 0, 0, "%s", error->message);
        g_error_free(error);
        return false;
    }
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (g_str_has_suffix(name, JSON_RECORD_SUFFIX)) {
            g_hash_table_add(names, g_strdup(name));
            found = true;
        }
    }
    g_dir_close(dir);
    if (!found) {
        diag_report(diag, DIAG_ERROR, directory, 0, 0,
                    "there is no record (*" JSON_RECORD_SUFFIX ") in this directory");
    }
    return found;
}

static char *path_if_there(const char *directory, const char *name)
{
    char *path = g_build_filename(directory, name, NULL);

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_free(path);
        return NULL;
    }
    return path;
}

static bool read_directories(GArray *pairs, const char *before, const char *after,
                             Diagnostics *diag)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool done = list_records(before, set, diag) && list_records(after, set, diag);
    guint n_names;
    g_autofree gpointer *names = g_hash_table_get_keys_as_array(set, &n_names);

    qsort(names, n_names, sizeof(gpointer), compare_names);
    for (guint i = 0; done && i < n_names; i++) {
        g_autofree char *old = path_if_there(before, names[i]);
        g_autofree char *new = path_if_there(after, names[i]);
        DiffInputPair pair;

        done = read_pair(&pair, old, new, diag);
        g_array_append_val(pairs, pair);
    }
    g_hash_table_unref(set);
    return done;
}

GArray *diff_input_read(const char *before, const char *after, Diagnostics *diag)
{
    const bool directory = g_file_test(before, G_FILE_TEST_IS_DIR);
    GArray *pairs = g_array_new(FALSE, TRUE, sizeof(DiffInputPair));
    DiffInputPair pair;
    bool done;

    if (directory != g_file_test(after, G_FILE_TEST_IS_DIR) &&
        g_file_test(directory ? after : before, G_FILE_TEST_EXISTS)) {
        diag_error(diag,
                   "'%s' is a directory and '%s' is none; give two records, or two "
                   "directories of them",
                   directory ? before : after, directory ? after : before);
        done = false;
    } else if (directory) {
        done = read_directories(pairs, before, after, diag);
    } else {
        done = read_pair(&pair, before, after, diag);
        g_array_append_val(pairs, pair);
    }
    if (!done) {
        diff_input_free(pairs);
        return NULL;
    }
    return pairs;
}

void diff_input_free(GArray *pairs)
{
    for (guint i = 0; pairs != NULL && i < pairs->len; i++) {
        ir_destroy(g_array_index(pairs, DiffInputPair, i).before);
        ir_destroy(g_array_index(pairs, DiffInputPair, i).after);
    }
    if (pairs != NULL) {
        g_array_unref(pairs);
    }
}
