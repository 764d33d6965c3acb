/* SPDX-License-Identifier: MIT */
/*
 * Storage for the expansion of one macro: given out piece by piece, taken back at once.
 */
#ifndef BINDERY_GEN_MACRO_ARENA_H
#define BINDERY_GEN_MACRO_ARENA_H

#include <stddef.h>

#include "macro_table.h"

typedef struct MacroArena MacroArena;

/* A run of tokens (borrowed). */
typedef struct MacroRun {
    const MacroToken *tokens;
    size_t length;
} MacroRun;

MacroArena *macro_arena_create(void);
void macro_arena_destroy(MacroArena *arena);

/* Storage of that size, not cleared; lives until the next reset. */
void *macro_arena_bytes(MacroArena *arena, size_t size);

/* A copy of those tokens; lives until the next reset. */
MacroRun macro_arena_tokens(MacroArena *arena, const MacroToken *tokens, size_t length);

/* Takes everything back. */
void macro_arena_reset(MacroArena *arena);

#endif
