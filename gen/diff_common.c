/* SPDX-License-Identifier: MIT */
/* What declarations of several kinds have: documentation, types, values, callbacks. */
#include <string.h>

#include "diff_names.h"
#include "diff_parts.h"
#include "ir_names.h"

void diff_doc(DiffJob *job, const IrDecl *before, const IrDecl *after, const char *part,
              const char *old, const char *new)
{
    if (g_strcmp0(old, new) != 0) {
        DiffChange *change =
            diff_add(job, DIFF_DOC, before, after, "its documentation %s",
                     old == NULL   ? "was added"
                     : new == NULL ? "was removed"
                                   : "changed");

        change->part = part;
        diff_texts(job, change, old, new);
    }
}

DiffChange *diff_types(DiffJob *job, DiffClass class, const IrDecl *before,
                       const IrDecl *after, const char *what, const IrType *old,
                       const IrType *new)
{
    DiffChange *change;

    switch (class == DIFF_PARAM_TYPE ? diff_param_type(job->matches, old, new)
                                     : diff_type(job->matches, old, new)) {
    case DIFF_TYPE_SAME:
        return NULL;
    case DIFF_TYPE_OTHER_NAME:
        change = diff_add(job, DIFF_TYPE_SPELLING, before, after,
                          "%s has the same type by another name", what);
        break;
    case DIFF_TYPE_OTHER_QUALIFIERS:
        change = diff_add(job, DIFF_TYPE_QUALIFIERS, before, after,
                          "the qualifiers of %s changed", what);
        break;
    case DIFF_TYPE_LIKE:
        change = diff_add(job, DIFF_TYPE_ALIKE, before, after,
                          "%s has another type, stored and passed alike", what);
        break;
    default:
        change = diff_add(job, class, before, after, "%s has another type", what);
        break;
    }
    diff_texts(job, change, old->spelling, new->spelling);
    if (change->class == class && old->size >= 0 && new->size >= 0 &&
        old->size != new->size) {
        diff_detail(job, change,
                    "%" G_GINT64_FORMAT " bytes -> %" G_GINT64_FORMAT " bytes", old->size,
                    new->size);
    }
    return change;
}

static DiffClass class_of_value(const char *name)
{
    return diff_is_default(name)   ? DIFF_VALUE_DEFAULT
           : diff_is_version(name) ? DIFF_VALUE_VERSION
                                   : DIFF_VALUE;
}

void diff_value(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (g_strcmp0(before->value, after->value) != 0) {
        /* A macro's C is its value; a variable's declares it. */
        const bool has_c = before->kind == IR_MACRO;
        DiffChange *change = diff_add(job, class_of_value(after->name), before, after,
                                      "it has another value");

        diff_texts(job, change, has_c && before->c != NULL ? before->c : before->value,
                   has_c && after->c != NULL ? after->c : after->value);
    }
}

static bool same_callback(const IrCallback *a, const IrCallback *b)
{
    return a->param == b->param && a->opaque == b->opaque &&
           a->user_data == b->user_data && a->destroy == b->destroy &&
           g_strcmp0(a->field, b->field) == 0 &&
           g_strcmp0(a->user_data_field, b->user_data_field) == 0 &&
           g_strcmp0(a->destroy_field, b->destroy_field) == 0;
}

/* The callback at the same parameter or member; NULL for none. */
static const IrCallback *callback_of(const GArray *callbacks, const IrCallback *like)
{
    for (guint i = 0; callbacks != NULL && i < callbacks->len; i++) {
        const IrCallback *callback = &g_array_index(callbacks, IrCallback, i);

        if (callback->param == like->param &&
            g_strcmp0(callback->field, like->field) == 0) {
            return callback;
        }
    }
    return NULL;
}

static const char *callback_place(DiffJob *job, const IrCallback *callback)
{
    return callback->field != NULL ? diff_printf(job, "member %s", callback->field)
           : callback->param >= 0  ? diff_printf(job, "parameter %d", callback->param + 1)
                                   : NULL;
}

/* The type of what a callback entry is about (borrowed); NULL where it is not known. */
static const IrType *callback_type(const IrDecl *decl, const IrCallback *callback)
{
    int field;

    switch (decl->kind) {
    case IR_FUNCTION:
        return callback->param >= 0 && (unsigned)callback->param < decl->n_params
                   ? decl->params[callback->param].type
                   : NULL;
    case IR_RECORD:
        field = ir_find_field(decl, callback->field);
        return field >= 0 ? g_array_index(decl->fields, IrField, (guint)field).type
                          : NULL;
    default:
        return decl->type;
    }
}

/* Whether the callback itself is of another type now, which is told as that. */
static bool is_another_type(const DiffJob *job, const IrDecl *before, const IrDecl *after,
                            const IrCallback *callback)
{
    const IrType *old = callback_type(before, callback);
    const IrType *new = callback_type(after, callback);

    return old == NULL || new == NULL ||
           diff_type(job->matches, ir_type_resolved(old), ir_type_resolved(new)) !=
               DIFF_TYPE_SAME;
}

/* How callbacks and their pointers travel together. */
void diff_callbacks(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    for (guint i = 0; before->callbacks != NULL && i < before->callbacks->len; i++) {
        const IrCallback *old = &g_array_index(before->callbacks, IrCallback, i);
        const IrCallback *new = callback_of(after->callbacks, old);

        if ((new == NULL || !same_callback(old, new)) &&
            !is_another_type(job, before, after, old)) {
            diff_add(job, DIFF_CALLBACK_CHANGED, before, after,
                     new == NULL
                         ? "no opaque pointer is known to travel with the callback now"
                         : "another opaque pointer travels with the callback")
                ->part = callback_place(job, old);
        }
    }
    for (guint i = 0; after->callbacks != NULL && i < after->callbacks->len; i++) {
        const IrCallback *new = &g_array_index(after->callbacks, IrCallback, i);

        if (callback_of(before->callbacks, new) == NULL &&
            !is_another_type(job, before, after, new)) {
            diff_add(job, DIFF_CALLBACK_ADDED, before, after,
                     "an opaque pointer travels with the callback")
                ->part = callback_place(job, new);
        }
    }
}
