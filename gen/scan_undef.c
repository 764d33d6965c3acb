/* SPDX-License-Identifier: MIT */
#include "scan_undef.h"

#include <string.h>

/*
 * One inclusion of a file that the walk is inside of. libclang numbers all bytes that it
 * read, those of a file again for each inclusion; start is the number of its first byte.
 */
typedef struct Inclusion {
    ScanFile *file;
    unsigned start; /* 0 while nothing has happened in it */
    guint next;     /* of the file's #undefs: the first one not passed */
    guint skipped;  /* of what #if left out: the first that does not end before that */
} Inclusion;

typedef struct Skipped {
    size_t start, end;
} Skipped;

struct UndefWalk {
    Scanner *scanner;
    void (*undefine)(const char *name, void *data);
    void *data;
    GArray *stack; /* of Inclusion */
    GHashTable
        *skipped; /* start of an inclusion -> GArray of Skipped: what #if left out */
    GHashTable *entered; /* ScanFile *: has been read before */
};

static void free_ranges(gpointer ranges)
{
    g_array_free(ranges, TRUE);
}

static void collect_skipped(UndefWalk *walk)
{
    CXSourceRangeList *list = clang_getAllSkippedRanges(walk->scanner->unit);

    for (unsigned i = 0; list != NULL && i < list->count; i++) {
        CXSourceLocation first = clang_getRangeStart(list->ranges[i]);
        unsigned start, end;
        gpointer inclusion;
        GArray *ranges;

        clang_getFileLocation(first, NULL, NULL, NULL, &start);
        clang_getFileLocation(clang_getRangeEnd(list->ranges[i]), NULL, NULL, NULL, &end);
        inclusion = GUINT_TO_POINTER(first.int_data - start);
        ranges = g_hash_table_lookup(walk->skipped, inclusion);
        if (ranges == NULL) {
            ranges = g_array_new(FALSE, FALSE, sizeof(Skipped));
            g_hash_table_insert(walk->skipped, inclusion, ranges);
        }
        Skipped range = {start, end};
        g_array_append_val(ranges, range);
    }
    clang_disposeSourceRangeList(list);
}

/* Whether #if left out the offset; they are asked for in ascending order. */
static bool is_skipped(const UndefWalk *walk, Inclusion *inclusion, size_t offset)
{
    GArray *ranges =
        g_hash_table_lookup(walk->skipped, GUINT_TO_POINTER(inclusion->start));
    const Skipped *range;

    while (ranges != NULL && inclusion->skipped < ranges->len) {
        range = &g_array_index(ranges, Skipped, inclusion->skipped);
        if (offset < range->end) {
            return offset >= range->start;
        }
        inclusion->skipped++;
    }
    return false;
}

/* The end of a literal or a line comment: behind that byte or at the end of the line.
 * What a backslash stands before, a line's end too, does not end it. */
static const char *skip_line_item(const char *at, const char *end, char last)
{
    for (; at < end; at++) {
        if (*at == last && last != '\n') {
            return at + 1;
        }
        if (*at == '\n') {
            return at;
        }
        if (*at == '\\' && at + 1 < end) {
            at += at[1] == '\r' && at + 2 < end ? 2 : 1;
        }
    }
    return end;
}

/* The end of a block comment whose opening mark was passed. */
static const char *skip_block_comment(const char *body, const char *end)
{
    for (const char *at = body; at < end; at++) {
        at = memchr(at, '/', (size_t)(end - at));
        if (at == NULL) {
            break;
        }
        if (at > body && at[-1] == '*') {
            return at + 1;
        }
    }
    return end;
}

/* Passes the comment or the literal that begins there, or else one byte. */
static const char *skip_item(const char *at, const char *end)
{
    if (*at == '"' || *at == '\'') {
        return skip_line_item(at + 1, end, *at);
    }
    if (*at != '/' || end - at < 2) {
        return at + 1;
    }
    if (at[1] == '/') {
        return skip_line_item(at + 2, end, '\n');
    }
    if (at[1] == '*') {
        return skip_block_comment(at + 2, end);
    }
    return at + 1;
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t')) {
        at++;
    }
    return at;
}

