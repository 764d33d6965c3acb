/* SPDX-License-Identifier: MIT */
#include "ir_clone.h"

#include <string.h>

/* What a type or a declaration of the record is in the copy; NULL for NULL. */
static const IrType *type_copy(const IrType *type)
{
    return type != NULL ? type->clone : NULL;
}

static IrDecl *decl_copy(const IrDecl *decl)
{
    return decl != NULL ? decl->clone : NULL;
}

/* What is kept, and whether all that it needs is. */
typedef struct Cloning {
    Ir *to;
    IrKeep *keep; /* NULL: everything */
    const void *data;
    GPtrArray *copies; /* of IrDecl *, as they lie in memory */
    bool whole;
} Cloning;

static void copy_decl(Cloning *cloning, IrDecl *decl)
{
    IrDecl *copy = NULL;

    if (cloning->keep == NULL || cloning->keep(decl, cloning->data)) {
        copy = ir_alloc(cloning->to, sizeof *copy);
        *copy = *decl;
        g_hash_table_insert(cloning->to->decl_by_key[copy->kind], (gpointer)copy->key,
                            copy);
        g_ptr_array_add(cloning->copies, copy);
    }
    decl->clone = copy;
}

/* Some are only looked up by their keys: macros that are no longer defined. */
static void copy_unlisted(Cloning *cloning, GHashTable *decls, GHashTable *copies)
{
    GHashTableIter iter;
    gpointer key, value;

    g_hash_table_iter_init(&iter, decls);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const IrDecl *decl = value;
        if (decl->clone == NULL || g_hash_table_lookup(copies, key) != decl->clone) {
            copy_decl(cloning, value);
        }
    }
}

/* Each gets its counterpart first, since they refer to each other in circles. In the
 * order of the list, which is that of memory, here and in the copy. */
static void copy_decls(Cloning *cloning, const Ir *from)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GPtrArray *list = from->decls[kind], *to = cloning->to->decls[kind];

        for (guint i = 0; i < list->len; i++) {
            IrDecl *decl = list->pdata[i];
            copy_decl(cloning, decl);
            if (decl->clone != NULL) {
                g_ptr_array_add(to, decl->clone);
            }
        }
        if (g_hash_table_size(from->decl_by_key[kind]) != list->len) {
            copy_unlisted(cloning, from->decl_by_key[kind],
                          cloning->to->decl_by_key[kind]);
        }
    }
}

/* A type is made before those that are made of it. */
static bool keeps_type(const IrType *type)
{
    bool kept = (type->decl == NULL || type->decl->clone != NULL) &&
                (type->target == NULL || type->target->clone != NULL);

    for (unsigned i = 0; kept && i < type->n_params; i++) {
        kept = type->params[i]->clone != NULL;
    }
    return kept;
}

static void copy_types(Cloning *cloning, const Ir *from)
{
    Ir *to = cloning->to;

    for (guint i = 0; i < from->types->len; i++) {
        IrType *type = from->types->pdata[i], *copy;
        type->clone = NULL;
        if (cloning->keep != NULL && !keeps_type(type)) {
            continue;
        }
        copy = ir_alloc(to, sizeof *copy);
        *copy = *type;
        type->clone = copy;
        g_ptr_array_add(to->types, copy);
        g_hash_table_insert(to->type_by_spelling, (gpointer)copy->spelling, copy);
    }
}

static void connect_type(Ir *to, IrType *type)
{
    const IrType **params;

    type->target = type_copy(type->target);
    type->decl = decl_copy(type->decl);
    if (type->n_params > 0) {
        params = ir_alloc(to, type->n_params * sizeof *params);
        for (unsigned i = 0; i < type->n_params; i++) {
            params[i] = type_copy(type->params[i]);
        }
        type->params = params;
    }
}

static GPtrArray *copy_list(GPtrArray *list)
{
    return list != NULL ? g_ptr_array_copy(list, NULL, NULL) : NULL;
}

/* The same of what a declaration that is kept has: it must be kept too. */
static const IrType *needed_type(Cloning *cloning, const IrType *type)
{
    cloning->whole = cloning->whole && (type == NULL || type->clone != NULL);
    return type_copy(type);
}

