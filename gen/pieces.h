/* SPDX-License-Identifier: MIT */
/*
 * Content in pieces: what is written one behind the other and would only be copied to be
 * put into one piece. A list of GString *, which it owns.
 */
#ifndef BINDERY_GEN_PIECES_H
#define BINDERY_GEN_PIECES_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

/* New, with no piece; free it with g_ptr_array_unref(). */
GPtrArray *pieces_create(void);

/* New, with one piece: those bytes, from g_malloc(), which are stolen. */
GPtrArray *pieces_of(char *data, size_t length);

/* The sum of their lengths. */
size_t pieces_length(const GPtrArray *pieces);

/* Writes them all. False with errno set, as write_all() gives it. */
bool pieces_write(const GPtrArray *pieces, int fd);

/* Whether they are exactly what is read there until the file's end. */
bool pieces_equal_file(const GPtrArray *pieces, int fd);

#endif
