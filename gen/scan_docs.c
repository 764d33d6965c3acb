/* SPDX-License-Identifier: MIT */
/*
 * Documentation comments: the text without its comment marks.
 */
#include <string.h>

#include "scan_internal.h"

/* One line of a comment, without its marks and without blanks at its end. */
typedef struct Line {
    const char *text;
    size_t length;
    size_t blanks; /* in front; they are in the text, ... */
    bool first;    /* ... but for the one that stands behind the opening mark */
} Line;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static Line make_line(const char *start, const char *end)
{
    Line line = {.text = start};

    while (end > start && (is_blank(end[-1]) || end[-1] == '\r')) {
        end--;
    }
    line.length = (size_t)(end - start);
    while (line.blanks < line.length && is_blank(start[line.blanks])) {
        line.blanks++;
    }
    return line;
}

/* A line behind the marks that comments put in front of it. */
static Line line_after_marks(const char *line, const char *end, bool block)
{
    const char *start = line;

    while (start < end && is_blank(*start)) {
        start++;
    }
    if (block) {
        return make_line(start < end && *start == '*' ? start + 1 : line, end);
    }
    while (start < end && *start == '/') {
        start++;
    }
    if (start < end && *start == '!') {
        start++;
    }
    if (start < end && *start == '<') {
        start++;
    }
    return make_line(start, end);
}

/* What stands behind the opening mark counts as indented by one blank. */
static Line first_line(const char *text, const char *end)
{
    Line line;

    while (text < end && g_ascii_isspace(*text)) {
        text++;
    }
    while (end > text && g_ascii_isspace(end[-1])) {
        end--;
    }
    line = make_line(text, end);
    line.first = line.length > 0;
    line.blanks = line.first;
    return line;
}

/* Takes off the indentation that all lines share, and empty lines at both ends; lines are
 * of Line. */
static void join(const GArray *lines, GString *out)
{
    size_t common = G_MAXSIZE;
    guint first = 0, last = lines->len;

    while (first < last && g_array_index(lines, Line, first).length == 0) {
        first++;
    }
    while (last > first && g_array_index(lines, Line, last - 1).length == 0) {
        last--;
    }
    for (guint i = first; i < last; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        common = line->length > 0 ? MIN(common, line->blanks) : common;
    }
    for (guint i = first; i < last; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        size_t cut = line->first ? 0 : MIN(common, line->length);
        if (i > first) {
            g_string_append_c(out, '\n');
        }
        if (line->first && common == 0) {
            g_string_append_c(out, ' ');
        }
        g_string_append_len(out, line->text + cut, (gssize)(line->length - cut));
    }
}

/* The body of a block comment, without its opening and closing marks. */
static void block_body(const char **text, size_t *length)
{
    const char *start = *text + 2;
    const char *end = *text + *length;

    if (end - start >= 2 && end[-1] == '/' && end[-2] == '*') {
        end -= 2;
    }
    while (start < end && (*start == '*' || *start == '!')) {
        start++;
    }
    if (start < end && *start == '<') {
        start++;
    }
    while (end > start && end[-1] == '*') {
        end--;
    }
    *text = start;
    *length = (size_t)(end - start);
}

/* The lines of a comment's text: of Line. New. */
static GArray *split_lines(const char *text, size_t length, bool block)
{
    const char *end = text + length;
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));

    while (text <= end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline != NULL ? newline : end;
        Line line = block && lines->len == 0 ? first_line(text, stop)
                                             : line_after_marks(text, stop, block);
        g_array_append_val(lines, line);
        text = stop + 1;
    }
    return lines;
}

/*
 * libclang joins block comments that follow each other; the last one is the
 * declaration's, and what came before it headed a group.
 */
static const char *last_block(const char *raw)
{
    const char *end = g_str_has_prefix(raw, "/*") ? strstr(raw, "*/") : NULL;

    for (; end != NULL; end = strstr(raw, "*/")) {
        const char *next = strstr(end, "/*");
        if (next == NULL) {
            break;
        }
        raw = next;
    }
    return raw;
}

/*
 * Whether the declaration is written where it stands, and not made by a macro there:
 * libclang 14 loses the documentation of those, and 19 does not. Its name is there, or,
 * for an unnamed type, the keyword that begins it.
 */
