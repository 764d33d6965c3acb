/* SPDX-License-Identifier: MIT */
#include "diff.h"

#include <string.h>

#include "diff_names.h"
#include "diff_parts.h"
#include "ir_names.h"

/* ---- what any declaration has ---- */

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
static void diff_callbacks(DiffJob *job, const IrDecl *before, const IrDecl *after)
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

static void diff_typedef(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (before->type == NULL || after->type == NULL) {
        return;
    }
    diff_types(job, DIFF_TYPE, before, after, "the typedef", before->type, after->type);
}

static void diff_variable(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (before->storage != after->storage) {
        if (before->storage == IR_STATIC && after->storage == IR_EXTERN) {
            diff_add(job, DIFF_NOW_EXTERN, before, after, "the linker sees it now");
        } else {
            diff_add(job, DIFF_STORAGE, before, after,
                     after->storage == IR_STATIC         ? "it is static now"
                     : after->storage == IR_THREAD_LOCAL ? "each thread has one now"
                                                         : "all threads share one now");
        }
    }
    if (g_strcmp0(before->symbol, after->symbol) != 0) {
        diff_texts(
            job,
            diff_add(job, DIFF_SYMBOL, before, after, "the linker sees another name"),
            before->symbol != NULL ? before->symbol : before->name,
            after->symbol != NULL ? after->symbol : after->name);
    }
    diff_types(job, DIFF_TYPE, before, after, "the variable", before->type, after->type);
    diff_value(job, before, after);
}

/* ---- declarations that came, went, or were matched ---- */

static bool is_symbol(const IrDecl *decl)
{
    return (decl->kind == IR_FUNCTION || decl->kind == IR_VARIABLE) &&
           decl->storage != IR_STATIC;
}

/* Something of another kind that can stand in a source where this one stood. */
static const IrDecl *replacement(const Ir *ir, const IrDecl *decl)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_VARIABLE, IR_MACRO};
    const GPtrArray *enums = ir->decls[IR_ENUM];

    if (ir_has_tag(decl->kind) || decl->kind == IR_TYPEDEF) {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const IrDecl *found = ir_find_decl(ir, kinds[i], decl->key);

        if (found != NULL && found->kind != decl->kind && found->selected) {
            return found;
        }
    }
    for (guint i = 0; decl->kind == IR_MACRO && i < enums->len; i++) {
        const IrDecl *each = g_ptr_array_index(enums, i);

        for (guint j = 0; each->enumerators != NULL && j < each->enumerators->len; j++) {
            const IrEnumerator *enumerator =
                &g_array_index(each->enumerators, IrEnumerator, j);

            if (strcmp(enumerator->name, decl->name) == 0 &&
                g_strcmp0(enumerator->value, decl->value) == 0) {
                return each;
            }
        }
    }
    return NULL;
}

/* Why the record cannot describe it; NULL when it does not say so. */
static const char *unsupported_reason(const Ir *ir, const IrDecl *decl)
{
    for (guint i = 0; i < ir->unsupported->len; i++) {
        const IrUnsupported *entry = &g_array_index(ir->unsupported, IrUnsupported, i);

        if (strcmp(entry->name, decl->key) == 0 &&
            strcmp(entry->kind, ir_decl_kind_name(decl->kind)) == 0) {
            return entry->reason;
        }
    }
    return NULL;
}

/* Whether macros of the same values have taken the place of each enumerator. */
static bool are_macros_now(const Ir *ir, const IrDecl *before)
{
    const guint n = before->enumerators != NULL ? before->enumerators->len : 0;

    for (guint i = 0; i < n; i++) {
        if (diff_enumerator_macro(
                ir, &g_array_index(before->enumerators, IrEnumerator, i)) == NULL) {
            return false;
        }
    }
    return n > 0 && before->unnamed;
}

static void diff_removed(DiffJob *job, const IrDecl *before)
{
    const char *reason = unsupported_reason(job->matches->after, before);
    const IrDecl *instead = replacement(job->matches->after, before);
    DiffChange *change;

    /* A part of a declaration that is compared on its own; nobody's business. */
    if (before->owner != NULL || diff_is_guard(before) ||
        diff_is_foreign(job->matches->before, before)) {
        return;
    }
    if (reason != NULL) {
        change = diff_add(job, DIFF_UNSUPPORTED, before, NULL,
                          "it can no longer be described: %s", reason);
    } else if (before->kind == IR_ENUM && are_macros_now(job->matches->after, before)) {
        change =
            diff_add(job, DIFF_REPLACED, before, NULL, "its enumerators are macros now");
    } else if (instead != NULL && !is_symbol(before)) {
        change = diff_add(job, DIFF_REPLACED, before, NULL, "it is %s now",
                          instead->kind == IR_ENUM       ? "an enumerator"
                          : instead->kind == IR_MACRO    ? "a macro"
                          : instead->kind == IR_FUNCTION ? "a function"
                                                         : "a variable");
    } else {
        change = diff_add(job, is_symbol(before) ? DIFF_REMOVED_SYMBOL : DIFF_REMOVED,
                          before, NULL, "it was removed");
        if (instead != NULL) {
            diff_detail(job, change,
                        "%s of that name is there, which old programs do not have",
                        instead->kind == IR_MACRO ? "a macro" : "something else");
        }
    }
    diff_texts(job, change, before->c != NULL ? before->c : before->body, NULL);
}

