/* SPDX-License-Identifier: MIT */
/* Strings, numbers in strings, sizes. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/ctype.h"
#include "qemu/cutils.h"

static void copies_are_cut(void **state)
{
    char buf[6] = "------";
    pstrcpy(buf, 4, "abcdef");
    assert_string_equal(buf, "abc");
    assert_ptr_equal(pstrcat(buf, sizeof(buf), "xyz"), buf);
    assert_string_equal(buf, "abcxy");
    pstrcpy(buf, 0, "q");
    assert_string_equal(buf, "abcxy");
    strpadcpy(buf, sizeof(buf), "ab", ' ');
    assert_memory_equal(buf, "ab    ", 6);
    strpadcpy(buf, 3, "12345", ' ');
    assert_memory_equal(buf, "123   ", 6);
}

static void prefixes_are_found(void **state)
{
    const char *rest = NULL;
    assert_true(strstart("tcp:1", "tcp:", &rest));
    assert_string_equal(rest, "1");
    assert_false(strstart("tcp", "tcp:", &rest));
    assert_false(strstart("TCP:", "tcp:", NULL));
    assert_true(stristart("TCP:2", "tcp:", &rest));
    assert_string_equal(rest, "2");
    assert_false(stristart("x", "y", NULL));
    assert_int_equal(qemu_strnlen("abc", 2), 2);
    assert_string_equal(qemu_strchrnul("a,b", ','), ",b");
    assert_string_equal(qemu_strchrnul("a,b", 'x'), "");
    char text[] = "a,b";
    char *input = text;
    assert_string_equal(qemu_strsep(&input, ","), "a");
    assert_string_equal(input, "b");
    const char *none = NULL, *some = "s";
    assert_true(qemu_pstrcmp0(&none, &some) < 0);
    assert_true(qemu_isdigit('7') && !qemu_isalpha('7'));
}

typedef struct NumberCase {
    const char *text;
    int base;
    int error;
    int64_t value;
    const char *rest; /* NULL: the whole text must be a number */
} NumberCase;

