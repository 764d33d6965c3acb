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
static const char *root_of(const Scanner *scanner, const char *path)
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
    const char *root = root_of(scanner, path);
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

    info->prelude = strcmp(given, SCAN_PRELUDE) == 0;
    info->path = ir_string(scanner->ir, path);
    if (scanner->main_file == NULL) {
        scanner->main_file = info;
    }
    info->system = clang_Location_isInSystemHeader(
                       clang_getLocationForOffset(scanner->unit, file, 0)) != 0;
    info->name = info->compiler ? SCAN_COMPILER_FILE : NULL;
    g_free(path);
    clang_disposeString(string);
    g_hash_table_insert(scanner->files, file, info);
    return info;
}

static ScanFile *lookup(Scanner *scanner, CXFile file)
{
    ScanFile *info = g_hash_table_lookup(scanner->files, file);

    return info != NULL ? info : add_file(scanner, file);
}

ScanFile *scan_file(Scanner *scanner, CXFile file)
{
    ScanFile *info = lookup(scanner, file);

    if (info->name == NULL) {
        info->name = name_of(scanner, info->path);
        if (!g_hash_table_contains(scanner->ir->paths, info->name)) {
            g_hash_table_insert(
                scanner->ir->paths, (gpointer)info->name,
                (gpointer)scan_take_string(scanner, clang_getFileName(file)));
        }
    }
    return info;
}

/*
 * libclang would hand out what it read itself, but looks for the file among all
 * inclusions and macro expansions each time, which takes longer than reading it again.
 */
const char *scan_file_contents(ScanFile *info)
{
    gsize length;

    if (info->contents == NULL && !info->prelude &&
        g_file_get_contents(info->path, &info->contents, &length, NULL)) {
        info->length = length;
    }
    return info->contents;
}

/* Most headers have no documentation comment at all, and need not be asked for one. */
bool scan_file_has_docs(ScanFile *info)
{
    const char *text = scan_file_contents(info);
    const char *end = text != NULL ? text + info->length : NULL;

    if (info->docs != DOCS_UNKNOWN) {
        return info->docs == DOCS_SOME;
    }
    info->docs = text == NULL ? DOCS_SOME : DOCS_NONE;
    for (const char *at = text; at != NULL && at < end - 3; at++) {
        at = memchr(at, '/', (size_t)(end - at - 3));
        if (at == NULL) {
            break;
        }
        if ((at[1] == '*' || at[1] == '/') &&
            (at[2] == '!' || (at[2] == at[1] && at[3] != '/'))) {
            info->docs = DOCS_SOME;
            break;
        }
    }
    return info->docs == DOCS_SOME;
}

/* Where each line of the file starts. */
static void find_lines(ScanFile *info)
{
    const char *text = scan_file_contents(info);
    const char *end = text != NULL ? text + info->length : NULL;
    unsigned start = 0;

    info->lines = g_array_new(FALSE, FALSE, sizeof start);
    g_array_append_val(info->lines, start);
    for (const char *at = text; at != NULL && at < end; at++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL) {
            break;
        }
        start = (unsigned)(at - text) + 1;
        g_array_append_val(info->lines, start);
    }
}

void scan_file_position(ScanFile *info, unsigned offset, IrDecl *decl)
{
    guint low = 0, high;

    if (info->compiler) {
        decl->line = decl->column = 0;
        return;
    }
    if (info->lines == NULL) {
        find_lines(info);
    }
    for (high = info->lines->len; high - low > 1;) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(info->lines, unsigned, middle) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    decl->line = low + 1;
    decl->column = offset - g_array_index(info->lines, unsigned, low) + 1;
}

static void add_root(Scanner *scanner, const char *directory)
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
static void add_argument_roots(Scanner *scanner)
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
            add_root(scanner, path);
            g_free(path);
            break;
        }
    }
}

static bool is_quoted(Scanner *scanner, CXCursor directive)
{
    CXSourceLocation start = clang_getRangeStart(clang_getCursorExtent(directive));
    CXFile file;
    unsigned offset;
    ScanFile *info;
    const char *text;

    clang_getFileLocation(start, &file, NULL, NULL, &offset);
    if (file == NULL) {
        return false;
    }
    info = lookup(scanner, file);
    text = scan_file_contents(info);
    if (text == NULL) {
        return false;
    }
    while (offset < info->length && strchr("<\"\n", text[offset]) == NULL) {
        offset++;
    }
    return offset < info->length && text[offset] == '"';
}

