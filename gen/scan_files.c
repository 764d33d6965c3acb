/* SPDX-License-Identifier: MIT */
/*
 * Files: what the record calls them, which search directory they came from, and which of
 * them the default selection means.
 *
 * A name is relative to the include search directory the file was found in, so that it
 * does not depend on where the headers lie. libclang does not tell the search
 * directories; they follow from the inclusion directives: `#include <a/b.h>` that reads
 * /x/a/b.h was found in /x.
 */
#include <string.h>

#include "scan_internal.h"
#include "scan_paths.h"

/* The search directory that the path is below: the longest one. NULL for none. */
const char *scan_files_root_of(const Scanner *scanner, const char *path)
{
    const char *best = NULL;

    for (guint i = 0; i < scanner->roots->len; i++) {
        const char *root = scanner->roots->pdata[i];
        size_t length = strlen(root);
        if (strncmp(path, root, length) == 0 && path[length] == '/' &&
            (best == NULL || length > strlen(best))) {
            best = root;
        }
    }
    return best;
}

/* A path seen from a directory, with ".." where it is not below it. */
static char *relative_to(const char *path, const char *directory)
{
    GString *out = g_string_new(NULL);
    char *base = g_strdup(directory);

    for (;;) {
        size_t length = strlen(base);
        if (strcmp(base, "/") == 0 ||
            (strncmp(path, base, length) == 0 && path[length] == '/')) {
            g_string_append(out, path + (length > 1 ? length + 1 : 1));
            break;
        }
        g_string_append(out, "../");
        char *parent = g_path_get_dirname(base);
        g_free(base);
        base = parent;
    }
    g_free(base);
    return g_string_free(out, FALSE);
}

static const char *name_of(Scanner *scanner, const char *path)
{
    const char *root = scan_files_root_of(scanner, path);
    char *main_directory, *name;
    const char *result;

    if (root != NULL) {
        return ir_string(scanner->ir, path + strlen(root) + 1);
    }
    main_directory = g_path_get_dirname(scanner->main_file->path);
    name = relative_to(path, main_directory);
    result = ir_string(scanner->ir, name);
    g_free(name);
    g_free(main_directory);
    return result;
}

static ScanFile *add_file(Scanner *scanner, CXFile file)
{
    ScanFile *info = ir_alloc(scanner->ir, sizeof *info);
    CXString string = clang_getFileName(file);
    const char *given = clang_getCString(string);
    char *path = scan_path_locate(scanner->directories, given, &info->compiler);

    info->handle = file;
    info->time = clang_getFileTime(file);
    info->given = ir_string(scanner->ir, given);
    info->prelude = strcmp(given, SCAN_PRELUDE) == 0;
    info->path = ir_string(scanner->ir, path);
    if (scanner->main_file == NULL) {
        scanner->main_file = info;
    }
    info->name = info->compiler ? SCAN_COMPILER_FILE : NULL;
    g_free(path);
    clang_disposeString(string);
    g_hash_table_insert(scanner->files, file, info);
    return info;
}

ScanFile *scan_file_enter(Scanner *scanner, CXFile file)
{
    ScanFile *info = g_hash_table_lookup(scanner->files, file);

    return info != NULL ? info : add_file(scanner, file);
}

ScanFile *scan_file(Scanner *scanner, CXFile file)
{
    ScanFile *info = scan_file_enter(scanner, file);

    if (info->name == NULL) {
        info->name = name_of(scanner, info->path);
        if (!g_hash_table_contains(scanner->ir->paths, info->name)) {
            g_hash_table_insert(scanner->ir->paths, (gpointer)info->name,
                                (gpointer)info->given);
        }
    }
    return info;
}

void scan_files_add_root(Scanner *scanner, const char *directory)
{
    for (guint i = 0; i < scanner->roots->len; i++) {
        if (strcmp(scanner->roots->pdata[i], directory) == 0) {
            return;
        }
    }
    g_ptr_array_add(scanner->roots, g_strdup(directory));
}

/* The directories that -I and its like name, as far as they hold anything that was read.
 */
