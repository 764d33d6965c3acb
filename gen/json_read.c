/* SPDX-License-Identifier: MIT */
#include "json_read.h"

#include <string.h>

#include <jansson.h>

#include "json_names.h"
#include "json_read_members.h"
#include "json_read_parts.h"

static const char *const endian_words[] = {"little", "big"};
static const char *const char_words[] = {"unsigned", "signed"};

static bool read_big_endian(JsonReader *reader, const json_t *value, void *object)
{
    int word = 0;
    const bool sound = json_read_word(reader, value, endian_words, 2, &word);

    ((Ir *)object)->big_endian = word == 1;
    return sound;
}

static bool read_char_signed(JsonReader *reader, const json_t *value, void *object)
{
    int word = 0;
    const bool sound = json_read_word(reader, value, char_words, 2, &word);

    ((Ir *)object)->char_signed = word == 1;
    return sound;
}

static const JsonMember target_members[] = {
    {.name = "triple",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(Ir, target)},
    {.name = "pointer_size",
     .kind = JSON_MEMBER_SIZE,
     .required = true,
     .offset = offsetof(Ir, pointer_size)},
    {.name = "endian",
     .kind = JSON_MEMBER_CUSTOM,
     .required = true,
     .read = read_big_endian},
    {.name = "char",
     .kind = JSON_MEMBER_CUSTOM,
     .required = true,
     .read = read_char_signed},
};

static bool read_target(JsonReader *reader, const json_t *value, void *object)
{
    return json_read_members(reader, value, target_members, G_N_ELEMENTS(target_members),
                             object);
}

static bool read_version(JsonReader *reader, const json_t *value, void *object)
{
    (void)object;
    if (!json_is_integer(value)) {
        return json_read_fail(reader, "\"bindery_ir\" must be an integer");
    }
    if (json_integer_value(value) != IR_VERSION) {
        return json_read_fail(reader,
                              "this is a record of version %" JSON_INTEGER_FORMAT
                              "; this bindery reads version %d",
                              json_integer_value(value), IR_VERSION);
    }
    return true;
}

static const JsonMember unsupported_members[] = {
    {.name = "kind",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(IrUnsupported, kind)},
    {.name = "name",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(IrUnsupported, name)},
    {.name = "file", .kind = JSON_MEMBER_FILE, .offset = offsetof(IrUnsupported, file)},
    {.name = "reason",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(IrUnsupported, reason)},
};

static bool read_unsupported(JsonReader *reader, const json_t *value, void *object)
{
    Ir *ir = object;

    if (!json_read_list(reader, value)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        IrUnsupported entry = {0};

        json_read_enter_element(reader, i);
        if (!json_read_members(reader, json_array_get(value, i), unsupported_members,
                               G_N_ELEMENTS(unsupported_members), &entry)) {
            return false;
        }
        g_array_append_val(ir->unsupported, entry);
        json_read_leave(reader);
    }
    return true;
}

static bool read_references(JsonReader *reader, const json_t *value, GPtrArray *list)
{
    if (!json_read_list(reader, value)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        IrDecl *decl = NULL;

        json_read_enter_element(reader, i);
        if (!json_read_decl_reference(reader, json_array_get(value, i), &decl)) {
            return false;
        }
        g_ptr_array_add(list, decl);
        json_read_leave(reader);
    }
    return true;
}

static bool read_tags(JsonReader *reader, const json_t *value, void *object)
{
    const GPtrArray *tags = ((Ir *)object)->tags;

    if (!read_references(reader, value, ((Ir *)object)->tags)) {
        return false;
    }
    for (guint i = 0; i < tags->len; i++) {
        const IrDecl *decl = g_ptr_array_index(tags, i);

        if (decl->type_name == NULL) {
            return json_read_fail(reader, "\"%s\" has no tag", decl->key);
        }
    }
    return true;
}

static bool read_order(JsonReader *reader, const json_t *value, void *object)
{
    return read_references(reader, value, ((Ir *)object)->order);
}

/* Line or column. */
static bool read_coordinate(JsonReader *reader, const json_t *pair, size_t index,
                            unsigned *coordinate)
{
    const json_t *value = json_array_get(pair, index);

    if (json_array_size(pair) != 2 || !json_is_integer(value) ||
        json_integer_value(value) < 0 || json_integer_value(value) > UINT32_MAX) {
        return json_read_fail(reader, "a position must be [line, column]");
    }
    *coordinate = (unsigned)json_integer_value(value);
    return true;
}

