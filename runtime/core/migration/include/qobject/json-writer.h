/* SPDX-License-Identifier: MIT */
/*
 * Writes JSON text front to back: "name": value inside objects, where name is borrowed
 * for the call; NULL for name inside arrays and for the outermost value. Calls that do
 * not nest abort.
 */
#ifndef JSON_WRITER_H
#define JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "qemu/typedefs.h"

/* New; pretty puts every value on a line of its own. */
JSONWriter *json_writer_new(bool pretty);
/* The text so far, borrowed until the next call. */
const char *json_writer_get(JSONWriter *writer);
/* The text, new, for g_string_free(); writer is stolen. */
GString *json_writer_get_and_free(JSONWriter *writer);
/* writer is stolen; NULL is fine. */
void json_writer_free(JSONWriter *writer);

void json_writer_start_object(JSONWriter *writer, const char *name);
void json_writer_end_object(JSONWriter *writer);
void json_writer_start_array(JSONWriter *writer, const char *name);
void json_writer_end_array(JSONWriter *writer);
void json_writer_bool(JSONWriter *writer, const char *name, bool val);
void json_writer_null(JSONWriter *writer, const char *name);
void json_writer_int64(JSONWriter *writer, const char *name, int64_t val);
void json_writer_uint64(JSONWriter *writer, const char *name, uint64_t val);
/* val is finite. */
void json_writer_double(JSONWriter *writer, const char *name, double val);
/* str is UTF-8; a byte that is not becomes U+FFFD. */
void json_writer_str(JSONWriter *writer, const char *name, const char *str);

#endif