static void signed_numbers_keep_to_their_range(void **state)
{
    static const NumberCase cases[] = {
        {"12", 10, 0, 12, NULL},
        {" -12", 10, 0, -12, NULL},
        {"+7x", 10, 0, 7, "x"},
        {"7x", 10, -EINVAL, 0, NULL},
        {"0x1F", 0, 0, 31, NULL},
        {"017", 0, 0, 15, NULL},
        {"", 10, -EINVAL, 0, ""},
        {"x", 10, -EINVAL, 0, "x"},
        {"--1", 10, -EINVAL, 0, "--1"},
        {"9223372036854775807", 10, 0, INT64_MAX, NULL},
        {"9223372036854775808", 10, -ERANGE, INT64_MAX, NULL},
        {"-9223372036854775808", 10, 0, INT64_MIN, NULL},
        {"-9223372036854775809", 10, -ERANGE, INT64_MIN, NULL},
        {"99999999999999999999999", 10, -ERANGE, INT64_MAX, NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const char *rest = NULL;
        int64_t value = 77;
        const NumberCase *c = &cases[i];
        assert_int_equal(qemu_strtoi64(c->text, c->rest ? &rest : NULL, c->base, &value),
                         c->error);
        assert_int_equal(value, c->value);
        if (c->rest) {
            assert_string_equal(rest, c->rest);
        }
    }
    int small;
    long wide;
    assert_int_equal(qemu_strtoi("2147483648", NULL, 10, &small), -ERANGE);
    assert_int_equal(small, INT_MAX);
    assert_int_equal(qemu_strtoi("-5", NULL, 10, &small), 0);
    assert_int_equal(small, -5);
    assert_int_equal(qemu_strtol("-6", NULL, 10, &wide), 0);
    assert_int_equal(wide, -6);
    assert_int_equal(qemu_strtol(NULL, NULL, 10, &wide), -EINVAL);
}

static void unsigned_numbers_keep_to_their_range(void **state)
{
    uint64_t value;
    unsigned int small;
    unsigned long wide;
    const char *rest;
    assert_int_equal(qemu_strtou64("18446744073709551615", NULL, 10, &value), 0);
    assert_int_equal(value, UINT64_MAX);
    assert_int_equal(qemu_strtou64("18446744073709551616", NULL, 10, &value), -ERANGE);
    assert_int_equal(value, UINT64_MAX);
    assert_int_equal(qemu_strtou64("-1", NULL, 10, &value), 0);
    assert_int_equal(value, UINT64_MAX);
    assert_int_equal(qemu_strtoui("4294967296", NULL, 10, &small), -ERANGE);
    assert_int_equal(small, UINT_MAX);
    assert_int_equal(qemu_strtoul("ff", NULL, 16, &wide), 0);
    assert_int_equal(wide, 255);
    assert_int_equal(parse_uint("12,", &rest, 10, &value), 0);
    assert_string_equal(rest, ",");
    assert_int_equal(parse_uint(" -1", &rest, 10, &value), -EINVAL);
    assert_string_equal(rest, " -1");
    assert_int_equal(parse_uint_full("12,", 10, &value), -EINVAL);
    assert_int_equal(parse_uint_full("12", 10, &value), 0);
    assert_int_equal(value, 12);
}

static void sizes_have_units(void **state)
{
    uint64_t value;
    const char *rest;
    assert_int_equal(qemu_strtosz("1024", NULL, &value), 0);
    assert_int_equal(value, 1024);
    assert_int_equal(qemu_strtosz("1.5k", NULL, &value), 0);
    assert_int_equal(value, 1536);
    assert_int_equal(qemu_strtosz("0x10", NULL, &value), 0);
    assert_int_equal(value, 16);
    assert_int_equal(qemu_strtosz("7E", NULL, &value), 0);
    assert_int_equal(value, UINT64_C(7) << 60);
    assert_int_equal(qemu_strtosz("16E", NULL, &value), -ERANGE);
    assert_int_equal(qemu_strtosz("5B", NULL, &value), 0);
    assert_int_equal(value, 5);
    assert_int_equal(qemu_strtosz("1.5", NULL, &value), -EINVAL);
    assert_int_equal(qemu_strtosz("1.5B", NULL, &value), -EINVAL);
    assert_int_equal(qemu_strtosz("2Mx", NULL, &value), -EINVAL);
    assert_int_equal(qemu_strtosz("2Mx", &rest, &value), 0);
    assert_string_equal(rest, "x");
    assert_int_equal(qemu_strtosz("-2", NULL, &value), -EINVAL);
    assert_int_equal(qemu_strtosz("K", NULL, &value), -EINVAL);
    assert_int_equal(qemu_strtosz_MiB("3", NULL, &value), 0);
    assert_int_equal(value, 3 << 20);
    g_autofree char *size = size_to_str(1536), *frequency = freq_to_str(24000000);
    assert_string_equal(size, "1.5 KiB");
    assert_string_equal(frequency, "24 MHz");
}

static void zeros_are_seen_to_the_last_byte(void **state)
{
    char buf[100] = {0};
    assert_true(buffer_is_zero(buf, 0));
    assert_true(buffer_is_zero(buf, sizeof(buf)));
    buf[99] = 1;
    assert_false(buffer_is_zero(buf, sizeof(buf)));
    assert_true(buffer_is_zero(buf, 99));
    buf[0] = 1;
    assert_false(buffer_is_zero(buf, 1));
}

static void time_is_taken_as_utc(void **state)
{
    struct tm tm = {.tm_year = 100, .tm_mon = 0, .tm_mday = 1};
    assert_int_equal(mktimegm(&tm), 946684800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_are_cut),
        cmocka_unit_test(prefixes_are_found),
        cmocka_unit_test(signed_numbers_keep_to_their_range),
        cmocka_unit_test(unsigned_numbers_keep_to_their_range),
        cmocka_unit_test(sizes_have_units),
        cmocka_unit_test(zeros_are_seen_to_the_last_byte),
        cmocka_unit_test(time_is_taken_as_utc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
