/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "macro_substitute.h"

/* What one expansion may handle: some hundred times what the largest header needs. */
#define MAX_TOKENS 50000
#define MAX_NESTED 200 /* arguments within arguments */

/* A run of tokens that is read next. */
typedef struct Context {
    const MacroToken *next, *end;
    Macro *macro; /* what it is the expansion of; NULL for an argument */
    /* While nothing was read: its first token stands where the name stood, and has a
     * blank before it if the name had. */
    bool named, space_before;
} Context;

MacroExpander *macro_expander_create(MacroTable *table)
{
    MacroExpander *expander = g_new0(MacroExpander, 1);

    expander->table = table;
    expander->arena = macro_arena_create();
    expander->contexts = g_array_new(FALSE, FALSE, sizeof(Context));
    expander->work = g_array_new(FALSE, FALSE, sizeof(MacroToken));
    return expander;
}

void macro_expander_destroy(MacroExpander *expander)
{
    if (expander == NULL) {
        return;
    }
    macro_arena_destroy(expander->arena);
    g_array_free(expander->contexts, TRUE);
    g_array_free(expander->work, TRUE);
    g_free(expander);
}

void macro_expansion_fail(MacroExpander *expander, MacroExpansion status)
{
    if (expander->status == EXPANSION_DONE) {
        expander->status = status;
    }
}

void macro_expansion_count(MacroExpander *expander, unsigned n_tokens)
{
    expander->n_handled += n_tokens;
    if (expander->n_handled > MAX_TOKENS) {
        macro_expansion_fail(expander, EXPANSION_INVALID);
    }
}

static void push_context(MacroExpander *expander, Context context)
{
    if (context.macro != NULL) {
        context.macro->disabled++;
    }
    g_array_append_val(expander->contexts, context);
}

static void pop_context(MacroExpander *expander)
{
    guint last = expander->contexts->len - 1;
    Macro *macro = g_array_index(expander->contexts, Context, last).macro;

    if (macro != NULL) {
        macro->disabled--;
    }
    g_array_set_size(expander->contexts, last);
}

/* The next token of the contexts above base, left in its place; NULL when there is none.
 * Contexts that are read to their end are left behind. */
static const MacroToken *peek(MacroExpander *expander, guint base)
{
    while (expander->contexts->len > base) {
        const Context *top =
            &g_array_index(expander->contexts, Context, expander->contexts->len - 1);

        if (top->next < top->end) {
            return top->next;
        }
        if (expander->contexts->len == base + 1) {
            return NULL; /* the outermost stays: its owner takes it away */
        }
        pop_context(expander);
    }
    return NULL;
}

static bool take(MacroExpander *expander, guint base, MacroToken *token)
{
    const MacroToken *next = peek(expander, base);
    Context *top;

    if (next == NULL || expander->status != EXPANSION_DONE) {
        return false;
    }
    *token = *next;
    top = &g_array_index(expander->contexts, Context, expander->contexts->len - 1);
    top->next++;
    if (top->named) {
        token->space_before = top->space_before;
    }
    top->named = false;
    token->space_before |= expander->space_before;
    expander->space_before = false;
    if (token->kind == LEX_IDENTIFIER && token->symbol->macro != NULL &&
        token->symbol->macro->disabled > 0) {
        token->no_expand = true;
    }
    macro_expansion_count(expander, 1);
    return true;
}

MacroRun macro_expansion_finish_run(MacroExpander *expander, guint start)
{
    guint length = expander->work->len - start;
    MacroRun run = macro_arena_tokens(
        expander->arena, &g_array_index(expander->work, MacroToken, start), length);

    g_array_set_size(expander->work, start);
    return run;
}

static void expand_contexts(MacroExpander *expander, guint base);

const MacroRun *macro_expanded_argument(MacroExpander *expander, MacroArgument *argument)
{
    if (!argument->is_expanded) {
        guint start = expander->work->len;
        guint base = expander->contexts->len;

        argument->is_expanded = true;
        if (++expander->nested > MAX_NESTED) {
            macro_expansion_fail(expander, EXPANSION_INVALID);
        }
        push_context(expander,
                     (Context){.next = argument->raw.tokens,
                               .end = argument->raw.tokens + argument->raw.length});
        expand_contexts(expander, base);
        pop_context(expander);
        expander->nested--;
        argument->expanded = macro_expansion_finish_run(expander, start);
    }
    return &argument->expanded;
}

