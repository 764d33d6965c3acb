/* SPDX-License-Identifier: MIT */
/* Manifests: what is read, where each item stands, and what is said of a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "captured.h"
#include "manifest.h"

/* A manifest from a text, and what was said about it, without its path. */
typedef struct Loaded {
    char *directory, *path;
    Manifest *manifest;
    char *said;
} Loaded;

static void load(Loaded *loaded, const char *text)
{
    Captured captured;
    Diagnostics *diag;
    GString *said;

    loaded->directory = g_dir_make_tmp("bindery-manifest-XXXXXX", NULL);
    loaded->path = g_build_filename(loaded->directory, "module.json", NULL);
    assert_true(g_file_set_contents(loaded->path, text, -1, NULL));
    captured_start(&captured);
    diag = diag_create();
    loaded->manifest = manifest_load(loaded->path, diag);
    assert_int_equal(loaded->manifest == NULL, diag_failed(diag));
    diag_destroy(diag);
    loaded->said = captured_stop(&captured);
    said = g_string_new(loaded->said);
    g_string_replace(said, loaded->path, "M", 0);
    g_free(loaded->said);
    loaded->said = g_string_free(said, FALSE);
}

static void unload(Loaded *loaded)
{
    manifest_destroy(loaded->manifest);
    g_unlink(loaded->path);
    g_rmdir(loaded->directory);
    g_free(loaded->directory);
    g_free(loaded->path);
    g_free(loaded->said);
}

/* A manifest of that text is refused with exactly these messages. */
static void assert_said(const char *text, const char *said)
{
    Loaded loaded;

    load(&loaded, text);
    assert_string_equal(loaded.said, said);
    assert_null(loaded.manifest);
    unload(&loaded);
}

static const ManifestText *text_at(const GArray *list, guint i)
{
    assert_true(i < list->len);
    return &g_array_index(list, ManifestText, i);
}

static void assert_text(const ManifestText *text, const char *name, const char *value,
                        unsigned line, unsigned column)
{
    if (name == NULL) {
        assert_null(text->name);
    } else {
        assert_string_equal(text->name, name);
    }
    assert_string_equal(text->text, value);
    assert_int_equal(text->line, line);
    assert_int_equal(text->column, column);
}

static void every_item_has_its_place(void **state)
{
    Loaded loaded;
    const Manifest *manifest;

    (void)state;
    load(&loaded, "{\n"
                  "  \"name\": \"gio\",\n"
                  "  \"depends\": [\"glib\",\n"
                  "    \"gobject\"],\n"
                  "  \"wrapper\": \"in/all.h\",\n"
                  "  \"rename\": {\"old\": \"new\"},\n"
                  "  \"macros\": {\"MAX\": \"int (int a)\"},\n"
                  "  \"system\": [\"sys/types.h\"],\n"
                  "  \"raw\": [\"\", \"#define A\", \"\"]\n"
                  "}\n");
    manifest = loaded.manifest;
    assert_string_equal(loaded.said, "");
    assert_text(&manifest->name, NULL, "gio", 2, 11);
    assert_int_equal(manifest->depends->len, 2);
    assert_text(text_at(manifest->depends, 0), NULL, "glib", 3, 15);
    assert_text(text_at(manifest->depends, 1), NULL, "gobject", 4, 5);
    assert_true(g_str_has_suffix(manifest->header, "/in/all.h"));
    assert_int_equal(manifest->header_line, 5);
    assert_text(text_at(manifest->rename, 0), "old", "new", 6, 21);
    assert_text(text_at(manifest->macros, 0), "MAX", "int (int a)", 7, 21);
    assert_text(text_at(manifest->system, 0), NULL, "sys/types.h", 8, 14);
    assert_int_equal(manifest->raw->len, 3);
    assert_string_equal(manifest->raw->pdata[1], "#define A");
    unload(&loaded);
}

