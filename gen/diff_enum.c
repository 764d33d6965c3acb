/* SPDX-License-Identifier: MIT */
/* Enums: their enumerators and the integer behind them. */
#include <string.h>

#include "diff_names.h"
#include "diff_parts.h"

static guint n_enumerators(const IrDecl *decl)
{
    return decl->enumerators != NULL ? decl->enumerators->len : 0;
}

static const IrEnumerator *nth(const IrDecl *decl, guint index)
{
    return &g_array_index(decl->enumerators, IrEnumerator, index);
}

static const IrEnumerator *find(const IrDecl *decl, const char *name)
{
    for (guint i = 0; i < n_enumerators(decl); i++) {
        if (strcmp(nth(decl, i)->name, name) == 0) {
            return nth(decl, i);
        }
    }
    return NULL;
}

/* A new enumerator with the value of one that is gone (borrowed); NULL for none. */
static const IrEnumerator *renamed_to(const IrDecl *before, const IrDecl *after,
                                      const IrEnumerator *old)
{
    for (guint i = 0; i < n_enumerators(after); i++) {
        const IrEnumerator *new = nth(after, i);

        if (strcmp(new->value, old->value) == 0 && find(before, new->name) == NULL) {
            return new;
        }
    }
    return NULL;
}

/* Whether it is the last one, by its name there to count or to bound the others, and has
 * the value for that: the next after the one in front of it, or that one's. */
static bool counts(const IrDecl *decl, const IrEnumerator *enumerator)
{
    const guint last = n_enumerators(decl) - 1;
    gint64 value, previous;

    if (enumerator != nth(decl, last) || last == 0 || !diff_is_count(enumerator->name)) {
        return false;
    }
    value = g_ascii_strtoll(enumerator->value, NULL, 10);
    previous = g_ascii_strtoll(nth(decl, last - 1)->value, NULL, 10);
    return value == previous || value == previous + 1;
}

const IrDecl *diff_enumerator_macro(const Ir *ir, const IrEnumerator *enumerator)
{
    const IrDecl *macro = ir_find_decl(ir, IR_MACRO, enumerator->name);

    return macro != NULL && macro->selected &&
                   g_strcmp0(macro->value, enumerator->value) == 0
               ? macro
               : NULL;
}

static const char *title(DiffJob *job, const IrEnumerator *enumerator)
{
    return diff_printf(job, "enumerator %s", enumerator->name);
}

static void diff_removed_enumerator(DiffJob *job, const IrDecl *before,
                                    const IrDecl *after, const IrEnumerator *old)
{
    const IrEnumerator *new = renamed_to(before, after, old);
    DiffChange *change;

    if (diff_enumerator_macro(job->matches->after, old) != NULL) {
        change = diff_add(job, DIFF_REPLACED, before, after,
                          "enumerator %s is a macro now", old->name);
    } else if (new != NULL) {
        change = diff_add(job, DIFF_ENUMERATOR_RENAMED, before, after,
                          "enumerator %s is called %s now", old->name, new->name);
        diff_texts(job, change, old->name, new->name);
    } else {
        change = diff_add(job, DIFF_ENUMERATOR_REMOVED, before, after,
                          "enumerator %s was removed", old->name);
        diff_texts(job, change, old->value, NULL);
    }
    change->part = title(job, old);
}

static bool is_renamed(const IrDecl *before, const IrDecl *after, const IrEnumerator *new)
{
    for (guint i = 0; i < n_enumerators(before); i++) {
        const IrEnumerator *old = nth(before, i);

        if (find(after, old->name) == NULL && renamed_to(before, after, old) == new) {
            return true;
        }
    }
    return false;
}

static void diff_added_enumerators(DiffJob *job, const IrDecl *before,
                                   const IrDecl *after)
{
    for (guint i = 0; i < n_enumerators(after); i++) {
        const IrEnumerator *new = nth(after, i);

        if (find(before, new->name) == NULL && !is_renamed(before, after, new)) {
            DiffChange *change = diff_add(job, DIFF_ENUMERATOR_ADDED, before, after,
                                          "enumerator %s was added", new->name);

            change->part = title(job, new);
            diff_texts(job, change, NULL, new->value);
        }
    }
}

/* Values of enumerators, in one change: one that is put in between moves all that follow.
 * first is the first of them. */
static void diff_moved_enumerators(DiffJob *job, const IrDecl *before,
                                   const IrDecl *after, const IrEnumerator *first,
                                   unsigned moved)
{
    DiffChange *change;

    if (moved == 1) {
        change = diff_add(job, DIFF_ENUMERATOR_VALUE, before, after,
                          "enumerator %s has another value", first->name);
        change->part = title(job, first);
        diff_texts(job, change, first->value, find(after, first->name)->value);
        return;
    }
    change = diff_add(job, DIFF_ENUMERATOR_VALUE, before, after,
                      "%u enumerators have other values", moved);
    for (guint i = 0; i < n_enumerators(before); i++) {
        const IrEnumerator *old = nth(before, i), *new = find(after, old->name);

        if (new != NULL && strcmp(old->value, new->value) != 0 &&
            !(counts(before, old) && counts(after, new))) {
            diff_detail(job, change, "enumerator %s: %s -> %s", old->name, old->value,
                        new->value);
        }
    }
}

void diff_enum(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    const IrEnumerator *first = NULL;
    unsigned moved = 0;
    DiffChange *change;

    for (guint i = 0; i < n_enumerators(before); i++) {
        const IrEnumerator *old = nth(before, i), *new = find(after, old->name);

        if (new == NULL) {
            diff_removed_enumerator(job, before, after, old);
            continue;
        }
        diff_attributes(job, before, after, title(job, new), old->attributes,
                        new->attributes);
        diff_doc(job, before, after, title(job, new), old->doc, new->doc);
        if (strcmp(old->value, new->value) == 0) {
            continue;
        }
        if (counts(before, old) && counts(after, new)) {
            change = diff_add(job, DIFF_ENUMERATOR_COUNT, before, after,
                              "enumerator %s has another value", old->name);
            change->part = title(job, old);
            diff_texts(job, change, old->value, new->value);
        } else {
            moved++;
            first = first != NULL ? first : old;
        }
    }
    if (moved > 0) {
        diff_moved_enumerators(job, before, after, first, moved);
    }
    diff_added_enumerators(job, before, after);
    if (before->type != NULL && after->type != NULL) {
        DiffTypeRelation relation = diff_type(job->matches, before->type, after->type);

        if (before->size != after->size || relation > DIFF_TYPE_OTHER_NAME) {
            change = diff_add(job, DIFF_ENUM_INTEGER, before, after,
                              "it is another integer type");
            /* Its sign alone follows from the values that it has. */
            change->level = before->size != after->size ? DIFF_ABI : DIFF_API;
            diff_texts(job, change, before->type->spelling, after->type->spelling);
        }
    }
}
