/* SPDX-License-Identifier: MIT */
#include "macro_expand.h"

#include <string.h>

#include "macro_arena.h"

/* What one expansion may handle: some hundred times what the largest header needs. */
#define MAX_TOKENS 50000
#define MAX_NESTED 200 /* arguments within arguments */

/* A run of tokens that is read next. */
typedef struct Context {
    const MacroToken *next, *end;
    Macro *macro; /* what it is the expansion of; NULL for an argument */
    bool named;   /* nothing was read yet: its first token stands where the name stood, ... */
    bool space_before; /* ... and has a blank before it if the name had */
} Context;

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
typedef struct Argument {
    MacroRun raw, expanded;
    bool is_expanded;
} Argument;

typedef struct Call {
    Macro *macro;
    Argument *arguments;
    unsigned n_arguments; /* one for each parameter */
    bool no_variadic;     /* nothing was given for the variadic parameter */
} Call;

/* Stands for an empty argument beside ##. */
static const MacroToken empty_token = {.kind = LEX_END, .parameter = -1};

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
    if (expander == NULL)
        return;
    macro_arena_destroy(expander->arena);
    g_array_free(expander->contexts, TRUE);
    g_array_free(expander->work, TRUE);
    g_free(expander);
}

static void fail(MacroExpander *expander, MacroExpansion status)
{
    if (expander->status == EXPANSION_DONE)
        expander->status = status;
}

/* Counts tokens that are handled, and stops at the limit. */
static void count(MacroExpander *expander, unsigned n_tokens)
{
    expander->n_handled += n_tokens;
    if (expander->n_handled > MAX_TOKENS)
        fail(expander, EXPANSION_INVALID);
}

static void push_context(MacroExpander *expander, Context context)
{
    if (context.macro != NULL)
        context.macro->disabled++;
    g_array_append_val(expander->contexts, context);
}

static void pop_context(MacroExpander *expander)
{
    guint last = expander->contexts->len - 1;
    Macro *macro = g_array_index(expander->contexts, Context, last).macro;

    if (macro != NULL)
        macro->disabled--;
    g_array_set_size(expander->contexts, last);
}

/* The next token of the contexts above base, left in its place; NULL when there is none.
 * Contexts that are read to their end are left behind. */
static const MacroToken *peek(MacroExpander *expander, guint base)
{
    while (expander->contexts->len > base) {
        const Context *top =
            &g_array_index(expander->contexts, Context, expander->contexts->len - 1);

        if (top->next < top->end)
            return top->next;
        if (expander->contexts->len == base + 1)
            return NULL; /* the outermost stays: its owner takes it away */
        pop_context(expander);
    }
    return NULL;
}

static bool take(MacroExpander *expander, guint base, MacroToken *token)
{
    const MacroToken *next = peek(expander, base);
    Context *top;

    if (next == NULL || expander->status != EXPANSION_DONE)
        return false;
    *token = *next;
    top = &g_array_index(expander->contexts, Context, expander->contexts->len - 1);
    top->next++;
    if (top->named)
        token->space_before = top->space_before;
    top->named = false;
    token->space_before |= expander->space_before;
    expander->space_before = false;
    if (token->kind == LEX_IDENTIFIER && token->symbol->macro != NULL &&
        token->symbol->macro->disabled > 0)
        token->no_expand = true;
    count(expander, 1);
    return true;
}

/* What was put on the work stack since start, as a run of its own. */
static MacroRun finish_run(MacroExpander *expander, guint start)
{
    guint length = expander->work->len - start;
    MacroRun run = macro_arena_tokens(
        expander->arena, &g_array_index(expander->work, MacroToken, start), length);

    g_array_set_size(expander->work, start);
    return run;
}

static void expand_contexts(MacroExpander *expander, guint base);

static const MacroRun *expanded(MacroExpander *expander, Argument *argument)
{
    if (!argument->is_expanded) {
        guint start = expander->work->len;
        guint base = expander->contexts->len;

        argument->is_expanded = true;
        if (++expander->nested > MAX_NESTED)
            fail(expander, EXPANSION_INVALID);
        push_context(expander,
                     (Context){.next = argument->raw.tokens,
                               .end = argument->raw.tokens + argument->raw.length});
        expand_contexts(expander, base);
        pop_context(expander);
        expander->nested--;
        argument->expanded = finish_run(expander, start);
    }
    return &argument->expanded;
}

/* Joins a token to the last one on the work stack; LEX_END stands for an empty argument.
 */
