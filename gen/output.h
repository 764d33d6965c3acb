/* SPDX-License-Identifier: MIT */
/*
 * Outputs: the files of one run, written all or not at all.
 *
 * Contents are collected first. The commit writes those that differ from what is on disk
 * beside their places and, once every one is written, exchanges them into place; those
 * that are unchanged are left alone, time stamp and all. When anything fails, and when
 * SIGINT, SIGTERM or SIGHUP arrives before the exchange, everything is as it was.
 */
#ifndef BINDERY_GEN_OUTPUT_H
#define BINDERY_GEN_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

#include "diag.h"

typedef struct OutputSet OutputSet;

/* A new, empty set; free it with output_set_destroy(), which takes NULL and writes
 * nothing. */
OutputSet *output_set_create(void);
void output_set_destroy(OutputSet *set);

/*
 * Adds one output. path is copied; data (length bytes, from g_malloc()) is stolen.
 *
 * A path that output_is_stdout() is standard output. A path that is there and is neither
 * a regular file nor a directory (a device, a pipe) is written to as it is.
 */
void output_set_add(OutputSet *set, const char *path, char *data, size_t length);

/* The same for content in pieces: a list of GString *, which is stolen and must free
 * them. */
void output_set_add_pieces(OutputSet *set, const char *path, GPtrArray *pieces);

/* Adds the path of every output but standard output to paths (of char *, new copies). */
void output_set_list(const OutputSet *set, GPtrArray *paths);

/* Hands over each output of a set that is not written: its path and text (borrowed). */
typedef void OutputVisit(const char *path, const GString *text, void *data);
void output_set_visit(const OutputSet *set, OutputVisit *visit, void *data);

/*
 * Writes the set, at most once. Directories that are missing are made. inputs (of char *,
 * borrowed, or NULL) are files that were read: writing over one of them is refused.
 *
 * Gives true when every output is in its place. Otherwise reports an error that names the
 * path and the reason, and nothing has changed: no output, no directory, no file left
 * behind (only standard output and devices may have got a part). A reader of standard
 * output that is gone (EPIPE) is a failure without a message.
 */
bool output_set_commit(OutputSet *set, const GPtrArray *inputs, Diagnostics *diag);

/* Prints a line for each output of a committed set: whether it was written or unchanged.
 */
void output_set_report(const OutputSet *set, FILE *out);

/* Whether the path means standard output: "-", "/dev/stdout" or "/dev/fd/1". */
bool output_is_stdout(const char *path);

/*
 * Writes text to standard output through nothing but write(). False, with an error
 * reported, when it cannot all be written; without a message when the reader is gone.
 */
bool output_print(const char *text, size_t length, Diagnostics *diag);

#endif
