/* SPDX-License-Identifier: MIT */
#include "json_module_reader.h"

#include <string.h>

#include "suggest.h"

static const char *const type_names[] = {
    [JSON_OBJECT] = "an object", [JSON_ARRAY] = "a list",  [JSON_STRING] = "a string",
    [JSON_INTEGER] = "a number", [JSON_REAL] = "a number", [JSON_TRUE] = "true",
    [JSON_FALSE] = "false",      [JSON_NULL] = "null",
};

static void enter(ModuleReader *reader, JsonStep step)
{
    g_assert(reader->n_steps < MODULE_READER_MAX_STEPS);
    reader->steps[reader->n_steps++] = step;
}

static void leave(ModuleReader *reader)
{
    reader->n_steps--;
}

void module_reader_place(const ModuleReader *reader, unsigned *line, unsigned *column)
{
    json_read_place(reader->text, reader->length, reader->steps, reader->n_steps, line,
                    column);
}

static void fail_at(ModuleReader *reader, unsigned line, unsigned column,
                    const char *format, va_list arguments)
{
    diag_report_va(reader->diag, DIAG_ERROR, reader->manifest->path, line, column, format,
                   arguments);
    reader->failed = true;
}

void module_reader_fail(ModuleReader *reader, const char *format, ...)
{
    unsigned line, column;
    va_list arguments;

    module_reader_place(reader, &line, &column);
    va_start(arguments, format);
    fail_at(reader, line, column, format, arguments);
    va_end(arguments);
}

void module_reader_name_place(const ModuleReader *reader, unsigned *line,
                              unsigned *column)
{
    json_read_name_place(reader->text, reader->length, reader->steps, reader->n_steps,
                         line, column);
}

void module_reader_fail_name(ModuleReader *reader, const char *format, ...)
{
    unsigned line, column;
    va_list arguments;

    module_reader_name_place(reader, &line, &column);
    va_start(arguments, format);
    fail_at(reader, line, column, format, arguments);
    va_end(arguments);
}

/* What the value at hand is called in messages: "allow.file". New. */
static char *path_of(const ModuleReader *reader)
{
    GString *path = g_string_new("");

    for (size_t i = 0; i < reader->n_steps; i++) {
        if (reader->steps[i].name != NULL) {
            g_string_append_printf(path, "%s%s", path->len > 0 ? "." : "",
                                   reader->steps[i].name);
        }
    }
    return g_string_free(path, FALSE);
}

/* Whether the value is of the type; reports it when not. */
static bool check_type(ModuleReader *reader, const json_t *value, json_type type,
                       const char *example)
{
    const bool is_element =
        reader->n_steps > 0 && reader->steps[reader->n_steps - 1].name == NULL;
    char *path;

    if (json_typeof(value) == type) {
        return true;
    }
    if (reader->n_steps == 0) {
        module_reader_fail(reader, "a manifest is an object, {\"name\": ...}, not %s",
                           type_names[json_typeof(value)]);
        return false;
    }
    path = path_of(reader);
    module_reader_fail(reader, "%s\"%s\" must be %s, not %s: %s",
                       is_element ? "an element of " : "", path, type_names[type],
                       type_names[json_typeof(value)], example);
    g_free(path);
    return false;
}

static void fail_unknown(ModuleReader *reader, const char *name, const ModuleKey *keys,
                         size_t n_keys)
{
    GString *all = g_string_new("");
    const char *names[32];
    const char *meant;

    g_assert(n_keys <= G_N_ELEMENTS(names));
    for (size_t i = 0; i < n_keys; i++) {
        names[i] = keys[i].name;
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    meant = suggest_nearest(name, names, n_keys);
    if (meant != NULL) {
        module_reader_fail_name(reader, "unknown key \"%s\"; did you mean \"%s\"?", name,
                                meant);
    } else {
        module_reader_fail_name(reader, "unknown key \"%s\"; there are %s", name,
                                all->str);
    }
    g_string_free(all, TRUE);
}

void module_read_object(ModuleReader *reader, const json_t *value, const ModuleKey *keys,
                        size_t n_keys)
{
    json_t *object = (json_t *)value; /* jansson's iterators want it writable */

    if (!check_type(reader, value, JSON_OBJECT, "{\"KEY\": ...}")) {
        return;
    }
    for (void *at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        const char *name = json_object_iter_key(at);
        const ModuleKey *key = NULL;

        for (size_t i = 0; i < n_keys && key == NULL; i++) {
            key = strcmp(keys[i].name, name) == 0 ? &keys[i] : NULL;
        }
        enter(reader, (JsonStep){.name = name});
        if (key == NULL) {
            fail_unknown(reader, name, keys, n_keys);
        } else {
            key->read(reader, json_object_iter_value(at), key->detail);
        }
        leave(reader);
    }
}

size_t module_read_members(ModuleReader *reader, const json_t *value,
                           ModuleReadMember *read, void *data)
{
    json_t *object = (json_t *)value;

    if (!check_type(reader, value, JSON_OBJECT, "{\"NAME\": ...}")) {
        return 0;
    }
    for (void *at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        const char *name = json_object_iter_key(at);

        enter(reader, (JsonStep){.name = name});
        if (*name == '\0') {
            module_reader_fail_name(reader, "this name is empty; say what is meant");
        } else {
            read(reader, g_string_chunk_insert(reader->manifest->strings, name),
                 json_object_iter_value(at), data);
        }
        leave(reader);
    }
    return json_object_size(value);
}

const char *module_read_string(ModuleReader *reader, const json_t *value)
{
    if (!check_type(reader, value, JSON_STRING, "\"...\"")) {
        return NULL;
    }
    if (json_string_length(value) == 0) {
        char *path = path_of(reader);

        module_reader_fail(reader, "this string of \"%s\" is empty; leave it out", path);
        g_free(path);
        return NULL;
    }
    return g_string_chunk_insert(reader->manifest->strings, json_string_value(value));
}

void module_read_texts(ModuleReader *reader, const json_t *value, ModuleReadText *read,
                       int detail)
{
    GHashTable *seen;

    if (!check_type(reader, value, JSON_ARRAY, "[\"...\"]")) {
        return;
    }
    seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < json_array_size(value); i++) {
        ManifestText text = {0};

        enter(reader, (JsonStep){.index = i});
        text.text = module_read_string(reader, json_array_get(value, i));
        if (text.text != NULL && !g_hash_table_add(seen, (gpointer)text.text)) {
            module_reader_fail(reader, "\"%s\" stands twice in this list; leave one out",
                               text.text);
        } else if (text.text != NULL) {
            module_reader_place(reader, &text.line, &text.column);
            read(reader, &text, detail);
        }
        leave(reader);
    }
    g_hash_table_destroy(seen);
}

void module_read_lines(ModuleReader *reader, const json_t *value, GPtrArray *lines)
{
    if (!check_type(reader, value, JSON_ARRAY, "[\"...\"]")) {
        return;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *element = json_array_get(value, i);
        const char *line = json_string_value(element);

        enter(reader, (JsonStep){.index = i});
        if (!check_type(reader, element, JSON_STRING, "\"...\"")) {
            /* said */
        } else if (strchr(line, '\n') != NULL) {
            module_reader_fail(reader,
                               "this is more than one line; make each an element");
        } else {
            g_ptr_array_add(lines,
                            g_string_chunk_insert(reader->manifest->strings, line));
        }
        leave(reader);
    }
}