/* Whether only blanks stand before the place on its line. */
static bool starts_line(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t')) {
        at--;
    }
    return at == text || at[-1] == '\n';
}

/*
 * Every `#undef` that begins a line may be one; whether it stands in a comment is looked
 * into for those alone, in one pass that follows them.
 */
GArray *scan_undefs_find(const char *text, size_t text_length)
{
    static const char word[] = "undef";
    const size_t length = sizeof word - 1;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(ScanUndef));
    const char *end = text + text_length;
    const char *outside = text; /* no comment or literal is open there */

    for (const char *at = text;
         at < end && (at = memchr(at, '#', (size_t)(end - at))) != NULL; at++) {
        const char *name = skip_blanks(at + 1, end);
        size_t name_length = 0;
        if ((size_t)(end - name) <= length || memcmp(name, word, length) != 0 ||
            !starts_line(text, at)) {
            continue;
        }
        while (outside < at) {
            outside = skip_item(outside, end);
        }
        if (outside > at) {
            continue;
        }
        name = skip_blanks(name + length, end);
        while (name + name_length < end &&
               (g_ascii_isalnum(name[name_length]) || name[name_length] == '_')) {
            name_length++;
        }
        ScanUndef undef = {(size_t)(at - text), name, name_length};
        g_array_append_val(found, undef);
    }
    return found;
}

/* Passes the #undef directives of the innermost inclusion up to that place. */
static void pass(UndefWalk *walk, size_t offset)
{
    Inclusion *inclusion = &g_array_index(walk->stack, Inclusion, walk->stack->len - 1);
    ScanFile *file = inclusion->file;
    const GArray *undefs = scan_file_text(file)->undefs;

    if (undefs->len > 0 && inclusion->start == 0) {
        inclusion->start =
            file->start != 0
                ? file->start
                : clang_getLocationForOffset(walk->scanner->unit, file->handle, 0)
                      .int_data;
    }
    for (; inclusion->next < undefs->len; inclusion->next++) {
        const ScanUndef *undef = &g_array_index(undefs, ScanUndef, inclusion->next);
        if (undef->offset >= offset) {
            break;
        }
        if (!is_skipped(walk, inclusion, undef->offset)) {
            walk->undefine(
                ir_string_length(walk->scanner->ir, undef->name, undef->length),
                walk->data);
        }
    }
}

static void enter(UndefWalk *walk, ScanFile *file, unsigned start)
{
    Inclusion inclusion = {.file = file, .start = start};

    g_array_append_val(walk->stack, inclusion);
    g_hash_table_add(walk->entered, file);
}

static void leave(UndefWalk *walk)
{
    pass(walk, G_MAXSIZE);
    g_array_set_size(walk->stack, walk->stack->len - 1);
}

static bool is_inside(const UndefWalk *walk, unsigned start)
{
    for (guint i = 0; i < walk->stack->len; i++) {
        if (g_array_index(walk->stack, Inclusion, i).start == start) {
            return true;
        }
    }
    return false;
}

void undef_walk_reach(UndefWalk *walk, CXSourceLocation place, ScanFile *file,
                      size_t offset)
{
    unsigned start = place.int_data - (unsigned)offset;

    if (walk->stack->len > 0) {
        Inclusion *innermost =
            &g_array_index(walk->stack, Inclusion, walk->stack->len - 1);
        if (innermost->start == 0 && innermost->file == file) {
            innermost->start = start;
        }
    }
    if (!is_inside(walk, start)) {
        enter(walk, file, start);
    }
    while (walk->stack->len > 1 &&
           g_array_index(walk->stack, Inclusion, walk->stack->len - 1).start != start) {
        leave(walk);
    }
    pass(walk, offset);
}

/*
 * A file that was read before is mostly guarded, and not read again; when it is,
 * something happens in it.
 */
void undef_walk_include(UndefWalk *walk, ScanFile *file)
{
    if (!g_hash_table_contains(walk->entered, file)) {
        enter(walk, file, 0);
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
