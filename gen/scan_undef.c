/* SPDX-License-Identifier: MIT */
#include "scan_undef.h"

#include <string.h>

typedef struct Undef {
    size_t offset;
    const char *name;
} Undef;

/* One inclusion of a file that the walk is inside of. */
typedef struct Inclusion {
    ScanFile *file;
    size_t offset; /* reached so far */
} Inclusion;

typedef struct Skipped {
    size_t start, end;
} Skipped;

struct UndefWalk {
    Scanner *scanner;
    void (*undefine)(const char *name, void *data);
    void *data;
    GArray *stack;       /* of Inclusion */
    GHashTable *skipped; /* ScanFile * -> GArray of Skipped: what #if left out */
    GHashTable *entered; /* ScanFile *: has been read before */
    ScanFile *pending;   /* included again: read again only if something happens in it */
};

static void free_ranges(gpointer ranges)
{
    g_array_free(ranges, TRUE);
}

static void collect_skipped(UndefWalk *walk)
{
    CXSourceRangeList *list = clang_getAllSkippedRanges(walk->scanner->unit);

    for (unsigned i = 0; list != NULL && i < list->count; i++) {
        CXFile file;
        unsigned start, end;
        ScanFile *info;
        GArray *ranges;

        clang_getFileLocation(clang_getRangeStart(list->ranges[i]), &file, NULL, NULL,
                              &start);
        clang_getFileLocation(clang_getRangeEnd(list->ranges[i]), NULL, NULL, NULL, &end);
        if (file == NULL) {
            continue;
        }
        info = scan_file(walk->scanner, file);
        ranges = g_hash_table_lookup(walk->skipped, info);
        if (ranges == NULL) {
            ranges = g_array_new(FALSE, FALSE, sizeof(Skipped));
            g_hash_table_insert(walk->skipped, info, ranges);
        }
        Skipped range = {start, end};
        g_array_append_val(ranges, range);
    }
    clang_disposeSourceRangeList(list);
}

static bool is_skipped(const UndefWalk *walk, ScanFile *file, size_t offset)
{
    GArray *ranges = g_hash_table_lookup(walk->skipped, file);

    for (guint i = 0; ranges != NULL && i < ranges->len; i++) {
        const Skipped *range = &g_array_index(ranges, Skipped, i);
        if (offset >= range->start && offset < range->end) {
            return true;
        }
    }
    return false;
}

/* Whether the offset is inside a block comment: which mark comes before it tells. */
static bool is_in_comment(const char *text, size_t offset)
{
    for (size_t at = offset; at >= 2; at--) {
        if (text[at - 2] == '*' && text[at - 1] == '/') {
            return false;
        }
        if (text[at - 2] == '/' && text[at - 1] == '*') {
            return true;
        }
    }
    return false;
}

/* The `#` that makes the word at the offset a directive; false when it is none. */
static bool is_directive(const char *text, size_t word)
{
    size_t at = word;

    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
        at--;
    }
    if (at == 0 || text[at - 1] != '#') {
        return false;
    }
    at--;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
        at--;
    }
    return (at == 0 || text[at - 1] == '\n') && !is_in_comment(text, word);
}

static GArray *find_undefs(const UndefWalk *walk, ScanFile *file)
{
    static const char word[] = "undef";
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Undef));
    const char *text = file->contents, *end = text + file->length;
    const char *at = text;

    while (at != NULL &&
           (at = memmem(at, (size_t)(end - at), word, sizeof word - 1)) != NULL) {
        size_t offset = (size_t)(at - text);
        const char *name = at + sizeof word - 1;
        size_t length = 0;

        at = name;
        if (!is_directive(text, offset) || is_skipped(walk, file, offset)) {
            continue;
        }
        while (name < end && (*name == ' ' || *name == '\t')) {
            name++;
        }
        while (name + length < end &&
               (g_ascii_isalnum(name[length]) || name[length] == '_')) {
            length++;
        }
        Undef undef = {offset, ir_string_length(walk->scanner->ir, name, length)};
        g_array_append_val(found, undef);
    }
    return found;
}

/* Passes the #undef directives of the innermost inclusion up to that place. */
static void pass(UndefWalk *walk, size_t offset)
{
    Inclusion *inclusion = &g_array_index(walk->stack, Inclusion, walk->stack->len - 1);
    ScanFile *file = inclusion->file;

    if (file->undefs == NULL) {
        file->undefs = file->contents != NULL ? find_undefs(walk, file)
                                              : g_array_new(FALSE, FALSE, sizeof(Undef));
    }
    for (guint i = 0; i < file->undefs->len; i++) {
        const Undef *undef = &g_array_index(file->undefs, Undef, i);
        if (undef->offset >= inclusion->offset && undef->offset < offset) {
            walk->undefine(undef->name, walk->data);
        }
    }
    inclusion->offset = offset;
}

static void enter(UndefWalk *walk, ScanFile *file)
{
    Inclusion inclusion = {file, 0};

    g_array_append_val(walk->stack, inclusion);
    g_hash_table_add(walk->entered, file);
}

static void leave(UndefWalk *walk)
{
    pass(walk, G_MAXSIZE);
    g_array_set_size(walk->stack, walk->stack->len - 1);
}

static bool is_inside(const UndefWalk *walk, const ScanFile *file)
{
    for (guint i = 0; i < walk->stack->len; i++) {
        if (g_array_index(walk->stack, Inclusion, i).file == file) {
            return true;
        }
    }
    return false;
}

void undef_walk_reach(UndefWalk *walk, ScanFile *file, size_t offset)
{
    if (walk->pending == file) {
        enter(walk, file);
    }
    walk->pending = NULL;
    if (!is_inside(walk, file)) {
        enter(walk, file);
    }
    while (g_array_index(walk->stack, Inclusion, walk->stack->len - 1).file != file) {
        leave(walk);
    }
    pass(walk, offset);
}

void undef_walk_include(UndefWalk *walk, ScanFile *file)
{
    if (g_hash_table_contains(walk->entered, file)) {
        walk->pending = file;
    } else {
        enter(walk, file);
    }
}

UndefWalk *undef_walk_create(Scanner *scanner,
                             void (*undefine)(const char *name, void *data), void *data)
{
    UndefWalk *walk = g_new0(UndefWalk, 1);

    walk->scanner = scanner;
    walk->undefine = undefine;
    walk->data = data;
    walk->stack = g_array_new(FALSE, FALSE, sizeof(Inclusion));
    walk->skipped = g_hash_table_new_full(NULL, NULL, NULL, free_ranges);
    walk->entered = g_hash_table_new(NULL, NULL);
    collect_skipped(walk);
    return walk;
}

void undef_walk_end(UndefWalk *walk)
{
    while (walk->stack->len > 0) {
        leave(walk);
    }
    g_array_free(walk->stack, TRUE);
    g_hash_table_destroy(walk->skipped);
    g_hash_table_destroy(walk->entered);
    g_free(walk);
}
