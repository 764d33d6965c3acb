/* SPDX-License-Identifier: MIT */
/* What a record says of other modules, of callbacks and of handlers. */
#include <string.h>

#include "json_read_parts.h"

#define STRING(member, type, field)                                                      \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_STRING, .offset = offsetof(type, field)    \
    }
#define NEEDED(member, type, field)                                                      \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_STRING, .required = true,                  \
        .offset = offsetof(type, field)                                                  \
    }
#define INDEX(member, needed, type, field)                                               \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_INDEX, .required = (needed),               \
        .offset = offsetof(type, field)                                                  \
    }
#define CUSTOM(member, needed, reader)                                                   \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_CUSTOM, .required = (needed),              \
        .read = (reader)                                                                 \
    }
#define STRINGS(member, type, field)                                                     \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_STRINGS, .offset = offsetof(type, field)   \
    }

/* Reads a list of objects by one table into *list, made where it is NULL. Each element is
 * zeroed, or a copy of empty where that is not NULL. */
static bool read_elements(JsonReader *reader, const json_t *value,
                          const JsonMember *members, size_t n_members, GArray *list,
                          const void *empty)
{
    const guint size = g_array_get_element_size(list);

    if (!json_read_list(reader, value)) {
        return false;
    }
    g_array_set_size(list, (guint)json_array_size(value));
    for (guint i = 0; i < list->len; i++) {
        void *element = list->data + (gsize)i * size;

        if (empty != NULL) {
            memcpy(element, empty, size);
        }
        json_read_enter_element(reader, i);
        if (!json_read_members(reader, json_array_get(value, i), members, n_members,
                               element)) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

/* A list that hangs from what is read, freed with it. */
#define READ_OWN(reader, value, members, list, element_type)                             \
    read_elements((reader), (value), (members), G_N_ELEMENTS(members),                   \
                  ((list) = g_array_new(FALSE, TRUE, sizeof(element_type))), NULL)

/* ---- references ---- */

/* Splits "kind:key": gives the key, or NULL when that is none. */
static const char *split_reference(const char *reference, IrDeclKind *kind)
{
    for (int i = IR_RECORD; i <= IR_MACRO; i++) {
        const char *name = ir_decl_kind_name(i);
        const size_t length = strlen(name);

        if (strncmp(reference, name, length) == 0 && reference[length] == ':' &&
            reference[length + 1] != '\0') {
            *kind = i;
            return reference + length + 1;
        }
    }
    return NULL;
}

/* A declaration of this record or of another one, of which then only the key is known. */
static bool read_any_decl(JsonReader *reader, const json_t *value, IrDecl **decl)
{
    const char *reference = NULL, *key;
    IrDeclKind kind;

    if (!json_read_string(reader, value, &reference)) {
        return false;
    }
    key = split_reference(reference, &kind);
    if (key == NULL) {
        json_read_fail(reader, "\"%s\" is no \"kind:key\" of a declaration", reference);
        return false;
    }
    *decl = ir_declare(reader->ir, kind, ir_string(reader->ir, key));
    return true;
}

/* ---- imports ---- */

static bool read_import(JsonReader *reader, const json_t *value, const char *from)
{
    IrDecl *decl = NULL;

    if (!read_any_decl(reader, value, &decl)) {
        return false;
    }
    if (decl->selected || decl->from != NULL) {
        return json_read_fail(reader, "the %s \"%s\" is here twice",
                              ir_decl_kind_name(decl->kind), decl->key);
    }
    decl->from = from;
    g_ptr_array_add(reader->ir->imports, decl);
    return true;
}

static bool read_imports_from(JsonReader *reader, const json_t *list, const char *from)
{
    if (!json_read_list(reader, list)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_read_enter_element(reader, i);
        if (!read_import(reader, json_array_get(list, i), from)) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

bool json_read_imports(JsonReader *reader, const json_t *imports)
{
    json_t *object = (json_t *)imports; /* jansson's iterators want it writable */

    if (imports == NULL) {
        return true;
    }
    json_read_enter_member(reader, "imports");
    if (!json_read_object(reader, imports)) {
        return false;
    }
    for (void *at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        const char *from = ir_string(reader->ir, json_object_iter_key(at));

        json_read_enter_member(reader, from);
        if (!read_imports_from(reader, json_object_iter_value(at), from)) {
            return false;
        }
        json_read_leave(reader);
    }
    json_read_leave(reader);
    return true;
}

/* ---- callbacks ---- */

static bool read_confidence(JsonReader *reader, const json_t *value, void *object)
{
    const char *name = NULL;
    int confidence;

    if (!json_read_string(reader, value, &name)) {
        return false;
    }
    confidence = ir_confidence_from_name(name);
    if (confidence < 0) {
        return json_read_fail(reader, "\"%s\" is no confidence", name);
    }
    ((IrCallback *)object)->confidence = (IrConfidence)confidence;
    return true;
}

static const JsonMember function_callback_members[] = {
    INDEX("param", true, IrCallback, param),
    INDEX("opaque", false, IrCallback, opaque),
    INDEX("user_data", false, IrCallback, user_data),
    INDEX("destroy", false, IrCallback, destroy),
    CUSTOM("confidence", true, read_confidence),
};

static const JsonMember record_callback_members[] = {
    NEEDED("field", IrCallback, field),
    INDEX("opaque", false, IrCallback, opaque),
    STRING("user_data", IrCallback, user_data_field),
    STRING("destroy", IrCallback, destroy_field),
    CUSTOM("confidence", true, read_confidence),
};

static const JsonMember typedef_callback_members[] = {
    INDEX("opaque", false, IrCallback, opaque),
    CUSTOM("confidence", true, read_confidence),
};

static bool read_callbacks(JsonReader *reader, const json_t *value, IrDecl *decl,
                           const JsonMember *members, size_t n_members)
{
    static const IrCallback empty = {
        .param = -1, .opaque = -1, .user_data = -1, .destroy = -1};

    decl->callbacks = g_array_new(FALSE, TRUE, sizeof(IrCallback));
    return read_elements(reader, value, members, n_members, decl->callbacks, &empty);
}

bool json_read_function_callbacks(JsonReader *reader, const json_t *value, void *object)
{
    return read_callbacks(reader, value, object, function_callback_members,
                          G_N_ELEMENTS(function_callback_members));
}

bool json_read_record_callbacks(JsonReader *reader, const json_t *value, void *object)
{
    return read_callbacks(reader, value, object, record_callback_members,
                          G_N_ELEMENTS(record_callback_members));
}

bool json_read_typedef_callbacks(JsonReader *reader, const json_t *value, void *object)
{
    return read_callbacks(reader, value, object, typedef_callback_members,
                          G_N_ELEMENTS(typedef_callback_members));
}

bool json_read_check_callbacks(JsonReader *reader, const IrDecl *decl)
{
    const IrType *type = decl->type;

    if (decl->kind != IR_FUNCTION || decl->callbacks == NULL ||
        type->kind != IR_TYPE_FUNCTION) {
        return true;
    }
    for (guint i = 0; i < decl->callbacks->len; i++) {
        const IrCallback *callback = &g_array_index(decl->callbacks, IrCallback, i);
        const int last =
            MAX(callback->param, MAX(callback->user_data, callback->destroy));

        if ((unsigned)last >= type->n_params) {
            return json_read_fail(reader, "\"callbacks\" speaks of parameter %d of %u",
                                  last, type->n_params);
        }
    }
    return true;
}

/* ---- handlers, tables and objects ---- */

static const JsonMember registrar_members[] = {
    NEEDED("function", IrRegistrar, function),
    NEEDED("name", IrRegistrar, name),
    NEEDED("c", IrRegistrar, c),
    NEEDED("call", IrRegistrar, call),
    STRING("doc", IrRegistrar, doc),
};

static bool read_registrars(JsonReader *reader, const json_t *value, void *object)
{
    IrHandler *handler = object;

    return READ_OWN(reader, value, registrar_members, handler->registrars, IrRegistrar);
}

static bool read_handler_function(JsonReader *reader, const json_t *value, void *object)
{
    IrHandler *handler = object;
    const char *key = NULL;

    if (!json_read_string(reader, value, &key)) {
        return false;
    }
    handler->function = ir_find_decl(reader->ir, IR_FUNCTION, key);
    if (handler->function == NULL || !handler->function->selected) {
        return json_read_fail(reader,
                              "the function \"%s\" is not declared in this record", key);
    }
    return true;
}

static bool read_handler_what(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = NULL;
    const bool sound = read_any_decl(reader, value, &decl);

    ((IrHandler *)object)->what = decl;
    return sound;
}

static const JsonMember handler_members[] = {
    CUSTOM("function", true, read_handler_function),
    STRING("object", IrHandler, object),
    CUSTOM("implements", true, read_handler_what),
    STRING("member", IrHandler, member),
    NEEDED("bridge", IrHandler, bridge),
    NEEDED("c", IrHandler, c),
    NEEDED("call", IrHandler, call),
    CUSTOM("registrars", false, read_registrars),
    STRINGS("unconfirmed", IrHandler, unconfirmed),
};

bool json_read_handlers(JsonReader *reader, const json_t *value, void *object)
{
    return read_elements(reader, value, handler_members, G_N_ELEMENTS(handler_members),
                         ((Ir *)object)->handlers, NULL);
}

static const JsonMember table_member_members[] = {
    NEEDED("name", IrTableMember, name),
    NEEDED("handler", IrTableMember, handler),
    NEEDED("bridge", IrTableMember, bridge),
};

static bool read_table_members(JsonReader *reader, const json_t *value, void *object)
{
    IrTable *table = object;

    return READ_OWN(reader, value, table_member_members, table->members, IrTableMember);
}

static bool read_table_kind(JsonReader *reader, const json_t *value, void *object)
{
    const char *name = NULL;
    int kind;

    if (!json_read_string(reader, value, &name)) {
        return false;
    }
    kind = ir_table_kind_from_name(name);
    if (kind < 0) {
        return json_read_fail(reader, "\"%s\" is no kind of a table", name);
    }
    ((IrTable *)object)->kind = (IrTableKind)kind;
    return true;
}

static bool read_table_what(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = NULL;
    const bool sound = read_any_decl(reader, value, &decl);

    ((IrTable *)object)->what = decl;
    return sound;
}

static bool read_table_registrars(JsonReader *reader, const json_t *value, void *object)
{
    IrTable *table = object;

    return READ_OWN(reader, value, registrar_members, table->registrars, IrRegistrar);
}

static const JsonMember table_members[] = {
    NEEDED("name", IrTable, name),
    CUSTOM("implements", true, read_table_what),
    NEEDED("type", IrTable, type),
    CUSTOM("kind", true, read_table_kind),
    STRING("object", IrTable, object),
    STRING("user_data", IrTable, user_data),
    NEEDED("c", IrTable, c),
    STRINGS("head", IrTable, head),
    CUSTOM("members", false, read_table_members),
    STRINGS("values", IrTable, values),
    CUSTOM("registrars", false, read_table_registrars),
};

bool json_read_tables(JsonReader *reader, const json_t *value, void *object)
{
    return read_elements(reader, value, table_members, G_N_ELEMENTS(table_members),
                         ((Ir *)object)->tables, NULL);
}

static const JsonMember parent_members[] = {
    NEEDED("type", IrParent, type),   NEEDED("path", IrParent, path),
    NEEDED("up", IrParent, up),       NEEDED("up_call", IrParent, up_call),
    STRING("down", IrParent, down),   STRING("down_call", IrParent, down_call),
    STRING("check", IrParent, check),
};

static const JsonMember marked_field_members[] = {
    NEEDED("field", IrMarkedField, field),
    STRINGS("arguments", IrMarkedField, arguments),
};

static bool read_parents(JsonReader *reader, const json_t *value, void *object)
{
    IrObject *found = object;

    return READ_OWN(reader, value, parent_members, found->parents, IrParent);
}

static bool read_properties(JsonReader *reader, const json_t *value, void *object)
{
    IrObject *found = object;

    return READ_OWN(reader, value, marked_field_members, found->properties,
                    IrMarkedField);
}

static bool read_migrated(JsonReader *reader, const json_t *value, void *object)
{
    IrObject *found = object;

    return READ_OWN(reader, value, marked_field_members, found->migrated, IrMarkedField);
}

static bool read_object_record(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = NULL;
    const bool sound = read_any_decl(reader, value, &decl);

    ((IrObject *)object)->record = decl;
    return sound;
}

static const JsonMember object_members[] = {
    NEEDED("type", IrObject, type),
    CUSTOM("record", true, read_object_record),
    NEEDED("name", IrObject, name),
    NEEDED("prefix", IrObject, prefix),
    STRING("check", IrObject, check),
    CUSTOM("parents", false, read_parents),
    CUSTOM("properties", false, read_properties),
    CUSTOM("migrated", false, read_migrated),
};

bool json_read_objects(JsonReader *reader, const json_t *value, void *object)
{
    return read_elements(reader, value, object_members, G_N_ELEMENTS(object_members),
                         ((Ir *)object)->objects, NULL);
}

static const JsonMember row_members[] = {
    STRINGS("values", IrRow, values),
};

static bool read_rows(JsonReader *reader, const json_t *value, void *object)
{
    IrDefinition *definition = object;

    return READ_OWN(reader, value, row_members, definition->rows, IrRow);
}

static const JsonMember definition_members[] = {
    NEEDED("c", IrDefinition, c),
    CUSTOM("rows", false, read_rows),
    STRINGS("steps", IrDefinition, steps),
};

bool json_read_definitions(JsonReader *reader, const json_t *value, void *object)
{
    return read_elements(reader, value, definition_members,
                         G_N_ELEMENTS(definition_members), ((Ir *)object)->definitions,
                         NULL);
}

bool json_read_registration(JsonReader *reader, const json_t *value, void *object)
{
    return read_elements(reader, value, definition_members,
                         G_N_ELEMENTS(definition_members), ((Ir *)object)->registration,
                         NULL);
}
