/* SPDX-License-Identifier: MIT */
/* Enums: their enumerators and the integer behind them. */
#include <string.h>

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

/* Whether it is the last one and by its name there to count or to bound the others. */
static bool counts(const IrDecl *decl, const IrEnumerator *enumerator)
{
    static const char *const words[] = {"max", "last",  "count", "num",      "end", "nb",
                                        "n",   "total", "limit", "sentinel", NULL};

    return enumerator == nth(decl, n_enumerators(decl) - 1) &&
           diff_has_word(enumerator->name, words);
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

    if (new != NULL) {
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

void diff_enum(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    DiffChange *values = NULL, *change;

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
        } else if (values == NULL) {
            /* One that is put in between moves all that follow: one change. */
            values = diff_add(job, DIFF_ENUMERATOR_VALUE, before, after,
                              "enumerator %s has another value", old->name);
            values->part = title(job, old);
            diff_texts(job, values, old->value, new->value);
        } else {
            diff_detail(job, values, "%s too: %s, was %s", old->name, new->value,
                        old->value);
        }
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
