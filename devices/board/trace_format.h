/* SPDX-License-Identifier: MIT */
/* The formats of recordings. Each writes to a FILE; errors stay in that. */
#ifndef BOARD_TRACE_FORMAT_H
#define BOARD_TRACE_FORMAT_H

#include <stdint.h>
#include <stdio.h>

#include "board.h"

/* ns is the virtual time; it never goes back. */
typedef struct TraceFormat {
    /* The end of a file's name, with the dot. */
    const char *suffix;
    /* The state of a new recording, whose head is written; for finish(). */
    void *(*start)(const Board *board, FILE *file, int64_t ns);
    void (*access_begins)(void *state);
    void (*access)(void *state, FILE *file, int64_t ns, const BoardAccess *access);
    void (*output)(void *state, FILE *file, int64_t ns, const BoardOutput *output);
    /* The recording ends; state is stolen. */
    void (*finish)(void *state, FILE *file, int64_t ns);
} TraceFormat;

extern const TraceFormat trace_vcd;
extern const TraceFormat trace_jsonl;

#endif