/* Learns from one `#include`: the search directory, and which headers are direct. */
static enum CXChildVisitResult visit_inclusion(CXCursor cursor, CXCursor parent,
                                               CXClientData data)
{
    Scanner *scanner = data;
    CXFile includer, included;
    ScanFile *from, *to;
    const char *spelling;
    size_t length, path_length;

    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_InclusionDirective) {
        return CXChildVisit_Continue;
    }
    included = clang_getIncludedFile(cursor);
    clang_getFileLocation(clang_getCursorLocation(cursor), &includer, NULL, NULL, NULL);
    if (included == NULL || includer == NULL) {
        return CXChildVisit_Continue;
    }
    from = lookup(scanner, includer);
    to = lookup(scanner, included);
    spelling = scan_take_string(scanner, clang_getCursorSpelling(cursor));
    to->marks = to->marks || strcmp(spelling, "bindery/marks.h") == 0;
    if (from == scanner->main_file && !to->marks &&
        (scanner->system == NULL || !to->system || !scan_is_standard_header(spelling))) {
        to->direct = true;
    }
    scan_system_include(scanner->system, from, to, spelling);
    length = strlen(spelling);
    path_length = strlen(to->path);
    if (path_length > length + 1 && to->path[path_length - length - 1] == '/' &&
        strcmp(to->path + path_length - length, spelling) == 0) {
        char *root = g_strndup(to->path, path_length - length - 1);
        char *beside = g_path_get_dirname(from->path);
        if (strcmp(root, beside) != 0 || !is_quoted(scanner, cursor)) {
            add_root(scanner, root);
        }
        g_free(beside);
        g_free(root);
    }
    return CXChildVisit_Continue;
}

void scan_files_collect(Scanner *scanner)
{
    CXString name = clang_getTranslationUnitSpelling(scanner->unit);
    CXFile main_file = clang_getFile(scanner->unit, clang_getCString(name));

    clang_disposeString(name);
    lookup(scanner, main_file)->direct = true;
    add_argument_roots(scanner);
    clang_visitChildren(clang_getTranslationUnitCursor(scanner->unit), visit_inclusion,
                        scanner);
    scan_file(scanner, main_file); /* names it, now that the roots are known */
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
    return root_of(scanner, file->path) != NULL;
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

static void add_input(CXFile file, CXSourceLocation *stack, unsigned depth,
                      CXClientData data)
{
    GPtrArray *inputs = data;
    CXString name = clang_getFileName(file);

    (void)stack;
    (void)depth;
    if (strcmp(clang_getCString(name), SCAN_PRELUDE) != 0) {
        g_ptr_array_add(inputs, g_strdup(clang_getCString(name)));
    }
    clang_disposeString(name);
}

GPtrArray *scan_inputs(Scanner *scanner)
{
    GPtrArray *inputs = g_ptr_array_new_with_free_func(g_free);

    if (scanner->shared_inputs != NULL) {
        g_ptr_array_unref(inputs);
        return g_ptr_array_ref(scanner->shared_inputs);
    }
    clang_getInclusions(scanner->unit, add_input, inputs);
    ir_sort_strings(inputs);
    for (guint i = inputs->len; i-- > 1;) {
        if (strcmp(inputs->pdata[i], inputs->pdata[i - 1]) == 0) {
            g_ptr_array_remove_index(inputs, i);
        }
    }
    return inputs;
}

ScanFile *scan_place(Scanner *scanner, CXCursor cursor, IrDecl *decl)
{
    CXFile file;
    unsigned offset;
    ScanFile *info;

    clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL,
                               &offset);
    if (file == NULL) {
        return NULL;
    }
    info = scan_file(scanner, file);
    if (decl != NULL) {
        scan_system_place(scanner->system, decl, info);
        decl->sequence = info->compiler ? 0 : ++scanner->sequence;
        decl->file = info->name;
        scan_file_position(info, offset, decl);
    }
    return info;
}
