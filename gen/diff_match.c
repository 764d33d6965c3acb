/* SPDX-License-Identifier: MIT */
#include "diff_match.h"

#include <string.h>

#include "diff_match_use.h"
#include "diff_shape.h"

#define KINDS (IR_MACRO + 1)

/* Types first: what is compared by its types needs to know which of them were renamed. */
static const IrDeclKind order[KINDS] = {IR_RECORD,   IR_ENUM,     IR_TYPEDEF,
                                        IR_FUNCTION, IR_VARIABLE, IR_MACRO};

void diff_match_enter(DiffMatches *matches, const IrDecl *before, const IrDecl *after)
{
    g_hash_table_insert(matches->after_of, (gpointer)before, (gpointer)after);
}

static void add_selected(GPtrArray *list, IrDecl *decl)
{
    if (decl->selected) {
        g_ptr_array_add(list, decl);
    }
}

/* Pairs what has the same key; both lists are sorted by it. */
static void match_by_key(DiffMatches *matches, IrDeclKind kind)
{
    const GPtrArray *old = matches->before != NULL ? matches->before->decls[kind] : NULL;
    const GPtrArray *new = matches->after != NULL ? matches->after->decls[kind] : NULL;
    const guint n_old = old != NULL ? old->len : 0, n_new = new != NULL ? new->len : 0;
    guint i = 0, j = 0;

    while (i < n_old && j < n_new) {
        IrDecl *before = g_ptr_array_index(old, i), *after = g_ptr_array_index(new, j);
        const int way = strcmp(before->key, after->key);

        if (way == 0) {
            diff_match_enter(matches, before, after);
        } else if (way < 0) {
            add_selected(matches->removed[kind], before);
        } else {
            add_selected(matches->added[kind], after);
        }
        i += way <= 0;
        j += way >= 0;
    }
    for (; i < n_old; i++) {
        add_selected(matches->removed[kind], g_ptr_array_index(old, i));
    }
    for (; j < n_new; j++) {
        add_selected(matches->added[kind], g_ptr_array_index(new, j));
    }
}

/* Pairs a struct that became a union, or the reverse, and takes it from the lists. */
static void match_by_tag(DiffMatches *matches)
{
    GPtrArray *removed = matches->removed[IR_RECORD], *added = matches->added[IR_RECORD];

    for (guint i = 0; matches->after != NULL && i < removed->len;) {
        const IrDecl *before = g_ptr_array_index(removed, i);
        g_autofree char *key = g_strdup_printf(
            "%s %s", before->is_union ? "struct" : "union", strchr(before->key, ' ') + 1);
        IrDecl *after = ir_find_decl(matches->after, IR_RECORD, key);

        if (after != NULL && g_ptr_array_remove(added, after)) {
            diff_match_enter(matches, before, after);
            g_ptr_array_remove_index(removed, i);
        } else {
            i++;
        }
    }
}

