/* SPDX-License-Identifier: MIT */
/* Manifests from their files: manifest_load(). */
#include <string.h>

#include <jansson.h>

#include "json_module_callbacks.h"
#include "json_module_reader.h"
#include "manifest.h"
#include "module_name.h"
#include "suggest.h"

static bool check_module_name(ModuleReader *reader, const char *name)
{
    if (!module_name_is_valid(name)) {
        module_reader_fail(reader,
                           "\"%s\" is no name for a module: letters, digits and _ make "
                           "one, and no keyword of C",
                           name);
        return false;
    }
    return true;
}

static void read_name(ModuleReader *reader, const json_t *value, int detail)
{
    ManifestText *name = &reader->manifest->name;

    (void)detail;
    if (json_is_string(value) && json_string_length(value) == 0) {
        module_reader_fail(reader,
                           "\"name\" is empty: every module has a name of its own");
        return;
    }
    name->text = module_read_string(reader, value);
    if (name->text != NULL && check_module_name(reader, name->text)) {
        module_reader_place(reader, &name->line, &name->column);
    }
}

/* The editors' key: which schema describes the file. */
static void read_schema(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_string(reader, value);
}

static void set_header(Manifest *manifest, const char *wrapper)
{
    char *directory = g_path_get_dirname(manifest->path);
    bool here = strchr(manifest->path, '/') == NULL || g_path_is_absolute(wrapper);
    char *path = here ? g_strdup(wrapper) : g_build_filename(directory, wrapper, NULL);

    manifest->header = g_string_chunk_insert(manifest->strings, path);
    g_free(path);
    g_free(directory);
}

static void read_wrapper(ModuleReader *reader, const json_t *value, int detail)
{
    Manifest *manifest = reader->manifest;
    const char *wrapper = module_read_string(reader, value);

    (void)detail;
    if (wrapper != NULL) {
        set_header(manifest, wrapper);
        module_reader_place(reader, &manifest->header_line, &manifest->header_column);
    }
}

static void add_dependency(ModuleReader *reader, const ManifestText *text, int detail)
{
    (void)detail;
    if (check_module_name(reader, text->text)) {
        g_array_append_val(reader->manifest->depends, *text);
    }
}

static void read_depends(ModuleReader *reader, const json_t *value, int detail)
{
    module_read_texts(reader, value, add_dependency, detail);
}

static const char *const list_names[SELECT_LISTS] = {
    [SELECT_ALLOW_FILE] = "allow.file",
    [SELECT_ALLOW_TYPE] = "allow.type",
    [SELECT_ALLOW_FUNCTION] = "allow.function",
    [SELECT_ALLOW_VARIABLE] = "allow.variable",
    [SELECT_ALLOW_MACRO] = "allow.macro",
    [SELECT_ALLOW_ITEM] = "allow.item",
    [SELECT_BLOCK_FILE] = "block.file",
    [SELECT_BLOCK_TYPE] = "block.type",
    [SELECT_BLOCK_FUNCTION] = "block.function",
    [SELECT_BLOCK_VARIABLE] = "block.variable",
    [SELECT_BLOCK_MACRO] = "block.macro",
    [SELECT_BLOCK_ITEM] = "block.item",
    [SELECT_OPAQUE_TYPE] = "opaque",
};

static void add_pattern(ModuleReader *reader, const ManifestText *text, int list)
{
    const PatternSource source = {list_names[list], reader->manifest->path, text->line,
                                  text->column};

    if (!selection_add(reader->manifest->selection, (SelectList)list, source, text->text,
                       reader->diag)) {
        reader->failed = true;
    }
}

static void read_patterns(ModuleReader *reader, const json_t *value, int list)
{
    module_read_texts(reader, value, add_pattern, list);
}

static const ModuleKey allow_keys[] = {
    {"file", read_patterns, SELECT_ALLOW_FILE},
    {"type", read_patterns, SELECT_ALLOW_TYPE},
    {"function", read_patterns, SELECT_ALLOW_FUNCTION},
    {"variable", read_patterns, SELECT_ALLOW_VARIABLE},
    {"macro", read_patterns, SELECT_ALLOW_MACRO},
    {"item", read_patterns, SELECT_ALLOW_ITEM},
};

static void read_allow(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_object(reader, value, allow_keys, G_N_ELEMENTS(allow_keys));
}

static const ModuleKey block_keys[] = {
    {"file", read_patterns, SELECT_BLOCK_FILE},
    {"type", read_patterns, SELECT_BLOCK_TYPE},
    {"function", read_patterns, SELECT_BLOCK_FUNCTION},
    {"variable", read_patterns, SELECT_BLOCK_VARIABLE},
    {"macro", read_patterns, SELECT_BLOCK_MACRO},
    {"item", read_patterns, SELECT_BLOCK_ITEM},
};

