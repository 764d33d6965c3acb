/* SPDX-License-Identifier: MIT */
/* Dependency files: names come out so that make and Ninja read them back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "depfile.h"

/* The dependency file of one target and up to three inputs (new), NULL when refused. */
static char *text_of(const char *target, const char *a, const char *b, const char *c)
{
    GPtrArray *targets = g_ptr_array_new();
    GPtrArray *inputs = g_ptr_array_new();
    Diagnostics *diag = diag_create();
    const char *names[] = {a, b, c};
    size_t length = 0;
    char *text;

    g_ptr_array_add(targets, (gpointer)target);
    for (size_t i = 0; i < G_N_ELEMENTS(names) && names[i] != NULL; i++) {
        g_ptr_array_add(inputs, (gpointer)names[i]);
    }
    text = depfile_text(targets, inputs, false, &length, diag);
    assert_int_equal(text == NULL, diag_failed(diag));
    if (text != NULL) {
        assert_int_equal(length, strlen(text));
    }
    diag_destroy(diag);
    g_ptr_array_unref(targets);
    g_ptr_array_unref(inputs);
    return text;
}

static void assert_text(char *text, const char *expected)
{
    assert_non_null(text);
    assert_string_equal(text, expected);
    g_free(text);
}

static void inputs_stand_on_lines_of_their_own(void **state)
{
    (void)state;
    assert_text(text_of("m.h", "a.h", "/b/c.h", NULL), "m.h: \\\n  a.h \\\n  /b/c.h\n");
    assert_text(text_of("m.h", NULL, NULL, NULL), "m.h:\n");
}

static void input_is_listed_once(void **state)
{
    (void)state;
    assert_text(text_of("m.h", "a.h", "b.h", "a.h"), "m.h: \\\n  a.h \\\n  b.h\n");
}

static void every_target_is_listed(void **state)
{
    GPtrArray *targets = g_ptr_array_new();
    GPtrArray *inputs = g_ptr_array_new();
    Diagnostics *diag = diag_create();
    size_t length;

    (void)state;
    g_ptr_array_add(targets, (gpointer) "m.ir.json");
    g_ptr_array_add(targets, (gpointer) "a b/m.h");
    assert_text(depfile_text(targets, inputs, false, &length, diag),
                "m.ir.json a\\ b/m.h:\n");
    diag_destroy(diag);
    g_ptr_array_unref(targets);
    g_ptr_array_unref(inputs);
}

static void inputs_can_be_targets_of_empty_rules(void **state)
{
    const char *names[] = {"a.h", "b c.h", "a.h"};
    GPtrArray *targets = g_ptr_array_new();
    GPtrArray *inputs = g_ptr_array_new();
    Diagnostics *diag = diag_create();
    size_t length;

    (void)state;
    g_ptr_array_add(targets, (gpointer) "m.stamp");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_ptr_array_add(inputs, (gpointer)names[i]);
    }
    assert_text(depfile_text(targets, inputs, true, &length, diag),
                "m.stamp: \\\n  a.h \\\n  b\\ c.h\na.h:\nb\\ c.h:\n");
    diag_destroy(diag);
    g_ptr_array_unref(targets);
    g_ptr_array_unref(inputs);
}

static void characters_of_make_are_escaped(void **state)
{
    (void)state;
    assert_text(text_of("a b", "c d", "t\tt", "#x"),
                "a\\ b: \\\n  c\\ d \\\n  t\\\tt \\\n  \\#x\n");
    assert_text(text_of("m", "$HOME", "a$$b", NULL), "m: \\\n  $$HOME \\\n  a$$$$b\n");
}

static void backslash_is_doubled_only_where_it_would_escape(void **state)
{
    (void)state;
    assert_text(text_of("m", "a\\b", "a\\ b", "a\\#"),
                "m: \\\n  a\\b \\\n  a\\\\\\ b \\\n  a\\\\\\#\n");
    assert_text(text_of("m", "end\\", NULL, NULL), "m: \\\n  end\\\\\n");
}

static void line_break_is_refused(void **state)
{
    (void)state;
    assert_null(text_of("m", "a\nb", NULL, NULL));
    assert_null(text_of("m\r", "a", NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_stand_on_lines_of_their_own),
        cmocka_unit_test(input_is_listed_once),
        cmocka_unit_test(every_target_is_listed),
        cmocka_unit_test(characters_of_make_are_escaped),
        cmocka_unit_test(backslash_is_doubled_only_where_it_would_escape),
        cmocka_unit_test(inputs_can_be_targets_of_empty_rules),
        cmocka_unit_test(line_break_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
