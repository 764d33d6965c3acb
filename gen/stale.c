/* SPDX-License-Identifier: MIT */
/*
 * The scan may have read the original headers, or the bindings generated from the record.
 * These differ in what must not count: opaque records are storage there, static inline
 * functions are external ones, and what is renamed has its new name.
 */
#include "stale.h"

#include <string.h>

#include "ir_names.h"
#include "layout.h"
#include "needs.h"

typedef struct Comparing {
    Ir *ir; /* for the strings of messages */
    const Owners *owners;
    GHashTable *seen;        /* set of IrDecl *: queued once */
    GPtrArray *queue;        /* of const IrDecl *: ours, to be compared */
    GHashTable *differences; /* name of a module -> GPtrArray of messages */
} Comparing;

static const char *bytes_text(Ir *ir, int64_t bytes)
{
    return ir_printf(ir, "%" G_GINT64_FORMAT " %s", bytes, bytes == 1 ? "byte" : "bytes");
}

/* Whether both are the same type; what has no name of its own is compared with its
 * owner. */
static bool same_type(const IrType *a, const IrType *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    if (strcmp(a->spelling, b->spelling) == 0) {
        return true;
    }
    if (a->kind != b->kind || a->qualifiers != b->qualifiers || a->length != b->length ||
        a->n_params != b->n_params || a->variadic != b->variadic ||
        a->noreturn != b->noreturn || g_strcmp0(a->convention, b->convention) != 0) {
        return false;
    }
    for (unsigned i = 0; i < a->n_params; i++) {
        if (!same_type(a->params[i], b->params[i])) {
            return false;
        }
    }
    if (a->target == NULL || b->target == NULL) {
        return a->decl != NULL && b->decl != NULL && a->decl->unnamed && b->decl->unnamed;
    }
    return same_type(a->target, b->target);
}

/* The next member that has a name or is an anonymous record; NULL at the end. */
static const IrField *next_member(const IrDecl *record, guint *at)
{
    while (record->fields != NULL && *at < record->fields->len) {
        const IrField *field = &g_array_index(record->fields, IrField, (*at)++);
        if (*field->name != '\0' || field->width < 0) {
            return field;
        }
    }
    return NULL;
}

static const char *field_difference(Ir *ir, const char *record, const IrField *now,
                                    const IrField *then)
{
    if (strcmp(now->name, then->name) != 0) {
        return ir_printf(ir, "%s has the member '%s' where its record has '%s'", record,
                         now->name, then->name);
    }
    if (now->offset != then->offset || now->width != then->width) {
        return ir_printf(ir,
                         "'%s' of %s is at bit %" G_GINT64_FORMAT
                         ", and at %" G_GINT64_FORMAT " in its record",
                         now->name, record, now->offset, then->offset);
    }
    if (!same_type(now->type, then->type)) {
        return ir_printf(ir, "'%s' of %s is of type %s, and of %s in its record",
                         now->name, record, now->type->spelling, then->type->spelling);
    }
    return NULL;
}

static const char *fields_difference(Ir *ir, const IrDecl *now, const IrDecl *then)
{
    guint at_now = 0, at_then = 0;
    const char *difference = NULL;

    while (difference == NULL) {
        const IrField *mine = next_member(now, &at_now);
        const IrField *theirs = next_member(then, &at_then);
        if (mine == NULL && theirs == NULL) {
            break;
        }
        if (mine == NULL || theirs == NULL) {
            return ir_printf(ir, "%s has the member '%s' %s", now->key,
                             (mine != NULL ? mine : theirs)->name,
                             mine != NULL ? "that is not in its record"
                                          : "in its record only");
        }
        difference = field_difference(ir, now->key, mine, theirs);
        if (difference == NULL && mine->inlined != NULL && theirs->inlined != NULL &&
            mine->inlined->kind == IR_RECORD) {
            difference = fields_difference(ir, mine->inlined, theirs->inlined);
        }
    }
    return difference;
}

static const char *record_difference(Ir *ir, const IrDecl *now, const IrDecl *then)
{
    if (!now->complete || !then->complete) {
        return NULL;
    }
    if (now->size != then->size) {
        return ir_printf(ir, "%s has %s, and %s in its record", now->key,
                         bytes_text(ir, now->size), bytes_text(ir, then->size));
    }
    if (now->align != then->align) {
        return ir_printf(ir, "%s is aligned to %s, and to %s in its record", now->key,
                         bytes_text(ir, now->align), bytes_text(ir, then->align));
    }
    return now->opaque || then->opaque ? NULL : fields_difference(ir, now, then);
}

static const char *enum_difference(Ir *ir, const IrDecl *now, const IrDecl *then)
{
    guint n_now = now->enumerators != NULL ? now->enumerators->len : 0;
    guint n_then = then->enumerators != NULL ? then->enumerators->len : 0;

    if (!now->complete) {
        return NULL;
    }
    for (guint i = 0; i < MIN(n_now, n_then); i++) {
        const IrEnumerator *mine = &g_array_index(now->enumerators, IrEnumerator, i);
        const IrEnumerator *theirs = &g_array_index(then->enumerators, IrEnumerator, i);
        if (strcmp(mine->name, theirs->name) != 0 &&
            g_strcmp0(mine->name, theirs->original) != 0) {
            return ir_printf(ir, "%s has the enumerator %s where its record has %s",
                             now->key, mine->name, theirs->name);
        }
        if (strcmp(mine->value, theirs->value) != 0) {
            return ir_printf(ir, "%s is %s, and %s in its record", mine->name,
                             mine->value, theirs->value);
        }
    }
    if (n_now != n_then) {
        return ir_printf(ir, "%s has %u enumerators, and %u in its record", now->key,
                         n_now, n_then);
    }
    return now->size == then->size
               ? NULL
               : ir_printf(ir, "%s has %s, and %s in its record", now->key,
                           bytes_text(ir, now->size), bytes_text(ir, then->size));
}

