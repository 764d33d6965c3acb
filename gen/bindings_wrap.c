/* SPDX-License-Identifier: MIT */
/* Lines of a declaration, and declarators. */
#include <string.h>

#include "append.h"
#include "bindings_text.h"

/* Parameters hang from this column at most. */
#define DEEPEST (BINDINGS_WIDTH / 2)
/* Stands for a blank where no line may end. */
#define NO_BREAK '\1'

static void put_blanks(GString *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_string_append_c(out, ' ');
    }
}

/* The comma of the last ", " of which the blank is in the first columns + 1 columns at
 * most; NULL for none. */
static const char *last_break(const char *text, size_t length, size_t columns)
{
    const char *end = text, *stop = text + length;

    for (size_t n = 0; n <= columns && end < stop; n++) {
        do {
            end++;
        } while (end < stop && ((unsigned char)*end & 0xc0) == 0x80);
    }
    for (end -= 2; end >= text; end--) {
        if (end[0] == ',' && end[1] == ' ') {
            return end;
        }
    }
    return NULL;
}

/* Puts the text broken after commas into lines of that many columns, of which all but the
 * first hang; *last: the columns of the last one. With force, as well as can be; without
 * it false, and nothing put, where it cannot be done. */
static bool put_lines(GString *out, const char *text, size_t length, size_t columns,
                      size_t hang, bool force, size_t *last)
{
    const gsize start = out->len;

    while (bindings_columns(text, length) > columns) {
        const char *comma = last_break(text, length, columns);

        if (comma == NULL && !force) {
            g_string_truncate(out, start);
            return false;
        }
        if (comma == NULL) {
            comma = memmem(text, length, ", ", 2);
        }
        if (comma == NULL) {
            break;
        }
        append_bytes(out, text, comma + 1 - text);
        g_string_append_c(out, '\n');
        put_blanks(out, hang);
        length -= (size_t)(comma + 2 - text);
        text = comma + 2;
    }
    append_bytes(out, text, length);
    *last = bindings_columns(text, length);
    return true;
}

/* What a declaration is made of: what stands before its parameters, they with the
 * parenthesis that closes them, and its attributes. */
typedef struct Parts {
    const char *head, *parameters, *tail;
    size_t n_head, n_parameters, n_tail;
} Parts;

/* Puts the attributes that end a declaration, on a line of their own if they must. */
static void put_tail(GString *out, const Parts *parts, size_t columns, const char *indent)
{
    const char *tail = parts->tail, *end = tail + parts->n_tail;

    if (columns + bindings_columns(tail, parts->n_tail) >= BINDINGS_WIDTH) {
        g_string_append_c(out, '\n');
        append_text(out, indent);
        append_text(out, BINDINGS_INDENT);
        while (tail < end && g_ascii_isspace(*tail)) {
            tail++;
        }
        while (end > tail && g_ascii_isspace(end[-1])) {
            end--;
        }
    }
    append_bytes(out, tail, end - tail);
}

static void fill(GString *out, const Parts *parts, const char *indent)
{
    size_t hang = strlen(indent) + bindings_columns(parts->head, parts->n_head);
    size_t last = 0;

    append_bytes(out, parts->head, parts->n_head);
    if (hang > DEEPEST || !put_lines(out, parts->parameters, parts->n_parameters,
                                     BINDINGS_WIDTH - 1 - hang, hang, false, &last)) {
        hang = strlen(indent) + 2 * strlen(BINDINGS_INDENT);
        g_string_append_c(out, '\n');
        put_blanks(out, hang);
        put_lines(out, parts->parameters, parts->n_parameters,
                  BINDINGS_WIDTH - 1 - MIN(hang, BINDINGS_WIDTH - 1), hang, true, &last);
    }
    if (parts->n_tail > 0) {
        put_tail(out, parts, hang + last, indent);
    }
}

/* Where the attributes begin that end a declaration; its length when there are none. */
static size_t tail_of(const char *text, size_t from, size_t length)
{
    static const char *const marks[] = {" __asm__(", " __attribute__(("};
    size_t place = length;

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *found = memmem(text + from, place - from, marks[i], strlen(marks[i]));

        if (found != NULL && found > text) {
            place = (size_t)(found - text);
        }
    }
    return place;
}

/* The same for a declaration whose parameters are broken already. */
static void put_wrapped_tail(GString *out, const char *text, size_t length)
{
    const char *newline = memrchr(text, '\n', length);
    const size_t start = (size_t)(newline + 1 - text);
    const size_t place = tail_of(text, start, length);

    if (bindings_columns(text + start, length - start) < BINDINGS_WIDTH ||
        place == length) {
        append_bytes(out, text, length);
        return;
    }
    append_bytes(out, text, place);
    append_text(out, "\n" BINDINGS_INDENT);
    append_bytes(out, text + place + 1, (length - place - 1));
}

/* Whether a text ends with what parentheses belong to that hold no parameters. */
static bool ends_without_parameters(const char *text, size_t length)
{
    static const char *const words[] = {"__attribute__", "__asm__", "__typeof__",
                                        "_Atomic", "("};

    while (length > 0 && g_ascii_isspace(text[length - 1])) {
        length--;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        const size_t n = strlen(words[i]);

        if (length >= n && memcmp(text + length - n, words[i], n) == 0) {
            return true;
        }
    }
    return false;
}

/* What follows the string literal that begins here; the next character when it has no
 * end. */
