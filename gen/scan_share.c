/* SPDX-License-Identifier: MIT */
/*
 * Sharing: modules whose headers are alike, as they are when each includes all of a
 * library and owns a part of it, are parsed and visited once; each goes on with a copy.
 */
#include <string.h>

#include "ir_clone.h"
#include "scan_internal.h"
#include "scan_paths.h"

static bool same_arguments(const char *const *a, const char *const *b)
{
    for (; *a != NULL && *b != NULL; a++, b++) {
        if (strcmp(*a, *b) != 0) {
            return false;
        }
    }
    return *a == *b;
}

static bool same_name(const char *a, const char *b)
{
    char *left = g_path_get_basename(a), *right = g_path_get_basename(b);
    bool same = strcmp(left, right) == 0;

    g_free(left);
    g_free(right);
    return same;
}

/* What is in quotes may be looked for beside the header. */
static bool same_text(const char *a, const char *b)
{
    GMappedFile *left = g_mapped_file_new(a, FALSE, NULL);
    GMappedFile *right = g_mapped_file_new(b, FALSE, NULL);
    bool same = false;

    if (left != NULL && right != NULL) {
        size_t length = g_mapped_file_get_length(left);
        const char *text = g_mapped_file_get_contents(left);
        same = length > 0 && length == g_mapped_file_get_length(right) &&
               memcmp(text, g_mapped_file_get_contents(right), length) == 0 &&
               memchr(text, '"', length) == NULL;
    }
    g_clear_pointer(&left, g_mapped_file_unref);
    g_clear_pointer(&right, g_mapped_file_unref);
    return same;
}

bool scan_alike(const ScanOptions *a, const ScanOptions *b)
{
    return a->manifest != NULL && b->manifest != NULL && a->manifest->macros->len == 0 &&
           b->manifest->macros->len == 0 && a->comments == b->comments &&
           g_strcmp0(a->target, b->target) == 0 &&
           same_arguments(a->arguments, b->arguments) &&
           same_name(a->header, b->header) && same_text(a->header, b->header);
}

/*
 * Whether the names of all files would be the same: a file outside the search directories
 * is called after where the header lies.
 */
static bool names_are_alike(Scanner *first, const char *path)
{
    const ScanFile header = {.path = path};
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, first->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScanFile *file = value;
        bool named = file->compiler || file->prelude;
        if (file != first->main_file && !named && !scan_file_is_rooted(first, file)) {
            return false;
        }
    }
    return !scan_file_is_rooted(first, first->main_file) &&
           !scan_file_is_rooted(first, &header);
}

/* The files of the first scan, but for the header, which is the module's own. */
static void take_files(Scanner *scanner, const Scanner *first, const char *path)
{
    const ScanOptions *options = scanner->options;
    GHashTableIter iter;
    gpointer key, value;

    scanner->main_file = ir_alloc(scanner->ir, sizeof *scanner->main_file);
    *scanner->main_file = (ScanFile){
        .name = first->main_file->name,
        .path = ir_string(scanner->ir, path),
        .direct = true,
    };
    g_hash_table_iter_init(&iter, first->files);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        g_hash_table_insert(scanner->files, key,
                            value == first->main_file ? scanner->main_file : value);
    }
    for (guint i = 0; i < first->roots->len; i++) {
        g_ptr_array_add(scanner->roots, g_strdup(first->roots->pdata[i]));
    }
    g_hash_table_insert(scanner->ir->paths, (gpointer)scanner->main_file->name,
                        (gpointer)ir_string(scanner->ir, options->header));
}

static gpointer copy_string(gconstpointer text, gpointer data)
{
    (void)data;
    return g_strdup(text);
}

/* What was read, with another header for the first one; NULL when that is not among it.
 * New. */
static GPtrArray *inputs_with(Scanner *first, const char *header)
{
    GPtrArray *inputs = scan_inputs(first);

    if (first->shared_inputs != NULL) { /* they are another's, too */
        GPtrArray *shared = inputs;
        inputs = g_ptr_array_copy(shared, copy_string, NULL);
        g_ptr_array_set_free_func(inputs, g_free);
        g_ptr_array_unref(shared);
    }
    for (guint i = 0; i < inputs->len; i++) {
        if (strcmp(inputs->pdata[i], first->options->header) == 0) {
            g_free(inputs->pdata[i]);
            inputs->pdata[i] = g_strdup(header);
            ir_sort_strings(inputs);
            return inputs;
        }
    }
    g_ptr_array_unref(inputs);
    return NULL;
}

Scan *scan_start_like(Scan *first, const ScanOptions *options, Diagnostics *diag)
{
    Scanner *from = &first->scanner, *scanner;
    char *path = scan_path_absolute(options->header);
    GPtrArray *inputs =
        names_are_alike(from, path) ? inputs_with(from, options->header) : NULL;
    Scan *scan;

    if (inputs == NULL) {
        g_free(path);
        return NULL;
    }
    scan = g_new0(Scan, 1);
    scanner = &scan->scanner;
    scan_init(scanner, options, ir_clone(from->ir), diag);
    take_files(scanner, from, path);
    g_hash_table_unref(scanner->macro_names);
    scanner->macro_names = g_hash_table_ref(from->macro_names);
    scan_system_copy(scanner->system, from->system);
    scanner->shared_inputs = inputs;
    g_ptr_array_set_size(scanner->ir->includes, 0);
    g_ptr_array_set_size(scanner->ir->raw, 0);
    scan_describe_header(scanner);
    g_free(path);
    return scan;
}