static void wrapper_stands_beside_the_manifest(void **state)
{
    Loaded loaded;
    char *expected;

    (void)state;
    load(&loaded, "{\"name\": \"a\"}");
    expected = g_build_filename(loaded.directory, "wrapper.h", NULL);
    assert_string_equal(loaded.manifest->header, expected);
    assert_int_equal(loaded.manifest->header_line, 0);
    g_free(expected);
    unload(&loaded);
    load(&loaded, "{\"name\": \"a\", \"wrapper\": \"/usr/include/a.h\"}");
    assert_string_equal(loaded.manifest->header, "/usr/include/a.h");
    unload(&loaded);
}

static void callbacks_keep_what_is_not_given(void **state)
{
    const ManifestCallback *callback;
    Loaded loaded;

    (void)state;
    load(&loaded, "{\"name\": \"a\", \"callbacks\": {\n"
                  "\"none\": false,\n"
                  "\"sort\": {\"compare\": {\"user_data\": \"4\", \"destroy\": null},\n"
                  "           \"other\": false},\n"
                  "\"Func\": {\"opaque\": 2}}}");
    assert_non_null(loaded.manifest);
    assert_int_equal(loaded.manifest->callbacks->len, 4);
    callback = &g_array_index(loaded.manifest->callbacks, ManifestCallback, 0);
    assert_string_equal(callback->declaration, "none");
    assert_null(callback->place);
    assert_true(callback->excluded);
    callback++;
    assert_string_equal(callback->declaration, "sort");
    assert_string_equal(callback->place, "compare");
    assert_false(callback->excluded);
    assert_int_equal(callback->opaque_choice, MANIFEST_KEEP);
    assert_int_equal(callback->user_data_choice, MANIFEST_SET);
    assert_string_equal(callback->user_data, "4");
    assert_int_equal(callback->destroy_choice, MANIFEST_NONE);
    assert_int_equal(callback->line, 3);
    assert_int_equal(callback->column, 10);
    callback++;
    assert_string_equal(callback->place, "other");
    assert_true(callback->excluded);
    callback++;
    assert_string_equal(callback->declaration, "Func");
    assert_null(callback->place);
    assert_int_equal(callback->opaque_choice, MANIFEST_SET);
    assert_int_equal(callback->opaque, 2);
    unload(&loaded);
}

static void parameter_called_opaque_is_no_callback_type(void **state)
{
    const ManifestCallback *callback;
    Loaded loaded;

    (void)state;
    load(&loaded, "{\"name\": \"a\", \"callbacks\": {\"f\": {\"opaque\": false}}}");
    callback = &g_array_index(loaded.manifest->callbacks, ManifestCallback, 0);
    assert_string_equal(callback->place, "opaque");
    assert_true(callback->excluded);
    unload(&loaded);
}

static void all_errors_are_told_at_once(void **state)
{
    (void)state;
    assert_said("{\n"
                "  \"nmae\": \"a\",\n"
                "  \"depends\": [\"b\", 3, \"b\"],\n"
                "  \"wrapper\": \"\"\n"
                "}\n",
                "M:2:3: error: unknown key \"nmae\"; did you mean \"name\"?\n"
                "M:3:20: error: an element of \"depends\" must be a string, not a "
                "number: \"...\"\n"
                "M:3:23: error: \"b\" stands twice in this list; leave one out\n"
                "M:4:14: error: this string of \"wrapper\" is empty; leave it out\n"
                "M:1:1: error: \"name\" is missing: every module has one\n");
}

static void json_that_is_none_has_its_place(void **state)
{
    (void)state;
    assert_said("{\n  \"name\": \"a\",\n}\n",
                "M:3:1: error: not valid JSON: string or '}' expected near '}'\n");
    assert_said("[]", "M:1:1: error: a manifest is an object, {\"name\": ...}, not a "
                      "list\n");
    assert_said("{\n  \"name\": \"a\",\n  \"name\": \"a\"\n}\n",
                "M:3:3: error: this key stands twice in one object; leave one out "
                "(duplicate object key near '\"name\"')\n");
}

