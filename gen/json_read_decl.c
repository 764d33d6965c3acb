/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "json_names.h"
#include "json_read_parts.h"

/* Indexed by is_union. */
static const char *const record_kinds[] = {"struct", "union"};

#define STRING(member, type, field)                                                      \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_STRING, .offset = offsetof(type, field)    \
    }
#define NEEDED(member, what, type, field)                                                \
    {                                                                                    \
        .name = (member), .kind = (what), .required = true,                              \
        .offset = offsetof(type, field)                                                  \
    }
#define MEMBER(member, what, type, field)                                                \
    {                                                                                    \
        .name = (member), .kind = (what), .offset = offsetof(type, field)                \
    }
#define CUSTOM(member, reader)                                                           \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_CUSTOM, .read = (reader)                   \
    }
#define WORD(member, words_needed, type, field, table)                                   \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_WORD, .required = (words_needed),          \
        .offset = offsetof(type, field), .words = (table),                               \
        .n_words = G_N_ELEMENTS(table)                                                   \
    }

/* ---- parts ---- */

static const JsonMember param_members[] = {
    STRING("name", IrParam, name),
    NEEDED("type", JSON_MEMBER_TYPE, IrParam, type),
};

static bool read_params(JsonReader *reader, const json_t *value, IrParam **params,
                        unsigned *n_params)
{
    if (!json_read_list(reader, value)) {
        return false;
    }
    *n_params = (unsigned)json_array_size(value);
    *params = ir_alloc(reader->ir, *n_params * sizeof(**params));
    for (unsigned i = 0; i < *n_params; i++) {
        (*params)[i].name = "";
        json_read_enter_element(reader, i);
        if (!json_read_members(reader, json_array_get(value, i), param_members,
                               G_N_ELEMENTS(param_members), &(*params)[i])) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

static bool read_decl_params(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = object;

    return read_params(reader, value, &decl->params, &decl->n_params);
}

static bool read_field_params(JsonReader *reader, const json_t *value, void *object)
{
    IrField *field = object;

    return read_params(reader, value, &field->params, &field->n_params);
}

static const JsonMember field_members[] = {
    STRING("name", IrField, name),
    NEEDED("type", JSON_MEMBER_TYPE, IrField, type),
    STRING("c", IrField, c),
    NEEDED("offset", JSON_MEMBER_SIZE, IrField, offset),
    MEMBER("width", JSON_MEMBER_SIZE, IrField, width),
    STRING("doc", IrField, doc),
    MEMBER("attributes", JSON_MEMBER_STRINGS, IrField, attributes),
    MEMBER("inline", JSON_MEMBER_DECL, IrField, inlined),
    CUSTOM("params", read_field_params),
};

static const JsonMember enumerator_members[] = {
    NEEDED("name", JSON_MEMBER_STRING, IrEnumerator, name),
    STRING("original", IrEnumerator, original),
    NEEDED("value", JSON_MEMBER_STRING, IrEnumerator, value),
    STRING("doc", IrEnumerator, doc),
    MEMBER("attributes", JSON_MEMBER_STRINGS, IrEnumerator, attributes),
};

static bool read_fields(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = object;

    if (!json_read_list(reader, value)) {
        return false;
    }
    decl->fields = g_array_new(FALSE, TRUE, sizeof(IrField));
    g_array_set_size(decl->fields, (guint)json_array_size(value));
    for (guint i = 0; i < decl->fields->len; i++) {
        IrField *field = &g_array_index(decl->fields, IrField, i);

        field->name = "";
        field->width = -1;
        json_read_enter_element(reader, i);
        if (!json_read_members(reader, json_array_get(value, i), field_members,
                               G_N_ELEMENTS(field_members), field)) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

static bool read_enumerators(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = object;

    if (!json_read_list(reader, value)) {
        return false;
    }
    decl->enumerators = g_array_new(FALSE, TRUE, sizeof(IrEnumerator));
    g_array_set_size(decl->enumerators, (guint)json_array_size(value));
    for (guint i = 0; i < decl->enumerators->len; i++) {
        json_read_enter_element(reader, i);
        if (!json_read_members(reader, json_array_get(value, i), enumerator_members,
                               G_N_ELEMENTS(enumerator_members),
                               &g_array_index(decl->enumerators, IrEnumerator, i))) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

static bool read_is_union(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = object;
    int word = 0;

    if (!json_read_word(reader, value, record_kinds, G_N_ELEMENTS(record_kinds), &word)) {
        return false;
    }
    decl->is_union = word == 1;
    return true;
}

static bool read_style(JsonReader *reader, const json_t *value, void *object)
{
    IrDecl *decl = object;
    const char *name = NULL;
    int style;

    if (!json_read_string(reader, value, &name)) {
        return false;
    }
    style = ir_enum_style_from_name(name);
    if (style < 0) {
        return json_read_fail(reader, "\"%s\" is no style of an enum", name);
    }
    decl->style = (IrEnumStyle)style;
    return true;
}

/* ---- declarations, members in the order of the file ---- */

#define FIRST                                                                            \
    {.name = "key", .kind = JSON_MEMBER_DONE, .required = true},                         \
        NEEDED("name", JSON_MEMBER_STRING, IrDecl, name),                                \
        STRING("original", IrDecl, original)
#define COMMON                                                                           \
    MEMBER("file", JSON_MEMBER_FILE, IrDecl, file),                                      \
        MEMBER("inline", JSON_MEMBER_DECL, IrDecl, inlined),                             \
        MEMBER("owner", JSON_MEMBER_DECL, IrDecl, owner), STRING("doc", IrDecl, doc),    \
        STRING("c", IrDecl, c), STRING("c_only", IrDecl, c_only),                        \
        MEMBER("attributes", JSON_MEMBER_STRINGS, IrDecl, attributes)
#define LAYOUT                                                                           \
    MEMBER("size", JSON_MEMBER_SIZE, IrDecl, size),                                      \
        MEMBER("align", JSON_MEMBER_SIZE, IrDecl, align)
#define TYPE NEEDED("type", JSON_MEMBER_TYPE, IrDecl, type)
#define LINKAGE                                                                          \
    WORD("storage", false, IrDecl, storage, json_storage_names),                         \
        STRING("symbol", IrDecl, symbol)

static const JsonMember record_members[] = {
    FIRST,
    {.name = "kind", .kind = JSON_MEMBER_CUSTOM, .required = true, .read = read_is_union},
    COMMON,
    STRING("type", IrDecl, type_name),
    LAYOUT,
    MEMBER("pack", JSON_MEMBER_SIZE, IrDecl, pack),
    MEMBER("incomplete", JSON_MEMBER_FALSE, IrDecl, complete),
    MEMBER("opaque", JSON_MEMBER_TRUE, IrDecl, opaque),
    MEMBER("unnamed", JSON_MEMBER_TRUE, IrDecl, unnamed),
    MEMBER("in_prototype", JSON_MEMBER_TRUE, IrDecl, in_prototype),
    CUSTOM("fields", read_fields),
    CUSTOM("callbacks", json_read_record_callbacks),
};

static const JsonMember enum_members[] = {
    FIRST,
    COMMON,
    STRING("type", IrDecl, type_name),
    MEMBER("integer", JSON_MEMBER_TYPE, IrDecl, type),
    LAYOUT,
    {.name = "style", .kind = JSON_MEMBER_CUSTOM, .required = true, .read = read_style},
    MEMBER("unnamed", JSON_MEMBER_TRUE, IrDecl, unnamed),
    MEMBER("in_prototype", JSON_MEMBER_TRUE, IrDecl, in_prototype),
    CUSTOM("enumerators", read_enumerators),
};

static const JsonMember typedef_members[] = {
    FIRST,
    COMMON,
    TYPE,
    CUSTOM("params", read_decl_params),
    CUSTOM("callbacks", json_read_typedef_callbacks),
};

static const JsonMember function_members[] = {
    FIRST,
    COMMON,
    TYPE,
    LINKAGE,
    MEMBER("is_inline", JSON_MEMBER_TRUE, IrDecl, is_inline),
    MEMBER("from_macro", JSON_MEMBER_TRUE, IrDecl, from_macro),
    STRING("wrapper", IrDecl, wrapper),
    CUSTOM("params", read_decl_params),
    CUSTOM("callbacks", json_read_function_callbacks),
};

static const JsonMember variable_members[] = {
    FIRST,
    COMMON,
    TYPE,
    LINKAGE,
    STRING("value", IrDecl, value),
    CUSTOM("params", read_decl_params),
};

static const JsonMember macro_members[] = {
    FIRST,
    WORD("kind", true, IrDecl, macro, json_macro_kind_names),
    COMMON,
    STRING("value", IrDecl, value),
    MEMBER("type", JSON_MEMBER_TYPE, IrDecl, type),
    MEMBER("parameters", JSON_MEMBER_STRINGS, IrDecl, parameters),
    STRING("body", IrDecl, body),
};

#define TABLE(members)                                                                   \
    {                                                                                    \
        (members), G_N_ELEMENTS(members)                                                 \
    }

static const struct {
    const JsonMember *members;
    size_t n_members;
} tables[] = {
    [IR_RECORD] = TABLE(record_members),     [IR_ENUM] = TABLE(enum_members),
    [IR_TYPEDEF] = TABLE(typedef_members),   [IR_FUNCTION] = TABLE(function_members),
    [IR_VARIABLE] = TABLE(variable_members), [IR_MACRO] = TABLE(macro_members),
};

static bool add_decl(JsonReader *reader, const json_t *value, IrDeclKind kind)
{
    const json_t *key;
    const char *name;
    IrDecl *decl;

    if (!json_read_object(reader, value)) {
        return false;
    }
    key = json_object_get(value, "key");
    if (key == NULL) {
        return json_read_fail(reader, "the member \"key\" is missing");
    }
    json_read_enter_member(reader, "key");
    if (!json_read_string(reader, key, &name)) {
        return false;
    }
    decl = ir_add_decl(reader->ir, kind, name);
    if (decl == NULL) {
        return json_read_fail(reader, "the %s \"%s\" is here twice",
                              ir_decl_kind_name(kind), name);
    }
    json_read_leave(reader);
    decl->selected = true;
    decl->complete = kind == IR_RECORD;
    return true;
}

bool json_read_add_decls(JsonReader *reader, const json_t *list, IrDeclKind kind)
{
    if (list == NULL) {
        return true;
    }
    json_read_enter_member(reader, json_list_names[kind]);
    if (!json_read_list(reader, list)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_read_enter_element(reader, i);
        if (!add_decl(reader, json_array_get(list, i), kind)) {
            return false;
        }
        json_read_leave(reader);
    }
    json_read_leave(reader);
    return true;
}

static int compare_keys(const void *left, const void *right)
{
    const IrDecl *const *a = left, *const *b = right;

    return strcmp((*a)->key, (*b)->key);
}

bool json_read_decls(JsonReader *reader, const json_t *list, IrDeclKind kind)
{
    GPtrArray *decls = reader->ir->decls[kind];

    json_read_enter_member(reader, json_list_names[kind]);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *value = json_array_get(list, i);
        const char *key = json_string_value(json_object_get(value, "key"));

        IrDecl *decl = ir_find_decl(reader->ir, kind, key);

        json_read_enter_element(reader, i);
        if (!json_read_members(reader, value, tables[kind].members,
                               tables[kind].n_members, decl) ||
            !json_read_check_decl(reader, decl) ||
            !json_read_check_callbacks(reader, decl)) {
            return false;
        }
        json_read_leave(reader);
    }
    json_read_leave(reader);
    /* A file merged by hand may be out of order. */
    if (decls->len != 0) {
        qsort(decls->pdata, decls->len, sizeof(gpointer), compare_keys);
    }
    return true;
}