static void diff_added(DiffJob *job, const IrDecl *after)
{
    if (after->owner == NULL && !diff_is_guard(after) &&
        !diff_is_foreign(job->matches->after, after)) {
        diff_texts(job, diff_add(job, DIFF_ADDED, NULL, after, "it was added"), NULL,
                   after->c != NULL ? after->c : after->body);
    }
}

static void diff_renamed(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    /* What has no name is called after the declaration that it stands in. */
    if (!diff_was_renamed(job->matches, before) || before->unnamed ||
        diff_is_guard(before)) {
        return;
    }
    diff_texts(job,
               diff_add(job, is_symbol(before) ? DIFF_RENAMED_SYMBOL : DIFF_RENAMED,
                        before, after, "it is called %s now", after->key),
               before->key, after->key);
}

static void diff_kind(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    switch (before->kind) {
    case IR_RECORD:
        diff_record(job, before, after);
        return;
    case IR_ENUM:
        diff_enum(job, before, after);
        return;
    case IR_TYPEDEF:
        diff_typedef(job, before, after);
        return;
    case IR_FUNCTION:
        diff_function(job, before, after);
        return;
    case IR_VARIABLE:
        diff_variable(job, before, after);
        return;
    case IR_MACRO:
        diff_macro(job, before, after);
        return;
    }
}

static void diff_matched(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    diff_renamed(job, before, after);
    if (g_strcmp0(before->file, after->file) != 0 && before->owner == NULL) {
        DiffChange *change =
            diff_add(job, DIFF_MOVED, before, after, "another header declares it");

        diff_texts(job, change, before->file, after->file);
    }
    diff_kind(job, before, after);
    /* Of a record, what became of its layout says what the attributes mean. */
    if (before->kind != IR_RECORD &&
        diff_attributes(job, before, after, NULL, before->attributes,
                        after->attributes)) {
        diff_texts(job,
                   diff_add(job, DIFF_ATTRIBUTE_LAYOUT, before, after,
                            "its layout or alignment is declared otherwise"),
                   before->c, after->c);
    }
    diff_callbacks(job, before, after);
    diff_doc(job, before, after, NULL, before->doc, after->doc);
}

static void diff_all(DiffJob *job)
{
    for (size_t kind = 0; kind <= IR_MACRO; kind++) {
        const GPtrArray *old = job->matches->before->decls[kind];
        const GPtrArray *removed = job->matches->removed[kind];
        const GPtrArray *added = job->matches->added[kind];

        for (guint i = 0; i < old->len; i++) {
            const IrDecl *before = g_ptr_array_index(old, i);
            const IrDecl *after = diff_match(job->matches, before);

            if (after != NULL && before->selected && after->selected) {
                diff_matched(job, before, after);
            }
        }
        for (guint i = 0; i < removed->len; i++) {
            diff_removed(job, g_ptr_array_index(removed, i));
        }
        for (guint i = 0; i < added->len; i++) {
            diff_added(job, g_ptr_array_index(added, i));
        }
    }
}

/* ---- modules ---- */

static const IrDecl *subject(const DiffChange *change)
{
    return change->before != NULL ? change->before : change->after;
}

static gint compare_changes(gconstpointer a, gconstpointer b, gpointer unused)
{
    const DiffChange *left = *(const DiffChange *const *)a;
    const DiffChange *right = *(const DiffChange *const *)b;
    const IrDecl *old = subject(left), *new = subject(right);
    int order = (int)right->level - (int)left->level;

    (void)unused;
    if (order == 0 && (old == NULL || new == NULL)) {
        return 0;
    }
    if (order == 0) {
        order = (int)old->kind - (int)new->kind;
    }
    return order != 0 ? order : strcmp(old->key, new->key);
}

void diff_report_add(DiffReport *report, const Ir *before, const Ir *after)
{
    DiffModule *module =
        diff_module_create(report, before != NULL ? before->module : after->module);
    DiffJob job = {.report = report, .module = module};

    module->before = before;
    module->after = after;
    if (before == NULL || after == NULL) {
        diff_add(&job, before == NULL ? DIFF_MODULE_ADDED : DIFF_MODULE_REMOVED, NULL,
                 NULL, "the module was %s", before == NULL ? "added" : "removed");
        return;
    }
    job.matches = diff_matches_create(before, after);
    job.uses = diff_uses_create(before);
    diff_all(&job);
    /* What is equal stays in the order in which it was found. */
    g_qsort_with_data(module->changes->pdata, (gint)module->changes->len,
                      sizeof(gpointer), compare_changes, NULL);
    diff_reach(&job);
    diff_uses_destroy(job.uses);
    diff_matches_destroy(job.matches);
}
