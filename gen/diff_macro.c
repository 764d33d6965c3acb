/* SPDX-License-Identifier: MIT */
/* Macros: constants, and what only the preprocessor sees. */
#include <string.h>

#include "diff_parts.h"

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

static void diff_body(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (g_strcmp0(before->body, after->body) != 0) {
        diff_texts(job,
                   diff_add(job, DIFF_MACRO_BODY, before, after, "it has another body"),
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
