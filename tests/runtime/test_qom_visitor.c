/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <math.h>

#include "qapi/error.h"
#include "qapi/string-input-visitor.h"
#include "qapi/string-output-visitor.h"
#include "qapi/visitor.h"
#include "qom_abort.h"

/* visit(text) succeeds with the value, or fails with the word and leaves it alone. */
#define PARSES(visit, type, text, expected)                                              \
    do {                                                                                 \
        Visitor *v_ = string_input_visitor_new(text);                                    \
        type value_ = 0;                                                                 \
        assert_true(visit(v_, "n", &value_, &error_abort));                              \
        assert_true(value_ == (expected));                                               \
        visit_free(v_);                                                                  \
    } while (0)

#define REFUSES(visit, type, text, word)                                                 \
    do {                                                                                 \
        Visitor *v_ = string_input_visitor_new(text);                                    \
        type value_ = 99;                                                                \
        Error *err_ = NULL;                                                              \
        assert_false(visit(v_, "n", &value_, &err_));                                    \
        assert_true(value_ == 99);                                                       \
        if (!strstr(error_get_pretty(err_), word) ||                                     \
            !strstr(error_get_pretty(err_), "'n'")) {                                    \
            fail_msg("no '%s' in: %s", word, error_get_pretty(err_));                    \
        }                                                                                \
        error_free(err_);                                                                \
        visit_free(v_);                                                                  \
    } while (0)

/* --- text to values ----------------------------------------------------------------- */

static void integers_are_read_in_three_bases_within_their_width(void **state)
{
    (void)state;
    PARSES(visit_type_int8, int8_t, "-128", -128);
    PARSES(visit_type_int16, int16_t, "0x7fff", 32767);
    PARSES(visit_type_int32, int32_t, "-2147483648", INT32_MIN);
    PARSES(visit_type_int64, int64_t, "9223372036854775807", INT64_MAX);
    PARSES(visit_type_int, int64_t, "010", 8);
    PARSES(visit_type_uint8, uint8_t, "255", 255);
    PARSES(visit_type_uint16, uint16_t, "65535", 65535);
    PARSES(visit_type_uint32, uint32_t, "0xffffffff", UINT32_MAX);
    PARSES(visit_type_uint64, uint64_t, "18446744073709551615", UINT64_MAX);
    PARSES(visit_type_uint64, uint64_t, "-1", UINT64_MAX);
    REFUSES(visit_type_int8, int8_t, "128", "from -128 to 127, not 128");
    REFUSES(visit_type_int16, int16_t, "-32769", "-32768 to 32767");
    REFUSES(visit_type_int32, int32_t, "2147483648", "not 2147483648");
    REFUSES(visit_type_int64, int64_t, "9223372036854775808", "an integer");
    REFUSES(visit_type_uint8, uint8_t, "-1", "from 0 to 255, not -1");
    REFUSES(visit_type_uint16, uint16_t, "65536", "from 0 to 65535");
    REFUSES(visit_type_uint32, uint32_t, "4294967296", "from 0 to 4294967295");
    REFUSES(visit_type_uint64, uint64_t, "18446744073709551616", "an integer");
    REFUSES(visit_type_uint64, uint64_t, "-9223372036854775809", "an integer");
    REFUSES(visit_type_uint32, uint32_t, "", "an integer, not ''");
    REFUSES(visit_type_uint32, uint32_t, "12x", "'12x'");
    REFUSES(visit_type_int64, int64_t, "4-7", "'4-7'");
}

static void sizes_have_units(void **state)
{
    (void)state;
    PARSES(visit_type_size, uint64_t, "4096", 4096);
    PARSES(visit_type_size, uint64_t, "010", 10);
    PARSES(visit_type_size, uint64_t, "0x10", 16);
    PARSES(visit_type_size, uint64_t, "64k", 65536);
    PARSES(visit_type_size, uint64_t, "1.5G", UINT64_C(3) << 29);
    PARSES(visit_type_size, uint64_t, "7B", 7);
    PARSES(visit_type_size, uint64_t, "15E", UINT64_C(15) << 60);
    PARSES(visit_type_size, uint64_t, "18446744073709551615", UINT64_MAX);
    REFUSES(visit_type_size, uint64_t, "16E", "a size");
    REFUSES(visit_type_size, uint64_t, "-1", "a size");
    REFUSES(visit_type_size, uint64_t, "1.5", "a size");
    REFUSES(visit_type_size, uint64_t, "1.5B", "a size");
    REFUSES(visit_type_size, uint64_t, "1Q", "a size");
    REFUSES(visit_type_size, uint64_t, "1KB", "a size");
    REFUSES(visit_type_size, uint64_t, "K", "a size");
    REFUSES(visit_type_size, uint64_t, "0xffK", "a size");
    REFUSES(visit_type_size, uint64_t, "0x", "a size");
    REFUSES(visit_type_size, uint64_t, "15.99999999999999999999E", "a size");
    REFUSES(visit_type_size, uint64_t, "", "a size");
}

