/* SPDX-License-Identifier: MIT */
#include "diff.h"

#include <string.h>

#include "diff_names.h"
#include "diff_parts.h"

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