static bool is_written_there(CXCursor cursor, ScanFile *file)
{
    const char *words[] = {NULL, "struct", "union", "enum"};
    CXString string = clang_getCursorSpelling(cursor);
    const ScanText *text = scan_file_text(file);
    unsigned offset;
    bool there = text->contents == NULL;

    words[0] = clang_getCString(string);
    clang_getExpansionLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL,
                               &offset);
    for (size_t i = 0; i < G_N_ELEMENTS(words) && !there; i++) {
        size_t length = strlen(words[i]);
        there = length > 0 && offset <= text->length && text->length - offset >= length &&
                memcmp(text->contents + offset, words[i], length) == 0;
    }
    clang_disposeString(string);
    return there;
}

/* Neither of the forms that begin documentation: slash star star, three slashes, ... */
static bool is_plain(const char *comment)
{
    return comment[2] != '!' && comment[2] != comment[1];
}

static unsigned offset_of(CXSourceLocation location)
{
    unsigned offset;

    clang_getExpansionLocation(location, NULL, NULL, NULL, &offset);
    return offset;
}

/*
 * Whether a plain comment is about the declaration: it stands right above it, or behind
 * it. With -fparse-all-comments libclang also takes the heading of a group, which an
 * empty line follows, and the comment of the enumerator before.
 */
static bool is_next_to(CXCursor cursor, ScanFile *file)
{
    unsigned end = offset_of(clang_getRangeEnd(clang_Cursor_getCommentRange(cursor)));
    unsigned start = offset_of(clang_getRangeStart(clang_getCursorExtent(cursor)));
    const ScanText *text = scan_file_text(file);
    unsigned newlines = 0;

    for (; end < start && start <= text->length; end++) {
        char byte = text->contents[end];
        if (byte == '\n') {
            newlines++;
        } else if (!g_ascii_isspace(byte)) {
            newlines = 0;
        }
        if (newlines > 1 || byte == ',') {
            return false;
        }
    }
    return true;
}

/* The text of a comment; NULL when it has none. */
static const char *documentation(Scanner *scanner, const char *raw)
{
    size_t length = strlen(raw);
    bool block = g_str_has_prefix(raw, "/*");
    GString *text = g_string_new(NULL);
    const char *result = NULL;
    GArray *lines;

    if (block) {
        block_body(&raw, &length);
    }
    lines = split_lines(raw, length, block);
    join(lines, text);
    if (text->len > 0) {
        result = ir_text(scanner->ir, text->str, text->len);
    }
    g_array_free(lines, TRUE);
    g_string_free(text, TRUE);
    return result;
}

/* What libclang takes for the documentation of the cursor. */
static const char *read_doc(Scanner *scanner, CXCursor cursor, ScanFile *file)
{
    CXString string = clang_Cursor_getRawCommentText(cursor);
    const char *raw = clang_getCString(string), *result = NULL;

    raw = raw != NULL ? last_block(raw) : NULL;
    if (raw != NULL && is_written_there(cursor, file) &&
        (!is_plain(raw) || is_next_to(cursor, file))) {
        result = documentation(scanner, raw);
    }
    clang_disposeString(string);
    return result;
}

const char *scan_doc(Scanner *scanner, CXCursor cursor, ScanFile *file)
{
    if (!scanner->options->comments || file == NULL) {
        return NULL;
    }
    /* Most headers have none at all, and need not be asked. */
    return scanner->all_comments || scan_file_text(file)->contents == NULL ||
                   scan_file_text(file)->docs->len > 0
               ? read_doc(scanner, cursor, file)
               : NULL;
}

ScanMembers scan_members(CXCursor definition)
{
    unsigned offset = offset_of(clang_getCursorLocation(definition));

    return (ScanMembers){offset, offset};
}

/* Members of one declaration share what stands in front of it. An enumerator is one by
 * itself, though libclang gives the comment of one to all that follow. */
static void move_to(ScanMembers *members, const ScanText *text, enum CXCursorKind kind,
                    unsigned offset)
{
    if (kind == CXCursor_EnumConstantDecl || offset < members->last ||
        offset > text->length ||
        memchr(text->contents + members->last, ';', offset - members->last) != NULL) {
        members->after = members->last;
    }
    members->last = offset;
}

const char *scan_member_doc(Scanner *scanner, CXCursor cursor, ScanMembers *members)
{
    ScanFile *file = scanner->file, *there;
    const ScanText *text;
    unsigned offset;

    if (!scanner->options->comments || file == NULL) {
        return NULL;
    }
    there = scan_locate(scanner, cursor, &offset);
    text = scan_file_text(file);
    if (there == file && text->contents != NULL && !scanner->all_comments) {
        move_to(members, text, clang_getCursorKind(cursor), offset);
        if (!scan_file_has_docs(file, members->after, offset)) {
            return NULL;
        }
    }
    return read_doc(scanner, cursor, file);
}
