/* SPDX-License-Identifier: MIT */
/*
 * Appending to a GString what is appended some hundred thousand times a record: in place,
 * as long as there is room.
 */
#ifndef BINDERY_GEN_APPEND_H
#define BINDERY_GEN_APPEND_H

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

#endif
