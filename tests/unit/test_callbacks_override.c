/* SPDX-License-Identifier: MIT */
/* What a manifest does to callbacks: confirm, correct, exclude, and be refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "callback_fixture.h"
#include "callbacks.h"
#include "captured.h"

static const char manifest_text[] =
    "typedef int (*source)(void *user_data);\n"
    "typedef void (*odd)(void *first, int n, void *user_data);\n"
    "typedef void (*notify)(void *data);\n"
    "struct plain { int a; };\n"
    "typedef struct ops { void (*read)(void *, int); void (*odd)(int, void *);\n"
    "  int count; void *self; notify done; } ops;\n"
    "void add(int n, source function, void *data, notify destroy, void *other);\n"
    "void unnamed(odd, void *, int);\n"
    "void connect(void (*handler)(void), void *data);\n";

/* Applies entries (an empty declaration at the end); gives what was said (new). */
static char *apply(Ir *ir, const ManifestCallback *entries, bool wanted)
{
    Manifest manifest = {.path = "module.json"};
    Diagnostics *diag = diag_create();
    Captured captured;
    char *said;

    manifest.callbacks = g_array_new(FALSE, FALSE, sizeof(ManifestCallback));
    for (; entries->declaration != NULL; entries++) {
        ManifestCallback entry = *entries;

        entry.line = 7;
        entry.column = 9;
        g_array_append_val(manifest.callbacks, entry);
    }
    captured_start(&captured);
    assert_int_equal(apply_callback_overrides(ir, &manifest, NULL, diag), wanted);
    said = captured_stop(&captured);
    assert_int_equal(diag_failed(diag), !wanted);
    g_array_free(manifest.callbacks, TRUE);
    diag_destroy(diag);
    return said;
}

static void manifest_confirms_corrects_and_excludes(void **state)
{
    Ir *ir = scan_text(manifest_text);
    static const ManifestCallback entries[] = {
        {.declaration = "add",
         .place = "function",
         .user_data_choice = MANIFEST_SET,
         .user_data = "other",
         .destroy_choice = MANIFEST_NONE},
        {.declaration = "ops",
         .place = "odd",
         .opaque_choice = MANIFEST_SET,
         .opaque = 1,
         .user_data_choice = MANIFEST_SET,
         .user_data = "self",
         .destroy_choice = MANIFEST_SET,
         .destroy = "done"},
        {.declaration = "connect",
         .place = "1",
         .opaque_choice = MANIFEST_NONE,
         .user_data_choice = MANIFEST_SET,
         .user_data = "2"},
        {.declaration = "unnamed", .place = "1", .excluded = true},
        {.declaration = NULL}};
    char *said;

    (void)state;
    assert_told(ir, "add", "function 0 user_data=data destroy=destroy name");
    assert_told(ir, "unnamed", " 2 user_data= name");
    said = apply(ir, entries, true);
    assert_string_equal(said, "");
    assert_told(ir, "add", "function 0 user_data=other given");
    assert_told(ir, "connect", "handler -1 user_data=data given");
    assert_told(ir, "unnamed", "");
    assert_told(ir, "struct ops",
                "read 0 user_data=self name; "
                "odd 1 user_data=self destroy=done given; "
                "done 0 user_data=self name");
    g_free(said);
    ir_destroy(ir);
}

static void typedef_in_manifest_holds_for_its_users(void **state)
{
    Ir *ir = scan_text(manifest_text);
    static const ManifestCallback entries[] = {
        {.declaration = "odd", .opaque_choice = MANIFEST_SET, .opaque = 0},
        {.declaration = "source", .excluded = true},
        {.declaration = NULL}};
    char *said;

    (void)state;
    said = apply(ir, entries, true);
    assert_told(ir, "odd", "0 given");
    assert_told(ir, "unnamed", " 0 user_data= shape");
    assert_told(ir, "source", "");
    assert_told(ir, "notify", "0 name");
    g_free(said);
    ir_destroy(ir);
}

/* A type of which a manifest says that some pointer is its opaque one. */
static void any_pointer_can_be_given_as_opaque(void **state)
{
    Ir *ir =
        scan_text("typedef unsigned char u_char;\n"
                  "typedef void (*handler)(u_char *, const char *packet);\n"
                  "void loop(int n, handler got, const char *filter, u_char *user);\n"
                  "void check(int (*predicate)(int n, char *arg), char *arg);\n"
                  "void other(handler got, char *user);\n");
    static const ManifestCallback entries[] = {
        {.declaration = "handler", .opaque_choice = MANIFEST_SET, .opaque = 0},
        {.declaration = "check",
         .place = "predicate",
         .opaque_choice = MANIFEST_SET,
         .opaque = 1,
         .user_data_choice = MANIFEST_SET,
         .user_data = "arg"},
        {.declaration = NULL}};
    char *said;

    (void)state;
    assert_told(ir, "loop", "");
    said = apply(ir, entries, true);
    assert_string_equal(said, "");
    assert_told(ir, "handler", "0 given");
    assert_told(ir, "loop", "got 0 user_data=user name");
    assert_told(ir, "check", "predicate 1 user_data=arg given");
    assert_told(ir, "other", "got 0 shape");
    g_free(said);
    ir_destroy(ir);
}

