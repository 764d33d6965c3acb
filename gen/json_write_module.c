/* SPDX-License-Identifier: MIT */
/* What a record says of other modules, of callbacks and of handlers. */
#include <string.h>

#include "ir_names.h"
#include "json_write_parts.h"

/* ---- imports ---- */

/* Opens the list of that owner. */
static void start_owner(JsonText *text, const char *owner)
{
    json_text_break(text);
    json_text_key(text, owner);
    json_text_open_lines(text, '[');
}

void json_put_imports(JsonText *text, const Ir *ir)
{
    GPtrArray *sorted = g_ptr_array_new();
    const char *owner = NULL;

    for (guint i = 0; i < ir->imports->len; i++) {
        g_ptr_array_add(sorted, g_ptr_array_index(ir->imports, i));
    }
    if (sorted->len != 0) {
        ir_sort_imports(sorted);
        json_text_break(text);
        json_text_name(text, "imports");
        json_text_open_lines(text, '{');
        for (guint i = 0; i < sorted->len; i++) {
            const IrDecl *decl = g_ptr_array_index(sorted, i);

            if (owner == NULL || strcmp(owner, decl->from) != 0) {
                if (owner != NULL) {
                    json_text_close_lines(text, ']');
                }
                owner = decl->from;
                start_owner(text, owner);
            }
            json_text_break(text);
            json_text_element(text);
            json_put_reference(text, decl);
        }
        json_text_close_lines(text, ']');
        json_text_close_lines(text, '}');
    }
    g_ptr_array_free(sorted, TRUE);
}

/* ---- callbacks ---- */

static void put_callback(JsonText *text, IrDeclKind kind, const IrCallback *callback)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open(text, '{');
    if (kind == IR_FUNCTION) {
        json_text_size_member(text, "param", callback->param);
    } else if (kind == IR_RECORD) {
        json_text_string_member(text, "field", callback->field);
    }
    json_text_size_member(text, "opaque", callback->opaque);
    if (kind == IR_FUNCTION) {
        json_text_size_member(text, "user_data", callback->user_data);
        json_text_size_member(text, "destroy", callback->destroy);
    } else if (kind == IR_RECORD) {
        json_text_string_member(text, "user_data", callback->user_data_field);
        json_text_string_member(text, "destroy", callback->destroy_field);
    }
    json_text_string_member(text, "confidence", ir_confidence_name(callback->confidence));
    json_text_close(text, '}');
}

void json_put_callbacks(JsonText *text, const IrDecl *decl)
{
    if (decl->callbacks == NULL || decl->callbacks->len == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, "callbacks");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < decl->callbacks->len; i++) {
        put_callback(text, decl->kind, &g_array_index(decl->callbacks, IrCallback, i));
    }
    json_text_close_lines(text, ']');
}

/* ---- handlers, tables and objects ---- */

/* Puts the elements of a list, if there are any. */
typedef void PutElement(JsonText *text, const void *element);

static void put_elements(JsonText *text, const char *name, const GArray *list,
                         PutElement *put)
{
    const guint size = list != NULL ? g_array_get_element_size((GArray *)list) : 0;

    if (list == NULL || list->len == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, name);
    json_text_open_lines(text, '[');
    for (guint i = 0; i < list->len; i++) {
        json_text_break(text);
        json_text_element(text);
        put(text, list->data + (gsize)i * size);
    }
    json_text_close_lines(text, ']');
}

static void put_reference_member(JsonText *text, const char *name, const IrDecl *decl)
{
    json_text_name(text, name);
    json_put_reference(text, decl);
}

/* A string member on a line of its own. */
static void put_line(JsonText *text, const char *name, const char *value)
{
    if (value != NULL) {
        json_text_break(text);
        json_text_string_member(text, name, value);
    }
}

/* A list of strings on a line of its own. */
static void put_strings_line(JsonText *text, const char *name, const GPtrArray *list)
{
    if (list != NULL && list->len != 0) {
        json_text_break(text);
        json_text_strings_member(text, name, list);
    }
}

static void put_registrar(JsonText *text, const void *element)
{
    const IrRegistrar *registrar = element;

    json_text_open(text, '{');
    json_text_string_member(text, "function", registrar->function);
    json_text_string_member(text, "name", registrar->name);
    json_text_string_member(text, "c", registrar->c);
    json_text_string_member(text, "call", registrar->call);
    json_text_string_member(text, "doc", registrar->doc);
    json_text_close(text, '}');
}