/* _Noreturn is no part of the function's type, and the attribute is. */
static bool is_noreturn(const IrDecl *function)
{
    return function->type->noreturn ||
           layout_has_attribute(function->attributes, "noreturn");
}

static const char *function_difference(Ir *ir, const IrDecl *now, const IrDecl *then)
{
    IrType mine = *now->type, theirs = *then->type;

    if (is_noreturn(now) != is_noreturn(then)) {
        return ir_printf(ir, "%s %s in its record", ir_decl_title(ir, now),
                         is_noreturn(now) ? "is noreturn, and returns"
                                          : "returns, and is noreturn");
    }
    mine.noreturn = theirs.noreturn = false;
    return same_type(&mine, &theirs)
               ? NULL
               : ir_printf(ir, "%s is of type %s, and of %s in its record",
                           ir_decl_title(ir, now), mine.spelling, theirs.spelling);
}

static const char *difference_of(Ir *ir, const IrDecl *now, const IrDecl *then)
{
    if (now->kind == IR_RECORD) {
        return record_difference(ir, now, then);
    }
    if (now->kind == IR_ENUM) {
        return enum_difference(ir, now, then);
    }
    if (now->type == NULL || then->type == NULL) {
        return NULL;
    }
    if (now->kind == IR_FUNCTION) {
        return function_difference(ir, now, then);
    }
    return same_type(now->type, then->type)
               ? NULL
               : ir_printf(ir, "%s is of type %s, and of %s in its record",
                           ir_decl_title(ir, now), now->type->spelling,
                           then->type->spelling);
}

static void compare(Comparing *comparing, const Ir *dependency, const IrDecl *now,
                    const IrDecl *then)
{
    const char *difference = difference_of(comparing->ir, now, then);
    GPtrArray *list;

    if (difference == NULL) {
        return;
    }
    list = g_hash_table_lookup(comparing->differences, dependency->module);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(comparing->differences, (gpointer)dependency->module, list);
    }
    g_ptr_array_add(list, (gpointer)difference);
}

static void enqueue(const IrDecl *decl, void *data)
{
    Comparing *comparing = data;

    if (g_hash_table_add(comparing->seen, (gpointer)decl)) {
        g_ptr_array_add(comparing->queue, (gpointer)decl);
    }
}

/* The imported types and all that they are made of, as far as modules own it. */
static void compare_types(Comparing *comparing)
{
    for (guint i = 0; i < comparing->ir->imports->len; i++) {
        enqueue(comparing->ir->imports->pdata[i], comparing);
    }
    for (guint i = 0; i < comparing->queue->len; i++) {
        const IrDecl *decl = comparing->queue->pdata[i];
        Owner owner = owners_find(comparing->owners, decl);
        if (owner.decl != NULL) {
            compare(comparing, owner.dependency, decl, owner.decl);
            needs_direct(decl, enqueue, comparing);
        }
    }
}

static void compare_functions(Comparing *comparing, const Ir *dependency)
{
    const GPtrArray *functions = dependency->decls[IR_FUNCTION];

    for (guint i = 0; i < functions->len; i++) {
        const IrDecl *then = functions->pdata[i];
        const IrDecl *now = owners_own_view(comparing->owners, dependency, then);
        if (now != NULL) {
            compare(comparing, dependency, now, then);
        }
    }
}

static void report(const Comparing *comparing, const char *module,
                   const GPtrArray *differences, const Manifest *manifest,
                   Diagnostics *diag)
{
    const ManifestText *place = owners_entry(comparing->owners, module);
    const char *more =
        differences->len == 1
            ? ""
            : ir_printf(comparing->ir, " (and %u more differ)", differences->len - 1);

    diag_report(diag, DIAG_ERROR, manifest->path, place->line, place->column,
                "the record of module '%s' does not fit the headers: %s%s; generate "
                "module '%s' again",
                module, (const char *)differences->pdata[0], more, module);
}

static void free_list(gpointer data)
{
    g_ptr_array_free(data, TRUE);
}

bool stale_check(Ir *ir, const Owners *owners, const Manifest *manifest,
                 const GPtrArray *dependencies, Diagnostics *diag)
{
    Comparing comparing = {
        .ir = ir,
        .owners = owners,
        .seen = g_hash_table_new(NULL, NULL),
        .queue = g_ptr_array_new(),
        .differences = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list),
    };
    bool fits = true;

    compare_types(&comparing);
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        const Ir *dependency = dependencies->pdata[i];
        GPtrArray *differences;
        compare_functions(&comparing, dependency);
        differences = g_hash_table_lookup(comparing.differences, dependency->module);
        if (differences != NULL) {
            report(&comparing, dependency->module, differences, manifest, diag);
            fits = false;
        }
    }
    g_hash_table_destroy(comparing.seen);
    g_ptr_array_free(comparing.queue, TRUE);
    g_hash_table_destroy(comparing.differences);
    return fits;
}
