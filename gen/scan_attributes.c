/* SPDX-License-Identifier: MIT */
/*
 * Attributes, from libclang's printed declaration: the one place where it shows all of
 * them after macro expansion, with their arguments. Versions differ in where they put
 * one, so only what an attribute says is taken, never its place.
 */
#include <string.h>

#include "scan_internal.h"

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
 * The arguments of an attribute. libclang prints a string argument without escaping what
 * is in it, so a string ends where the whole attribute does, and is made a literal again.
 */
static char *arguments_at(const char **at)
{
    const char *open = *at, *end;

    if (open[1] != '"') {
        return group(open, at);
    }
    end = strstr(open + 2, "\")))");
    if (end == NULL) {
        return group(open, at);
    }
    *at = end + 2;
    return literal(open + 2, (size_t)(end - open - 2));
}

/* The attribute inside `__attribute__((...))`; *at is left behind it. */
static void add_attribute_at(Scanner *scanner, ScanAttributes *found, const char **at)
{
    size_t length = strspn(*at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
                                "0123456789");
    char *name = plain_name(*at, length), *arguments = NULL;

    *at += length;
    if (**at == '(') {
        arguments = arguments_at(at);
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

/* `__attribute__((one))`, `_Alignas(n)` or `asm("name")` at *at, or the next character.
 */
static void take_at(Scanner *scanner, ScanAttributes *found, const char **at)
{
    char *inner;

    if (is_word(*at, "__attribute__") || is_word(*at, "__declspec")) {
        *at = strchr(*at, '(');
        *at += strspn(*at, "( ");
        add_attribute_at(scanner, found, at);
        *at += strspn(*at, ") ");
        return;
    } else if (is_word(*at, "_Alignas") || is_word(*at, "alignas")) {
        inner = group(strchr(*at, '('), at);
        add_attribute(scanner, found, "aligned", inner);
    } else if (is_word(*at, "asm")) {
        inner = group(strchr(*at, '('), at);
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

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The end of a string literal that starts there. */
static const char *after_string(const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++) {
        at += *at == '\\' && at[1] != '\0';
    }
    return at + (*at == '"');
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
            at = after_string(at);
        } else if (*at == '(' || *at == ')') {
            depth += *at == '(' ? 1 : -1;
            at++;
        } else if (depth > 0 || (at > text && is_identifier(at[-1]))) {
            at++;
        } else {
            take_at(scanner, &found, &at);
        }
    }
    if (found.names != NULL) {
        g_ptr_array_sort(found.names, compare_strings);
    }
    clang_disposeString(string);
    return found;
}