static void put_handler(JsonText *text, const void *element)
{
    const IrHandler *handler = element;

    json_text_open_lines(text, '{');
    json_text_string_member(text, "function", handler->function->key);
    json_text_string_member(text, "object", handler->object);
    put_reference_member(text, "implements", handler->what);
    json_text_string_member(text, "member", handler->member);
    json_text_string_member(text, "bridge", handler->bridge);
    put_line(text, "c", handler->c);
    put_line(text, "call", handler->call);
    put_elements(text, "registrars", handler->registrars, put_registrar);
    put_strings_line(text, "unconfirmed", handler->unconfirmed);
    json_text_close_lines(text, '}');
}

static void put_table_member(JsonText *text, const void *element)
{
    const IrTableMember *member = element;

    json_text_open(text, '{');
    json_text_string_member(text, "name", member->name);
    json_text_string_member(text, "handler", member->handler);
    json_text_string_member(text, "bridge", member->bridge);
    json_text_close(text, '}');
}

static void put_table(JsonText *text, const void *element)
{
    const IrTable *table = element;

    json_text_open_lines(text, '{');
    json_text_string_member(text, "name", table->name);
    put_reference_member(text, "implements", table->what);
    json_text_string_member(text, "type", table->type);
    json_text_string_member(text, "kind", ir_table_kind_name(table->kind));
    json_text_string_member(text, "object", table->object);
    json_text_string_member(text, "user_data", table->user_data);
    put_line(text, "c", table->c);
    put_strings_line(text, "head", table->head);
    put_elements(text, "members", table->members, put_table_member);
    put_strings_line(text, "values", table->values);
    put_elements(text, "registrars", table->registrars, put_registrar);
    json_text_close_lines(text, '}');
}

static void put_parent(JsonText *text, const void *element)
{
    const IrParent *parent = element;

    json_text_open(text, '{');
    json_text_string_member(text, "type", parent->type);
    json_text_string_member(text, "path", parent->path);
    json_text_string_member(text, "up", parent->up);
    json_text_string_member(text, "up_call", parent->up_call);
    json_text_string_member(text, "down", parent->down);
    json_text_string_member(text, "down_call", parent->down_call);
    json_text_string_member(text, "check", parent->check);
    json_text_close(text, '}');
}

static void put_marked_field(JsonText *text, const void *element)
{
    const IrMarkedField *marked = element;

    json_text_open(text, '{');
    json_text_string_member(text, "field", marked->field);
    json_text_strings_member(text, "arguments", marked->arguments);
    json_text_close(text, '}');
}

static void put_object(JsonText *text, const void *element)
{
    const IrObject *object = element;

    json_text_open_lines(text, '{');
    json_text_string_member(text, "type", object->type);
    put_reference_member(text, "record", object->record);
    json_text_string_member(text, "name", object->name);
    json_text_string_member(text, "prefix", object->prefix);
    json_text_string_member(text, "check", object->check);
    put_elements(text, "parents", object->parents, put_parent);
    put_elements(text, "properties", object->properties, put_marked_field);
    put_elements(text, "migrated", object->migrated, put_marked_field);
    json_text_close_lines(text, '}');
}

static void put_row(JsonText *text, const void *element)
{
    json_text_open(text, '{');
    json_text_strings_member(text, "values", ((const IrRow *)element)->values);
    json_text_close(text, '}');
}

static void put_definition(JsonText *text, const void *element)
{
    const IrDefinition *definition = element;

    json_text_open_lines(text, '{');
    json_text_string_member(text, "c", definition->c);
    put_elements(text, "rows", definition->rows, put_row);
    put_strings_line(text, "steps", definition->steps);
    json_text_close_lines(text, '}');
}

void json_put_trampolines(JsonText *text, const Ir *ir)
{
    put_elements(text, "handlers", ir->handlers, put_handler);
    put_elements(text, "tables", ir->tables, put_table);
    put_elements(text, "objects", ir->objects, put_object);
    put_elements(text, "definitions", ir->definitions, put_definition);
    put_elements(text, "registration", ir->registration, put_definition);
}
