/* SPDX-License-Identifier: MIT */
#include "json_module_callbacks.h"

/* No function has that many parameters: C promises 127. */
#define MAX_PARAMETER 1000

/* The override whose members are being read. */
static ManifestCallback *last_callback(ModuleReader *reader)
{
    GArray *callbacks = reader->manifest->callbacks;

    return &g_array_index(callbacks, ManifestCallback, callbacks->len - 1);
}

static void read_opaque(ModuleReader *reader, const json_t *value, int detail)
{
    ManifestCallback *callback = last_callback(reader);

    (void)detail;
    if (json_is_null(value)) {
        callback->opaque_choice = MANIFEST_NONE;
    } else if (!json_is_integer(value) || json_integer_value(value) < 0 ||
               json_integer_value(value) > MAX_PARAMETER) {
        module_reader_fail(reader,
                           "\"opaque\" must say which of the callback's own parameters "
                           "it is: an integer, 0 for the first, or null for none");
    } else {
        callback->opaque_choice = MANIFEST_SET;
        callback->opaque = (int)json_integer_value(value);
    }
}

static void read_companion(ModuleReader *reader, const json_t *value,
                           ManifestChoice *choice, const char **text)
{
    if (json_is_null(value)) {
        *choice = MANIFEST_NONE;
    } else if (json_is_integer(value)) {
        module_reader_fail(reader,
                           "write the parameter's name, or its number from 1 as text: "
                           "\"%" JSON_INTEGER_FORMAT "\"",
                           json_integer_value(value));
    } else {
        *text = module_read_string(reader, value);
        *choice = *text != NULL ? MANIFEST_SET : MANIFEST_KEEP;
    }
}

static void read_user_data(ModuleReader *reader, const json_t *value, int detail)
{
    ManifestCallback *callback = last_callback(reader);

    (void)detail;
    read_companion(reader, value, &callback->user_data_choice, &callback->user_data);
}

static void read_destroy(ModuleReader *reader, const json_t *value, int detail)
{
    ManifestCallback *callback = last_callback(reader);

    (void)detail;
    read_companion(reader, value, &callback->destroy_choice, &callback->destroy);
}

static const ModuleKey place_keys[] = {
    {"opaque", read_opaque, 0},
    {"user_data", read_user_data, 0},
    {"destroy", read_destroy, 0},
};

static const ModuleKey typedef_keys[] = {
    {"opaque", read_opaque, 0},
};

static void add_callback(ModuleReader *reader, const char *declaration, const char *place,
                         bool excluded)
{
    ManifestCallback callback = {
        .declaration = declaration, .place = place, .excluded = excluded};

    module_reader_name_place(reader, &callback.line, &callback.column);
    g_array_append_val(reader->manifest->callbacks, callback);
}

static void fail_empty(ModuleReader *reader)
{
    module_reader_fail(reader,
                       "this says nothing; write false to exclude it, or leave it "
                       "out to keep what is found");
}

/* What is said of one parameter or member of a declaration. */
static void read_place(ModuleReader *reader, const char *name, const json_t *value,
                       void *declaration)
{
    if (json_is_false(value)) {
        add_callback(reader, declaration, name, true);
    } else if (!json_is_object(value)) {
        module_reader_fail(reader,
                           "\"%s\" must be false, or an object such as "
                           "{\"opaque\": 0, \"user_data\": \"data\", \"destroy\": null}",
                           name);
    } else if (json_object_size(value) == 0) {
        fail_empty(reader);
    } else {
        add_callback(reader, declaration, name, false);
        module_read_object(reader, value, place_keys, G_N_ELEMENTS(place_keys));
    }
}

/* {"opaque": 0} of a callback typedef; a parameter of that name has an object there. */
static bool is_of_typedef(const json_t *value)
{
    const json_t *opaque = json_object_get(value, "opaque");

    return opaque != NULL && !json_is_object(opaque) && !json_is_false(opaque);
}

static void read_declaration(ModuleReader *reader, const char *name, const json_t *value,
                             void *data)
{
    (void)data;
    if (json_is_false(value)) {
        add_callback(reader, name, NULL, true);
    } else if (!json_is_object(value)) {
        module_reader_fail(reader,
                           "\"%s\" must be false, an object of its parameters or "
                           "members, or for a callback type {\"opaque\": 0}",
                           name);
    } else if (json_object_size(value) == 0) {
        fail_empty(reader);
    } else if (is_of_typedef(value)) {
        add_callback(reader, name, NULL, false);
        module_read_object(reader, value, typedef_keys, G_N_ELEMENTS(typedef_keys));
    } else {
        module_read_members(reader, value, read_place, (gpointer)name);
    }
}

void module_read_callbacks(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_members(reader, value, read_declaration, NULL);
}
