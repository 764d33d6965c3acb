/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "json_names.h"
#include "json_read_parts.h"

static bool read_qualifiers(JsonReader *reader, const json_t *value, void *object)
{
    IrType *type = object;

    if (!json_read_list(reader, value)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        int bit = 0;

        json_read_enter_element(reader, i);
        if (!json_read_word(reader, json_array_get(value, i), json_qualifier_names,
                            JSON_N_QUALIFIERS, &bit)) {
            return false;
        }
        type->qualifiers |= 1u << bit;
        json_read_leave(reader);
    }
    return true;
}

static bool read_param_types(JsonReader *reader, const json_t *value, void *object)
{
    IrType *type = object;

    if (!json_read_list(reader, value)) {
        return false;
    }
    type->n_params = (unsigned)json_array_size(value);
    type->params = ir_alloc(reader->ir, type->n_params * sizeof(*type->params));
    for (unsigned i = 0; i < type->n_params; i++) {
        json_read_enter_element(reader, i);
        if (!json_read_type_name(reader, json_array_get(value, i), &type->params[i])) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

/* The declaration behind a type may have been left out of the record: a blocked one. */
static bool read_decl(JsonReader *reader, const json_t *value, IrType *type,
                      IrDeclKind kind)
{
    const char *key;

    if (!json_read_string(reader, value, &key)) {
        return false;
    }
    type->decl = ir_find_decl(reader->ir, kind, key);
    if (type->decl == NULL) {
        type->decl = ir_add_decl(reader->ir, kind, key);
    }
    return true;
}

static bool read_record_key(JsonReader *reader, const json_t *value, void *object)
{
    return read_decl(reader, value, object, IR_RECORD);
}

static bool read_enum_key(JsonReader *reader, const json_t *value, void *object)
{
    return read_decl(reader, value, object, IR_ENUM);
}

static bool read_typedef_key(JsonReader *reader, const json_t *value, void *object)
{
    return read_decl(reader, value, object, IR_TYPEDEF);
}

#define FIRST                                                                            \
    {                                                                                    \
        .name = "kind", .kind = JSON_MEMBER_DONE, .required = true                       \
    }
#define LAST                                                                             \
    {.name = "size", .kind = JSON_MEMBER_SIZE, .offset = offsetof(IrType, size)},        \
        {.name = "align", .kind = JSON_MEMBER_SIZE, .offset = offsetof(IrType, align)},  \
    {                                                                                    \
        .name = "qualifiers", .kind = JSON_MEMBER_CUSTOM, .read = read_qualifiers        \
    }
#define TARGET(member)                                                                   \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_TYPE, .required = true,                    \
        .offset = offsetof(IrType, target)                                               \
    }
#define LENGTH                                                                           \
    {                                                                                    \
        .name = "length", .kind = JSON_MEMBER_SIZE, .offset = offsetof(IrType, length)   \
    }
#define DECL(member, reader)                                                             \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_CUSTOM, .required = true, .read = (reader) \
    }
#define FLAG(member, what, field)                                                        \
    {                                                                                    \
        .name = (member), .kind = (what), .offset = offsetof(IrType, field)              \
    }

static const JsonMember builtin_members[] = {
    FIRST,
    {.name = "class",
     .kind = JSON_MEMBER_WORD,
     .required = true,
     .offset = offsetof(IrType, builtin),
     .words = json_class_names,
     .n_words = G_N_ELEMENTS(json_class_names)},
    LAST,
};
static const JsonMember pointer_members[] = {FIRST, TARGET("to"), LAST};
static const JsonMember array_members[] = {
    FIRST,
    TARGET("of"),
    LENGTH,
    {.name = "length_text",
     .kind = JSON_MEMBER_STRING,
     .offset = offsetof(IrType, length_text)},
    FLAG("static", JSON_MEMBER_TRUE, static_length),
    LAST,
};
static const JsonMember function_members[] = {
    FIRST,
    TARGET("returns"),
    {.name = "params", .kind = JSON_MEMBER_CUSTOM, .read = read_param_types},
    FLAG("variadic", JSON_MEMBER_TRUE, variadic),
    FLAG("unprototyped", JSON_MEMBER_FALSE, prototyped),
    FLAG("noreturn", JSON_MEMBER_TRUE, noreturn),
    {.name = "convention",
     .kind = JSON_MEMBER_STRING,
     .offset = offsetof(IrType, convention)},
    LAST,
};
static const JsonMember record_members[] = {FIRST, DECL("record", read_record_key), LAST};
static const JsonMember enum_members[] = {FIRST, DECL("enum", read_enum_key), LAST};
static const JsonMember typedef_members[] = {FIRST, DECL("typedef", read_typedef_key),
                                             LAST};
