/* SPDX-License-Identifier: MIT */
/* Functions: prototypes, symbols, storage. */
#include <string.h>

#include "diff_parts.h"

static bool is_static(const IrDecl *function)
{
    return function->storage == IR_STATIC;
}

/* What breaks old programs does so only where there is a symbol that they use. */
static DiffChange *at_most_source(DiffChange *change, const IrDecl *before)
{
    if (change != NULL && is_static(before)) {
        change->level = MIN(change->level, DIFF_API);
    }
    return change;
}

static const char *param_title(DiffJob *job, const IrParam *param, unsigned index)
{
    return param->name[0] != '\0'
               ? diff_printf(job, "parameter %u (%s)", index + 1, param->name)
               : diff_printf(job, "parameter %u", index + 1);
}

static bool same_param(const DiffJob *job, const IrParam *old, const IrParam *new)
{
    return diff_param_type(job->matches, old->type, new->type) <= DIFF_TYPE_OTHER_NAME;
}

/*
 * Where the longer of two parameter lists has one more than the shorter, and all else is
 * the same: the index of that one; else -1. Names tell which of several of one type it
 * is.
 */
static int one_more(const DiffJob *job, const IrDecl *longer, const IrDecl *shorter,
                    bool longer_is_new)
{
    const unsigned n = shorter->n_params;
    int best = -1;
    unsigned best_names = 0;

    if (longer->n_params != n + 1) {
        return -1;
    }
    for (unsigned skipped = 0; skipped <= n; skipped++) {
        unsigned i = 0, names = 1;

        for (; i < n; i++) {
            const IrParam *a = &longer->params[i + (i >= skipped)];
            const IrParam *b = &shorter->params[i];

            if (!(longer_is_new ? same_param(job, b, a) : same_param(job, a, b))) {
                break;
            }
            names += strcmp(a->name, b->name) == 0;
        }
        if (i == n && names >= best_names) {
            best = (int)skipped;
            best_names = names;
        }
    }
    return best;
}

static void diff_params(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    const unsigned n = MIN(before->n_params, after->n_params);

    for (unsigned i = 0; i < n; i++) {
        const IrParam *old = &before->params[i], *new = &after->params[i];
        const char *title = param_title(job, new, i);
        DiffChange *change = at_most_source(
            diff_types(job, DIFF_PARAM_TYPE, before, after, title, old->type, new->type),
            before);

        if (change != NULL) {
            change->part = title;
        } else if (strcmp(old->name, new->name) != 0 && new->name[0] != '\0') {
            change = diff_add(job, DIFF_PARAM_RENAMED, before, after,
                              old->name[0] != '\0' ? "it has another name"
                                                   : "it has a name now");
            change->part = title;
            diff_texts(job, change, old->name, new->name);
        }
    }
}

/* Parameters came or went. */
static void diff_param_count(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    const int added = one_more(job, after, before, true);
    const int removed = one_more(job, before, after, false);
    DiffChange *change;

    if (added >= 0) {
        change = diff_add(job, DIFF_PARAM_ADDED, before, after, "%s was added",
                          param_title(job, &after->params[added], (unsigned)added));
    } else if (removed >= 0) {
        change = diff_add(job, DIFF_PARAM_REMOVED, before, after, "%s was removed",
                          param_title(job, &before->params[removed], (unsigned)removed));
    } else {
        change = diff_add(job, DIFF_SIGNATURE, before, after,
                          "it takes %u parameters, and took %u", after->n_params,
                          before->n_params);
    }
    diff_texts(job, at_most_source(change, before), before->c, after->c);
}

static void diff_prototype(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    const IrType *old = before->type, *new = after->type;
    DiffChange *change;

    at_most_source(diff_types(job, DIFF_RESULT_TYPE, before, after, "the result",
                              old->target, new->target),
                   before);
    if (old->prototyped != new->prototyped) {
        change = diff_add(job, DIFF_SIGNATURE, before, after,
                          new->prototyped ? "what it takes is declared now"
                                          : "what it takes is no longer declared");
        change->level = new->prototyped ? DIFF_API : DIFF_COMPATIBLE;
        diff_texts(job, change, before->c, after->c);
    } else if (before->n_params != after->n_params) {
        diff_param_count(job, before, after);
    } else {
        diff_params(job, before, after);
    }
    if (old->variadic != new->variadic) {
        at_most_source(diff_add(job, DIFF_VARIADIC, before, after,
                                new->variadic ? "it takes variable arguments now"
                                              : "it takes no variable arguments now"),
                       before);
    }
    if (g_strcmp0(old->convention, new->convention) != 0) {
        change = diff_add(job, DIFF_CONVENTION, before, after,
                          "it has another calling convention");
        diff_texts(job, change, old->convention, new->convention);
    }
    if (old->noreturn != new->noreturn) {
        diff_add(job, DIFF_NORETURN, before, after,
                 new->noreturn ? "it does not return now" : "it may return now");
    }
}

static const char *symbol_of(const IrDecl *function)
{
    return function->symbol != NULL ? function->symbol : function->name;
}

static void diff_linkage(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (is_static(before) != is_static(after)) {
        diff_add(job, is_static(after) ? DIFF_STORAGE : DIFF_NOW_EXTERN, before, after,
                 is_static(after) ? "it is static inline now: old programs look for a "
                                    "symbol"
                                  : "the linker sees it now");
        return;
    }
    /* Another name of the function is reported as that. */
    if (!is_static(before) && strcmp(symbol_of(before), symbol_of(after)) != 0 &&
        !diff_was_renamed(job->matches, before)) {
        diff_texts(
            job,
            diff_add(job, DIFF_SYMBOL, before, after, "the linker sees another name"),
            symbol_of(before), symbol_of(after));
    }
}

void diff_function(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    diff_linkage(job, before, after);
    if (before->type != NULL && after->type != NULL &&
        before->type->kind == IR_TYPE_FUNCTION && after->type->kind == IR_TYPE_FUNCTION) {
        diff_prototype(job, before, after);
    }
}
