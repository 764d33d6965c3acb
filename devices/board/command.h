/* SPDX-License-Identifier: MIT */
/* The table of commands, and what the functions behind it have in common. */
#ifndef BOARD_COMMAND_H
#define BOARD_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "board.h"

/* Words of a line that count, the command itself included. */
#define COMMAND_WORDS 8

/* Bytes that one command moves at most. */
#define COMMAND_TRANSFER_MAX ((uint64_t)64 << 20)

typedef struct Session Session;

typedef struct CommandCall {
    Session *session;
    Board *board;
    /* The answer is appended here. */
    GString *out;
    /* NULL where the line had no more. */
    char *words[COMMAND_WORDS];
    /* Bytes of one access, from the table. */
    unsigned size;
} CommandCall;

typedef struct Command {
    const char *name;
    /* What follows it, as usage says it: "ADDR VALUE". */
    const char *arguments;
    /* Words that must follow. */
    unsigned required;
    void (*run)(CommandCall *call);
    unsigned size;
} Command;

/* Tables that end with an entry without a name. */
extern const Command memory_commands[];
extern const Command clock_commands[];
extern const Command irq_commands[];
extern const Command board_commands[];

/* --- answers ----------------------------------------------------------------- */

void command_ok(CommandCall *call);
void command_fail(CommandCall *call, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* OK, or what error (stolen) says. */
void command_result(CommandCall *call, bool ok, GError *error);

/* --- arguments --------------------------------------------------------------- */

/* Word i as a number in C's notation; false when FAIL was answered. */
bool command_u64(CommandCall *call, unsigned i, uint64_t *value);
bool command_i64(CommandCall *call, unsigned i, int64_t *value);
bool command_int(CommandCall *call, unsigned i, int *value);

#endif
