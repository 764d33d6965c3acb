/* SPDX-License-Identifier: MIT */
#include "diff_shape.h"

#include <string.h>

#include "diff_type.h"
#include "suggest.h"

/* Names of declarations whose shape says little must have this much in common. */
#define NEAR 60
/* A shape of so many parts (members, enumerators, named parameters) says enough. */
#define TELLING 2

unsigned diff_name_likeness(const char *a, const char *b)
{
    size_t longest;
    unsigned limit;

    /* What the names of a whole library begin with says nothing. */
    for (size_t i = 0, word = 0;; i++) {
        if (a[i] == '\0' || a[i] != b[i]) {
            a += word;
            b += word;
            break;
        }
        word = a[i] == '_' ? i + 1 : word;
    }
    longest = MAX(strlen(a), strlen(b));
    limit = (unsigned)longest;

    if (longest == 0) {
        return 100;
    }
    return 100 - suggest_distance(a, b, limit) * 100 / limit;
}

static unsigned likeness_of_records(const DiffMatches *matches, const IrDecl *before,
                                    const IrDecl *after)
{
    const guint n = before->fields != NULL ? before->fields->len : 0;

    if (before->is_union != after->is_union || before->complete != after->complete ||
        before->size != after->size || before->unnamed != after->unnamed || n == 0 ||
        after->fields == NULL || after->fields->len != n) {
        return 0;
    }
    for (guint i = 0; i < n; i++) {
        const IrField *old = &g_array_index(before->fields, IrField, i);
        const IrField *new = &g_array_index(after->fields, IrField, i);

        if (strcmp(old->name, new->name) != 0 || old->offset != new->offset ||
            old->width != new->width ||
            (old->inlined == NULL &&
             diff_type(matches, old->type, new->type) != DIFF_TYPE_SAME &&
             old->type->kind != IR_TYPE_POINTER)) {
            return 0;
        }
    }
    return n;
}

static unsigned likeness_of_enums(const IrDecl *before, const IrDecl *after)
{
    const guint n = before->enumerators != NULL ? before->enumerators->len : 0;
    unsigned equal = 0;

    if (n == 0 || after->enumerators == NULL || after->enumerators->len != n) {
        return 0;
    }
    for (guint i = 0; i < n; i++) {
        const IrEnumerator *old = &g_array_index(before->enumerators, IrEnumerator, i);
        const IrEnumerator *new = &g_array_index(after->enumerators, IrEnumerator, i);

        if (strcmp(old->value, new->value) != 0) {
            return 0;
        }
        equal += strcmp(old->name, new->name) == 0;
    }
    return equal == n ? TELLING : 1;
}

static unsigned likeness_of_functions(const DiffMatches *matches, const IrDecl *before,
                                      const IrDecl *after)
{
    unsigned named = 1;

    if (before->n_params != after->n_params || before->storage != after->storage ||
        diff_type(matches, before->type, after->type) != DIFF_TYPE_SAME) {
        return 0;
    }
    for (unsigned i = 0; i < before->n_params; i++) {
        named += before->params[i].name[0] != '\0' &&
                 strcmp(before->params[i].name, after->params[i].name) == 0;
    }
    /* Many functions of a library have one prototype: a near name is always needed. */
    return MIN(named, TELLING - 1);
}

static unsigned likeness_of_types(const DiffMatches *matches, const IrDecl *before,
                                  const IrDecl *after)
{
    const IrType *old = before->type, *new = after->type;

    if (old == NULL || new == NULL || diff_type(matches, old, new) != DIFF_TYPE_SAME) {
        return 0;
    }
    /* What it names was renamed, too. */
    return before->kind == IR_TYPEDEF && old->decl != NULL && old->kind == new->kind &&
                   (old->kind == IR_TYPE_RECORD || old->kind == IR_TYPE_ENUM) &&
                   diff_was_renamed(matches, old->decl)
               ? TELLING
               : 1;
}

/* Their parts alone: 0, or how much the shape tells. */
static unsigned shape(const DiffMatches *matches, const IrDecl *before,
                      const IrDecl *after)
{
    switch (before->kind) {
    case IR_RECORD:
        return likeness_of_records(matches, before, after);
    case IR_ENUM:
        return likeness_of_enums(before, after);
    case IR_FUNCTION:
        return likeness_of_functions(matches, before, after);
    case IR_TYPEDEF:
    case IR_VARIABLE:
        return likeness_of_types(matches, before, after);
    case IR_MACRO:
        return before->macro == after->macro && before->body != NULL &&
               before->body[0] != '\0' && g_strcmp0(before->body, after->body) == 0 &&
               g_strcmp0(before->value, after->value) == 0;
    }
    return 0;
}

unsigned diff_shape_likeness(const DiffMatches *matches, const IrDecl *before,
                             const IrDecl *after)
{
    unsigned telling = shape(matches, before, after), name;

    if (telling == 0) {
        return 0;
    }
    name = diff_name_likeness(before->name, after->name);
    return telling >= TELLING || name >= NEAR ? name + 1 : 0;
}