static void paste(MacroExpander *expander, const MacroToken *right)
{
    MacroToken *left =
        &g_array_index(expander->work, MacroToken, expander->work->len - 1);
    bool space_before = left->space_before;
    LexToken token;
    Lexer lexer;
    char *text;

    if (right->kind == LEX_END)
        return;
    if (left->kind == LEX_END) {
        *left = *right;
        left->space_before = space_before;
        return;
    }
    text = macro_arena_bytes(expander->arena, left->length + right->length);
    memcpy(text, left->text, left->length);
    memcpy(text + left->length, right->text, right->length);
    count(expander, (left->length + right->length) / 16);
    lexer_init(&lexer, text, left->length + right->length);
    if (!lexer_next(&lexer, &token) || lexer.next != lexer.end || token.space_before) {
        fail(expander, EXPANSION_INVALID);
        return;
    }
    *left = macro_token(expander->table, &token);
    left->space_before = space_before;
}

static void append(MacroExpander *expander, MacroToken token, bool pasted)
{
    if (pasted) {
        paste(expander, &token);
    } else {
        count(expander, 1);
        g_array_append_val(expander->work, token);
    }
}

/* Puts a run in the place of a parameter. */
static void append_run(MacroExpander *expander, const MacroRun *run,
                       const MacroToken *place, bool pasted)
{
    for (size_t i = 0; i < run->length && expander->status == EXPANSION_DONE; i++) {
        MacroToken token = run->tokens[i];

        token.parameter = -1;
        if (i == 0)
            token.space_before = place->space_before;
        append(expander, token, pasted && i == 0);
    }
}

/* The # operator: the argument's source as a string literal. */
static MacroToken stringify(MacroExpander *expander, const MacroRun *run)
{
    GString *text = g_string_new("\"");
    MacroToken result = {.kind = LEX_STRING, .parameter = -1};

    for (size_t i = 0; i < run->length; i++) {
        const MacroToken *token = &run->tokens[i];
        bool literal = token->kind == LEX_STRING || token->kind == LEX_CHARACTER;

        if (i > 0 && token->space_before)
            g_string_append_c(text, ' ');
        for (uint32_t j = 0; j < token->length; j++) {
            if (literal && (token->text[j] == '"' || token->text[j] == '\\'))
                g_string_append_c(text, '\\');
            g_string_append_c(text, token->text[j]);
        }
    }
    g_string_append_c(text, '"');
    count(expander, (unsigned)text->len / 16);
    result.length = (uint32_t)text->len;
    result.text =
        memcpy(macro_arena_bytes(expander->arena, text->len), text->str, text->len);
    g_string_free(text, TRUE);
    return result;
}

static bool is_paste(const MacroToken *token, const MacroToken *end)
{
    return token < end && token->kind == LEX_PUNCTUATOR && token->punctuator == LEX_PASTE;
}

static bool is_punctuator(const MacroToken *token, const MacroToken *end, unsigned what)
{
    return token < end && token->kind == LEX_PUNCTUATOR && token->punctuator == what;
}

/* A parameter beside ##: its argument as written, or a place holder when it is empty. */
static void append_operand(MacroExpander *expander, const MacroRun *raw,
                           const MacroToken *place, bool pasted)
{
    if (raw->length > 0)
        append_run(expander, raw, place, pasted);
    else
        append(expander, empty_token, pasted);
}

/* `, ## arguments` (GNU): the comma goes when there are none, and nothing is pasted. True
 * when that stands here. */
static bool append_gnu_comma(MacroExpander *expander, const Call *call,
                             const MacroToken *comma, const MacroToken *end)
{
    const MacroToken *variadic = comma + 2;
    Argument *argument;

    if (!is_punctuator(comma, end, ',') || !is_paste(comma + 1, end) || variadic >= end ||
        !call->macro->variadic || variadic->parameter != (int)call->n_arguments - 1)
        return false;
    argument = &call->arguments[variadic->parameter];
    if (!call->no_variadic && argument->raw.length > 0) {
        append(expander, *comma, false);
        append_run(expander, expanded(expander, argument), variadic, false);
    } else {
        append(expander, empty_token, false); /* something for a further ## */
    }
    return true;
}

/* Takes away the place holders of empty arguments. */
static void drop_empty(GArray *work, guint start)
{
    guint to = start;

    for (guint from = start; from < work->len; from++) {
        MacroToken token = g_array_index(work, MacroToken, from);

        if (token.kind != LEX_END)
            g_array_index(work, MacroToken, to++) = token;
    }
    g_array_set_size(work, to);
}

