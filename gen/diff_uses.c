/* SPDX-License-Identifier: MIT */
#include "diff_uses.h"

struct DiffUses {
    GHashTable *of; /* const IrDecl * -> GArray of DiffUse */
};

static void add_use(DiffUses *uses, const IrDecl *decl, const DiffUse *use)
{
    GArray *list = g_hash_table_lookup(uses->of, decl);

    if (decl == use->user) {
        return;
    }
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(DiffUse));
        g_hash_table_insert(uses->of, (gpointer)decl, list);
    }
    g_array_append_val(list, *use);
}

/* Adds what a type mentions. */
static void add_type(DiffUses *uses, const IrType *type, DiffUse use)
{
    while (type != NULL) {
        switch (type->kind) {
        case IR_TYPE_RECORD:
        case IR_TYPE_ENUM:
        case IR_TYPE_TYPEDEF:
            add_use(uses, type->decl, &use);
            return;
        case IR_TYPE_FUNCTION:
            use.by_value = false;
            for (unsigned i = 0; i < type->n_params; i++) {
                add_type(uses, type->params[i], use);
            }
            break;
        case IR_TYPE_POINTER:
            use.by_value = false;
            break;
        default:
            break;
        }
        type = type->target;
    }
}

/* A function passes values: what it takes itself counts as held. */
static void add_function(DiffUses *uses, const IrDecl *function)
{
    const IrType *type = function->type;

    if (type == NULL || type->kind != IR_TYPE_FUNCTION) {
        return;
    }
    add_type(uses, type->target, (DiffUse){function, DIFF_USE_RESULT, true});
    for (unsigned i = 0; i < type->n_params; i++) {
        add_type(uses, type->params[i], (DiffUse){function, (int)i, true});
    }
}

static void add_decl(DiffUses *uses, const IrDecl *decl)
{
    switch (decl->kind) {
    case IR_RECORD:
        for (guint i = 0; decl->fields != NULL && i < decl->fields->len; i++) {
            add_type(uses, g_array_index(decl->fields, IrField, i).type,
                     (DiffUse){decl, (int)i, true});
        }
        return;
    case IR_FUNCTION:
        add_function(uses, decl);
        return;
    case IR_TYPEDEF:
    case IR_VARIABLE:
        add_type(uses, decl->type, (DiffUse){decl, DIFF_USE_ITSELF, true});
        return;
    case IR_ENUM:
    case IR_MACRO:
        return;
    }
}

DiffUses *diff_uses_create(const Ir *ir)
{
    DiffUses *uses = g_new0(DiffUses, 1);

    uses->of = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    for (size_t kind = 0; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);

            if (decl->selected) {
                add_decl(uses, decl);
            }
        }
    }
    return uses;
}

void diff_uses_destroy(DiffUses *uses)
{
    if (uses != NULL) {
        g_hash_table_unref(uses->of);
        g_free(uses);
    }
}

const GArray *diff_uses_of(const DiffUses *uses, const IrDecl *decl)
{
    return g_hash_table_lookup(uses->of, decl);
}