#define UNSUPPORTED "unsupported:"

/* Gives the place to the entries that "kind:name" stands for. */
static bool place_unsupported(JsonReader *reader, const char *subject, const char *file,
                              unsigned line, unsigned column)
{
    GArray *entries = reader->ir->unsupported;
    bool found = false;

    for (guint i = 0; i < entries->len; i++) {
        IrUnsupported *entry = &g_array_index(entries, IrUnsupported, i);
        const size_t length = strlen(entry->kind);

        if (entry->file == file && strncmp(subject, entry->kind, length) == 0 &&
            subject[length] == ':' && strcmp(subject + length + 1, entry->name) == 0) {
            entry->line = line;
            entry->column = column;
            found = true;
        }
    }
    return found ||
           json_read_fail(reader, "\"%s\" is not one of \"unsupported\" of \"%s\"",
                          subject, file);
}

static bool read_position(JsonReader *reader, const char *reference, const json_t *pair,
                          const char *file)
{
    unsigned line = 0, column = 0;
    IrDecl *decl;

    if (!read_coordinate(reader, pair, 0, &line) ||
        !read_coordinate(reader, pair, 1, &column)) {
        return false;
    }
    if (g_str_has_prefix(reference, UNSUPPORTED)) {
        return place_unsupported(reader, reference + strlen(UNSUPPORTED), file, line,
                                 column);
    }
    decl = json_read_find_reference(reader->ir, reference);
    if (decl == NULL || decl->file != file) {
        return json_read_fail(reader, "\"%s\" is not declared in \"%s\"", reference,
                              file);
    }
    decl->line = line;
    decl->column = column;
    return true;
}

static bool read_file_positions(JsonReader *reader, const json_t *value, const char *file)
{
    json_t *object = (json_t *)value; /* jansson's iterators want it writable */

    if (!json_read_object(reader, value)) {
        return false;
    }
    for (void *at = json_object_iter(object); at != NULL;
         at = json_object_iter_next(object, at)) {
        json_read_enter_member(reader, json_object_iter_key(at));
        if (!read_position(reader, json_object_iter_key(at), json_object_iter_value(at),
                           file)) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

static bool read_positions(JsonReader *reader, const json_t *value, void *object)
{
    json_t *files = (json_t *)value;

    if (!json_read_object(reader, value)) {
        return false;
    }
    for (void *at = json_object_iter(files); at != NULL;
         at = json_object_iter_next(files, at)) {
        const char *file = ir_string(object, json_object_iter_key(at));

        json_read_enter_member(reader, file);
        if (!read_file_positions(reader, json_object_iter_value(at), file)) {
            return false;
        }
        json_read_leave(reader);
    }
    return true;
}

static bool read_files(JsonReader *reader, const json_t *value)
{
    if (value == NULL) {
        return true;
    }
    json_read_enter_member(reader, "files");
    if (!json_read_list(reader, value)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *file = NULL;

        json_read_enter_element(reader, i);
        if (!json_read_string(reader, json_array_get(value, i), &file)) {
            return false;
        }
        g_hash_table_add(reader->files, (gpointer)file);
        json_read_leave(reader);
    }
    json_read_leave(reader);
    return true;
}

/* What read_root() has read before the members. */
#define DONE(member)                                                                     \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_DONE                                       \
    }
#define STRINGS(member, field)                                                           \
    {                                                                                    \
        .name = (member), .kind = JSON_MEMBER_STRINGS, .offset = offsetof(Ir, field)     \
    }

static const JsonMember top_members[] = {
    DONE("bindery_ir"),
    {.name = "module",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(Ir, module)},
    {.name = "header",
     .kind = JSON_MEMBER_STRING,
     .required = true,
     .offset = offsetof(Ir, header)},
    STRINGS("include", includes),
    {.name = "target", .kind = JSON_MEMBER_CUSTOM, .required = true, .read = read_target},
    STRINGS("depends", depends),
    STRINGS("system", system),
    STRINGS("raw", raw),
    STRINGS("cxx_keywords", cxx_keywords),
    STRINGS("hidden_names", hidden_names),
    DONE("files"),
    DONE("imports"),
    STRINGS("blocked", blocked),
    DONE("types"),
    DONE("records"),
    DONE("enums"),
    DONE("typedefs"),
    DONE("functions"),
    DONE("variables"),
    DONE("macros"),
    {.name = "unsupported", .kind = JSON_MEMBER_CUSTOM, .read = read_unsupported},
    {.name = "tags", .kind = JSON_MEMBER_CUSTOM, .read = read_tags},
    {.name = "order", .kind = JSON_MEMBER_CUSTOM, .read = read_order},
    {.name = "handlers", .kind = JSON_MEMBER_CUSTOM, .read = json_read_handlers},
    {.name = "tables", .kind = JSON_MEMBER_CUSTOM, .read = json_read_tables},
    {.name = "objects", .kind = JSON_MEMBER_CUSTOM, .read = json_read_objects},
    {.name = "definitions", .kind = JSON_MEMBER_CUSTOM, .read = json_read_definitions},
    {.name = "registration", .kind = JSON_MEMBER_CUSTOM, .read = json_read_registration},
    {.name = "positions", .kind = JSON_MEMBER_CUSTOM, .read = read_positions},
};

/* The version comes before all else: a record of another one may differ in anything. */
static bool check_version(JsonReader *reader, const json_t *root)
{
    const json_t *version;
    bool sound;

    if (!json_is_object(root)) {
        return json_read_object(reader, root);
    }
    version = json_object_get(root, "bindery_ir");
    if (version == NULL) {
        return json_read_fail(reader, "this is no interface record: \"bindery_ir\" is "
                                      "missing");
    }
    json_read_enter_member(reader, "bindery_ir");
    sound = read_version(reader, version, reader->ir);
    json_read_leave(reader);
    return sound;
}

static bool read_root(JsonReader *reader, const json_t *root)
{
    if (!check_version(reader, root) ||
        !read_files(reader, json_object_get(root, "files"))) {
        return false;
    }
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        if (!json_read_add_decls(reader, json_object_get(root, json_list_names[kind]),
                                 kind)) {
            return false;
        }
    }
    if (!json_read_imports(reader, json_object_get(root, "imports")) ||
        !json_read_types(reader, json_object_get(root, "types"))) {
        return false;
    }
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        if (!json_read_decls(reader, json_object_get(root, json_list_names[kind]),
                             kind)) {
            return false;
        }
    }
    return json_read_check_types(reader) && json_read_check_inlined(reader) &&
           json_read_members(reader, root, top_members, G_N_ELEMENTS(top_members),
                             reader->ir);
}

