/* SPDX-License-Identifier: MIT */
/* Literals: what they are worth, and how constants are written as literals. */
#include "macro_fixture.h"

static void integer_literals_have_the_first_type_that_holds_them(void **state)
{
    assert_constant(*state, "5", "int", "5", "5");
    assert_constant(*state, "2147483648", "long", "2147483648", "2147483648");
    assert_constant(*state, "0x7fffffff", "int", "2147483647", "0x7fffffff");
    assert_constant(*state, "0x80000000", "unsigned int", "2147483648", "0x80000000");
    assert_constant(*state, "0xffffffffffffffff", "unsigned long", "18446744073709551615",
                    "0xffffffffffffffff");
    assert_constant(*state, "18446744073709551615", "unsigned long long",
                    "18446744073709551615", "18446744073709551615");
    assert_constant(*state, "0xffffffffffffffffULL", "unsigned long long",
                    "18446744073709551615", "0xffffffffffffffffULL");
    assert_constant(*state, "0b101", "int", "5", "5");
    assert_constant(*state, "0755", "int", "493", "0755");
    assert_constant(*state, "5lu", "unsigned long", "5", "5lu");
    assert_constant(*state, "5LLu", "unsigned long long", "5", "5LLu");
}

static void malformed_numbers_are_no_constants(void **state)
{
    static const char *const bodies[] = {
        "08",
        "0x",
        "1.2.3",
        "5lL",
        "5uu",
        "0b2",
        "123abc",
        "1e",
        "1.0i",
        "1.0if",
        "2i",
        "0x1.0",
        "5UZ",
        "1.0df",
        "18446744073709551616",
        "0x10000000000000000",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        assert_not_constant(*state, bodies[i]);
    }
}

static void plain_literals_stay_as_written(void **state)
{
    assert_constant(*state, "((0x10UL))", "unsigned long", "16", "0x10UL");
    assert_constant(*state, "'a'", "int", "97", "'a'");
    assert_constant(*state, "(1.50F)", "float", "0x1.8p+0", "1.50F");
    fixture_define(*state, "OTHER 0X0Fu");
    assert_constant(*state, "OTHER", "unsigned int", "15", "0X0Fu");
}

static void results_are_in_the_base_of_the_source(void **state)
{
    assert_constant(*state, "0x10 | 0x0f", "int", "31", "0x1f");
    assert_constant(*state, "(unsigned)0xff00", "unsigned int", "65280", "0xff00U");
    assert_constant(*state, "0700 | 0070", "int", "504", "0770");
    assert_constant(*state, "1 << 4", "int", "16", "16");
    assert_constant(*state, "0 + 8", "int", "8", "8");
    assert_constant(*state, "-0x10", "int", "-16", "(-16)");
}

static void least_values_are_written_as_a_difference(void **state)
{
    assert_constant(*state, "(-2147483647 - 1)", "int", "-2147483648",
                    "(-2147483647 - 1)");
    assert_constant(*state, "(signed char)-128", "signed char", "-128",
                    "((signed char)-128)");
    fixture_typedef(((MacroFixture *)*state)->ir, "s64",
                    ir_find_type(((MacroFixture *)*state)->ir, "long"));
    assert_constant(*state, "(s64)1 << 63", "s64", "-9223372036854775808",
                    "((s64)(-9223372036854775807L - 1))");
}

static void characters_have_their_code(void **state)
{
    assert_constant(*state, "'\\n'", "int", "10", "'\\n'");
    assert_constant(*state, "'\\''", "int", "39", "'\\''");
    assert_constant(*state, "'\\0'", "int", "0", "'\\0'");
    assert_constant(*state, "'\\377'", "int", "-1", "'\\377'");
    assert_constant(*state, "'\\xff'", "int", "-1", "'\\xff'");
    assert_constant(*state, "'ab'", "int", "24930", "24930");
    assert_constant(*state, "'abcd'", "int", "1633837924", "1633837924");
    assert_constant(*state, "L'\xc3\xa9'", "int", "233", "L'\xc3\xa9'");
    assert_constant(*state, "u'\\u20ac'", "unsigned short", "8364", "u'\\u20ac'");
    assert_constant(*state, "U'\\U0001F600'", "unsigned int", "128512", "U'\\U0001F600'");
    assert_constant(*state, "'a' + 1", "int", "98", "98");
    assert_not_constant(*state, "'\xc3\xa9'");
    assert_not_constant(*state, "'\\400'");
    assert_not_constant(*state, "''");
    assert_not_constant(*state, "u'ab'");
    assert_not_constant(*state, "u'\\U0001F600'");
    assert_not_constant(*state, "L'\\ud800'");
}

