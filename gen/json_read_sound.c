/* SPDX-License-Identifier: MIT */
/* What holds of every declaration that is to be put into C again, and what only a damaged
 * record has otherwise. */
#include "json_read_parts.h"

static bool check_fields(JsonReader *reader, const IrDecl *record)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);

        if (field->c != NULL && *field->c == '\0') {
            return json_read_fail(reader, "the member \"%s\" has an empty \"c\"",
                                  field->name);
        }
    }
    return true;
}

static bool check_record(JsonReader *reader, const IrDecl *record)
{
    if (record->opaque && (record->size < 0 || record->align < 0)) {
        return json_read_fail(reader,
                              "it is opaque, and \"size\" or \"align\" is missing");
    }
    return check_fields(reader, record);
}

static bool check_enum(JsonReader *reader, const IrDecl *decl)
{
    if (decl->type == NULL && (decl->type_name == NULL || (decl->enumerators != NULL &&
                                                           decl->enumerators->len > 0))) {
        return json_read_fail(reader, "the member \"integer\" is missing");
    }
    return true;
}

static bool check_function(JsonReader *reader, const IrDecl *function)
{
    if (function->wrapper == NULL) {
        return true;
    }
    if (function->type->kind != IR_TYPE_FUNCTION || function->type->target == NULL) {
        return json_read_fail(reader, "its type is not that of a function");
    }
    if (function->type->variadic) {
        return json_read_fail(reader, "it is variadic and cannot have a \"wrapper\"");
    }
    return true;
}

bool json_read_check_decl(JsonReader *reader, const IrDecl *decl)
{
    switch (decl->kind) {
    case IR_RECORD:
        return check_record(reader, decl);
    case IR_ENUM:
        return check_enum(reader, decl);
    case IR_FUNCTION:
        return check_function(reader, decl);
    case IR_MACRO:
        if (decl->macro == IR_MACRO_INTEGER && decl->c != NULL &&
            (decl->value == NULL || decl->type == NULL)) {
            return json_read_fail(reader, "\"value\" or \"type\" is missing");
        }
        return true;
    case IR_TYPEDEF:
    case IR_VARIABLE:
        break;
    }
    return true;
}

/* Whether what is declared in place is an unnamed type. */
static bool check_inlined(JsonReader *reader, const IrDecl *inlined, const char *by)
{
    if (inlined != NULL && (!ir_has_tag(inlined->kind) || !inlined->unnamed)) {
        return json_read_fail(reader, "\"inline\" of \"%s\" is no unnamed type", by);
    }
    return true;
}

/* Whether the record is not among those on the way, nor any that it holds. done: those
 * that are known not to be. */
static bool check_inside(JsonReader *reader, const IrDecl *record, GHashTable *way,
                         GHashTable *done)
{
    bool sound = true;

    if (g_hash_table_contains(done, record)) {
        return true;
    }
    if (!g_hash_table_add(way, (gpointer)record)) {
        return json_read_fail(reader, "the record \"%s\" is declared inside itself",
                              record->key);
    }
    for (guint i = 0; sound && record->fields != NULL && i < record->fields->len; i++) {
        const IrDecl *inner = g_array_index(record->fields, IrField, i).inlined;

        sound = check_inlined(reader, inner, record->key) &&
                (inner == NULL || check_inside(reader, inner, way, done));
    }
    g_hash_table_add(done, (gpointer)record);
    return sound;
}

bool json_read_check_inlined(JsonReader *reader)
{
    GHashTable *way = g_hash_table_new(NULL, NULL), *done = g_hash_table_new(NULL, NULL);
    bool sound = true;

    for (int kind = IR_RECORD; kind < IR_MACRO; kind++) {
        const GPtrArray *decls = reader->ir->decls[kind];

        for (guint i = 0; sound && i < decls->len; i++) {
            const IrDecl *decl = g_ptr_array_index(decls, i);

            sound = check_inlined(reader, decl->inlined, decl->key) &&
                    (kind != IR_RECORD || check_inside(reader, decl, way, done));
        }
    }
    g_hash_table_destroy(way);
    g_hash_table_destroy(done);
    return sound;
}