/* The body with arguments for parameters, # and ## done. */
static MacroRun substitute(MacroExpander *expander, const Call *call)
{
    const Macro *macro = call->macro;
    const MacroToken *end = macro->tokens + macro->n_tokens;
    guint start = expander->work->len;
    bool pasted = false;

    for (const MacroToken *at = macro->tokens;
         at < end && expander->status == EXPANSION_DONE; at++) {
        if (is_paste(at, end)) {
            if (at == macro->tokens || at + 1 == end)
                fail(expander, EXPANSION_INVALID);
            pasted = true;
            continue;
        }
        if (is_punctuator(at, end, '#') && macro->function_like) {
            if (at + 1 == end || at[1].parameter < 0) {
                fail(expander, EXPANSION_INVALID);
                break;
            }
            MacroToken string =
                stringify(expander, &call->arguments[at[1].parameter].raw);
            string.space_before = at->space_before;
            append(expander, string, pasted);
            at++;
        } else if (append_gnu_comma(expander, call, at, end)) {
            at += 2;
        } else if (at->parameter < 0) {
            append(expander, *at, pasted);
        } else if (pasted || is_paste(at + 1, end)) {
            append_operand(expander, &call->arguments[at->parameter].raw, at, pasted);
        } else {
            append_run(expander, expanded(expander, &call->arguments[at->parameter]), at,
                       false);
        }
        pasted = false;
    }
    drop_empty(expander->work, start);
    return finish_run(expander, start);
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
                *run = finish_run(expander, start);
                return true;
            }
            depth += token.punctuator == '(';
            depth -= token.punctuator == ')';
        }
        g_array_append_val(expander->work, token);
    }
    fail(expander, EXPANSION_INVALID); /* the call does not end */
    return false;
}

/* Reads the arguments of a call, the opening parenthesis being next. */
static bool read_arguments(MacroExpander *expander, guint base, Call *call)
{
    guint n_parameters = call->macro->parameters->len;
    MacroToken open;
    unsigned n_read = 0;
    bool last = false;

    take(expander, base, &open);
    call->n_arguments = n_parameters;
    call->arguments =
        macro_arena_bytes(expander->arena, (n_parameters + 1) * sizeof(Argument));
    memset(call->arguments, 0, (n_parameters + 1) * sizeof(Argument));
    while (!last) {
        bool variadic = call->macro->variadic && n_read + 1 == n_parameters;
        MacroRun run;

        if (!read_argument(expander, base, variadic, &run, &last))
            return false;
        if (n_read < n_parameters)
            call->arguments[n_read].raw = run;
        else if (n_read > 0 || run.length > 0)
            fail(expander, EXPANSION_INVALID); /* too many */
        n_read++;
    }
    if (n_read < n_parameters) {
        call->no_variadic = call->macro->variadic && n_read + 1 == n_parameters;
        if (!call->no_variadic)
            fail(expander, EXPANSION_INVALID); /* too few */
    }
    return expander->status == EXPANSION_DONE;
}

/* Puts the expansion of the macro in front of what is read next. False when the name of a
 * function-like macro stands alone, and is just a name. */
static bool enter_macro(MacroExpander *expander, guint base, Macro *macro,
                        bool space_before)
{
    Call call = {.macro = macro};
    MacroRun run;

    if (macro->function_like) {
        const MacroToken *next = peek(expander, base);

        if (next == NULL || next->kind != LEX_PUNCTUATOR || next->punctuator != '(')
            return false;
    }
    macro_tokens(expander->table, macro);
    if (macro->uses_va_opt)
        fail(expander, EXPANSION_UNKNOWN);
    if (macro->function_like && !read_arguments(expander, base, &call))
        return true;
    if (macro->function_like || macro->has_paste) {
        run = substitute(expander, &call);
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
            enter_macro(expander, base, token.symbol->macro, token.space_before))
            continue;
        g_array_append_val(expander->work, token);
    }
    while (expander->contexts->len > base + 1) /* after a failure */
        pop_context(expander);
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
        if (expander->contexts->len > 0)
            expand_contexts(expander, 0);
        while (expander->contexts->len > 0)
            pop_context(expander);
    }
    *tokens = (const MacroToken *)(void *)expander->work->data;
    *n_tokens = expander->work->len;
    return expander->status;
}
