/* SPDX-License-Identifier: MIT */
#include "json_text.h"

#include <string.h>

#include "append.h"

/* The bytes that cannot stand in a JSON string as they are, or not without a look. */
static const bool special[256] = {
    [0x00 ... 0x1f] = true, ['"'] = true, ['\\'] = true, [0x80 ... 0xff] = true};

/* Blanks are put so many at a time: what is reserved has room for more than are meant. */
#define BLANKS "        "
#define SLACK  (sizeof(BLANKS) - 1)

/* Room for that many bytes more; where they go. */
static inline char *reserve(GString *out, size_t length)
{
    if (out->allocated_len - out->len <= length + SLACK) {
        size_t used = out->len;

        /* Doubles at least, so that a record of many megabytes is moved a few times. */
        g_string_set_size(out, used + MAX(length + SLACK, used));
        out->len = used;
    }
    return out->str + out->len;
}

/* The text ends here, in what was reserved. */
static inline void end_at(GString *out, char *end)
{
    *end = '\0';
    out->len = (size_t)(end - out->str);
}

static inline void put(GString *out, const char *bytes, size_t length)
{
    char *to = reserve(out, length);

    memcpy(to, bytes, length);
    end_at(out, to + length);
}

#define PUT(out, literal) put(out, literal, sizeof(literal) - 1)

void json_text_raw(JsonText *text, const char *raw, size_t length)
{
    put(text->out, raw, length);
}

/* Puts the UTF-8 sequence that starts here, or U+FFFD for a byte that starts none; gives
 * what follows. */
static const char *put_sequence(GString *out, const char *at)
{
    const gunichar c = g_utf8_get_char_validated(at, -1);

    if (c == (gunichar)-1 || c == (gunichar)-2) {
        PUT(out, "\xef\xbf\xbd");
        return at + 1;
    }
    put(out, at, (size_t)(g_utf8_next_char(at) - at));
    return g_utf8_next_char(at);
}

static void put_escape(GString *out, char byte)
{
    static const char with_letter[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
    static const char hex[] = "0123456789abcdef";
    const char *found = memchr(with_letter, byte, sizeof(with_letter) - 1);

    if (found != NULL) {
        const char escape[] = {'\\', letters[found - with_letter]};

        put(out, escape, sizeof(escape));
    } else {
        const char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};

        put(out, escape, sizeof(escape));
    }
}

/* Whether one of the eight bytes is 0x80 and more, a quote, a backslash or a control
 * character: then its high bit is set, or the difference borrows and sets it. */
static inline bool any_special(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, highs = ones << 7;
    const uint64_t quotes = (word ^ ones * '"') - ones;
    const uint64_t slashes = (word ^ ones * '\\') - ones;
    const uint64_t controls = word - ones * 0x20;

    return ((word | quotes | slashes | controls) & highs) != 0;
}

/* Copies eight bytes, unless one of them is special. */
static inline bool copy_word(char *to, const char *from)
{
    uint64_t word;

    memcpy(&word, from, sizeof(word));
    if (any_special(word)) {
        return false;
    }
    memcpy(to, &word, sizeof(word));
    return true;
}

/* Copies the bytes up to the first that is special, and gives their number. */
static inline size_t copy_plain(char *to, const char *from, size_t length)
{
    const size_t step = sizeof(uint64_t);
    size_t at = 0;

    while (at + step <= length && copy_word(to + at, from + at)) {
        at += step;
    }
    if (at > 0 && at < length && at + step > length &&
        copy_word(to + length - step, from + length - step)) {
        return length; /* the last word again took some of the one before */
    }
    for (; at < length && !special[(unsigned char)from[at]]; at++) {
        to[at] = from[at];
    }
    return at;
}

/* The rest of a string, from its first byte that is not plain. */
static void put_special(GString *out, const char *value, const char *end)
{
    while (value < end) {
        const size_t length = (size_t)(end - value);
        char *to = reserve(out, length);
        const size_t plain = copy_plain(to, value, length);

        end_at(out, to + plain);
        value += plain;
        if (value == end) {
            break;
        }
        if ((unsigned char)*value >= 0x80) {
            value = put_sequence(out, value);
        } else {
            put_escape(out, *value);
            value++;
        }
    }
}

/*
 * Puts the rest of a string and the quote behind it where the text has got to, with room
 * for as much. Gives the new end of the text.
 */