/* Reads one argument, up to the comma or parenthesis that ends it (which is taken). */
static bool read_argument(MacroExpander *expander, guint base, bool variadic,
                          MacroRun *run, bool *last)
{
    guint start = expander->work->len;
    unsigned depth = 0;
    MacroToken token;

    while (take(expander, base, &token)) {
        if (token.kind == LEX_PUNCTUATOR) {
            *last = token.punctuator == ')' && depth == 0;
            if (*last || (token.punctuator == ',' && depth == 0 && !variadic)) {
                *run = macro_expansion_finish_run(expander, start);
                return true;
            }
            depth += token.punctuator == '(';
            depth -= token.punctuator == ')';
        }
        g_array_append_val(expander->work, token);
    }
    macro_expansion_fail(expander, EXPANSION_INVALID); /* the call does not end */
    return false;
}

/* Reads the arguments of a call, the opening parenthesis being next. */
static bool read_arguments(MacroExpander *expander, guint base, MacroCall *call)
{
    guint n_parameters = call->macro->parameters->len;
    MacroToken open;
    unsigned n_read = 0;
    bool last = false;

    take(expander, base, &open);
    call->n_arguments = n_parameters;
    call->arguments =
        macro_arena_bytes(expander->arena, (n_parameters + 1) * sizeof(MacroArgument));
    memset(call->arguments, 0, (n_parameters + 1) * sizeof(MacroArgument));
    while (!last) {
        bool variadic = call->macro->variadic && n_read + 1 == n_parameters;
        MacroRun run;

        if (!read_argument(expander, base, variadic, &run, &last)) {
            return false;
        }
        if (n_read < n_parameters) {
            call->arguments[n_read].raw = run;
        } else if (n_read > 0 || run.length > 0) {
            macro_expansion_fail(expander, EXPANSION_INVALID); /* too many */
        }
        n_read++;
    }
    if (n_read < n_parameters) {
        call->no_variadic = call->macro->variadic && n_read + 1 == n_parameters;
        if (!call->no_variadic) {
            macro_expansion_fail(expander, EXPANSION_INVALID); /* too few */
        }
    }
    return expander->status == EXPANSION_DONE;
}

/* Puts the expansion of the macro in front of what is read next. False when the name of a
 * function-like macro stands alone, and is just a name. */
static bool enter_macro(MacroExpander *expander, guint base, Macro *macro,
                        bool space_before)
{
    MacroCall call = {.macro = macro};
    MacroRun run;

    if (macro->function_like) {
        const MacroToken *next = peek(expander, base);

        if (next == NULL || next->kind != LEX_PUNCTUATOR || next->punctuator != '(') {
            return false;
        }
    }
    macro_tokens(expander->table, macro);
    if (macro->uses_va_opt) {
        macro_expansion_fail(expander, EXPANSION_UNKNOWN);
    }
    if (macro->function_like && !read_arguments(expander, base, &call)) {
        return true;
    }
    if (macro->function_like || macro->has_paste) {
        run = macro_substitute(expander, &call);
    } else {
        run.tokens = macro->tokens;
        run.length = macro->n_tokens;
    }
    expander->space_before |= run.length == 0 && space_before;
    push_context(expander, (Context){.next = run.tokens,
                                     .end = run.tokens + run.length,
                                     .macro = macro,
                                     .named = true,
                                     .space_before = space_before});
    return true;
}

/* Expands all that the contexts above base hold, onto the work stack. */
static void expand_contexts(MacroExpander *expander, guint base)
{
    MacroToken token;

    while (take(expander, base, &token)) {
        if (token.kind == LEX_IDENTIFIER && !token.no_expand &&
            token.symbol->macro != NULL &&
            enter_macro(expander, base, token.symbol->macro, token.space_before)) {
            continue;
        }
        g_array_append_val(expander->work, token);
    }
    while (expander->contexts->len > base + 1) { /* after a failure */
        pop_context(expander);
    }
}

MacroExpansion macro_expand(MacroExpander *expander, Macro *macro,
                            const MacroToken **tokens, size_t *n_tokens)
{
    expander->status = EXPANSION_DONE;
    expander->n_handled = 0;
    expander->nested = 0;
    expander->space_before = false;
    macro_arena_reset(expander->arena);
    g_array_set_size(expander->work, 0);
    if (!macro->function_like && enter_macro(expander, 0, macro, false)) {
        if (expander->contexts->len > 0) {
            expand_contexts(expander, 0);
        }
        while (expander->contexts->len > 0) {
            pop_context(expander);
        }
    }
    *tokens = (const MacroToken *)(void *)expander->work->data;
    *n_tokens = expander->work->len;
    return expander->status;
}