void scan_files_add_argument_roots(Scanner *scanner)
{
    static const char *const options[] = {"-I", "-isystem", "-iquote", "-idirafter"};

    for (const char *const *at = scanner->options->arguments; *at != NULL; at++) {
        for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
            size_t length = strlen(options[i]);
            const char *directory = *at + length;
            if (!g_str_has_prefix(*at, options[i])) {
                continue;
            }
            if (*directory == '\0' && at[1] != NULL) {
                directory = *++at;
            }
            char *path = scan_path_absolute(directory);
            scan_files_add_root(scanner, path);
            g_free(path);
            break;
        }
    }
}

static bool is_quoted(const ScanEntity *inclusion)
{
    const ScanText *text = scan_file_text(inclusion->file);
    size_t offset = inclusion->start;

    while (offset < text->length && strchr("<\"\n", text->contents[offset]) == NULL) {
        offset++;
    }
    return offset < text->length && text->contents[offset] == '"';
}

/* The search directory that the file was found in; NULL for none. */
static const char *learn_root(Scanner *scanner, const ScanEntity *inclusion,
                              const char *spelling)
{
    const char *found = NULL;
    const char *path = inclusion->included->path;
    size_t length = strlen(spelling), path_length = strlen(path);

    if (path_length > length + 1 && path[path_length - length - 1] == '/' &&
        strcmp(path + path_length - length, spelling) == 0) {
        char *root = g_strndup(path, path_length - length - 1);
        char *beside = g_path_get_dirname(inclusion->file->path);
        if (strcmp(root, beside) != 0 || !is_quoted(inclusion)) {
            scan_files_add_root(scanner, root);
            found = ir_string(scanner->ir, root);
        }
        g_free(beside);
        g_free(root);
    }
    return found;
}

bool scan_file_is_direct(const Scanner *scanner, const ScanFile *file,
                         const char *spelling)
{
    return !file->marks && (scanner->system == NULL || !file->system ||
                            !scan_is_standard_header(spelling));
}

/* Learns from one `#include`: the search directory, and which headers are direct. */
static void learn(Scanner *scanner, const ScanEntity *inclusion)
{
    ScanFile *from = inclusion->file, *to = inclusion->included;
    const char *spelling =
        scan_take_string(scanner, clang_getCursorSpelling(inclusion->cursor));

    to->marks = to->marks || strcmp(spelling, "bindery/marks.h") == 0;
    if (from == scanner->main_file && scan_file_is_direct(scanner, to, spelling)) {
        to->direct = true;
    }
    scan_system_include(
        scanner->system,
        (ScanInclusion){from, to, spelling, learn_root(scanner, inclusion, spelling)});
}

/* Now that the roots are known: all that were read, the header first. */
static void name_files(Scanner *scanner, CXFile main_file)
{
    scan_file(scanner, main_file);
    for (guint i = 0; i < scanner->entities->len; i++) {
        const ScanEntity *entity = &g_array_index(scanner->entities, ScanEntity, i);
        if (entity->file != NULL && entity->file->name == NULL) {
            scan_file(scanner, entity->file->handle);
        }
        if (entity->included != NULL && entity->included->name == NULL) {
            scan_file(scanner, entity->included->handle);
        }
    }
}

void scan_files_collect(Scanner *scanner)
{
    CXString name = clang_getTranslationUnitSpelling(scanner->unit);
    CXFile main_file = clang_getFile(scanner->unit, clang_getCString(name));

    clang_disposeString(name);
    scan_file_enter(scanner, main_file)->direct = true;
    scan_entities_collect(scanner);
    scan_text_start(scanner);
    scan_files_add_argument_roots(scanner);
    for (guint i = 0; i < scanner->entities->len; i++) {
        const ScanEntity *entity = &g_array_index(scanner->entities, ScanEntity, i);
        if (entity->included != NULL && entity->file != NULL) {
            learn(scanner, entity);
        }
    }
    name_files(scanner, main_file);
}