static size_t skip_string(const char *text, size_t at, size_t length)
{
    for (size_t i = at + 1; i < length && text[i] != '\n'; i++) {
        if (text[i] == '"') {
            return i + 1;
        }
        if (text[i] == '\\') {
            i++;
        }
    }
    return at + 1;
}

/* Finds the parameter list of a declaration: its last outermost parentheses that belong
 * to no attribute. False without one. */
static bool find_parameters(const char *text, size_t length, size_t *open, size_t *close)
{
    size_t start = 0;
    bool found = false;
    int depth = 0;

    for (size_t at = 0; at < length;) {
        if (text[at] == '"') {
            at = skip_string(text, at, length);
            continue;
        }
        if (text[at] == '(' && depth++ == 0) {
            start = at;
        } else if (text[at] == ')' && --depth == 0 &&
                   !ends_without_parameters(text, start)) {
            found = true;
            *open = start;
            *close = at;
        }
        at++;
    }
    return found;
}

/* The parameters (new), where only those between them are breaks. */
static GString *parameters_of(const char *text, size_t open, size_t close)
{
    GString *parameters = g_string_new(NULL);
    int depth = 1;

    for (size_t at = open + 1; at <= close;) {
        size_t next = text[at] == '"' ? skip_string(text, at, close + 1) : at + 1;

        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (text[at] == ',' && depth == 1) {
            append_text(parameters, ", ");
            at += 2;
            continue;
        }
        for (; at < next; at++) {
            const bool inner = text[at] == ' ' && text[at - 1] == ',';

            g_string_append_c(parameters, inner ? NO_BREAK : text[at]);
        }
    }
    return parameters;
}

static void put_filled(GString *out, const char *text, size_t length, size_t open,
                       size_t close, const char *indent)
{
    GString *parameters = parameters_of(text, open, close);
    const Parts parts = {
        .head = text,
        .n_head = open + 1,
        .parameters = parameters->str,
        .n_parameters = parameters->len,
        .tail = text + close + 1,
        .n_tail = length - close - 1,
    };
    const gsize start = out->len;

    fill(out, &parts, indent);
    for (gsize i = start; i < out->len; i++) {
        if (out->str[i] == NO_BREAK) {
            out->str[i] = ' ';
        }
    }
    g_string_free(parameters, TRUE);
}

void bindings_put_wrapped(GString *out, const char *text, size_t length,
                          const char *indent)
{
    size_t tail, open, close;
    const char *first;

    if (strlen(indent) + length < BINDINGS_WIDTH ||
        strlen(indent) + bindings_columns(text, length) < BINDINGS_WIDTH) {
        append_bytes(out, text, length);
        return;
    }
    if (memchr(text, '\n', length) != NULL) {
        put_wrapped_tail(out, text, length);
        return;
    }
    tail = tail_of(text, 0, length);
    first = memchr(text, '(', tail);
    if (first != NULL && text[tail - 1] == ')' &&
        memchr(first + 1, '(', tail - (size_t)(first + 1 - text)) == NULL) {
        /* By far the most: no parentheses but those of the parameter list. */
        const size_t start = (size_t)(first + 1 - text);
        const Parts parts = {text,  text + start, text + tail,
                             start, tail - start, length - tail};

        fill(out, &parts, indent);
    } else if (find_parameters(text, length, &open, &close)) {
        put_filled(out, text, length, open, close, indent);
    } else {
        append_bytes(out, text, length);
    }
}

/* ---- declarators ---- */

/* Skips one blank or qualifier; gives what follows, or NULL where none is. */
static const char *skip_qualifier(const char *at)
{
    static const char *const words[] = {"const", "volatile", "restrict", "__restrict"};

    if (g_ascii_isspace(*at)) {
        return at + 1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        const size_t length = strlen(words[i]);

        if (strncmp(at, words[i], length) == 0 && !bindings_is_word(at[length])) {
            return at + length;
        }
    }
    return NULL;
}

/* Where the name belongs behind a parenthesis that begins an abstract declarator, "(*"
 * and what may follow it on the way in; NULL when this one does not. */
static const char *end_of_pointer(const char *parenthesis)
{
    const char *end = NULL, *at = parenthesis + 1;

    for (;;) {
        const char *next = skip_qualifier(at);

        if (next == NULL && *at != '*' && *at != '(') {
            break;
        }
        if (*at == '*') {
            end = at + 1;
        }
        at = next != NULL ? next : at + 1;
    }
    while (end != NULL && (at = skip_qualifier(end)) != NULL) {
        end = at;
    }
    return end;
}

void bindings_put_declared(GString *out, const char *type, const char *name)
{
    const char *open = strchr(type, '('), *bracket = strchrnul(type, '[');
    const char *end = NULL;

    for (const char *at = open; at != NULL && end == NULL; at = strchr(at + 1, '(')) {
        end = end_of_pointer(at);
    }
    if (end != NULL) {
        append_bytes(out, type, end - type);
        append_text(out, g_ascii_isalpha(end[-1]) ? " " : "");
        append_text(out, name);
        append_text(out, end);
        return;
    }
    if (open != NULL) {
        g_string_append_printf(out, "__typeof__(%s) %s", type, name);
        return;
    }
    end = bracket;
    while (end > type && g_ascii_isspace(end[-1])) {
        end--;
    }
    append_bytes(out, type, end - type);
    append_text(out, end > type && end[-1] == '*' ? "" : " ");
    append_text(out, name);
    append_text(out, bracket);
}
