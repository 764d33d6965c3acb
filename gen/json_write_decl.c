/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <string.h>

#include "json_names.h"
#include "json_write_parts.h"

/* The string for a name that is "" where there is none. */
static const char *or_absent(const char *name)
{
    return name != NULL && *name != '\0' ? name : NULL;
}

void json_put_reference(JsonText *text, const IrDecl *decl)
{
    json_text_pair(text, ir_decl_kind_name(decl->kind), decl->key);
}

static void put_reference_member(JsonText *text, const char *name, const IrDecl *decl)
{
    if (decl != NULL) {
        json_text_name(text, name);
        json_put_reference(text, decl);
    }
}

static void put_param(JsonText *text, const IrParam *param)
{
    json_text_element(text);
    json_text_open(text, '{');
    json_text_string_member(text, "name", or_absent(param->name));
    json_put_type_member(text, "type", param->type);
    json_text_close(text, '}');
}

static void put_params(JsonText *text, const IrParam *params, unsigned n, bool lines)
{
    if (n == 0) {
        return;
    }
    if (!lines) {
        json_text_name(text, "params");
        json_text_open(text, '[');
        for (unsigned i = 0; i < n; i++) {
            put_param(text, &params[i]);
        }
        json_text_close(text, ']');
        return;
    }
    json_text_break(text);
    json_text_name(text, "params");
    json_text_open_lines(text, '[');
    for (unsigned i = 0; i < n; i++) {
        json_text_break(text);
        put_param(text, &params[i]);
    }
    json_text_close_lines(text, ']');
}

static void put_field(JsonText *text, const IrField *field)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open(text, '{');
    json_text_string_member(text, "name", or_absent(field->name));
    json_put_type_member(text, "type", field->type);
    json_text_string_member(text, "c", field->c);
    json_text_size_member(text, "offset", field->offset);
    json_text_size_member(text, "width", field->width);
    json_text_string_member(text, "doc", field->doc);
    json_text_strings_member(text, "attributes", field->attributes);
    put_reference_member(text, "inline", field->inlined);
    put_params(text, field->params, field->n_params, false);
    json_text_close(text, '}');
}

static void put_record(JsonText *text, const IrDecl *decl)
{
    json_text_string_member(text, "type", decl->type_name);
    json_text_size_member(text, "size", decl->complete ? decl->size : -1);
    json_text_size_member(text, "align", decl->complete ? decl->align : -1);
    json_text_size_member(text, "pack", decl->pack);
    json_text_true_member(text, "incomplete", !decl->complete);
    json_text_true_member(text, "opaque", decl->opaque);
    json_text_true_member(text, "unnamed", decl->unnamed);
    json_text_true_member(text, "in_prototype", decl->in_prototype);
    if (decl->opaque || decl->fields == NULL || decl->fields->len == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, "fields");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < decl->fields->len; i++) {
        put_field(text, &g_array_index(decl->fields, IrField, i));
    }
    json_text_close_lines(text, ']');
}

static void put_enumerator(JsonText *text, const IrEnumerator *enumerator)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open(text, '{');
    json_text_string_member(text, "name", enumerator->name);
    json_text_string_member(text, "original", enumerator->original);
    json_text_string_member(text, "value", enumerator->value);
    json_text_string_member(text, "doc", enumerator->doc);
    json_text_strings_member(text, "attributes", enumerator->attributes);
    json_text_close(text, '}');
}

static void put_enum(JsonText *text, const IrDecl *decl)
{
    json_text_string_member(text, "type", decl->type_name);
    json_put_type_member(text, "integer", decl->type);
    json_text_size_member(text, "size", decl->size);
    json_text_size_member(text, "align", decl->align);
    json_text_string_member(text, "style", ir_enum_style_name(decl->style));
    json_text_true_member(text, "unnamed", decl->unnamed);
    json_text_true_member(text, "in_prototype", decl->in_prototype);
    if (decl->enumerators == NULL || decl->enumerators->len == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, "enumerators");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < decl->enumerators->len; i++) {
        put_enumerator(text, &g_array_index(decl->enumerators, IrEnumerator, i));
    }
    json_text_close_lines(text, ']');
}