static IrDecl *needed_decl(Cloning *cloning, const IrDecl *decl)
{
    cloning->whole = cloning->whole && (decl == NULL || decl->clone != NULL);
    return decl_copy(decl);
}

static IrParam *copy_params(Cloning *cloning, const IrParam *params, unsigned count)
{
    IrParam *copy = NULL;

    if (count > 0) {
        copy = ir_alloc(cloning->to, count * sizeof *copy);
        for (unsigned i = 0; i < count; i++) {
            copy[i] = (IrParam){params[i].name, needed_type(cloning, params[i].type)};
        }
    }
    return copy;
}

static GArray *copy_array(const GArray *array, guint size)
{
    GArray *copy = g_array_sized_new(FALSE, TRUE, size, array->len);

    return g_array_append_vals(copy, array->data, array->len);
}

static void connect_members(Cloning *cloning, IrDecl *decl)
{
    if (decl->fields != NULL) {
        decl->fields = copy_array(decl->fields, sizeof(IrField));
        for (guint i = 0; i < decl->fields->len; i++) {
            IrField *field = &g_array_index(decl->fields, IrField, i);
            field->type = needed_type(cloning, field->type);
            field->inlined = needed_decl(cloning, field->inlined);
            field->attributes = copy_list(field->attributes);
            field->params = copy_params(cloning, field->params, field->n_params);
        }
    }
    if (decl->enumerators != NULL) {
        decl->enumerators = copy_array(decl->enumerators, sizeof(IrEnumerator));
        for (guint i = 0; i < decl->enumerators->len; i++) {
            IrEnumerator *enumerator = &g_array_index(decl->enumerators, IrEnumerator, i);
            enumerator->attributes = copy_list(enumerator->attributes);
        }
    }
}

static void connect_decl(Cloning *cloning, IrDecl *decl)
{
    decl->type = needed_type(cloning, decl->type);
    decl->inlined = needed_decl(cloning, decl->inlined);
    decl->owner = needed_decl(cloning, decl->owner);
    decl->attributes = copy_list(decl->attributes);
    decl->parameters = copy_list(decl->parameters);
    decl->params = copy_params(cloning, decl->params, decl->n_params);
    connect_members(cloning, decl);
}

static void copy_facts(Ir *to, const Ir *from)
{
    GHashTableIter iter;
    gpointer name, path;

    to->module = from->module;
    to->header = from->header;
    to->target = from->target;
    to->pointer_size = from->pointer_size;
    to->big_endian = from->big_endian;
    to->char_signed = from->char_signed;
    to->size_type = type_copy(from->size_type);
    to->ptrdiff_type = type_copy(from->ptrdiff_type);
    to->wchar_type = type_copy(from->wchar_type);
    to->char16_type = type_copy(from->char16_type);
    to->char32_type = type_copy(from->char32_type);
    to->marked = from->marked;
    g_ptr_array_extend(to->includes, from->includes, NULL, NULL);
    g_ptr_array_extend(to->raw, from->raw, NULL, NULL);
    g_hash_table_iter_init(&iter, from->paths);
    while (g_hash_table_iter_next(&iter, &name, &path)) {
        g_hash_table_insert(to->paths, name, path);
    }
}

Ir *ir_clone_some(Ir *ir, IrKeep *keep, const void *data)
{
    Cloning cloning = {ir_create_like(ir), keep, data, g_ptr_array_new(), true};
    Ir *copy = cloning.to;

    g_assert(ir->imports->len == 0 && ir->unsupported->len == 0 && ir->order->len == 0);
    copy_decls(&cloning, ir);
    copy_types(&cloning, ir);
    copy_facts(copy, ir);
    for (guint i = 0; i < copy->types->len; i++) {
        connect_type(copy, copy->types->pdata[i]);
    }
    for (guint i = 0; i < cloning.copies->len; i++) {
        connect_decl(&cloning, cloning.copies->pdata[i]);
    }
    g_ptr_array_unref(cloning.copies);
    if (!cloning.whole) {
        g_clear_pointer(&copy, ir_destroy);
    }
    return copy;
}

Ir *ir_clone(Ir *ir)
{
    return ir_clone_some(ir, NULL, NULL);
}
