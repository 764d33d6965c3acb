/* SPDX-License-Identifier: MIT */
/*
 * Attributes, from libclang's printed declaration: the one place where it shows all of
 * them after macro expansion, with their arguments. Versions differ in where they put
 * one, so only what an attribute says is taken, never its place.
 */
#include <string.h>

#include "scan_internal.h"
#include "spell.h"

/*
 * The attributes that the record keeps: those that libclang 14 and 19 print alike. A
 * type's own attributes (noreturn, calling conventions, vector_size) are part of its
 * type.
 */
static const char *const kept[] = {
    "alias",
    "aligned",
    "alloc_align",
    "alloc_size",
    "always_inline",
    "annotate",
    "artificial",
    "cold",
    "common",
    "const",
    "constructor",
    "deprecated",
    "destructor",
    "flag_enum",
    "flatten",
    "format",
    "format_arg",
    "gnu_inline",
    "hot",
    "ifunc",
    "leaf",
    "malloc",
    "may_alias",
    "mode",
    "ms_struct",
    "gcc_struct",
    "naked",
    "noclone",
    "nodebug",
    "noinline",
    "nonnull",
    "nonstring",
    "nothrow",
    "overloadable",
    "packed",
    "pure",
    "returns_nonnull",
    "returns_twice",
    "section",
    "sentinel",
    "tls_model",
    "transparent_union",
    "unavailable",
    "unused",
    "used",
    "visibility",
    "warn_unused_result",
    "weak",
    "weakref",
    "dllimport",
    "dllexport",
    "designated_init",
};

