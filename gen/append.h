/* SPDX-License-Identifier: MIT */
/*
 * Appending to a GString (borrowed) what is appended some hundred thousand times a
 * record: in place, as long as there is room.
 */
#ifndef BINDERY_GEN_APPEND_H
#define BINDERY_GEN_APPEND_H

#include <stdint.h>
#include <string.h>

#include <glib.h>

static inline void append_bytes(GString *out, const char *bytes, size_t length)
{
    if (out->allocated_len - out->len <= length) {
        g_string_append_len(out, bytes, (gssize)length);
        return;
    }
    memcpy(out->str + out->len, bytes, length);
    out->len += length;
    out->str[out->len] = '\0';
}

static inline void append_text(GString *out, const char *text)
{
    append_bytes(out, text, strlen(text));
}

static inline void append_string(GString *out, const GString *text)
{
    append_bytes(out, text->str, text->len);
}

/* In decimal. */
static inline void append_number(GString *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    append_bytes(out, digits + at, sizeof(digits) - at);
}

#endif
