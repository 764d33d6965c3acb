/* SPDX-License-Identifier: MIT */
#include "json_read_members.h"

#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>

void json_read_enter_member(JsonReader *reader, const char *name)
{
    g_assert(reader->n_steps < JSON_READ_MAX_STEPS);
    reader->steps[reader->n_steps++] = (JsonStep){.name = name};
}

void json_read_enter_element(JsonReader *reader, size_t index)
{
    g_assert(reader->n_steps < JSON_READ_MAX_STEPS);
    reader->steps[reader->n_steps++] = (JsonStep){.index = index};
}

void json_read_leave(JsonReader *reader)
{
    reader->n_steps--;
}

bool json_read_fail(JsonReader *reader, const char *format, ...)
{
    unsigned line, column;
    va_list arguments;
    char *message;

    json_read_place(reader->text, reader->length, reader->steps, reader->n_steps, &line,
                    &column);
    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag_report(reader->diag, DIAG_ERROR, reader->path, line, column, "%s", message);
    diag_note(reader->diag, "this is no record that this version of bindery writes; "
                            "scan the header again");
    g_free(message);
    return false;
}

/* What stands there instead, in words. */
static const char *name_of_type(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "a list";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
        return "an integer";
    case JSON_REAL:
        return "a number with a fraction";
    case JSON_TRUE:
        return "true";
    case JSON_FALSE:
        return "false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static bool fail_type(JsonReader *reader, const json_t *value, const char *wanted)
{
    const JsonStep *step = reader->n_steps ? &reader->steps[reader->n_steps - 1] : NULL;

    if (step != NULL && step->name != NULL) {
        return json_read_fail(reader, "\"%s\" must be %s, and is %s", step->name, wanted,
                              name_of_type(value));
    }
    return json_read_fail(reader, "here must be %s, and is %s", wanted,
                          name_of_type(value));
}

bool json_read_list(JsonReader *reader, const json_t *value)
{
    return json_is_array(value) || fail_type(reader, value, "a list");
}

bool json_read_object(JsonReader *reader, const json_t *value)
{
    return json_is_object(value) || fail_type(reader, value, "an object");
}

bool json_read_string(JsonReader *reader, const json_t *value, const char **string)
{
    if (!json_is_string(value)) {
        return fail_type(reader, value, "a string");
    }
    *string =
        ir_string_length(reader->ir, json_string_value(value), json_string_length(value));
    return true;
}

static bool read_file(JsonReader *reader, const json_t *value, const char **file)
{
    if (!json_read_string(reader, value, file)) {
        return false;
    }
    if (!g_hash_table_contains(reader->files, *file)) {
        return json_read_fail(reader, "\"%s\" is not one of \"files\"", *file);
    }
    return true;
}

bool json_read_type_name(JsonReader *reader, const json_t *value, const IrType **type)
{
    if (!json_is_string(value)) {
        return fail_type(reader, value, "the spelling of a type");
    }
    *type = ir_find_type(reader->ir, json_string_value(value));
    if (*type == NULL) {
        return json_read_fail(reader, "the type \"%s\" is not in \"types\"",
                              json_string_value(value));
    }
    return true;
}

IrDecl *json_read_find_reference(const Ir *ir, const char *reference)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        const char *name = ir_decl_kind_name(kind);
        const size_t length = strlen(name);

        if (strncmp(reference, name, length) == 0 && reference[length] == ':') {
            IrDecl *decl = ir_find_decl(ir, kind, reference + length + 1);

            return decl != NULL && decl->selected ? decl : NULL;
        }
    }
    return NULL;
}

bool json_read_decl_reference(JsonReader *reader, const json_t *value, IrDecl **decl)
{
    if (!json_is_string(value)) {
        return fail_type(reader, value, "the \"kind:key\" of a declaration");
    }
    *decl = json_read_find_reference(reader->ir, json_string_value(value));
    if (*decl == NULL) {
        return json_read_fail(reader, "\"%s\" is not declared in this record",
                              json_string_value(value));
    }
    return true;
}

bool json_read_word(JsonReader *reader, const json_t *value, const char *const *words,
                    size_t n_words, int *word)
{
    if (!json_is_string(value)) {
        return fail_type(reader, value, "a string");
    }
    for (size_t i = 0; i < n_words; i++) {
        if (words[i] != NULL && strcmp(words[i], json_string_value(value)) == 0) {
            *word = (int)i;
            return true;
        }
    }
    return json_read_fail(reader, "\"%s\" is not a known word here",
                          json_string_value(value));
}

