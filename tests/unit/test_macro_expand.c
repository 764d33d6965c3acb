/* SPDX-License-Identifier: MIT */
/* Macro expansion; the examples of C11 6.10.3.5 among others. */
#include "macro_expand.h"
#include "macro_fixture.h"

/* The expansion of `#define PROBE body`, each token after a blank if it had one. */
static char *expansion(MacroFixture *fixture, const char *body, MacroExpansion *status)
{
    char *text = g_strconcat("PROBE ", body, NULL);
    MacroExpander *expander = macro_expander_create(fixture->table);
    GString *out = g_string_new(NULL);
    const MacroToken *tokens;
    size_t n_tokens;

    *status = macro_expand(expander, (Macro *)fixture_define(fixture, text), &tokens,
                           &n_tokens);
    for (size_t i = 0; i < n_tokens && *status == EXPANSION_DONE; i++) {
        g_string_append(out, tokens[i].space_before && out->len > 0 ? " " : "");
        g_string_append_len(out, tokens[i].text, tokens[i].length);
    }
    macro_expander_destroy(expander);
    g_free(text);
    return g_string_free(out, FALSE);
}

static void assert_expands(void **state, const char *body, const char *expected)
{
    MacroExpansion status;
    char *text = expansion(*state, body, &status);

    assert_int_equal(status, EXPANSION_DONE);
    assert_string_equal(text, expected);
    g_free(text);
}

static void assert_status(void **state, const char *body, MacroExpansion expected)
{
    MacroExpansion status;

    g_free(expansion(*state, body, &status));
    assert_int_equal(status, expected);
}

static void define_all(void **state, const char *const *texts)
{
    for (; *texts != NULL; texts++) {
        assert_non_null(fixture_define(*state, *texts));
    }
}

static void macros_expand_within_macros(void **state)
{
    static const char *const texts[] = {"A B+B", "B (C)", "C 1", NULL};

    define_all(state, texts);
    assert_expands(state, "A", "(1)+(1)");
}

static void macro_is_not_expanded_in_itself(void **state)
{
    static const char *const texts[] = {"A B A", "B A B", "f(x) x f", NULL};

    define_all(state, texts);
    assert_expands(state, "A", "A B A");
    assert_expands(state, "PROBE", "PROBE");
    assert_expands(state, "f(1)", "1 f");
}

static void arguments_are_expanded_first(void **state)
{
    static const char *const texts[] = {"f(a) a*g", "g(a) f(a)", "x 3", "h(a) [a]", NULL};

    define_all(state, texts);
    assert_expands(state, "h(h(x))", "[[3]]");
    assert_expands(state, "f(2)(9)", "2*9*g");
}

static void function_name_alone_is_a_name(void **state)
{
    static const char *const texts[] = {"f(a) a", NULL};

    define_all(state, texts);
    assert_expands(state, "f + f (1)", "f + 1");
}

static void standard_example_3(void **state)
{
    static const char *const texts[] = {
        "x 3",           "f(a) f(x * (a))", "z z[0]", "g f",     "h g(~",
        "m(a) a(w)",     "w 0,1",           "t(a) a", "p() int", "q(x) x",
        "r(x,y) x ## y", "str(x) # x",      NULL};

    define_all(state, texts);
    macro_table_undefine(((MacroFixture *)*state)->table, "x");
    fixture_define(*state, "x 2");
    assert_expands(state, "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);",
                   "f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);");
    assert_expands(state, "g(x+(3,4)-w) | h 5) & m\n(f)^m(m);",
                   "f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);");
    assert_expands(state, "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };",
                   "int i[] = { 1, 23, 4, 5, };");
    assert_expands(state, "str(hello)", "\"hello\"");
}

static void strings_are_made_and_escaped(void **state)
{
    static const char *const texts[] = {"s(x) #x", "xs(x) s(x)", "N 4", NULL};

    define_all(state, texts);
    assert_expands(state, "s( a  b )", "\"a b\"");
    assert_expands(state, "s(\"a\\n\" '\\0')", "\"\\\"a\\\\n\\\" '\\\\0'\"");
    assert_expands(state, "xs(N) s(N) s()", "\"4\" \"N\" \"\"");
}

static void tokens_are_pasted(void **state)
{
    static const char *const texts[] = {
        "c(a,b) a##b", "AB 7", "glue A ## B", "xc(a,b) c(a,b)", "t(a,b,c) a##b##c", NULL};

    define_all(state, texts);
    assert_expands(state, "c(A,B) glue", "7 7");
    assert_expands(state, "xc(c(1,2),UL)", "12UL");
    assert_expands(state, "t(a,,c) t(,,) t(<,<,=)", "ac <<=");
}