static const JsonMember vector_members[] = {FIRST, TARGET("of"), LENGTH, LAST};
static const JsonMember of_members[] = {FIRST, TARGET("of"), LAST};
static const JsonMember unsupported_members[] = {
    FIRST,
    {.name = "reason",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(IrType, reason)},
    LAST,
};

#define TABLE(members)                                                                   \
    {                                                                                    \
        (members), G_N_ELEMENTS(members)                                                 \
    }

static const struct {
    const JsonMember *members;
    size_t n_members;
} tables[] = {
    [IR_TYPE_BUILTIN] = TABLE(builtin_members),
    [IR_TYPE_POINTER] = TABLE(pointer_members),
    [IR_TYPE_ARRAY] = TABLE(array_members),
    [IR_TYPE_FUNCTION] = TABLE(function_members),
    [IR_TYPE_RECORD] = TABLE(record_members),
    [IR_TYPE_ENUM] = TABLE(enum_members),
    [IR_TYPE_TYPEDEF] = TABLE(typedef_members),
    [IR_TYPE_VECTOR] = TABLE(vector_members),
    [IR_TYPE_COMPLEX] = TABLE(of_members),
    [IR_TYPE_ATOMIC] = TABLE(of_members),
    [IR_TYPE_UNSUPPORTED] = TABLE(unsupported_members),
};

static bool read_type(JsonReader *reader, const json_t *value, IrType *type)
{
    const json_t *kind_value;
    int kind = 0;

    if (!json_read_object(reader, value)) {
        return false;
    }
    kind_value = json_object_get(value, "kind");
    if (kind_value == NULL) {
        return json_read_fail(reader, "the member \"kind\" is missing");
    }
    json_read_enter_member(reader, "kind");
    if (!json_read_word(reader, kind_value, json_type_kind_names,
                        G_N_ELEMENTS(json_type_kind_names), &kind)) {
        return false;
    }
    json_read_leave(reader);
    type->kind = (IrTypeKind)kind;
    type->listed = true;
    type->prototyped = kind == IR_TYPE_FUNCTION;
    return json_read_members(reader, value, tables[kind].members, tables[kind].n_members,
                             type);
}

bool json_read_types(JsonReader *reader, const json_t *types)
{
    json_t *object = (json_t *)types; /* jansson's iterators want it writable */

    if (types == NULL) {
        return true;
    }
    json_read_enter_member(reader, "types");
    if (!json_read_object(reader, types)) {
        return false;
    }
    for (void *at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        ir_add_type(reader->ir, json_object_iter_key(at));
    }
    for (void *at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        const char *spelling = json_object_iter_key(at);

        json_read_enter_member(reader, spelling);
        if (!read_type(reader, json_object_iter_value(at),
                       ir_find_type(reader->ir, spelling))) {
            return false;
        }
        json_read_leave(reader);
    }
    json_read_leave(reader);
    return true;
}

/* What the type is made of: the type it is another name for, its element, its pointee. */
static const IrType *made_of(const IrType *type)
{
    return type->kind == IR_TYPE_TYPEDEF ? type->decl->type : type->target;
}

bool json_read_check_types(JsonReader *reader)
{
    /* Each type seen, with the number of the walk that saw it first. */
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    bool sound = true;

    for (guint i = 0; i < reader->ir->types->len && sound; i++) {
        const IrType *type = g_ptr_array_index(reader->ir->types, i);
        gpointer walk = GUINT_TO_POINTER(i + 1);

        while (type != NULL && !g_hash_table_contains(seen, type)) {
            g_hash_table_insert(seen, (gpointer)type, walk);
            type = made_of(type);
        }
        if (type != NULL && g_hash_table_lookup(seen, type) == walk) {
            json_read_enter_member(reader, "types");
            json_read_enter_member(reader, type->spelling);
            sound = json_read_fail(reader, "the type \"%s\" is made of itself",
                                   type->spelling);
        }
    }
    g_hash_table_destroy(seen);
    return sound;
}