static bool is_root(const Scanner *scanner, const char *directory)
{
    for (guint i = 0; i < scanner->roots->len; i++) {
        if (strcmp(scanner->roots->pdata[i], directory) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the file was found in a search directory, so that <name> finds it. */
bool scan_file_is_rooted(Scanner *scanner, const ScanFile *file)
{
    return scan_files_root_of(scanner, file->path) != NULL;
}

/* The directories below which the default selection means every file: New; of char *. */
static GPtrArray *default_directories(Scanner *scanner)
{
    GPtrArray *directories = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, scanner->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScanFile *file = value;
        if (file->direct && !file->compiler) {
            char *directory = g_path_get_dirname(file->path);
            if (is_root(scanner, directory)) {
                g_free(directory);
            } else {
                g_ptr_array_add(directories, directory);
            }
        }
    }
    return directories;
}

static bool is_below(const GPtrArray *directories, const char *path)
{
    for (guint i = 0; i < directories->len; i++) {
        size_t length = strlen(directories->pdata[i]);
        if (strncmp(path, directories->pdata[i], length) == 0 && path[length] == '/') {
            return true;
        }
    }
    return false;
}

static void free_select_file(gpointer data)
{
    SelectFile *file = data;

    g_ptr_array_free(file->paths, TRUE);
    g_free(file);
}

GHashTable *scan_select_files(Scanner *scanner)
{
    GHashTable *files = g_hash_table_new_full(NULL, NULL, NULL, free_select_file);
    GPtrArray *directories = default_directories(scanner);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, scanner->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScanFile *file = value;
        SelectFile *entry;
        if (file->name == NULL) {
            continue;
        }
        entry = g_hash_table_lookup(files, file->name);
        if (entry == NULL) {
            entry = g_new0(SelectFile, 1);
            entry->paths = g_ptr_array_new();
            entry->is_system = true;
            g_hash_table_insert(files, (gpointer)file->name, entry);
        }
        g_ptr_array_add(entry->paths, (gpointer)file->path);
        entry->is_system = entry->is_system && file->system;
        entry->is_default = entry->is_default || file->direct ||
                            (!file->marks && is_below(directories, file->path));
    }
    g_ptr_array_free(directories, TRUE);
    return files;
}

GPtrArray *scan_inputs(Scanner *scanner)
{
    GPtrArray *inputs = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer value;

    if (scanner->shared_inputs != NULL) {
        g_ptr_array_unref(inputs);
        return g_ptr_array_ref(scanner->shared_inputs);
    }
    g_hash_table_iter_init(&iter, scanner->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScanFile *file = value;
        if (!file->prelude) {
            g_ptr_array_add(inputs, g_strdup(file->given));
        }
    }
    ir_sort_strings(inputs);
    return inputs;
}

ScanFile *scan_locate(Scanner *scanner, CXCursor cursor, unsigned *offset)
{
    CXFile file;

    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL,
                               offset);
    return file != NULL ? scan_file(scanner, file) : NULL;
}

void scan_position(Scanner *scanner, CXCursor cursor, unsigned *line, unsigned *column)
{
    unsigned offset;
    ScanFile *file = scan_locate(scanner, cursor, &offset);

    *line = *column = 0;
    if (file != NULL) {
        scan_file_position(file, offset, line, column);
    }
}

/* Only a scan that modules share is asked which inclusion it was. */
static void note_place(Scanner *scanner, CXCursor cursor, const IrDecl *decl,
                       const ScanFile *file, unsigned offset)
{
    unsigned start = scanner->trace != NULL
                         ? scan_trace_start(clang_getCursorLocation(cursor), offset)
                         : 0;

    scan_system_place(scanner->system, decl, file, start, offset);
}

ScanFile *scan_place_again(Scanner *scanner, CXCursor cursor, const IrDecl *decl)
{
    unsigned offset;
    ScanFile *info = scan_locate(scanner, cursor, &offset);

    note_place(scanner, cursor, decl, info, offset);
    return info;
}

ScanFile *scan_place(Scanner *scanner, CXCursor cursor, IrDecl *decl)
{
    unsigned offset;
    ScanFile *info = scan_locate(scanner, cursor, &offset);

    if (decl != NULL && info != NULL) {
        note_place(scanner, cursor, decl, info, offset);
        decl->sequence = info->compiler ? 0 : ++scanner->sequence;
        decl->file = info->name;
        scan_file_position(info, offset, &decl->line, &decl->column);
    }
    return info;
}
