/* SPDX-License-Identifier: MIT */
/*
 * Macro expansion (C11 6.10.3, with GNU's `, ## arguments`).
 */
#ifndef BINDERY_GEN_MACRO_EXPAND_H
#define BINDERY_GEN_MACRO_EXPAND_H

#include "macro_table.h"

typedef struct MacroExpander MacroExpander;

typedef enum MacroExpansion {
    EXPANSION_DONE,
    EXPANSION_INVALID, /* the compiler would refuse it, or it is larger than anything sane
                        */
    EXPANSION_UNKNOWN, /* needs what is not done here */
} MacroExpansion;

/* A new expander over that table (borrowed). */
MacroExpander *macro_expander_create(MacroTable *table);
void macro_expander_destroy(MacroExpander *expander);

/*
 * Expands an object-like macro's body fully, as if its name stood alone in the source.
 * *tokens and what they point to are borrowed, until the next call.
 */
MacroExpansion macro_expand(MacroExpander *expander, Macro *macro,
                            const MacroToken **tokens, size_t *n_tokens);

#endif
