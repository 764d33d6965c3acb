/* SPDX-License-Identifier: MIT */
#include "json_text.h"

#include <string.h>

/* The bytes that cannot stand in a JSON string as they are, or not without a look. */
static const bool special[256] = {
    [0x00 ... 0x1f] = true, ['"'] = true, ['\\'] = true, [0x80 ... 0xff] = true};

/* Room for that many bytes more; where they go. */
static inline char *reserve(GString *out, size_t length)
{
    if (out->allocated_len - out->len <= length) {
        size_t used = out->len;

        /* Doubles at least, so that a record of many megabytes is moved a few times. */
        g_string_set_size(out, used + MAX(length, used));
        out->len = used;
    }
    return out->str + out->len;
}

static inline void put(GString *out, const char *bytes, size_t length)
{
    memcpy(reserve(out, length), bytes, length);
    out->len += length;
    out->str[out->len] = '\0';
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

/* The bytes from the start on that need no look, eight at a time as long as all are
 * plain. */
static size_t plain_bytes(const char *value, size_t length)
{
    const uint64_t ones = 0x0101010101010101u, highs = ones << 7;
    size_t at = 0;

    for (; at + sizeof(uint64_t) <= length; at += sizeof(uint64_t)) {
        uint64_t word, quotes, slashes, controls;

        memcpy(&word, value + at, sizeof(word));
        quotes = word ^ ones * '"';
        slashes = word ^ ones * '\\';
        controls = word - ones * 0x20;
        /* A byte's high bit is set where it is 0x80 and more, or where the difference
         * borrowed: a quote, a backslash or a control character. */
        if (((word | (quotes - ones) | (slashes - ones) | controls) & highs) != 0) {
            break;
        }
    }
    while (at < length && !special[(unsigned char)value[at]]) {
        at++;
    }
    return at;
}

/* The rest of a string, from its first byte that is not plain. */
static void put_special(GString *out, const char *value, const char *end)
{
    while (value < end) {
        size_t plain = plain_bytes(value, (size_t)(end - value));

        put(out, value, plain);
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

/* A string between quotes, and what follows it. */
static void put_string(GString *out, const char *value, const char *after, size_t n_after)
{
    size_t length = strlen(value);
    size_t plain = plain_bytes(value, length);
    char *to = reserve(out, plain + 2 + n_after);

    *to++ = '"';
    memcpy(to, value, plain);
    out->len += plain + 1;
    if (plain < length) {
        put_special(out, value + plain, value + length);
        to = reserve(out, 1 + n_after);
    } else {
        to += plain;
    }
    *to++ = '"';
    memcpy(to, after, n_after);
    to[n_after] = '\0';
    out->len += 1 + n_after;
}

void json_text_string(JsonText *text, const char *value)
{
    put_string(text->out, value, "", 0);
}

static void put_new_line(JsonText *text)
{
    char *to;

    if (text->compact) {
        return;
    }
    to = reserve(text->out, text->indent + 1u);
    to[0] = '\n';
    memset(to + 1, ' ', text->indent);
    text->out->len += text->indent + 1u;
    text->out->str[text->out->len] = '\0';
}

void json_text_element(JsonText *text)
{
    if (!text->empty) {
        put(text->out, ", ", text->broken ? 1 : 2);
    }
    if (text->broken) {
        put_new_line(text);
    }
    text->empty = false;
    text->broken = false;
}

void json_text_name(JsonText *text, const char *name)
{
    json_text_element(text);
    put_string(text->out, name, ": ", 2);
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
    text->indent -= 2;
    put_new_line(text);
    json_text_close(text, bracket);
}

void json_text_break(JsonText *text)
{
    text->broken = true;
}

void json_text_number(JsonText *text, uint64_t value)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    put(text->out, digits + at, sizeof(digits) - at);
}

void json_text_string_member(JsonText *text, const char *name, const char *value)
{
    if (value != NULL) {
        json_text_name(text, name);
        json_text_string(text, value);
    }
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