/* A typedef, a function or a variable. */
static void put_declarator(JsonText *text, const IrDecl *decl)
{
    json_put_type_member(text, "type", decl->type);
    json_text_string_member(text, "storage", json_storage_names[decl->storage]);
    json_text_true_member(text, "is_inline", decl->is_inline);
    json_text_string_member(text, "symbol", decl->symbol);
    json_text_true_member(text, "from_macro", decl->from_macro);
    json_text_string_member(text, "wrapper", decl->wrapper);
    json_text_string_member(text, "value", decl->value);
    put_params(text, decl->params, decl->n_params, true);
}

static void put_macro(JsonText *text, const IrDecl *decl)
{
    json_text_string_member(text, "value", decl->value);
    json_put_type_member(text, "type", decl->type);
    json_text_string_member(text, "c", decl->c);
    json_text_strings_member(text, "parameters", decl->parameters);
    json_text_string_member(text, "body", decl->body);
}

static void put_own_part(JsonText *text, const IrDecl *decl)
{
    switch (decl->kind) {
    case IR_RECORD:
        put_record(text, decl);
        break;
    case IR_ENUM:
        put_enum(text, decl);
        break;
    case IR_TYPEDEF:
    case IR_FUNCTION:
    case IR_VARIABLE:
        put_declarator(text, decl);
        break;
    case IR_MACRO:
        put_macro(text, decl);
        break;
    }
}

static const char *kind_member(const IrDecl *decl)
{
    if (decl->kind == IR_RECORD) {
        return decl->is_union ? "union" : "struct";
    }
    return decl->kind == IR_MACRO ? json_macro_kind_names[decl->macro] : NULL;
}

static void put_name(JsonText *text, const IrDecl *decl)
{
    json_text_string_member(text, "key", decl->key);
    json_text_string_member(text, "name", decl->name);
    json_text_string_member(text, "original", decl->original);
    json_text_string_member(text, "kind", kind_member(decl));
}

/* A macro without documentation takes one line, any other declaration several. */
static void put_decl(JsonText *text, const IrDecl *decl)
{
    const bool lines = decl->kind != IR_MACRO || decl->doc != NULL;

    json_text_break(text);
    json_text_element(text);
    (lines ? json_text_open_lines : json_text_open)(text, '{');
    put_name(text, decl);
    json_text_string_member(text, "file", decl->file);
    put_reference_member(text, "inline", decl->inlined);
    put_reference_member(text, "owner", decl->owner);
    if (decl->doc != NULL) {
        json_text_break(text);
        json_text_string_member(text, "doc", decl->doc);
    }
    text->broken = lines;
    if (decl->kind != IR_MACRO && decl->c != NULL) {
        json_text_string_member(text, "c", decl->c);
        text->broken = lines;
    }
    if (decl->c_only != NULL || (decl->attributes != NULL && decl->attributes->len > 0)) {
        json_text_string_member(text, "c_only", decl->c_only);
        json_text_strings_member(text, "attributes", decl->attributes);
        text->broken = lines;
    }
    put_own_part(text, decl);
    json_put_callbacks(text, decl);
    (lines ? json_text_close_lines : json_text_close)(text, '}');
}

static bool any_selected(const GPtrArray *decls, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        if (((const IrDecl *)g_ptr_array_index(decls, i))->selected) {
            return true;
        }
    }
    return false;
}

void json_put_some_decls(JsonText *text, const char *name, const GPtrArray *decls,
                         guint from, guint to)
{
    bool open = any_selected(decls, 0, from);
    const IrDecl *last = NULL;

    if (open) {
        text->indent += 2;
    }
    for (guint i = from; i < to; i++) {
        const IrDecl *decl = g_ptr_array_index(decls, i);

        if (!decl->selected) {
            continue;
        }
        if (!open) {
            json_text_break(text);
            json_text_name(text, name);
            json_text_open_lines(text, '[');
            open = true;
        }
        assert(last == NULL || strcmp(last->key, decl->key) < 0);
        put_decl(text, decl);
        last = decl;
    }
    if (last != NULL && !any_selected(decls, to, decls->len)) {
        json_text_close_lines(text, ']');
    }
}

void json_put_decls(JsonText *text, const char *name, const GPtrArray *decls)
{
    json_put_some_decls(text, name, decls, 0, decls->len);
}
