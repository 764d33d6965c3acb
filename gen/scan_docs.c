/* SPDX-License-Identifier: MIT */
/*
 * Documentation comments: the text without its comment marks.
 */
#include <string.h>

#include "scan_internal.h"

/* One line without the marks that comments put in front of it. */
static char *without_marks(const char *line, size_t length, bool block)
{
    size_t start = 0, end = length;

    while (start < end && (line[start] == ' ' || line[start] == '\t')) {
        start++;
    }
    if (block) {
        if (start < end && line[start] == '*') {
            start++;
        } else {
            start = 0;
        }
    } else {
        while (start < end && line[start] == '/') {
            start++;
        }
        if (start < end && line[start] == '!') {
            start++;
        }
        if (start < end && line[start] == '<') {
            start++;
        }
    }
    while (end > start && strchr(" \t\r", line[end - 1]) != NULL) {
        end--;
    }
    return g_strndup(line + start, end - start);
}

static size_t leading_blanks(const char *line)
{
    return strspn(line, " \t");
}

/* Takes off the indentation that all lines share. */
static char *join(GPtrArray *lines)
{
    size_t common = G_MAXSIZE;
    guint first = 0, last = lines->len;
    GString *out = g_string_new(NULL);

    while (first < last && *(char *)lines->pdata[first] == '\0') {
        first++;
    }
    while (last > first && *(char *)lines->pdata[last - 1] == '\0') {
        last--;
    }
    for (guint i = first; i < last; i++) {
        const char *line = lines->pdata[i];
        if (*line != '\0') {
            common = MIN(common, leading_blanks(line));
        }
    }
    for (guint i = first; i < last; i++) {
        const char *line = lines->pdata[i];
        g_string_append(out, i > first ? "\n" : "");
        g_string_append(out, line + MIN(common, strlen(line)));
    }
    return g_string_free(out, FALSE);
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

static void add_lines(GPtrArray *lines, const char *text, size_t length, bool block)
{
    const char *end = text + length;
    bool first = block;

    while (text <= end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line = (size_t)((newline != NULL ? newline : end) - text);
        if (first) {
            size_t blanks = strspn(text, " \t");
            char *body = g_strndup(text + MIN(blanks, line), line - MIN(blanks, line));
            char *padded = g_strdup_printf(" %s", g_strchomp(body));
            g_ptr_array_add(lines, *g_strchug(body) != '\0' ? padded : g_strdup(""));
            if (*body == '\0') {
                g_free(padded);
            }
            g_free(body);
        } else {
            g_ptr_array_add(lines, without_marks(text, line, block));
        }
        first = false;
        if (newline == NULL) {
            break;
        }
        text = newline + 1;
    }
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

const char *scan_doc(Scanner *scanner, CXCursor cursor, ScanFile *file)
{
    CXString string;
    const char *raw, *result = NULL;

    if (!scanner->options->comments || file == NULL ||
        (!scanner->all_comments && !scan_file_text(file)->docs)) {
        return NULL;
    }
    string = clang_Cursor_getRawCommentText(cursor);
    raw = clang_getCString(string);
    raw = raw != NULL ? last_block(raw) : NULL;
    if (raw != NULL && is_written_there(cursor, file) &&
        (!is_plain(raw) || is_next_to(cursor, file))) {
        GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
        size_t length = strlen(raw);
        bool block = g_str_has_prefix(raw, "/*");
        char *text;

        if (block) {
            block_body(&raw, &length);
        }
        add_lines(lines, raw, length, block);
        text = join(lines);
        result = *text != '\0' ? ir_text(scanner->ir, text, strlen(text)) : NULL;
        g_free(text);
        g_ptr_array_free(lines, TRUE);
    }
    clang_disposeString(string);
    return result;
}