static void words_and_numbers_are_read(void **state)
{
    Visitor *v = string_input_visitor_new("any, text");
    char *text = NULL;

    (void)state;
    PARSES(visit_type_bool, bool, "yes", true);
    PARSES(visit_type_bool, bool, "n", false);
    PARSES(visit_type_number, double, "-1.5e3", -1500);
    PARSES(visit_type_OnOffAuto, OnOffAuto, "off", ON_OFF_AUTO_OFF);
    REFUSES(visit_type_number, double, "nan", "a number");
    REFUSES(visit_type_number, double, "1e999", "a number");
    REFUSES(visit_type_OnOffAuto, OnOffAuto, "maybe", "auto, on, off");
    assert_true(visit_type_str(v, "n", &text, &error_abort));
    assert_string_equal(text, "any, text");
    g_free(text);
    visit_free(v);
    visit_free(NULL);
}

static void a_word_that_is_no_boolean_is_refused(void **state)
{
    Visitor *v = string_input_visitor_new("On");
    bool value = true;
    Error *err = NULL;

    (void)state;
    assert_false(visit_type_bool(v, "b", &value, &err));
    assert_true(value);
    assert_non_null(strstr(error_get_pretty(err), "'on' or 'off', not 'On'"));
    error_free(err);
    visit_free(v);
}

/* --- lists -------------------------------------------------------------------------- */

static void free_list(GenericList *list)
{
    while (list) {
        GenericList *next = list->next;

        g_free(list);
        list = next;
    }
}

/* The list of a text as "1 2 3", or the error. */
static char *read_list(const char *text, bool without_sign)
{
    Visitor *v = string_input_visitor_new(text);
    GString *result = g_string_new(NULL);
    int64List *list = NULL;
    Error *err = NULL;

    assert_true(
        visit_start_list(v, "n", (GenericList **)&list, sizeof(*list), &error_abort));
    for (int64List *l = list; l;
         l = (int64List *)visit_next_list(v, (GenericList *)l, sizeof(*l))) {
        bool ok = without_sign ? visit_type_uint64(v, NULL, (uint64_t *)&l->value, &err)
                               : visit_type_int64(v, NULL, &l->value, &err);
        if (!ok) {
            break;
        }
        g_string_append_printf(result, "%s%" PRId64, l == list ? "" : " ", l->value);
    }
    if (!err) {
        visit_check_list(v, &err);
    }
    visit_end_list(v, (void **)&list);
    free_list((GenericList *)list);
    visit_free(v);
    if (err) {
        g_string_assign(result, error_get_pretty(err));
        error_free(err);
    }
    return g_string_free(result, FALSE);
}

static void assert_list(const char *text, const char *expected)
{
    for (int without_sign = 0; without_sign < 2; without_sign++) {
        g_autofree char *got = read_list(text, without_sign);

        if (!strstr(got, expected)) {
            fail_msg("'%s': no '%s' in: %s", text, expected, got);
        }
    }
}

static void lists_of_integers_have_ranges(void **state)
{
    (void)state;
    assert_list("", "");
    assert_list("5", "5");
    assert_list("1,0x10,3", "1 16 3");
    assert_list("1,4-7,9", "1 4 5 6 7 9");
    assert_list("3-3", "3");
    assert_list("-2", "-2");
    assert_list("-2-1", "-2 -1 0 1");
    assert_list("9223372036854775806-9223372036854775807",
                "9223372036854775806 9223372036854775807");
    assert_list("7-4", "a range");
    assert_list("0-65536", "a range");
    assert_list("4-", "a range");
    assert_list("4-7x", "an integer");
    assert_list("1,,2", "an integer, not ''");
    assert_list("a", "an integer, not 'a'");
}

static void a_list_that_goes_on_for_ever_ends(void **state)
{
    GString *text = g_string_new("0-65535");
    g_autofree char *got = NULL;

    (void)state;
    g_string_append(text, ",1");
    got = read_list(text->str, false);
    assert_string_equal(strrchr(got, '\'') + 1, " has too many elements");
    g_string_free(text, TRUE);
}

static void a_list_of_strings_is_read_and_written(void **state)
{
    Visitor *in = string_input_visitor_new("a,,c");
    char *text = NULL;
    Visitor *out = string_output_visitor_new(false, &text);
    strList *list = NULL;

    (void)state;
    assert_true(visit_start_list(in, "n", (GenericList **)&list, sizeof(*list), NULL));
    for (strList *l = list; l;
         l = (strList *)visit_next_list(in, (GenericList *)l, sizeof(*l))) {
        assert_true(visit_type_str(in, NULL, &l->value, &error_abort));
    }
    assert_true(visit_check_list(in, &error_abort));
    visit_end_list(in, NULL);
    visit_free(in);

    assert_true(visit_start_list(out, "n", (GenericList **)&list, sizeof(*list), NULL));
    for (strList *l = list; l;
         l = (strList *)visit_next_list(out, (GenericList *)l, sizeof(*l))) {
        assert_true(visit_type_str(out, NULL, &l->value, &error_abort));
        g_free(l->value);
    }
    visit_end_list(out, NULL);
    visit_complete(out, &text);
    visit_free(out);
    assert_string_equal(text, "a,,c");
    g_free(text);
    free_list((GenericList *)list);
}

