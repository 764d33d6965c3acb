/* SPDX-License-Identifier: MIT */
#include "json_names.h"
#include "json_write_parts.h"
#include "sort.h"

void json_put_type_member(JsonText *text, const char *name, const IrType *type)
{
    json_text_string_member(text, name, type != NULL ? type->spelling : NULL);
}

static void put_qualifiers(JsonText *text, unsigned qualifiers)
{
    if (qualifiers == 0) {
        return;
    }
    json_text_name(text, "qualifiers");
    json_text_open(text, '[');
    for (unsigned i = 0; i < JSON_N_QUALIFIERS; i++) {
        if (qualifiers & (1u << i)) {
            json_text_element(text);
            json_text_string(text, json_qualifier_names[i]);
        }
    }
    json_text_close(text, ']');
}

static void put_function_type(JsonText *text, const IrType *type)
{
    json_put_type_member(text, "returns", type->target);
    if (type->n_params != 0) {
        json_text_name(text, "params");
        json_text_open(text, '[');
        for (unsigned i = 0; i < type->n_params; i++) {
            json_text_element(text);
            json_text_string(text, type->params[i]->spelling);
        }
        json_text_close(text, ']');
    }
    json_text_true_member(text, "variadic", type->variadic);
    json_text_true_member(text, "unprototyped", !type->prototyped);
    json_text_true_member(text, "noreturn", type->noreturn);
    json_text_string_member(text, "convention", type->convention);
}

static void put_type(JsonText *text, const IrType *type)
{
    const char *kind = json_type_kind_names[type->kind];

    json_text_break(text);
    json_text_key(text, type->spelling);
    json_text_open(text, '{');
    json_text_string_member(text, "kind", kind);
    switch (type->kind) {
    case IR_TYPE_BUILTIN:
        json_text_string_member(text, "class", json_class_names[type->builtin]);
        break;
    case IR_TYPE_POINTER:
        json_put_type_member(text, "to", type->target);
        break;
    case IR_TYPE_FUNCTION:
        put_function_type(text, type);
        break;
    case IR_TYPE_RECORD:
    case IR_TYPE_ENUM:
    case IR_TYPE_TYPEDEF:
        json_text_string_member(text, kind, type->decl->key);
        break;
    case IR_TYPE_ARRAY:
    case IR_TYPE_VECTOR:
    case IR_TYPE_COMPLEX:
    case IR_TYPE_ATOMIC:
        json_put_type_member(text, "of", type->target);
        json_text_size_member(text, "length", type->length);
        json_text_string_member(text, "length_text", type->length_text);
        json_text_true_member(text, "static", type->static_length);
        break;
    case IR_TYPE_UNSUPPORTED:
        json_text_string_member(text, "reason", type->reason);
        break;
    }
    json_text_size_member(text, "size", type->size);
    json_text_size_member(text, "align", type->align);
    put_qualifiers(text, type->qualifiers);
    json_text_close(text, '}');
}

static const char *spelling_of(const void *type)
{
    return ((const IrType *)type)->spelling;
}

/* The types of the record (new, of IrType *). */
static GPtrArray *types_to_put(const Ir *ir)
{
    GPtrArray *types = g_ptr_array_sized_new(ir->types->len);

    for (guint i = 0; i < ir->types->len; i++) {
        IrType *type = g_ptr_array_index(ir->types, i);

        if (type->listed) {
            g_ptr_array_add(types, type);
        }
    }
    return types;
}

void json_put_types(JsonText *text, const Ir *ir)
{
    GPtrArray *sorted = types_to_put(ir);

    if (sorted->len != 0) {
        sort_by_text(sorted, spelling_of);
        json_text_break(text);
        json_text_name(text, "types");
        json_text_open_lines(text, '{');
        for (guint i = 0; i < sorted->len; i++) {
            put_type(text, g_ptr_array_index(sorted, i));
        }
        json_text_close_lines(text, '}');
    }
    g_ptr_array_free(sorted, TRUE);
}
