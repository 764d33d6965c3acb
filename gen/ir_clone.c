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

/* Each gets its counterpart first, since they refer to each other in circles. */
static void copy_types(Ir *to, const Ir *from)
{
    for (guint i = 0; i < from->types->len; i++) {
        IrType *type = from->types->pdata[i];
        IrType *copy = ir_alloc(to, sizeof *copy);
        *copy = *type;
        type->clone = copy;
        g_ptr_array_add(to->types, copy);
        g_hash_table_insert(to->type_by_spelling, (gpointer)copy->spelling, copy);
    }
}

static void copy_decls(Ir *to, const Ir *from)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GHashTableIter iter;
        gpointer value;

        g_hash_table_iter_init(&iter, from->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            IrDecl *decl = value, *copy = ir_alloc(to, sizeof *copy);
            *copy = *decl;
            decl->clone = copy;
            g_hash_table_insert(to->decl_by_key[kind], (gpointer)copy->key, copy);
        }
        for (guint i = 0; i < from->decls[kind]->len; i++) {
            g_ptr_array_add(to->decls[kind], decl_copy(from->decls[kind]->pdata[i]));
        }
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

static IrParam *copy_params(Ir *to, const IrParam *params, unsigned count)
{
    IrParam *copy = NULL;

    if (count > 0) {
        copy = ir_alloc(to, count * sizeof *copy);
        for (unsigned i = 0; i < count; i++) {
            copy[i] = (IrParam){params[i].name, type_copy(params[i].type)};
        }
    }
    return copy;
}

static GArray *copy_array(const GArray *array, guint size)
{
    GArray *copy = g_array_sized_new(FALSE, TRUE, size, array->len);

    return g_array_append_vals(copy, array->data, array->len);
}

static void connect_members(Ir *to, IrDecl *decl)
{
    if (decl->fields != NULL) {
        decl->fields = copy_array(decl->fields, sizeof(IrField));
        for (guint i = 0; i < decl->fields->len; i++) {
            IrField *field = &g_array_index(decl->fields, IrField, i);
            field->type = type_copy(field->type);
            field->inlined = decl_copy(field->inlined);
            field->attributes = copy_list(field->attributes);
            field->params = copy_params(to, field->params, field->n_params);
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

static void connect_decl(Ir *to, IrDecl *decl)
{
    decl->type = type_copy(decl->type);
    decl->inlined = decl_copy(decl->inlined);
    decl->owner = decl_copy(decl->owner);
    decl->attributes = copy_list(decl->attributes);
    decl->parameters = copy_list(decl->parameters);
    decl->params = copy_params(to, decl->params, decl->n_params);
    connect_members(to, decl);
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

Ir *ir_clone(Ir *ir)
{
    Ir *copy = ir_create_like(ir);

    g_assert(ir->imports->len == 0 && ir->unsupported->len == 0 && ir->order->len == 0);
    copy_types(copy, ir);
    copy_decls(copy, ir);
    copy_facts(copy, ir);
    for (guint i = 0; i < copy->types->len; i++) {
        connect_type(copy, copy->types->pdata[i]);
    }
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GHashTableIter iter;
        gpointer decl;

        g_hash_table_iter_init(&iter, copy->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &decl)) {
            connect_decl(copy, decl);
        }
    }
    return copy;
}
