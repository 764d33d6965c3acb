/* SPDX-License-Identifier: MIT */
#include "macro_arena.h"

#include <string.h>

#include <glib.h>

#define BLOCK_SIZE ((size_t)64 * 1024)

typedef struct Block {
    struct Block *before;
    size_t size; /* of what follows this header */
} Block;

struct MacroArena {
    Block *newest;
    char *next, *end; /* free part of the newest block */
};

static void add_block(MacroArena *arena, size_t size)
{
    Block *block = g_malloc(sizeof(*block) + size);

    block->before = arena->newest;
    block->size = size;
    arena->newest = block;
    arena->next = (char *)(block + 1);
    arena->end = arena->next + size;
}

MacroArena *macro_arena_create(void)
{
    MacroArena *arena = g_new0(MacroArena, 1);

    add_block(arena, BLOCK_SIZE);
    return arena;
}

void macro_arena_reset(MacroArena *arena)
{
    while (arena->newest->before != NULL) { /* the first stays */
        Block *block = arena->newest;

        arena->newest = block->before;
        g_free(block);
    }
    arena->next = (char *)(arena->newest + 1);
    arena->end = arena->next + arena->newest->size;
}

void macro_arena_destroy(MacroArena *arena)
{
    if (arena == NULL) {
        return;
    }
    macro_arena_reset(arena);
    g_free(arena->newest);
    g_free(arena);
}

void *macro_arena_bytes(MacroArena *arena, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    void *result;

    size = (size + align - 1) & ~(align - 1);
    if ((size_t)(arena->end - arena->next) < size) {
        add_block(arena, MAX(size, BLOCK_SIZE));
    }
    result = arena->next;
    arena->next += size;
    return result;
}

MacroRun macro_arena_tokens(MacroArena *arena, const MacroToken *tokens, size_t length)
{
    MacroRun run = {.length = length};
    size_t size = length * sizeof(*tokens);
    MacroToken *copy = macro_arena_bytes(arena, size);

    if (size > 0) {
        memcpy(copy, tokens, size);
    }
    run.tokens = copy;
    return run;
}