/* Whether two records or enums have a member or an enumerator of one name. */
static bool share_a_name(const IrDecl *before, const IrDecl *after)
{
    const bool record = before->kind == IR_RECORD;
    const GArray *left = record ? before->fields : before->enumerators;
    const GArray *right = record ? after->fields : after->enumerators;

    for (guint i = 0; left != NULL && i < left->len; i++) {
        const char *name = record ? g_array_index(left, IrField, i).name
                                  : g_array_index(left, IrEnumerator, i).name;

        for (guint j = 0; right != NULL && name[0] != '\0' && j < right->len; j++) {
            if (strcmp(name, record ? g_array_index(right, IrField, j).name
                                    : g_array_index(right, IrEnumerator, j).name) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* What has no name is called after its first member, which may be what changed: the one
 * with most in common of those in the same place; NULL when there is none. */
static IrDecl *same_unnamed(const DiffMatches *matches, const IrDecl *before)
{
    const GPtrArray *added = matches->added[before->kind];
    IrDecl *found = NULL;

    for (guint i = 0; i < added->len; i++) {
        IrDecl *after = g_ptr_array_index(added, i);
        const bool place =
            after->unnamed && (before->owner == NULL) == (after->owner == NULL) &&
            (before->owner == NULL || diff_match(matches, before->owner) == after->owner);

        if (place && share_a_name(before, after)) {
            return after;
        }
        /* Inside of another declaration the place says enough. */
        if (place && found == NULL && before->owner != NULL) {
            found = after;
        }
    }
    return found;
}

/* Sorted by key, what stands in another declaration comes after it. */
static void match_unnamed(DiffMatches *matches, IrDeclKind kind)
{
    GPtrArray *removed = matches->removed[kind];

    for (guint i = 0; i < removed->len;) {
        const IrDecl *before = g_ptr_array_index(removed, i);
        IrDecl *after = before->unnamed ? same_unnamed(matches, before) : NULL;

        if (after == NULL) {
            i++;
            continue;
        }
        diff_match_enter(matches, before, after);
        g_ptr_array_remove_index(removed, i);
        g_ptr_array_remove(matches->added[kind], after);
    }
}

/* The record or enum that a typedef gives a name to; NULL when it is of another kind. */
static IrDecl *named_by(const IrDecl *typedef_)
{
    const IrType *type = typedef_->type;

    return type != NULL && (type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM)
               ? type->decl
               : NULL;
}

/* Pairs what one typedef names, where a tag came or went; the typedefs are matched. */
static void match_by_typedef(DiffMatches *matches)
{
    const GPtrArray *typedefs =
        matches->before != NULL ? matches->before->decls[IR_TYPEDEF] : NULL;

    for (guint i = 0; typedefs != NULL && i < typedefs->len; i++) {
        const IrDecl *typedef_ = g_ptr_array_index(typedefs, i);
        const IrDecl *now = diff_match(matches, typedef_);
        IrDecl *before = named_by(typedef_), *after = now != NULL ? named_by(now) : NULL;

        if (before != NULL && after != NULL && before->kind == after->kind &&
            before->unnamed != after->unnamed &&
            g_ptr_array_find(matches->removed[before->kind], before, NULL) &&
            g_ptr_array_find(matches->added[after->kind], after, NULL)) {
            diff_match_enter(matches, before, after);
            if (after->unnamed) {
                g_hash_table_add(matches->renamed, before);
            }
            g_ptr_array_remove(matches->removed[before->kind], before);
            g_ptr_array_remove(matches->added[after->kind], after);
        }
    }
}

/* The added declaration that is most like a removed one; NULL when none is. */
static IrDecl *best_like(const DiffMatches *matches, const IrDecl *before)
{
    const GPtrArray *added = matches->added[before->kind];
    IrDecl *best = NULL;
    unsigned best_score = 0;

    for (guint i = 0; i < added->len; i++) {
        IrDecl *after = g_ptr_array_index(added, i);
        unsigned score = diff_shape_likeness(matches, before, after);

        if (score > best_score) {
            best = after;
            best_score = score;
        }
    }
    return best;
}

/* Pairs what is left and has the same shape, and takes it from the two lists. */
static void match_by_shape(DiffMatches *matches, IrDeclKind kind)
{
    GPtrArray *removed = matches->removed[kind], *added = matches->added[kind];

    /* Among too many a likeness says little, and looking for it takes long. */
    if ((guint64)removed->len * added->len > DIFF_SHAPE_LIMIT) {
        return;
    }
    for (guint i = 0; i < removed->len;) {
        IrDecl *before = g_ptr_array_index(removed, i);
        IrDecl *after = best_like(matches, before);

        if (after == NULL) {
            i++;
            continue;
        }
        diff_match_enter(matches, before, after);
        g_hash_table_add(matches->renamed, before);
        g_ptr_array_remove_index(removed, i);
        g_ptr_array_remove(added, after);
    }
}

DiffMatches *diff_matches_create(const Ir *before, const Ir *after)
{
    DiffMatches *matches = g_new0(DiffMatches, 1);

    matches->before = before;
    matches->after = after;
    matches->after_of = g_hash_table_new(NULL, NULL);
    matches->renamed = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < KINDS; i++) {
        matches->removed[i] = g_ptr_array_new();
        matches->added[i] = g_ptr_array_new();
    }
    for (size_t i = 0; i < KINDS; i++) {
        match_by_key(matches, order[i]);
    }
    match_by_tag(matches);
    match_by_typedef(matches);
    match_unnamed(matches, IR_RECORD);
    match_unnamed(matches, IR_ENUM);
    for (size_t i = 0; i < KINDS; i++) {
        match_by_shape(matches, order[i]);
        if (order[i] == IR_RECORD) {
            diff_match_by_use(matches);
        }
    }
    return matches;
}

void diff_matches_destroy(DiffMatches *matches)
{
    if (matches == NULL) {
        return;
    }
    for (size_t i = 0; i < KINDS; i++) {
        g_ptr_array_unref(matches->removed[i]);
        g_ptr_array_unref(matches->added[i]);
    }
    g_hash_table_unref(matches->after_of);
    g_hash_table_unref(matches->renamed);
    g_free(matches);
}

const IrDecl *diff_match(const DiffMatches *matches, const IrDecl *before)
{
    return g_hash_table_lookup(matches->after_of, before);
}

bool diff_was_renamed(const DiffMatches *matches, const IrDecl *before)
{
    return g_hash_table_contains(matches->renamed, before);
}

bool diff_same_decl(const DiffMatches *matches, const IrDecl *before, const IrDecl *after)
{
    const IrDecl *match = diff_match(matches, before);

    /* Without a match: of another module, or left out. */
    return match != NULL
               ? match == after
               : before->kind == after->kind && strcmp(before->key, after->key) == 0;
}