static inline char *rest_at(GString *out, char *to, const char *value, size_t length)
{
    const size_t plain = copy_plain(to, value, length);

    to += plain;
    if (plain < length) {
        end_at(out, to);
        put_special(out, value + plain, value + length);
        to = reserve(out, 1);
    }
    *to++ = '"';
    return to;
}

void json_text_string(JsonText *text, const char *value)
{
    const size_t length = strlen(value);
    char *to = reserve(text->out, length + 2);

    *to++ = '"';
    end_at(text->out, rest_at(text->out, to, value, length));
}

void json_text_pair(JsonText *text, const char *first, const char *second)
{
    const size_t n_first = strlen(first), n_second = strlen(second);
    char *to = reserve(text->out, n_first + n_second + 3);

    *to++ = '"';
    to = mempcpy(to, first, n_first);
    *to++ = ':';
    end_at(text->out, rest_at(text->out, to, second, n_second));
}

/* A new line, as far in as the text is. */
static inline char *line_at(const JsonText *text, char *to)
{
    *to++ = '\n';
    for (size_t i = 0; i < text->indent; i += SLACK) {
        memcpy(to + i, BLANKS, SLACK);
    }
    return to + text->indent;
}

/* Starts a member or an element, with room for that many bytes more. */
static inline char *start(JsonText *text, size_t more)
{
    char *to = reserve(text->out, text->indent + 3u + more);

    if (!text->empty) {
        *to++ = ',';
    }
    if (text->broken) {
        to = line_at(text, to);
    } else if (!text->empty) {
        *to++ = ' ';
    }
    text->empty = false;
    text->broken = false;
    return to;
}

/* Starts a member, with room for that many bytes more. */
static inline char *start_member(JsonText *text, const char *name, size_t n_name,
                                 size_t more)
{
    char *to = start(text, n_name + 4 + more);

    *to++ = '"';
    to = mempcpy(to, name, n_name);
    return mempcpy(to, "\": ", 3);
}

void json_text_element(JsonText *text)
{
    end_at(text->out, start(text, 0));
}

void json_text_key(JsonText *text, const char *key)
{
    json_text_element(text);
    json_text_string(text, key);
    PUT(text->out, ": ");
}

void json_text_put_name(JsonText *text, const char *name, size_t length)
{
    end_at(text->out, start_member(text, name, length, 0));
}

void json_text_open(JsonText *text, char bracket)
{
    put(text->out, &bracket, 1);
    text->empty = true;
    text->broken = false;
}

void json_text_close(JsonText *text, char bracket)
{
    put(text->out, &bracket, 1);
    text->empty = false;
    text->broken = false;
}

void json_text_open_lines(JsonText *text, char bracket)
{
    json_text_open(text, bracket);
    text->indent += 2;
    text->broken = true;
}

void json_text_close_lines(JsonText *text, char bracket)
{
    char *to;

    text->indent -= 2;
    to = line_at(text, reserve(text->out, text->indent + 2u));
    *to++ = bracket;
    end_at(text->out, to);
    text->empty = false;
    text->broken = false;
}

void json_text_break(JsonText *text)
{
    text->broken = true;
}

void json_text_number(JsonText *text, uint64_t value)
{
    append_number(text->out, value);
}

void json_text_put_string(JsonText *text, const char *name, size_t n_name,
                          const char *value)
{
    const size_t length = strlen(value);
    char *to = start_member(text, name, n_name, length + 2);

    *to++ = '"';
    end_at(text->out, rest_at(text->out, to, value, length));
}

void json_text_size_member(JsonText *text, const char *name, int64_t value)
{
    if (value >= 0) {
        json_text_name(text, name);
        json_text_number(text, (uint64_t)value);
    }
}

void json_text_true_member(JsonText *text, const char *name, bool value)
{
    if (value) {
        json_text_name(text, name);
        PUT(text->out, "true");
    }
}

void json_text_strings_member(JsonText *text, const char *name, const GPtrArray *list)
{
    if (list == NULL || list->len == 0) {
        return;
    }
    json_text_name(text, name);
    json_text_open(text, '[');
    for (guint i = 0; i < list->len; i++) {
        json_text_element(text);
        json_text_string(text, g_ptr_array_index(list, i));
    }
    json_text_close(text, ']');
}
