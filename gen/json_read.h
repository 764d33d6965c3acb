/* SPDX-License-Identifier: MIT */
/*
 * Reading an interface record from a file, the reverse of json_write.h.
 */
#ifndef BINDERY_GEN_JSON_READ_H
#define BINDERY_GEN_JSON_READ_H

#include "diag.h"
#include "ir.h"

/* The end of the name of a record's file. */
#define JSON_RECORD_SUFFIX ".ir.json"

/*
 * The record in the file of that path (new; free it with ir_destroy()). All its
 * declarations are selected and all its types listed, so that writing it gives the bytes
 * of the file again. A type that stands for a declaration which the record leaves out (a
 * blocked one) refers to a declaration that is not selected and has a key only.
 *
 * NULL, and one error reported with path, line and column, when the file cannot be read,
 * is not JSON, is of another version, or lacks or adds what no record does.
 */
Ir *json_read_record(const char *path, Diagnostics *diag);

/* The same of a text of that length (borrowed); path is what messages call it. */
Ir *json_read_text(const char *path, const char *text, size_t length, Diagnostics *diag);

#endif
