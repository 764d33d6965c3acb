/* SPDX-License-Identifier: MIT */
#include "bindings_text.h"

#include <stdint.h>
#include <string.h>

#include "append.h"

/* How many bytes from the start on are ASCII, eight at a time. */
static size_t ascii_words(const char *text, size_t length)
{
    size_t at = 0;

    for (; at + sizeof(uint64_t) <= length; at += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, text + at, sizeof(word));
        if ((word & G_GUINT64_CONSTANT(0x8080808080808080)) != 0) {
            break;
        }
    }
    return at;
}

size_t bindings_columns(const char *text, size_t length)
{
    size_t columns = ascii_words(text, length);

    for (size_t i = columns; i < length; i++) {
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return columns;
}

static bool is_ascii(const char *text)
{
    const size_t length = strlen(text);

    for (size_t i = ascii_words(text, length); i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

const char *bindings_valid_text(const char *text, char **made)
{
    GString *valid;

    if (is_ascii(text) || g_utf8_validate(text, -1, NULL)) {
        return text;
    }
    valid = g_string_new(NULL);
    while (*text != '\0') {
        const gunichar c = g_utf8_get_char_validated(text, -1);

        if (c == (gunichar)-1 || c == (gunichar)-2) {
            append_text(valid, "\xef\xbf\xbd");
            text++;
        } else {
            g_string_append_unichar(valid, c);
            text = g_utf8_next_char(text);
        }
    }
    g_free(*made);
    *made = g_string_free(valid, FALSE);
    return *made;
}

/* ---- comments ---- */

/* Whether the three bytes are a character that reorders what a reader sees: one of
 * U+202A to U+202E and U+2066 to U+2069. */
static bool reorders(const unsigned char *at)
{
    return at[0] == 0xe2 && ((at[1] == 0x80 && at[2] >= 0xaa && at[2] <= 0xae) ||
                             (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9));
}

/* What must not stand in a comment, from here on: its length and what replaces it, or 0.
 * That is what ends one, warns inside one, or reorders the text. */
static size_t unsafe_at(const char *at, const char **replacement)
{
    if (at[0] == '*' && at[1] == '/') {
        *replacement = "* /";
        return 2;
    }
    if (at[0] == '/' && at[1] == '*') {
        *replacement = "/ ";
        return 1;
    }
    if (at[0] == '?' && at[1] == '?' && at[2] == '/') {
        *replacement = "?? /";
        return 3;
    }
    *replacement = " ";
    return reorders((const unsigned char *)at) ? 3 : 0;
}

/* The text as it may stand in a comment: itself, or new and kept in *made. */
static const char *safe_text(const char *text, char **made)
{
    GString *safe;

    if (is_ascii(text) && strstr(text, "*/") == NULL && strstr(text, "/*") == NULL &&
        strstr(text, "\?\?/") == NULL) {
        return text;
    }
    text = bindings_valid_text(text, made);
    safe = g_string_sized_new(strlen(text) + 16);
    while (*text != '\0') {
        const char *replacement;
        size_t length = unsafe_at(text, &replacement);

        if (length > 0) {
            append_text(safe, replacement);
            text += length;
        } else {
            g_string_append_c(safe, *text++);
        }
    }
    g_free(*made);
    *made = g_string_free(safe, FALSE);
    return *made;
}

/* The lines of a comment behind the first " * "; one blank at a line's end goes. */
static void put_doc_lines(GString *out, const char *text, const char *indent)
{
    const gsize start = out->len;

    for (;;) {
        const char *newline = strchrnul(text, '\n');

        append_bytes(out, text, newline - text);
        if (*newline == '\0') {
            return;
        }
        if (out->len > start && out->str[out->len - 1] == ' ') {
            g_string_truncate(out, out->len - 1);
        }
        g_string_append_c(out, '\n');
        append_text(out, indent);
        append_text(out, " * ");
        text = newline + 1;
    }
}

void bindings_put_doc(GString *out, const char *doc, const char *indent)
{
    char *made = NULL;
    const char *text;

    if (doc == NULL || *doc == '\0') {
        return;
    }
    text = safe_text(doc, &made);
    append_text(out, indent);
    if (strchr(text, '\n') == NULL &&
        strlen(indent) + bindings_columns(text, strlen(text)) + 7 <= BINDINGS_WIDTH) {
        append_text(out, "/** ");
        append_text(out, text);
    } else {
        append_text(out, "/**\n");
        append_text(out, indent);
        append_text(out, " * ");
        put_doc_lines(out, text, indent);
        g_string_append_c(out, '\n');
        append_text(out, indent);
    }
    append_text(out, " */\n");
    g_free(made);
}

/* ---- constants, identifiers, assertions ---- */

/* Orders two decimals without sign and leading zeros. */
static int compare_decimals(const char *a, const char *b)
{
    const size_t n_a = strlen(a), n_b = strlen(b);

    return n_a != n_b ? (n_a < n_b ? -1 : 1) : strcmp(a, b);
}

void bindings_put_literal(GString *out, const char *decimal)
{
    if (strcmp(decimal, "-9223372036854775808") == 0) {
        append_text(out, "(-9223372036854775807 - 1)");
        return;
    }
    append_text(out, decimal);
    if (*decimal != '-' && compare_decimals(decimal, "9223372036854775807") > 0) {
        append_text(out, "ULL");
    }
}

bool bindings_fits_integer(const char *decimal)
{
    return *decimal == '-' ? compare_decimals(decimal + 1, "9223372036854775808") <= 0
                           : compare_decimals(decimal, "18446744073709551615") <= 0;
}

char *bindings_identifier(const char *text)
{
    GString *name = g_string_new(g_ascii_isdigit(*text) ? "_" : NULL);

    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        g_string_append_c(name, g_ascii_isalnum(*text) ? *text : '_');
    }
    return g_string_free(name, FALSE);
}

void bindings_put_static_assert(GString *out, const char *condition, const char *text)
{
    const gsize start = out->len;

    append_text(out, "_Static_assert(");
    append_text(out, condition);
    append_text(out, ", \"");
    append_text(out, text);
    append_text(out, "\");");
    if (bindings_columns(out->str + start, out->len - start) > BINDINGS_WIDTH) {
        g_string_truncate(out, start);
        g_string_append_printf(out, "_Static_assert(%s,\n               \"%s\");",
                               condition, text);
    }
}