/* One wrong entry, and what is said of it. */
typedef struct Wrong {
    ManifestCallback entry;
    const char *said;
} Wrong;

static const Wrong wrongs[] = {
    {{.declaration = "ad", .place = "function", .opaque_choice = MANIFEST_NONE},
     "called \"ad\"; did you mean \"add\"?"},
    {{.declaration = "nothing_like_it", .excluded = true}, "\"allow\" must take it"},
    {{.declaration = "struct nonsuch", .excluded = true}, "called \"struct nonsuch\""},
    {{.declaration = "add", .place = "functoin", .opaque_choice = MANIFEST_NONE},
     "add has no parameter \"functoin\"; did you mean \"function\"?"},
    {{.declaration = "add", .place = "6", .opaque_choice = MANIFEST_NONE},
     "add has no parameter \"6\""},
    {{.declaration = "add", .place = "0", .opaque_choice = MANIFEST_NONE},
     "add has no parameter \"0\""},
    {{.declaration = "add", .place = "n", .opaque_choice = MANIFEST_NONE},
     "parameter \"n\" of add has type int, and is no callback"},
    {{.declaration = "add", .place = "n", .excluded = true},
     "parameter \"n\" of add has type int, and is no callback"},
    {{.declaration = "add",
      .place = "function",
      .opaque_choice = MANIFEST_SET,
      .opaque = 1},
     "\"opaque\" is 1, and the callback \"function\" has parameters 0 to 0"},
    {{.declaration = "unnamed", .place = "1", .opaque_choice = MANIFEST_SET, .opaque = 1},
     "parameter 1 of the callback \"1\" has type int, and is no pointer to an object"},
    {{.declaration = "connect", .place = "handler", .opaque_choice = MANIFEST_SET},
     "the callback \"handler\" has no parameters"},
    {{.declaration = "add",
      .place = "function",
      .user_data_choice = MANIFEST_SET,
      .user_data = "n"},
     "\"user_data\" is parameter \"n\" of add, which has type int, and is no pointer "
     "to an object"},
    {{.declaration = "add",
      .place = "function",
      .destroy_choice = MANIFEST_SET,
      .destroy = "data"},
     "\"destroy\" is parameter \"data\" of add, which has type void *, and is no "
     "callback"},
    {{.declaration = "add",
      .place = "function",
      .destroy_choice = MANIFEST_SET,
      .destroy = "function"},
     "a callback cannot be its own \"destroy\""},
    {{.declaration = "struct ops", .place = "raed", .excluded = true},
     "struct ops has no member \"raed\"; did you mean \"read\"?"},
    {{.declaration = "struct ops",
      .place = "read",
      .user_data_choice = MANIFEST_SET,
      .user_data = "count"},
     "\"user_data\" is member \"count\" of struct ops, which has type int"},
    {{.declaration = "odd", .opaque_choice = MANIFEST_SET, .opaque = 3},
     "\"opaque\" is 3, and the callback \"odd\" has parameters 0 to 2"},
    {{.declaration = "odd", .opaque_choice = MANIFEST_SET, .opaque = 1},
     "parameter 1 of the callback \"odd\" has type int, and is no pointer to an object"},
    {{.declaration = "odd", .place = "first", .excluded = true},
     "odd is a callback type"},
    {{.declaration = "add", .opaque_choice = MANIFEST_SET}, "say which parameter takes"},
};

static void what_a_manifest_says_wrongly_is_refused_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(wrongs); i++) {
        Ir *ir = scan_text(manifest_text);
        const ManifestCallback entries[] = {wrongs[i].entry, {.declaration = NULL}};
        char *said = apply(ir, entries, false);

        if (strstr(said, wrongs[i].said) == NULL) {
            print_error("wanted: %s\ngot: %s\n", wrongs[i].said, said);
        }
        assert_true(g_str_has_prefix(said, "module.json:7:9: error: callbacks: "));
        assert_non_null(strstr(said, wrongs[i].said));
        g_free(said);
        ir_destroy(ir);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(manifest_confirms_corrects_and_excludes),
        cmocka_unit_test(typedef_in_manifest_holds_for_its_users),
        cmocka_unit_test(any_pointer_can_be_given_as_opaque),
        cmocka_unit_test(what_a_manifest_says_wrongly_is_refused_at_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
