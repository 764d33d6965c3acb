/* SPDX-License-Identifier: MIT */
/* Macro definitions, as they stand in the source. */
#include "macro_fixture.h"

static const Macro *define(void **state, const char *text)
{
    return fixture_define(*state, text);
}

static const char *parameter(const Macro *macro, guint index)
{
    assert_true(index < macro->parameters->len);
    return g_ptr_array_index(macro->parameters, index);
}

static void body_is_folded_without_comments(void **state)
{
    const Macro *macro = define(state, "A /* x */  1 +/* y */2 \\\n  - \"a  /* b\" // z");

    assert_string_equal(macro->name, "A");
    assert_false(macro->function_like);
    assert_null(macro->parameters);
    assert_string_equal(macro->body, "1 + 2 - \"a  /* b\"");
}

static void name_may_be_spliced(void **state)
{
    assert_string_equal(define(state, "AB\\\nCD 1")->name, "ABCD");
}

static void parenthesis_after_blank_is_body(void **state)
{
    assert_string_equal(define(state, "A (x)")->body, "(x)");
    assert_string_equal(define(state, "B/**/(x)")->body, "(x)");
}

static void parameters_are_listed(void **state)
{
    const Macro *macro = define(state, "F(a, /* c */ b) a+b");

    assert_true(macro->function_like);
    assert_false(macro->variadic);
    assert_int_equal(macro->parameters->len, 2);
    assert_string_equal(parameter(macro, 0), "a");
    assert_string_equal(parameter(macro, 1), "b");
    assert_string_equal(macro->body, "a+b");
    assert_int_equal(define(state, "G() 1")->parameters->len, 0);
}

static void variadic_parameters_end_in_dots(void **state)
{
    const Macro *macro = define(state, "F(a, ...) a");

    assert_true(macro->variadic);
    assert_string_equal(parameter(macro, 1), "...");
    macro = define(state, "G(args...) args");
    assert_true(macro->variadic);
    assert_string_equal(parameter(macro, 0), "args...");
}

static void malformed_definitions_are_refused(void **state)
{
    assert_null(define(state, "1 A"));
    assert_null(define(state, ""));
    assert_null(define(state, "F(a"));
    assert_null(define(state, "F(a b) c"));
    assert_null(define(state, "F(a,) c"));
    assert_null(define(state, "F(..., a) c"));
    assert_null(define(state, "F(1) c"));
}

static void redefinition_replaces(void **state)
{
    MacroFixture *fixture = *state;
    const Macro *second;

    define(state, "A 1");
    second = define(state, "A 2");
    assert_ptr_equal(macro_table_find(fixture->table, "A"), second);
    macro_table_undefine(fixture->table, "A");
    assert_null(macro_table_find(fixture->table, "A"));
    assert_null(macro_table_find(fixture->table, "NEVER_DEFINED"));
}

int main(void)
{
#define TEST(NAME) cmocka_unit_test_setup_teardown(NAME, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(body_is_folded_without_comments), TEST(name_may_be_spliced),
        TEST(parenthesis_after_blank_is_body), TEST(parameters_are_listed),
        TEST(variadic_parameters_end_in_dots), TEST(malformed_definitions_are_refused),
        TEST(redefinition_replaces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
