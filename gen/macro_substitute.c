/* SPDX-License-Identifier: MIT */
#include "macro_substitute.h"

#include <string.h>

/* Stands for an empty argument beside ##. */
static const MacroToken empty_token = {.kind = LEX_END, .parameter = -1};

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

    if (right->kind == LEX_END) {
        return;
    }
    if (left->kind == LEX_END) {
        *left = *right;
        left->space_before = space_before;
        return;
    }
    text = macro_arena_bytes(expander->arena, left->length + right->length);
    memcpy(text, left->text, left->length);
    memcpy(text + left->length, right->text, right->length);
    macro_expansion_count(expander, (left->length + right->length) / 16);
    lexer_init(&lexer, text, left->length + right->length);
    if (!lexer_next(&lexer, &token) || lexer.next != lexer.end || token.space_before) {
        macro_expansion_fail(expander, EXPANSION_INVALID);
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
        macro_expansion_count(expander, 1);
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
        if (i == 0) {
            token.space_before = place->space_before;
        }
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

        if (i > 0 && token->space_before) {
            g_string_append_c(text, ' ');
        }
        for (uint32_t j = 0; j < token->length; j++) {
            if (literal && (token->text[j] == '"' || token->text[j] == '\\')) {
                g_string_append_c(text, '\\');
            }
            g_string_append_c(text, token->text[j]);
        }
    }
    g_string_append_c(text, '"');
    macro_expansion_count(expander, (unsigned)text->len / 16);
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
    if (raw->length > 0) {
        append_run(expander, raw, place, pasted);
    } else {
        append(expander, empty_token, pasted);
    }
}

/* `, ## arguments` (GNU): the comma goes when there are none, and nothing is pasted. True
 * when that stands here. */
static bool append_gnu_comma(MacroExpander *expander, const MacroCall *call,
                             const MacroToken *comma, const MacroToken *end)
{
    const MacroToken *variadic = comma + 2;
    MacroArgument *argument;

    if (!is_punctuator(comma, end, ',') || !is_paste(comma + 1, end) || variadic >= end ||
        !call->macro->variadic || variadic->parameter != (int)call->n_arguments - 1) {
        return false;
    }
    argument = &call->arguments[variadic->parameter];
    if (!call->no_variadic && argument->raw.length > 0) {
        append(expander, *comma, false);
        append_run(expander, macro_expanded_argument(expander, argument), variadic,
                   false);
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

        if (token.kind != LEX_END) {
            g_array_index(work, MacroToken, to++) = token;
        }
    }
    g_array_set_size(work, to);
}

MacroRun macro_substitute(MacroExpander *expander, const MacroCall *call)
{
    const Macro *macro = call->macro;
    const MacroToken *end = macro->tokens + macro->n_tokens;
    guint start = expander->work->len;
    bool pasted = false;

    for (const MacroToken *at = macro->tokens;
         at < end && expander->status == EXPANSION_DONE; at++) {
        if (is_paste(at, end)) {
            if (at == macro->tokens || at + 1 == end) {
                macro_expansion_fail(expander, EXPANSION_INVALID);
            }
            pasted = true;
            continue;
        }
        if (is_punctuator(at, end, '#') && macro->function_like) {
            if (at + 1 == end || at[1].parameter < 0) {
                macro_expansion_fail(expander, EXPANSION_INVALID);
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
            append_run(expander,
                       macro_expanded_argument(expander, &call->arguments[at->parameter]),
                       at, false);
        }
        pasted = false;
    }
    drop_empty(expander->work, start);
    return macro_expansion_finish_run(expander, start);
}
