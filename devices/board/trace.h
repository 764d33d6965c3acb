/* SPDX-License-Identifier: MIT */
/*
 * A recording of a board's interrupts and accesses in a file, with virtual times in
 * nanoseconds. Under the big lock.
 */
#ifndef BOARD_TRACE_H
#define BOARD_TRACE_H

#include <stdbool.h>

#include <glib.h>

#include "board.h"

typedef struct Trace Trace;

/*
 * Record what board (borrowed) does from now on; its devices are all there. The end of
 * the file's name says how: ".vcd" or ".jsonl". New, for trace_close(); NULL with error
 * set.
 */
Trace *trace_open(Board *board, const char *path, GError **error);
/* trace is stolen, when board has ended or does nothing more. False with error set: the
 * file does not have everything. */
bool trace_close(Trace *trace, GError **error);

#endif
