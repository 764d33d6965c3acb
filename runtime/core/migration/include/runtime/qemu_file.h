/* SPDX-License-Identifier: MIT */
/* Streams of saved state in memory, and what only those ask who load from them. */
#ifndef RUNTIME_QEMU_FILE_H
#define RUNTIME_QEMU_FILE_H

#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "qemu/compiler.h"
#include "qemu/typedefs.h"

/* A new stream to write to. */
QEMUFile *qemu_file_new_output(void);
/* A new stream that reads the size bytes at data, which are borrowed while it lives. */
QEMUFile *qemu_file_new_input(const void *data, size_t size);
/* f is stolen; NULL is fine. */
void qemu_file_free(QEMUFile *f);

/* What was written so far, borrowed until the next call. */
const GByteArray *qemu_file_output(const QEMUFile *f);

/* Bytes written or read so far; bytes left to read. */
size_t qemu_file_offset(const QEMUFile *f);
size_t qemu_file_remaining(const QEMUFile *f);

/* The byte that is ahead bytes ahead; -1 where the stream is shorter, or has failed. */
int qemu_file_peek_byte(const QEMUFile *f, size_t ahead);
/* Drop size bytes; fewer are a failure. */
void qemu_file_skip(QEMUFile *f, size_t size);

/*
 * Make the stream fail with ret, a negative errno value, unless it has failed before. The
 * second form says why: err is stolen.
 */
void qemu_file_set_error(QEMUFile *f, int ret);
void qemu_file_set_error_obj(QEMUFile *f, int ret, Error *err);
/* What qemu_file_get_error() says; *errp is set to a new error that says why. */
int qemu_file_get_error_obj(QEMUFile *f, Error **errp);

#endif
