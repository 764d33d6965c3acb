/* SPDX-License-Identifier: MIT */
/*
 * The inside of macro expansion: what its two halves share. macro_expand.c reads tokens
 * and calls, macro_substitute.c puts arguments into bodies (C11 6.10.3.1 to 6.10.3.3).
 */
#ifndef BINDERY_GEN_MACRO_SUBSTITUTE_H
#define BINDERY_GEN_MACRO_SUBSTITUTE_H

#include "macro_arena.h"
#include "macro_expand.h"

struct MacroExpander {
    MacroTable *table;
    MacroArena *arena;
    GArray *contexts; /* of Context; the innermost is last */
    GArray *work;     /* of MacroToken: a stack of unfinished runs */
    MacroExpansion status;
    unsigned n_handled, nested;
    bool space_before; /* a blank stood before a macro that expanded to nothing */
};

/* One argument of a function-like macro. */
typedef struct MacroArgument {
    MacroRun raw, expanded;
    bool is_expanded;
} MacroArgument;

typedef struct MacroCall {
    Macro *macro;
    MacroArgument *arguments;
    unsigned n_arguments; /* one for each parameter */
    bool no_variadic;     /* nothing was given for the variadic parameter */
} MacroCall;

/* macro_expand.c: stops the expansion; the first reason stays. */
void macro_expansion_fail(MacroExpander *expander, MacroExpansion status);

/* Counts tokens that are handled, and stops at the limit. */
void macro_expansion_count(MacroExpander *expander, unsigned n_tokens);

/* What was put on the work stack since start, as a run of its own. */
MacroRun macro_expansion_finish_run(MacroExpander *expander, guint start);

/* The argument with all macros in it expanded, done once. */
const MacroRun *macro_expanded_argument(MacroExpander *expander, MacroArgument *argument);

/* macro_substitute.c: the body with arguments for parameters, # and ## done. */
MacroRun macro_substitute(MacroExpander *expander, const MacroCall *call);

#endif