static bool is_kept(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        if (strcmp(kept[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* What the annotations begin with that bindery/marks.h makes. */
#define MARK "bindery:"

/* The text from an opening parenthesis to its closing one; *end is what follows it. */
static char *group(const char *open, const char **end)
{
    const char *at = open + 1;
    int depth = 1;
    bool quoted = false;

    for (; *at != '\0' && depth > 0; at++) {
        if (*at == '"' && at[-1] != '\\') {
            quoted = !quoted;
        }
        depth += quoted ? 0 : *at == '(' ? 1 : *at == ')' ? -1 : 0;
    }
    *end = at;
    return g_strndup(open + 1, (gsize)(at - open - 1 - (depth == 0 ? 1 : 0)));
}

/* A name without the underscores that shield it from macros. */
static char *plain_name(const char *start, size_t length)
{
    if (length > 4 && g_str_has_prefix(start, "__") && start[length - 1] == '_') {
        start += 2;
        length -= 4;
    }
    return g_strndup(start, length);
}

static void keep(Scanner *scanner, ScanAttributes *found, const char *text)
{
    if (found->names == NULL) {
        found->names = g_ptr_array_new();
    }
    text = ir_string(scanner->ir, text);
    if (g_str_has_prefix(text, "annotate(\"" MARK)) {
        scanner->ir->marked = true;
    }
    if (!g_ptr_array_find(found->names, text, NULL)) {
        g_ptr_array_add(found->names, (gpointer)text);
    }
}

/* The number of bytes in `aligned(...)`: an expression, or a type for _Alignas. New. */
static char *alignment(Scanner *scanner, const char *arguments)
{
    char *value = scan_constant(scanner, arguments);

    if (!g_ascii_isdigit(*value)) {
        char *of_type = g_strdup_printf("_Alignof(%s)", arguments);
        g_free(value);
        value = scan_constant(scanner, of_type);
        g_free(of_type);
    }
    return value;
}

/* One attribute: its name, and its arguments ("" for none). */
static void add_attribute(Scanner *scanner, ScanAttributes *found, const char *name,
                          const char *arguments)
{
    char *text;

    if (!is_kept(name)) {
        return;
    }
    if (strcmp(name, "packed") == 0) {
        found->packed = true;
    }
    if (strcmp(arguments, "\"\"") == 0 || *arguments == '\0') {
        keep(scanner, found, name);
        return;
    }
    text = strcmp(name, "aligned") == 0 ? alignment(scanner, arguments)
                                        : g_strdup(arguments);
    arguments = ir_printf(scanner->ir, "%s(%s)", name, text);
    keep(scanner, found, arguments);
    g_free(text);
}

/* A string literal of that content. New. */
static char *literal(const char *text, size_t length)
{
    GString *out = g_string_new("\"");

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\') {
            g_string_append_c(out, '\\');
        }
        if (text[i] == '\n') {
            g_string_append(out, "\\n");
        } else {
            g_string_append_c(out, text[i]);
        }
    }
    g_string_append_c(out, '"');
    return g_string_free(out, FALSE);
}

/*
 * The length of the message that follows, which deprecated or unavailable has as its
 * first string; 0 for none.
 */
static size_t message_length(CXCursor cursor, const char *text)
{
    CXString messages[2];
    int always;
    size_t length = 0;

    clang_getCursorPlatformAvailability(cursor, &always, &messages[0], &always,
                                        &messages[1], NULL, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(messages); i++) {
        const char *message = clang_getCString(messages[i]);
        if (message != NULL && length == 0 && g_str_has_prefix(text, message)) {
            length = strlen(message);
        }
        clang_disposeString(messages[i]);
    }
    return length;
}

/*
 * The end of a mark's text, which is C without its macros expanded: strings in it are
 * complete, so the first quote that none of them begins with is the attribute's own.
 */
static const char *mark_end(const char *at)
{
    while ((at = strpbrk(at, "\"'")) != NULL && !g_str_has_prefix(at, "\")))")) {
        char quote = *at;

        for (at++; *at != '\0' && *at != quote; at++) {
            at += *at == '\\' && at[1] != '\0';
        }
        at += *at == quote;
    }
    return at;
}

/*
 * The arguments of an attribute: text in parentheses, or up to two strings. libclang
 * prints a string without escaping what is in it, so the last one ends where the whole
 * attribute does, and each is made a literal again.
 */
static char *arguments_at(CXCursor cursor, const char *name, const char **at)
{
    bool has_message =
        strcmp(name, "deprecated") == 0 || strcmp(name, "unavailable") == 0;
    const char *first = *at + 2, *next, *end;
    size_t length;
    bool is_mark;
    char *strings[2], *result;

    if (first[-1] != '"') {
        return group(*at, at);
    }
    length = has_message ? message_length(cursor, first) : 0;
    is_mark = strcmp(name, "annotate") == 0 && g_str_has_prefix(first, MARK);
    end = is_mark ? mark_end(first) : strstr(first + length, "\")))");
    next = !is_mark && strcmp(name, "annotate") == 0 ? strstr(first, "\", 0x") : NULL;
    if (next != NULL && (end == NULL || next < end)) {
        /* libclang prints where it keeps the further arguments, not what they are */
        *at = next + strcspn(next, ")");
        return literal(first, (size_t)(next - first));
    }
    if (end == NULL) {
        return group(*at, at);
    }
    *at = end + 2;
    next = has_message
               ? g_strstr_len(first + length, end - first - (gssize)length, "\", \"")
               : NULL;
    if (next == NULL) {
        return literal(first, (size_t)(end - first));
    }
    strings[0] = literal(first, (size_t)(next - first));
    next += strlen("\", \"");
    strings[1] = literal(next, (size_t)(end - next));
    result = g_strdup_printf("%s, %s", strings[0], strings[1]);
    g_free(strings[0]);
    g_free(strings[1]);
    return result;
}

/* The attribute inside `__attribute__((...))`; *at is left behind it. */
static void add_attribute_at(Scanner *scanner, ScanAttributes *found, CXCursor cursor,
                             const char **at)
{
    size_t length = strspn(*at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
                                "0123456789");
    char *name = plain_name(*at, length), *arguments = NULL;

    *at += length;
    if (**at == '(') {
        arguments = arguments_at(cursor, name, at);
    }
    add_attribute(scanner, found, name, arguments != NULL ? arguments : "");
    g_free(name);
    g_free(arguments);
}

static bool is_identifier(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* Whether that word starts there; what stands before it is no part of a word. */
static bool is_word(const char *at, const char *word)
{
    size_t length = strlen(word);

    return strncmp(at, word, length) == 0 && !is_identifier(at[length]);
}

/* The parenthesis that follows that word there; NULL where something else stands. */
static const char *open_after(const char *at, const char *word)
{
    if (!is_word(at, word)) {
        return NULL;
    }
    at += strlen(word);
    at += strspn(at, " ");
    return *at == '(' ? at : NULL;
}

/* Whether the cursor declares that name, which older standards leave to the user. */
static bool declares(CXCursor cursor, const char *name)
{
    CXString string = clang_getCursorSpelling(cursor);
    bool is_same = strcmp(clang_getCString(string), name) == 0;

    clang_disposeString(string);
    return is_same;
}

/* `__attribute__((one))`, `_Alignas(n)` or `asm("name")` at *at, or the next character.
 */
static void take_at(Scanner *scanner, ScanAttributes *found, CXCursor cursor,
                    const char **at)
{
    const char *open;
    char *inner;

    if ((open = open_after(*at, "__attribute__")) != NULL ||
        (open = open_after(*at, "__declspec")) != NULL) {
        *at = open + strspn(open, "( ");
        add_attribute_at(scanner, found, cursor, at);
        *at += strspn(*at, ") ");
        return;
    } else if ((open = open_after(*at, "_Alignas")) != NULL ||
               ((open = open_after(*at, "alignas")) != NULL &&
                !declares(cursor, "alignas"))) {
        inner = group(open, at);
        add_attribute(scanner, found, "aligned", inner);
    } else if ((open = open_after(*at, "asm")) != NULL) {
        inner = group(open, at);
        if (inner[0] == '"') {
            inner[strlen(inner) - 1] = '\0';
            found->symbol = ir_string(scanner->ir, inner + 1);
        }
    } else if (is_word(*at, "_Noreturn")) {
        keep(scanner, found, "noreturn");
        *at += strlen("_Noreturn");
        return;
    } else {
        (*at)++;
        return;
    }
    g_free(inner);
}

/* Sorts them, but for marks: these stand last, in the order of the source, which may mean
 * something. */
static void sort_names(GPtrArray *names)
{
    GPtrArray *marks;

    if (names->len < 2) {
        return;
    }
    marks = g_ptr_array_new();
    for (guint i = 0; i < names->len;) {
        if (g_str_has_prefix(names->pdata[i], "annotate(\"" MARK)) {
            g_ptr_array_add(marks, g_ptr_array_remove_index(names, i));
        } else {
            i++;
        }
    }
    ir_sort_strings(names);
    g_ptr_array_extend_and_steal(names, marks);
}

ScanAttributes scan_attributes(Scanner *scanner, CXCursor cursor)
{
    CXString string = clang_getCursorPrettyPrinted(cursor, scanner->policy);
    const char *text = clang_getCString(string);
    ScanAttributes found = {0};
    int depth = 0;

    for (const char *at = text + strcspn(text, "\"(){_a"); *at != '\0' && *at != '{';
         at += strcspn(at, "\"(){_a")) {
        if (*at == '"') {
            at = spell_after_string(at);
        } else if (*at == '(' || *at == ')') {
            depth += *at == '(' ? 1 : -1;
            at++;
        } else if (depth > 0 || (at > text && is_identifier(at[-1]))) {
            at++;
        } else {
            take_at(scanner, &found, cursor, &at);
        }
    }
    if (found.names != NULL) {
        sort_names(found.names);
    }
    clang_disposeString(string);
    return found;
}