static void bad_pastes_and_strings_are_invalid(void **state)
{
    static const char *const texts[] = {"c(a,b) a##b", "e ## 1", "s(x) #y", "v 1 ##",
                                        NULL};

    define_all(state, texts);
    assert_status(state, "c(+,-)", EXPANSION_INVALID);
    assert_status(state, "e", EXPANSION_INVALID);
    assert_status(state, "s(1)", EXPANSION_INVALID);
    assert_status(state, "v", EXPANSION_INVALID);
}

static void variadic_arguments_are_one(void **state)
{
    static const char *const texts[] = {"v(a, ...) a(__VA_ARGS__)", "n(a, r...) [r]",
                                        "s(...) #__VA_ARGS__", NULL};

    define_all(state, texts);
    assert_expands(state, "v(f, 1, (2,3)) v(g)", "f(1, (2,3)) g()");
    assert_expands(state, "n(1, 2, 3) s(a,b, c)", "[2, 3] \"a,b, c\"");
}

static void gnu_comma_goes_with_missing_arguments(void **state)
{
    static const char *const texts[] = {"v(a, ...) f(a, ## __VA_ARGS__)",
                                        "w(a, r...) f(a, ## r)", "X 9", NULL};

    define_all(state, texts);
    assert_expands(state, "v(1) v(1,) v(1, X)", "f(1) f(1) f(1, 9)");
    assert_expands(state, "w(1) w(1, 2, 3)", "f(1) f(1, 2, 3)");
}

static void wrong_argument_counts_are_invalid(void **state)
{
    static const char *const texts[] = {"two(a,b) a b", "none() 1", NULL};

    define_all(state, texts);
    assert_status(state, "two(1)", EXPANSION_INVALID);
    assert_status(state, "two(1,2,3)", EXPANSION_INVALID);
    assert_status(state, "none(1)", EXPANSION_INVALID);
    assert_status(state, "two(1,", EXPANSION_INVALID);
}

static void va_opt_is_left_to_the_compiler(void **state)
{
    static const char *const texts[] = {"v(...) f(1 __VA_OPT__(,) __VA_ARGS__)", NULL};

    define_all(state, texts);
    assert_status(state, "v(2)", EXPANSION_UNKNOWN);
}

static void exponential_macros_end_quickly(void **state)
{
    gint64 start = g_get_monotonic_time();

    fixture_define(*state, "A0 1");
    fixture_define(*state, "F0(x) x");
    for (int i = 1; i < 64; i++) {
        char *object = g_strdup_printf("A%d A%d+A%d", i, i - 1, i - 1);
        char *function = g_strdup_printf("F%d(x) F%d(F%d(x x))", i, i - 1, i - 1);

        fixture_define(*state, object);
        fixture_define(*state, function);
        g_free(object);
        g_free(function);
    }
    assert_status(state, "A63", EXPANSION_INVALID);
    assert_status(state, "F63(1)", EXPANSION_INVALID);
    assert_true(g_get_monotonic_time() - start < G_USEC_PER_SEC);
    assert_expands(state, "A2", "1+1+1+1"); /* nothing stays disabled after a failure */
}

static void deeply_nested_calls_end(void **state)
{
    GString *body = g_string_new(NULL);
    MacroExpansion status;

    fixture_define(*state, "f(x) x");
    for (int i = 0; i < 10000; i++) {
        g_string_append(body, "f(");
    }
    g_string_append(body, "1");
    for (int i = 0; i < 10000; i++) {
        g_string_append(body, ")");
    }
    g_free(expansion(*state, body->str, &status));
    assert_int_equal(status, EXPANSION_INVALID);
    g_string_free(body, TRUE);
}

int main(void)
{
#define TEST(NAME) cmocka_unit_test_setup_teardown(NAME, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(macros_expand_within_macros),
        TEST(macro_is_not_expanded_in_itself),
        TEST(arguments_are_expanded_first),
        TEST(function_name_alone_is_a_name),
        TEST(standard_example_3),
        TEST(strings_are_made_and_escaped),
        TEST(tokens_are_pasted),
        TEST(bad_pastes_and_strings_are_invalid),
        TEST(variadic_arguments_are_one),
        TEST(gnu_comma_goes_with_missing_arguments),
        TEST(wrong_argument_counts_are_invalid),
        TEST(va_opt_is_left_to_the_compiler),
        TEST(exponential_macros_end_quickly),
        TEST(deeply_nested_calls_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