/* The parsed file (a new reference), or NULL and an error reported. */
static json_t *parse(JsonReader *reader)
{
    json_error_t error;
    json_t *root =
        json_loadb(reader->text, reader->length, JSON_REJECT_DUPLICATES, &error);

    if (root == NULL) {
        diag_report(reader->diag, DIAG_ERROR, reader->path,
                    error.line > 0 ? (unsigned)error.line : 1,
                    error.column > 0 ? (unsigned)error.column : 1, "not valid JSON: %s",
                    error.text);
        diag_note(reader->diag,
                  "the file is damaged or no record; scan the header again");
    }
    return root;
}

/* GLib's message names the file too; what follows is the system's reason. */
static const char *reason_of(const GError *error)
{
    const char *colon = strrchr(error->message, ':');

    return colon != NULL && colon[1] == ' ' ? colon + 2 : error->message;
}

Ir *json_read_text(const char *path, const char *text, size_t length, Diagnostics *diag)
{
    JsonReader reader = {.diag = diag, .path = path, .text = text, .length = length};
    json_t *root;
    bool sound = false;

    reader.ir = ir_create();
    reader.files = g_hash_table_new(g_str_hash, g_str_equal);
    root = parse(&reader);
    if (root != NULL) {
        sound = read_root(&reader, root);
    }
    json_decref(root);
    g_hash_table_destroy(reader.files);
    if (!sound) {
        ir_destroy(reader.ir);
        return NULL;
    }
    return reader.ir;
}

Ir *json_read_record(const char *path, Diagnostics *diag)
{
    GError *error = NULL;
    char *text = NULL;
    size_t length;
    Ir *ir;

    if (!g_file_get_contents(path, &text, &length, &error)) {
        diag_report(diag, DIAG_ERROR, path, 0, 0, "cannot read the record: %s",
                    reason_of(error));
        g_error_free(error);
        return NULL;
    }
    ir = json_read_text(path, text, length, diag);
    g_free(text);
    return ir;
}