static void read_block(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_object(reader, value, block_keys, G_N_ELEMENTS(block_keys));
}

static void add_style(ModuleReader *reader, const ManifestText *text, int style)
{
    static const char *const names[] = {
        [IR_ENUM_PLAIN] = "enums.plain",
        [IR_ENUM_CONSTS] = "enums.consts",
        [IR_ENUM_MODULE_CONSTS] = "enums.moduleconsts",
        [IR_ENUM_BITFIELD] = "enums.bitfield",
        [IR_ENUM_NEWTYPE] = "enums.newtype",
        [IR_ENUM_RUST] = "enums.rust",
        [IR_ENUM_RUST_NON_EXHAUSTIVE] = "enums.rust_non_exhaustive",
    };
    const PatternSource source = {names[style], reader->manifest->path, text->line,
                                  text->column};

    if (!selection_add_enum_style(reader->manifest->selection, (IrEnumStyle)style, source,
                                  text->text, reader->diag)) {
        reader->failed = true;
    }
}

static void read_style(ModuleReader *reader, const json_t *value, int style)
{
    module_read_texts(reader, value, add_style, style);
}

static void read_default_style(ModuleReader *reader, const json_t *value, int detail)
{
    const char *names[IR_ENUM_RUST_NON_EXHAUSTIVE + 1];
    const char *name = module_read_string(reader, value);
    const char *meant;
    int style = name != NULL ? ir_enum_style_from_name(name) : -1;

    (void)detail;
    if (style >= 0) {
        selection_set_default_enum_style(reader->manifest->selection, (IrEnumStyle)style);
    }
    if (name == NULL || style >= 0) {
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        names[i] = ir_enum_style_name((IrEnumStyle)i);
    }
    meant = suggest_nearest(name, names, G_N_ELEMENTS(names));
    module_reader_fail(reader, "unknown enum style \"%s\"; %s%s%s", name,
                       meant != NULL ? "did you mean \""
                                     : "the keys of \"enums\" are all",
                       meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
}

static const ModuleKey enum_keys[] = {
    {"default", read_default_style, 0},
    {"plain", read_style, IR_ENUM_PLAIN},
    {"consts", read_style, IR_ENUM_CONSTS},
    {"moduleconsts", read_style, IR_ENUM_MODULE_CONSTS},
    {"bitfield", read_style, IR_ENUM_BITFIELD},
    {"newtype", read_style, IR_ENUM_NEWTYPE},
    {"rust", read_style, IR_ENUM_RUST},
    {"rust_non_exhaustive", read_style, IR_ENUM_RUST_NON_EXHAUSTIVE},
};

static void read_enums(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_object(reader, value, enum_keys, G_N_ELEMENTS(enum_keys));
}

/* One member whose name and string both count; false when the string is none. */
static bool read_pair(ModuleReader *reader, const char *name, const json_t *value,
                      ManifestText *pair)
{
    *pair = (ManifestText){.name = name, .text = module_read_string(reader, value)};
    module_reader_place(reader, &pair->line, &pair->column);
    module_reader_name_place(reader, &pair->name_line, &pair->name_column);
    return pair->text != NULL;
}

static void add_rename(ModuleReader *reader, const char *name, const json_t *value,
                       void *data)
{
    ManifestText pair;

    (void)data;
    if (!read_pair(reader, name, value, &pair)) {
        return;
    }
    if (!module_name_is_valid(pair.text)) {
        module_reader_fail(reader,
                           "\"%s\" is no name for a declaration: letters, digits and _ "
                           "make one, and no keyword of C",
                           pair.text);
    } else if (strcmp(name, pair.text) == 0) {
        module_reader_fail(reader, "\"%s\" is renamed to itself; leave it out", name);
    } else {
        g_array_append_val(reader->manifest->rename, pair);
    }
}

static void read_rename(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_members(reader, value, add_rename, NULL);
}

static void add_macro(ModuleReader *reader, const char *name, const json_t *value,
                      void *data)
{
    ManifestText pair;

    (void)data;
    if (read_pair(reader, name, value, &pair)) {
        g_array_append_val(reader->manifest->macros, pair);
    }
}

static void read_macros(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_members(reader, value, add_macro, NULL);
}

static void add_system(ModuleReader *reader, const ManifestText *text, int detail)
{
    (void)detail;
    if (strpbrk(text->text, "<>\"\n") != NULL) {
        module_reader_fail(reader,
                           "write the header as it stands between < and >: \"stddef.h\"");
    } else {
        g_array_append_val(reader->manifest->system, *text);
    }
}

static void read_system(ModuleReader *reader, const json_t *value, int detail)
{
    module_read_texts(reader, value, add_system, detail);
}

/* Lines may be empty and may repeat. */
static void read_raw(ModuleReader *reader, const json_t *value, int detail)
{
    (void)detail;
    module_read_lines(reader, value, reader->manifest->raw);
}

static const ModuleKey manifest_keys[] = {
    {"$schema", read_schema, 0},
    {"name", read_name, 0},
    {"depends", read_depends, 0},
    {"wrapper", read_wrapper, 0},
    {"allow", read_allow, 0},
    {"block", read_block, 0},
    {"opaque", read_patterns, SELECT_OPAQUE_TYPE},
    {"enums", read_enums, 0},
    {"rename", read_rename, 0},
    {"macros", read_macros, 0},
    {"callbacks", module_read_callbacks, 0},
    {"system", read_system, 0},
    {"raw", read_raw, 0},
};

/* What only the whole manifest can tell. */
static void check_whole(ModuleReader *reader, const json_t *root)
{
    const Manifest *manifest = reader->manifest;

    if (json_is_object(root) && json_object_get(root, "name") == NULL) {
        module_reader_fail(reader, "\"name\" is missing: every module has one");
    }
    for (guint i = 0; manifest->name.text != NULL && i < manifest->depends->len; i++) {
        const ManifestText *text = &g_array_index(manifest->depends, ManifestText, i);

        if (strcmp(text->text, manifest->name.text) == 0) {
            diag_report(reader->diag, DIAG_ERROR, manifest->path, text->line,
                        text->column, "module '%s' depends on itself; leave it out",
                        text->text);
            reader->failed = true;
        }
    }
}

/* The column of the token that the message speaks of: jansson tells where it ends. */
static unsigned token_column(const json_error_t *error)
{
    const char *near = strstr(error->text, " near '");
    size_t length = near != NULL ? strlen(near + strlen(" near '")) - 1 : 1;

    return error->column > (int)length ? (unsigned)(error->column - (int)length + 1) : 1;
}

/* What some editors put before UTF-8; it is no part of JSON. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* The parsed text (a new reference); NULL, and errors reported, when it is not JSON. Of a
 * key that stands twice the last one counts, so that reading can go on. */
static json_t *parse(ModuleReader *reader)
{
    json_error_t error;
    json_t *root =
        json_loadb(reader->text, reader->length, JSON_REJECT_DUPLICATES, &error);

    if (root == NULL && g_str_has_prefix(reader->text, BYTE_ORDER_MARK)) {
        module_reader_fail(reader,
                           "a byte order mark stands before the manifest; save it "
                           "as UTF-8 without one");
    } else if (root == NULL) {
        bool duplicate = json_error_code(&error) == json_error_duplicate_key;

        diag_report(reader->diag, DIAG_ERROR, reader->manifest->path,
                    error.line > 0 ? (unsigned)error.line : 1, token_column(&error),
                    duplicate ? "this key stands twice in one object; leave one out (%s)"
                              : "not valid JSON: %s",
                    error.text);
        reader->failed = true;
        root = duplicate ? json_loadb(reader->text, reader->length, 0, &error) : NULL;
    }
    return root;
}

static char *read_file(const char *path, size_t *length, Diagnostics *diag)
{
    GError *error = NULL;
    char *text = NULL;

    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        diag_report(diag, DIAG_ERROR, path, 0, 0,
                    "is a directory; give the path of the manifest in it, as "
                    "-m %s/module.json",
                    path);
    } else if (!g_file_get_contents(path, &text, length, &error)) {
        const char *reason = strrchr(error->message, ':'); /* the path is before it */

        diag_report(diag, DIAG_ERROR, path, 0, 0,
                    "the manifest cannot be read: %s; check its path and permissions",
                    reason != NULL ? reason + 2 : error->message);
        g_error_free(error);
    }
    return text;
}

Manifest *manifest_load(const char *path, Diagnostics *diag)
{
    ModuleReader reader = {.diag = diag};
    char *text = read_file(path, &reader.length, diag);
    json_t *root;

    if (text == NULL) {
        return NULL;
    }
    reader.text = text;
    reader.manifest = manifest_create(path);
    set_header(reader.manifest, "wrapper.h");
    root = parse(&reader);
    if (root != NULL) {
        module_read_object(&reader, root, manifest_keys, G_N_ELEMENTS(manifest_keys));
        check_whole(&reader, root);
    }
    json_decref(root);
    g_free(text);
    if (reader.failed) {
        g_clear_pointer(&reader.manifest, manifest_destroy);
    }
    return reader.manifest;
}