static bool read_size(JsonReader *reader, const json_t *value, int64_t *size)
{
    if (!json_is_integer(value)) {
        return fail_type(reader, value, "an integer");
    }
    if (json_integer_value(value) < 0) {
        return json_read_fail(reader, "%" JSON_INTEGER_FORMAT " is negative",
                              json_integer_value(value));
    }
    *size = json_integer_value(value);
    return true;
}

static bool read_index(JsonReader *reader, const json_t *value, int *index)
{
    int64_t number = 0;

    if (!read_size(reader, value, &number)) {
        return false;
    }
    if (number > INT_MAX) {
        return json_read_fail(reader, "%" PRId64 " is too large", number);
    }
    *index = (int)number;
    return true;
}

static bool read_strings(JsonReader *reader, const json_t *value, GPtrArray **strings)
{
    if (!json_read_list(reader, value)) {
        return false;
    }
    if (*strings == NULL) {
        *strings = g_ptr_array_new(); /* freed with the declaration it hangs from */
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *string = NULL;

        json_read_enter_element(reader, i);
        if (!json_read_string(reader, json_array_get(value, i), &string)) {
            return false;
        }
        g_ptr_array_add(*strings, (gpointer)string);
        json_read_leave(reader);
    }
    return true;
}

static bool read_flag(JsonReader *reader, const json_t *value, bool *flag, bool to)
{
    if (!json_is_true(value)) {
        return fail_type(reader, value, "true or absent");
    }
    *flag = to;
    return true;
}

static bool read_member(JsonReader *reader, const json_t *value, const JsonMember *member,
                        void *object)
{
    void *into = (char *)object + member->offset;

    switch (member->kind) {
    case JSON_MEMBER_STRING:
        return json_read_string(reader, value, into);
    case JSON_MEMBER_FILE:
        return read_file(reader, value, into);
    case JSON_MEMBER_SIZE:
        return read_size(reader, value, into);
    case JSON_MEMBER_INDEX:
        return read_index(reader, value, into);
    case JSON_MEMBER_TRUE:
        return read_flag(reader, value, into, true);
    case JSON_MEMBER_FALSE:
        return read_flag(reader, value, into, false);
    case JSON_MEMBER_STRINGS:
        return read_strings(reader, value, into);
    case JSON_MEMBER_TYPE:
        return json_read_type_name(reader, value, into);
    case JSON_MEMBER_DECL:
        return json_read_decl_reference(reader, value, into);
    case JSON_MEMBER_WORD:
        return json_read_word(reader, value, member->words, member->n_words, into);
    case JSON_MEMBER_CUSTOM:
        return member->read(reader, value, object);
    case JSON_MEMBER_DONE:
        break;
    }
    return true;
}

/* The number of the member of that name, or n_members. Looked for from the one that
 * followed in the table: a file has its members in that order. */
static size_t find_member(const JsonMember *members, size_t n_members, size_t from,
                          const char *name)
{
    for (size_t i = 0; i < n_members; i++) {
        const size_t at = from + i < n_members ? from + i : from + i - n_members;

        if (strcmp(members[at].name, name) == 0) {
            return at;
        }
    }
    return n_members;
}

bool json_read_members(JsonReader *reader, const json_t *value, const JsonMember *members,
                       size_t n_members, void *object)
{
    json_t *object_value = (json_t *)value; /* jansson's iterators want it writable */
    uint64_t seen = 0;
    size_t next = 0;

    g_assert(n_members <= 64);
    if (!json_read_object(reader, value)) {
        return false;
    }
    for (void *at = json_object_iter(object_value); at != NULL;
         at = json_object_iter_next(object_value, at)) {
        const char *name = json_object_iter_key(at);
        const size_t i = find_member(members, n_members, next, name);

        json_read_enter_member(reader, name);
        if (i == n_members) {
            return json_read_fail(reader, "unknown member \"%s\"", name);
        }
        if (!read_member(reader, json_object_iter_value(at), &members[i], object)) {
            return false;
        }
        json_read_leave(reader);
        seen |= UINT64_C(1) << i;
        next = i + 1;
    }
    for (size_t i = 0; i < n_members; i++) {
        if (members[i].required && !(seen >> i & 1)) {
            return json_read_fail(reader, "the member \"%s\" is missing",
                                  members[i].name);
        }
    }
    return true;
}