static void strings_have_their_bytes(void **state)
{
    assert_constant(*state, "\"a\\tb\"", "char *", "a\tb", "\"a\\tb\"");
    assert_constant(*state, "\"\"", "char *", "", "\"\"");
    assert_constant(*state, "u8\"\\u00e9\"", "char *", "\xc3\xa9", "u8\"\\u00e9\"");
    assert_constant(*state, "L\"\\x20ac\"", "int *", "\xe2\x82\xac", "L\"\\x20ac\"");
    assert_constant(*state, "u\"\\U0001F600\"", "unsigned short *", "\xf0\x9f\x98\x80",
                    "u\"\\U0001F600\"");
}

static void joined_strings_are_written_anew(void **state)
{
    assert_constant(*state, "\"a\" \"b\"", "char *", "ab", "\"ab\"");
    assert_constant(*state, "\"\\x1\" \"2\\\\\" \"\\\"\"", "char *",
                    "\001"
                    "2\\\"",
                    "\"\\0012\\\\\\\"\"");
    assert_constant(*state, "\"?\" \"?=\"", "char *", "?\?=", "\"?\\?=\"");
    assert_constant(*state, "\"\xc3\" \"\xa9\"", "char *", "\xc3\xa9", "\"\xc3\xa9\"");
    assert_constant(*state, "L\"a\" \"b\"", "int *", "ab", "L\"ab\"");
    assert_not_constant(*state, "L\"a\" u\"b\"");
}

static void cast_strings_keep_their_type(void **state)
{
    assert_constant(*state, "((const char *) \"a\")", "const char *", "a",
                    "((const char *)\"a\")");
    assert_constant(*state, "(unsigned char *)\"a\" \"b\"", "unsigned char *", "ab",
                    "((unsigned char *)\"ab\")");
    assert_constant(*state, "1 ? \"a\" : \"b\"", "char *", "a", "\"a\"");
}

static void strings_that_no_record_can_hold_are_text_with_c(void **state)
{
    static const char *const bodies[][2] = {
        {"\"a\\0b\"", "\"a\\0b\""},
        {"\"\\xff\" \"a\"", "\"\\377a\""},
        {"L\"\\xd800\" \"a\"", "L\"\\xd800\" L\"a\""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        MacroConstant constant;

        assert_int_equal(fixture_evaluate(*state, bodies[i][0], &constant),
                         MACRO_CONSTANT);
        assert_int_equal(constant.kind, IR_MACRO_TEXT);
        assert_null(constant.value);
        assert_string_equal(constant.c, bodies[i][1]);
    }
}

static void floating_literals_are_rounded_once(void **state)
{
    assert_constant(*state, "0.1f", "float", "0x1.99999ap-4", "0.1f");
    assert_constant(*state, ".5", "double", "0x1p-1", ".5");
    assert_constant(*state, "1.L", "long double", "0x1p+0", "1.L");
    assert_constant(*state, "0x1.8p-2f", "float", "0x1.8p-2", "0x1.8p-2f");
    assert_constant(*state, "1e-320", "double", "0x1.fap-1064", "1e-320");
    assert_constant(*state, "1e400", "double", "inf", "1e400");
    assert_constant(*state, "-0.0", "double", "-0x0p+0", "(-0.0)");
}

static void floating_results_read_back_exactly(void **state)
{
    assert_constant(*state, "0.1 + 0.2", "double", "0x1.3333333333334p-2",
                    "0.30000000000000004");
    assert_constant(*state, "(float)0.1", "float", "0x1.99999ap-4", "0.1f");
    assert_constant(*state, "(double)0.1f", "double", "0x1.99999ap-4",
                    "0.10000000149011612");
    assert_constant(*state, "(float)16777217", "float", "0x1p+24", "16777216.0f");
    assert_constant(*state, "2 * 1e100", "double", "0x1.249ad2594c37dp+333", "2e+100");
    assert_constant(*state, "(real)1", "real", "0x1p+0", "((real)1.0)");
    assert_constant(*state, "-1.5L", "long double", "-0x1.8p+0", "(-1.5L)");
}

int main(void)
{
#define TEST(NAME) cmocka_unit_test_setup_teardown(NAME, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(integer_literals_have_the_first_type_that_holds_them),
        TEST(malformed_numbers_are_no_constants),
        TEST(plain_literals_stay_as_written),
        TEST(results_are_in_the_base_of_the_source),
        TEST(least_values_are_written_as_a_difference),
        TEST(characters_have_their_code),
        TEST(strings_have_their_bytes),
        TEST(joined_strings_are_written_anew),
        TEST(cast_strings_keep_their_type),
        TEST(strings_that_no_record_can_hold_are_text_with_c),
        TEST(floating_literals_are_rounded_once),
        TEST(floating_results_read_back_exactly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
