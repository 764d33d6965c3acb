/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <math.h>

#include "qobject/json-writer.h"

struct JSONWriter {
    bool pretty;
    /* The next value is not the first of its container. */
    bool need_comma;
    GString *text;
    /* '{' or '[' of each container that is open. */
    GString *open;
};

JSONWriter *json_writer_new(bool pretty)
{
    JSONWriter *writer = g_new0(JSONWriter, 1);
    writer->pretty = pretty;
    writer->text = g_string_new(NULL);
    writer->open = g_string_new(NULL);
    return writer;
}

const char *json_writer_get(JSONWriter *writer)
{
    g_assert(writer->open->len == 0);
    return writer->text->str;
}

GString *json_writer_get_and_free(JSONWriter *writer)
{
    GString *text = writer->text;
    writer->text = NULL;
    json_writer_free(writer);
    return text;
}

void json_writer_free(JSONWriter *writer)
{
    if (writer) {
        if (writer->text) {
            g_string_free(writer->text, TRUE);
        }
        g_string_free(writer->open, TRUE);
        g_free(writer);
    }
}

static void new_line(JSONWriter *writer)
{
    g_string_append_c(writer->text, '\n');
    for (gsize i = 0; i < writer->open->len; i++) {
        g_string_append(writer->text, "    ");
    }
}

static void append_char(GString *text, gunichar c)
{
    switch (c) {
    case '"':
        g_string_append(text, "\\\"");
        break;
    case '\\':
        g_string_append(text, "\\\\");
        break;
    case '\n':
        g_string_append(text, "\\n");
        break;
    case '\r':
        g_string_append(text, "\\r");
        break;
    case '\t':
        g_string_append(text, "\\t");
        break;
    default:
        if (c < 0x20 || c == 0x7f) {
            g_string_append_printf(text, "\\u%04X", c);
        } else {
            g_string_append_unichar(text, c);
        }
    }
}

static void append_string(GString *text, const char *str)
{
    char *valid = g_utf8_make_valid(str, -1);
    g_string_append_c(text, '"');
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        append_char(text, g_utf8_get_char(p));
    }
    g_string_append_c(text, '"');
    g_free(valid);
}

/* All that stands before a value. */
static void begin_value(JSONWriter *writer, const char *name)
{
    char inside = writer->open->len ? writer->open->str[writer->open->len - 1] : '\0';
    g_assert((inside == '{') == (name != NULL));
    if (writer->need_comma) {
        g_string_append(writer->text, writer->pretty ? "," : ", ");
    }
    if (writer->pretty && inside) {
        new_line(writer);
    }
    if (name) {
        append_string(writer->text, name);
        g_string_append(writer->text, ": ");
    }
    writer->need_comma = true;
}

static void start_container(JSONWriter *writer, const char *name, char bracket)
{
    begin_value(writer, name);
    g_string_append_c(writer->text, bracket);
    g_string_append_c(writer->open, bracket);
    writer->need_comma = false;
}

static void end_container(JSONWriter *writer, char opening, char bracket)
{
    gsize depth = writer->open->len;
    g_assert(depth > 0 && writer->open->str[depth - 1] == opening);
    g_string_truncate(writer->open, depth - 1);
    if (writer->pretty && writer->need_comma) {
        new_line(writer);
    }
    g_string_append_c(writer->text, bracket);
    writer->need_comma = true;
}

void json_writer_start_object(JSONWriter *writer, const char *name)
{
    start_container(writer, name, '{');
}

void json_writer_end_object(JSONWriter *writer)
{
    end_container(writer, '{', '}');
}

void json_writer_start_array(JSONWriter *writer, const char *name)
{
    start_container(writer, name, '[');
}

void json_writer_end_array(JSONWriter *writer)
{
    end_container(writer, '[', ']');
}

void json_writer_bool(JSONWriter *writer, const char *name, bool val)
{
    begin_value(writer, name);
    g_string_append(writer->text, val ? "true" : "false");
}

void json_writer_null(JSONWriter *writer, const char *name)
{
    begin_value(writer, name);
    g_string_append(writer->text, "null");
}

void json_writer_int64(JSONWriter *writer, const char *name, int64_t val)
{
    begin_value(writer, name);
    g_string_append_printf(writer->text, "%" PRId64, val);
}

void json_writer_uint64(JSONWriter *writer, const char *name, uint64_t val)
{
    begin_value(writer, name);
    g_string_append_printf(writer->text, "%" PRIu64, val);
}

void json_writer_double(JSONWriter *writer, const char *name, double val)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_assert(isfinite(val));
    begin_value(writer, name);
    g_string_append(writer->text, g_ascii_dtostr(digits, sizeof(digits), val));
}

void json_writer_str(JSONWriter *writer, const char *name, const char *str)
{
    begin_value(writer, name);
    append_string(writer->text, str);
}
