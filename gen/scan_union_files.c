/* SPDX-License-Identifier: MIT */
/* Files of a union: which of them a part reads, and whether it would call them the same.
 */
#include "scan_union_parts.h"

/* Whether the part's files would be called the same; fills the scanner's roots. */
static bool take_roots(Part *part)
{
    Scanner *scanner = part->scanner, *from = &part->all->scan->scanner;
    const Inclusions *inclusions = readings_inclusions(part->all->readings);
    const GArray *directives = part->reading.directives;

    scan_files_add_argument_roots(scanner);
    for (guint i = 0; i < directives->len; i++) {
        const TraceDirective *directive = &g_array_index(
            from->trace->directives, TraceDirective, g_array_index(directives, guint, i));
        const ScanInclusion *inclusion =
            scan_system_inclusion_at(from->system, directive->inclusion);
        if (inclusion->root != NULL) {
            scan_files_add_root(scanner, inclusion->root);
        }
    }
    for (guint i = 0; i < inclusions->list->len; i++) {
        const ScanFile *file = inclusion_at(inclusions, i)->file;
        const char *root, *own;

        if (!part->reading.read[i] || file->compiler || file == part->header) {
            continue;
        }
        root = scan_files_root_of(from, file->path);
        own = scan_files_root_of(scanner, file->path);
        if (root == NULL || own == NULL || strcmp(root, own) != 0) {
            return false;
        }
    }
    return scan_files_root_of(scanner, part->header->path) == NULL;
}

static void add_file(Part *part, CXFile handle, ScanFile *file)
{
    Scanner *scanner = part->scanner;

    if (!g_hash_table_contains(scanner->files, handle)) {
        ScanFile *copy = ir_alloc(scanner->ir, sizeof *copy);
        *copy = *file;
        copy->direct = file == part->header;
        if (copy->direct) {
            char *base = g_path_get_basename(file->path);
            copy->name = ir_string(scanner->ir, base);
            scanner->main_file = copy;
            g_free(base);
        }
        g_hash_table_insert(scanner->files, handle, copy);
    }
}

/* The files that it reads. */
static void take_files(Part *part)
{
    const Scanner *from = &part->all->scan->scanner;
    const Inclusions *inclusions = readings_inclusions(part->all->readings);
    GHashTable *read = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer handle, value;

    for (guint i = 0; i < inclusions->list->len; i++) {
        if (part->reading.read[i]) {
            g_hash_table_add(read, inclusion_at(inclusions, i)->file);
        }
    }
    g_hash_table_iter_init(&iter, from->files);
    while (g_hash_table_iter_next(&iter, &handle, &value)) {
        if (((ScanFile *)value)->prelude || g_hash_table_contains(read, value)) {
            add_file(part, handle, value);
        }
    }
    g_hash_table_destroy(read);
}

/* What is noted of them, and which are included by the header itself. */
static void take_inclusions(Part *part)
{
    Scanner *scanner = part->scanner, *from = &part->all->scan->scanner;

    for (guint i = 0; i < part->reading.directives->len; i++) {
        const TraceDirective *directive =
            &g_array_index(from->trace->directives, TraceDirective,
                           g_array_index(part->reading.directives, guint, i));
        const ScanInclusion *inclusion =
            scan_system_inclusion_at(from->system, directive->inclusion);
        ScanFile *to = g_hash_table_lookup(scanner->files, directive->to->handle);

        scan_system_include(scanner->system, *inclusion);
        if (directive->file == part->header && to != NULL) {
            to->direct =
                to->direct || scan_file_is_direct(scanner, to, inclusion->spelling);
        }
    }
}

static void take_places(Part *part, const bool *kept)
{
    const ScanSystem *system = part->all->scan->scanner.system;

    for (guint i = 0; i < scan_system_places(system); i++) {
        const ScanPlace *place = scan_system_place_at(system, i);
        if (kept[place->decl->number] && part_reads(part, part->all->inclusion[i])) {
            scan_system_place(part->scanner->system, place->decl->clone, place->file,
                              place->start, place->offset);
        }
    }
}

/* Whether the compiler would open the file by that name in the module's own scan, too: a
 * plain name, of a file that is not beside a header that the module calls otherwise. */
static bool is_plain_name(const Part *part, const ScanFile *file, const char *name)
{
    char *directory = g_path_get_dirname(part->header->path);
    size_t length = strlen(directory);
    char *full = g_canonicalize_filename(name, NULL);
    bool beside = strncmp(name, directory, length) == 0 && name[length] == '/' &&
                  !g_path_is_absolute(part->scanner->options->header);
    bool plain = strcmp(full, file->path) == 0 && strstr(name, "/./") == NULL &&
                 strstr(name, "../") == NULL;

    g_free(full);
    g_free(directory);
    return file->compiler || (plain && !beside);
}

/* What the compiler opened, the header as the module calls it. NULL where a file may have
 * another name in the module's own scan. New. */
static GPtrArray *list_inputs(const Part *part)
{
    GPtrArray *inputs = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer value;
    bool plain = true;

    g_hash_table_iter_init(&iter, part->scanner->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScanFile *file = value;

        if (file == part->scanner->main_file) {
            g_ptr_array_add(inputs, g_strdup(part->scanner->options->header));
        } else if (!file->prelude) {
            g_ptr_array_add(inputs, g_strdup(file->given));
            plain = plain && is_plain_name(part, file, file->given);
        }
    }
    ir_sort_strings(inputs);
    if (!plain) {
        g_clear_pointer(&inputs, g_ptr_array_unref);
    }
    return inputs;
}

bool part_take_files(Part *part, const bool *kept)
{
    if (!take_roots(part)) {
        return false;
    }
    take_files(part);
    take_inclusions(part);
    take_places(part, kept);
    part->scanner->shared_inputs = list_inputs(part);
    return part->scanner->shared_inputs != NULL;
}