static void what_text_cannot_carry_is_refused(void **state)
{
    Visitor *v = string_input_visitor_new("1,2");
    int64_t value;
    Error *err = NULL;

    (void)state;
    assert_true(visit_is_input(v));
    assert_false(visit_is_dealloc(v));
    assert_false(visit_start_struct(v, "r", NULL, 0, &err));
    error_free_or_abort(&err);
    assert_true(visit_start_list(v, "l", NULL, 0, &error_abort));
    assert_false(visit_start_list(v, "m", NULL, 0, &err));
    error_free_or_abort(&err);
    assert_true(visit_type_int(v, NULL, &value, &error_abort));
    assert_false(visit_check_list(v, &err));
    error_free_or_abort(&err);
    assert_true(visit_type_int(v, NULL, &value, &error_abort));
    assert_false(visit_type_int(v, NULL, &value, &err));
    error_free_or_abort(&err);
    /* Freed with the list still open. */
    visit_free(v);
}

/* --- values to text ----------------------------------------------------------------- */

static void print_all(Visitor *v)
{
    int64_t i = -1;
    uint8_t u = 16;
    uint64_t size = UINT64_C(3) << 19;
    bool b = true;
    char *s = (char *)"x";
    char *none = NULL;
    double d = 0.5;
    OnOffAuto word = ON_OFF_AUTO_ON;

    assert_false(visit_is_input(v));
    assert_true(visit_start_struct(v, "all", NULL, 0, &error_abort));
    assert_true(visit_type_int(v, "i", &i, &error_abort));
    assert_true(visit_type_uint8(v, "u", &u, &error_abort));
    assert_true(visit_type_size(v, "size", &size, &error_abort));
    assert_true(visit_type_bool(v, "b", &b, &error_abort));
    assert_true(visit_type_str(v, "s", &s, &error_abort));
    assert_true(visit_type_str(v, "none", &none, &error_abort));
    assert_true(visit_type_number(v, "d", &d, &error_abort));
    assert_true(visit_type_OnOffAuto(v, "word", &word, &error_abort));
    b = false;
    assert_false(visit_optional(v, "more", &b));
    assert_true(visit_start_struct(v, "sub", NULL, 0, &error_abort));
    visit_end_struct(v, NULL);
    assert_true(visit_check_struct(v, &error_abort));
    visit_end_struct(v, NULL);
}

static void values_are_printed_plainly_and_for_people(void **state)
{
    char *plain = NULL;
    char *human = NULL;
    Visitor *v = string_output_visitor_new(false, &plain);

    (void)state;
    print_all(v);
    assert_null(plain);
    visit_complete(v, &plain);
    visit_free(v);
    assert_string_equal(plain, "{i=-1,u=16,size=1572864,b=true,s=x,none=,d=0.5,word=on,"
                               "sub={}}");
    g_free(plain);
    v = string_output_visitor_new(true, &human);
    print_all(v);
    visit_complete(v, &human);
    visit_free(v);
    assert_string_equal(human, "{i=-1 (0xffffffffffffffff),u=16 (0x10),"
                               "size=1572864 (1.5 MiB),b=true,s=\"x\",none=<null>,d=0.5,"
                               "word=\"on\",sub={}}");
    g_free(human);
}

static void complete_elsewhere(void *place)
{
    char *other = NULL;
    Visitor *v = string_output_visitor_new(false, place);

    visit_complete(v, &other);
}

static void look_up_beyond(void *value)
{
    qapi_enum_lookup(&OnOffAuto_lookup, *(int *)value);
}

static void misuse_is_fatal(void **state)
{
    char *place = NULL;
    int beyond = ON_OFF_AUTO__MAX;

    (void)state;
    ASSERT_ABORTS(complete_elsewhere, &place, "visit_complete");
    ASSERT_ABORTS(look_up_beyond, &beyond, "3 is no value", "'auto'");
    assert_int_equal(qapi_enum_parse(&OnOffAuto_lookup, NULL, 7, &error_abort), 7);
    assert_int_equal(qapi_enum_parse(&OnOffAuto_lookup, "x", 7, NULL), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_are_read_in_three_bases_within_their_width),
        cmocka_unit_test(sizes_have_units),
        cmocka_unit_test(words_and_numbers_are_read),
        cmocka_unit_test(a_word_that_is_no_boolean_is_refused),
        cmocka_unit_test(lists_of_integers_have_ranges),
        cmocka_unit_test(a_list_that_goes_on_for_ever_ends),
        cmocka_unit_test(a_list_of_strings_is_read_and_written),
        cmocka_unit_test(what_text_cannot_carry_is_refused),
        cmocka_unit_test(values_are_printed_plainly_and_for_people),
        cmocka_unit_test(misuse_is_fatal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
