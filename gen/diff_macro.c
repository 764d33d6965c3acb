/* SPDX-License-Identifier: MIT */
/* Macros: constants, and what only the preprocessor sees. */
#include <string.h>

#include "diff_names.h"
#include "diff_parts.h"
#include "lexer.h"

static bool is_constant(const IrDecl *macro)
{
    return macro->macro != IR_MACRO_TEXT && macro->macro != IR_MACRO_FUNCTION;
}

static guint n_parameters(const IrDecl *macro)
{
    return macro->parameters != NULL ? macro->parameters->len : 0;
}

static bool is_variadic(const IrDecl *macro)
{
    const guint n = n_parameters(macro);

    return n > 0 && g_str_has_suffix(g_ptr_array_index(macro->parameters, n - 1), "...");
}

static void start(Lexer *lexer, const IrDecl *macro)
{
    const char *body = macro->body != NULL ? macro->body : "";

    lexer_init(lexer, body, strlen(body));
}

static bool is_word(const LexToken *token, const char *word)
{
    return token->kind == LEX_IDENTIFIER && strlen(word) == token->length &&
           memcmp(word, token->text, token->length) == 0;
}

/* Which parameter a token is; -1 for none. */
static int parameter_of(const IrDecl *macro, const LexToken *token)
{
    for (guint i = 0; i < n_parameters(macro); i++) {
        if (is_word(token, g_ptr_array_index(macro->parameters, i))) {
            return (int)i;
        }
    }
    return -1;
}

/* Whether the bodies are the same tokens, whatever their parameters are called and
 * however many blanks are between them. */
static bool same_body(const IrDecl *before, const IrDecl *after)
{
    Lexer old, new;
    LexToken left, right;

    start(&old, before);
    start(&new, after);
    for (;;) {
        const bool more = lexer_next(&old, &left);

        if (lexer_next(&new, &right) != more) {
            return false;
        }
        if (!more) {
            return true;
        }
        if (parameter_of(before, &left) != parameter_of(after, &right) ||
            (parameter_of(before, &left) < 0 &&
             (left.length != right.length ||
              memcmp(left.text, right.text, left.length) != 0))) {
            return false;
        }
    }
}

/* Whether a macro that the body names has become another one: what follows from that is
 * told there. */
static bool follows_from_another(const DiffJob *job, const IrDecl *before)
{
    Lexer lexer;
    LexToken token;

    start(&lexer, before);
    while (lexer_next(&lexer, &token)) {
        g_autofree char *name = g_strndup(token.text, token.length);
        const IrDecl *named = token.kind == LEX_IDENTIFIER
                                  ? ir_find_decl(job->matches->before, IR_MACRO, name)
                                  : NULL;
        const IrDecl *now = named != NULL ? diff_match(job->matches, named) : NULL;

        if (named != NULL && named != before &&
            (now == NULL || g_strcmp0(named->value, now->value) != 0 ||
             g_strcmp0(named->body, now->body) != 0)) {
            return true;
        }
    }
    return false;
}

static void diff_body(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    const DiffClass class =
        before->macro != IR_MACRO_FUNCTION && diff_is_version(after->name)
            ? DIFF_VALUE_VERSION
            : DIFF_MACRO_BODY;

    if (!same_body(before, after)) {
        diff_texts(job, diff_add(job, class, before, after, "it has another body"),
                   before->body, after->body);
    }
}

static void diff_function_like(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (n_parameters(before) != n_parameters(after) ||
        is_variadic(before) != is_variadic(after)) {
        diff_texts(job,
                   diff_add(job, DIFF_MACRO_PARAMETERS, before, after,
                            "it takes %u arguments, and took %u", n_parameters(after),
                            n_parameters(before)),
                   before->body, after->body);
        return;
    }
    diff_body(job, before, after);
}

static void diff_constant(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (same_body(before, after) && follows_from_another(job, before)) {
        return;
    }
    diff_value(job, before, after);
    if (before->type != NULL && after->type != NULL &&
        diff_type(job->matches, before->type, after->type) > DIFF_TYPE_OTHER_NAME &&
        /* The length of a string is not what its users count on. */
        before->macro != IR_MACRO_STRING) {
        diff_texts(job,
                   diff_add(job, DIFF_VALUE_TYPE, before, after, "it has another type"),
                   before->type->spelling, after->type->spelling);
    }
}

void diff_macro(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (before->macro != after->macro) {
        diff_texts(job,
                   diff_add(job, DIFF_MACRO_KIND, before, after,
                            after->macro == IR_MACRO_FUNCTION ? "it takes arguments now"
                            : before->macro == IR_MACRO_FUNCTION
                                ? "it takes no arguments now"
                            : is_constant(after) ? "it is another kind of constant"
                                                 : "it is no constant now"),
                   before->body, after->body);
    } else if (before->macro == IR_MACRO_FUNCTION) {
        diff_function_like(job, before, after);
    } else if (is_constant(before)) {
        diff_constant(job, before, after);
    } else {
        diff_body(job, before, after);
    }
}
