/* SPDX-License-Identifier: MIT */
/* Spelling the C of bindings: comments, constants, declarators, lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bindings_text.h"

/* Compares what was put and empties it. */
static void assert_put(GString *out, const char *expected)
{
    assert_string_equal(out->str, expected);
    g_string_truncate(out, 0);
}

static int set_up(void **state)
{
    *state = g_string_new(NULL);
    return 0;
}

static int tear_down(void **state)
{
    g_string_free(*state, TRUE);
    return 0;
}

static void comment_fits_one_line_or_has_several(void **state)
{
    GString *out = *state;

    bindings_put_doc(out, "One line.", "");
    assert_put(out, "/** One line. */\n");
    bindings_put_doc(out, "Two \n\nlines", "  ");
    assert_put(out, "  /**\n   * Two\n   *\n   * lines\n   */\n");
    bindings_put_doc(out, NULL, "");
    bindings_put_doc(out, "", "");
    assert_put(out, "");
}

static void comment_width_counts_characters(void **state)
{
    GString *out = *state, *text = g_string_new(NULL);

    for (int i = 0; i < BINDINGS_WIDTH - 7; i++) {
        g_string_append(text, "\xc3\xa4");
    }
    bindings_put_doc(out, text->str, "");
    assert_null(strstr(out->str, "/**\n"));
    g_string_truncate(out, 0);
    g_string_append_c(text, 'x');
    bindings_put_doc(out, text->str, "");
    assert_non_null(strstr(out->str, "/**\n"));
    g_string_free(text, TRUE);
}

static void comment_holds_nothing_that_ends_it(void **state)
{
    GString *out = *state;

    bindings_put_doc(out, "lines, */ and /*/ too \?\?/", "");
    assert_put(out, "/** lines, * / and / * / too ?? / */\n");
    bindings_put_doc(out,
                     "a\xe2\x80\xae"
                     "b\xff"
                     "c",
                     "");
    assert_put(out, "/** a b\xef\xbf\xbd"
                    "c */\n");
}

static void literal_has_a_type_that_holds_it(void **state)
{
    GString *out = *state;

    bindings_put_literal(out, "-1");
    assert_put(out, "-1");
    bindings_put_literal(out, "9223372036854775807");
    assert_put(out, "9223372036854775807");
    bindings_put_literal(out, "9223372036854775808");
    assert_put(out, "9223372036854775808ULL");
    bindings_put_literal(out, "-9223372036854775808");
    assert_put(out, "(-9223372036854775807 - 1)");
    assert_true(bindings_fits_integer("18446744073709551615"));
    assert_false(bindings_fits_integer("18446744073709551616"));
    assert_true(bindings_fits_integer("-9223372036854775808"));
    assert_false(bindings_fits_integer("-9223372036854775809"));
}

static void name_stands_where_its_declarator_wants_it(void **state)
{
    static const char *const cases[][2] = {
        {"int", "int x"},
        {"char *", "char *x"},
        {"const char *const", "const char *const x"},
        {"int [4][2]", "int x[4][2]"},
        {"int (*)(void *, int)", "int (*x)(void *, int)"},
        {"int (*const)(void)", "int (*const x)(void)"},
        {"int (*[3])(void)", "int (*x[3])(void)"},
        {"int (*)[4]", "int (*x)[4]"},
        {"void (*(*)(int))(void (*)(int))", "void (*(*x)(int))(void (*)(int))"},
        {"_Atomic(int)", "__typeof__(_Atomic(int)) x"},
    };
    GString *out = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bindings_put_declared(out, cases[i][0], "x");
        assert_put(out, cases[i][1]);
    }
}

static void wrap(GString *out, const char *text, const char *indent)
{
    bindings_put_wrapped(out, text, strlen(text), indent);
}

static void lines_break_between_parameters_only(void **state)
{
    GString *out = *state;

    wrap(out,
         "void g_some_function_of_glib(int (*callback)(void *data, int number), "
         "void *data, const char *name) __attribute__((deprecated(\"a, b, and (c\")))",
         "");
    assert_put(out, "void g_some_function_of_glib(int (*callback)(void *data, int "
                    "number), void *data,\n"
                    "                             const char *name)\n"
                    "    __attribute__((deprecated(\"a, b, and (c\")))");
    wrap(out, "short", "");
    assert_put(out, "short");
}

static void parameters_hang_from_the_indent_where_the_name_is_long(void **state)
{
    GString *out = *state;

    wrap(out,
         "struct a_long_name_of_a_result *a_long_name_of_a_function(int first_parameter, "
         "int second_parameter)",
         "    ");
    assert_put(out, "struct a_long_name_of_a_result *a_long_name_of_a_function(\n"
                    "            int first_parameter, int second_parameter)");
}

static void attributes_move_behind_parameters_that_are_broken(void **state)
{
    GString *out = *state;

    wrap(out,
         "int f(int a,\n      int b) __attribute__((deprecated(\"a text that is long "
         "enough"
         " to fill what is left of this line\")))",
         "");
    assert_put(out, "int f(int a,\n      int b)\n"
                    "    __attribute__((deprecated(\"a text that is long enough"
                    " to fill what is left of this line\")))");
}

static void identifier_is_like_the_text(void **state)
{
    static const char *const cases[][2] = {
        {"glib", "glib"}, {"9p-local.x", "_9p_local_x"}, {"\xc3\xa4", "_"}};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = bindings_identifier(cases[i][0]);

        assert_string_equal(name, cases[i][1]);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(comment_fits_one_line_or_has_several),
        TEST(comment_width_counts_characters),
        TEST(comment_holds_nothing_that_ends_it),
        TEST(literal_has_a_type_that_holds_it),
        TEST(name_stands_where_its_declarator_wants_it),
        TEST(lines_break_between_parameters_only),
        TEST(parameters_hang_from_the_indent_where_the_name_is_long),
        TEST(attributes_move_behind_parameters_that_are_broken),
        TEST(identifier_is_like_the_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