static void names_are_identifiers(void **state)
{
    (void)state;
    assert_said("{\"name\": \"a-b\", \"depends\": [\"int\"]}",
                "M:1:10: error: \"a-b\" is no name for a module: letters, digits and _ "
                "make one, and no keyword of C\n"
                "M:1:29: error: \"int\" is no name for a module: letters, digits and _ "
                "make one, and no keyword of C\n");
    assert_said("{\"name\": \"a\", \"depends\": [\"a\"]}",
                "M:1:27: error: module 'a' depends on itself; leave it out\n");
    assert_said("{\"name\": \"a\", \"rename\": {\"b\": \"c d\", \"e\": \"e\"}}",
                "M:1:31: error: \"c d\" is no name for a declaration: letters, digits "
                "and _ make one, and no keyword of C\n"
                "M:1:43: error: \"e\" is renamed to itself; leave it out\n");
}

static void patterns_and_styles_are_checked(void **state)
{
    (void)state;
    assert_said("{\"name\": \"a\", \"allow\": {\"type\": [\"(\"], \"files\": []},\n"
                "\"opaque\": [\"*\"], \"enums\": {\"default\": \"bitfeld\"}}",
                "M:1:34: error: allow.type '(' is no regular expression: missing "
                "terminating )\n"
                "M:1:40: error: unknown key \"files\"; did you mean \"file\"?\n"
                "M:2:12: error: opaque '*' is no regular expression: nothing to repeat\n"
                "M:2:39: error: unknown enum style \"bitfeld\"; did you mean "
                "\"bitfield\"?\n");
}

static void callbacks_are_checked(void **state)
{
    (void)state;
    assert_said("{\"name\": \"a\", \"callbacks\": {\"f\": {}, \"g\": true, \"h\":\n"
                "{\"p\": {\"opaque\": -1, \"user_data\": 3, \"destory\": null}},\n"
                "\"T\": {\"opaque\": 0, \"destroy\": \"x\"}}}",
                "M:1:34: error: this says nothing; write false to exclude it, or leave "
                "it out to keep what is found\n"
                "M:1:43: error: \"g\" must be false, an object of its parameters or "
                "members, or for a callback type {\"opaque\": 0}\n"
                "M:2:18: error: \"opaque\" must say which of the callback's own "
                "parameters it is: an integer, 0 for the first, or null for none\n"
                "M:2:35: error: write the parameter's name, or its number from 1 as "
                "text: \"3\"\n"
                "M:2:38: error: unknown key \"destory\"; did you mean \"destroy\"?\n"
                "M:3:20: error: unknown key \"destroy\"; there are opaque\n");
}

static void manifest_that_is_not_there(void **state)
{
    Captured captured;
    Diagnostics *diag;
    char *said;

    (void)state;
    captured_start(&captured);
    diag = diag_create();
    assert_null(manifest_load("/nowhere/module.json", diag));
    assert_null(manifest_load("/", diag));
    diag_destroy(diag);
    said = captured_stop(&captured);
    assert_string_equal(said, "/nowhere/module.json: error: the manifest cannot be read: "
                              "No such file or directory; check its path and "
                              "permissions\n"
                              "/: error: is a directory; give the path of the manifest "
                              "in it, as -m //module.json\n");
    g_free(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_has_its_place),
        cmocka_unit_test(wrapper_stands_beside_the_manifest),
        cmocka_unit_test(callbacks_keep_what_is_not_given),
        cmocka_unit_test(parameter_called_opaque_is_no_callback_type),
        cmocka_unit_test(all_errors_are_told_at_once),
        cmocka_unit_test(json_that_is_none_has_its_place),
        cmocka_unit_test(names_are_identifiers),
        cmocka_unit_test(patterns_and_styles_are_checked),
        cmocka_unit_test(callbacks_are_checked),
        cmocka_unit_test(manifest_that_is_not_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
