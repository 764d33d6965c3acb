/* SPDX-License-Identifier: MIT */
#include "diff_match_use.h"

/* What stands where removed records stood, and the other way round. */
typedef struct Votes {
    const DiffMatches *matches;
    /* const IrDecl * -> const IrDecl *; NULL: several. */
    GHashTable *after_of, *before_of;
} Votes;

/* Notes that b stands where a stood; a second one makes it nobody. */
static void note(GHashTable *of, const IrDecl *a, const IrDecl *b)
{
    gpointer known;

    if (!g_hash_table_lookup_extended(of, a, NULL, &known)) {
        g_hash_table_insert(of, (gpointer)a, (gpointer)b);
    } else if (known != b) {
        g_hash_table_insert(of, (gpointer)a, NULL);
    }
}

/* The record that a type leads to through pointers (borrowed); NULL for none. */
static const IrDecl *record_of(const IrType *type)
{
    while (type->kind == IR_TYPE_POINTER) {
        type = type->target;
    }
    return type->kind == IR_TYPE_RECORD ? type->decl : NULL;
}

static void vote(Votes *votes, const IrType *before, const IrType *after)
{
    const IrDecl *old = record_of(before), *new = record_of(after);

    if (old != NULL && diff_match(votes->matches, old) == NULL) {
        note(votes->after_of, old, new);
    }
    if (new != NULL) {
        note(votes->before_of, new, old);
    }
}

static void vote_in_functions(Votes *votes)
{
    const GPtrArray *functions = votes->matches->before->decls[IR_FUNCTION];

    for (guint i = 0; i < functions->len; i++) {
        const IrDecl *before = g_ptr_array_index(functions, i);
        const IrDecl *after = diff_match(votes->matches, before);

        if (after == NULL || before->n_params != after->n_params ||
            before->type == NULL || after->type == NULL ||
            before->type->kind != IR_TYPE_FUNCTION ||
            after->type->kind != IR_TYPE_FUNCTION) {
            continue;
        }
        vote(votes, before->type->target, after->type->target);
        for (unsigned j = 0; j < before->n_params; j++) {
            vote(votes, before->params[j].type, after->params[j].type);
        }
    }
}

void diff_match_by_use(DiffMatches *matches)
{
    GPtrArray *removed = matches->removed[IR_RECORD], *added = matches->added[IR_RECORD];
    Votes votes = {.matches = matches};

    if (removed->len == 0 || added->len == 0) {
        return;
    }
    votes.after_of = g_hash_table_new(NULL, NULL);
    votes.before_of = g_hash_table_new(NULL, NULL);
    vote_in_functions(&votes);
    for (guint i = 0; i < removed->len;) {
        IrDecl *before = g_ptr_array_index(removed, i);
        IrDecl *after = g_hash_table_lookup(votes.after_of, before);

        if (after != NULL && !before->complete && !after->complete &&
            g_hash_table_lookup(votes.before_of, after) == before &&
            g_ptr_array_remove(added, after)) {
            diff_match_enter(matches, before, after);
            g_hash_table_add(matches->renamed, before);
            g_ptr_array_remove_index(removed, i);
        } else {
            i++;
        }
    }
    g_hash_table_unref(votes.after_of);
    g_hash_table_unref(votes.before_of);
}
