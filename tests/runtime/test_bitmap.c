/* SPDX-License-Identifier: MIT */
/* Operations on whole bitmaps, against the same done bit by bit. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/bitmap.h"

enum {
    BITS = 170
};

static void ranges_are_set_and_cleared(void **state)
{
    for (long start = 0; start < BITS; start += 13) {
        for (long count = 0; start + count <= BITS; count += 7) {
            DECLARE_BITMAP(map, BITS);
            bitmap_zero(map, BITS);
            bitmap_set(map, start, count);
            assert_int_equal(bitmap_count_one(map, BITS), count);
            for (long i = 0; i < BITS; i++) {
                assert_int_equal(test_bit(i, map), i >= start && i < start + count);
            }
            bitmap_fill(map, BITS);
            bitmap_clear(map, start, count);
            assert_int_equal(bitmap_count_one(map, BITS), BITS - count);
            assert_int_equal(find_first_zero_bit(map, BITS), count ? start : BITS);
        }
    }
}

static void operations_act_on_every_bit(void **state)
{
    unsigned long *a = bitmap_new(BITS), *b = bitmap_try_new(BITS), *c = bitmap_new(BITS);
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (long i = 0; i < BITS; i++) {
        if (g_rand_boolean(random)) {
            set_bit(i, a);
        }
        if (g_rand_boolean(random)) {
            set_bit(i, b);
        }
    }
    bitmap_xor(c, a, b, BITS);
    for (long i = 0; i < BITS; i++) {
        assert_int_equal(test_bit(i, c), test_bit(i, a) != test_bit(i, b));
    }
    assert_true(bitmap_and(c, a, b, BITS));
    assert_true(bitmap_intersects(a, b, BITS));
    for (long i = 0; i < BITS; i++) {
        assert_int_equal(test_bit(i, c), test_bit(i, a) && test_bit(i, b));
    }
    assert_true(bitmap_andnot(c, a, b, BITS));
    assert_false(bitmap_intersects(c, b, BITS));
    bitmap_or(c, c, b, BITS);
    for (long i = 0; i < BITS; i++) {
        assert_int_equal(test_bit(i, c), test_bit(i, a) || test_bit(i, b));
    }
    bitmap_copy(b, a, BITS);
    assert_true(bitmap_equal(a, b, BITS));
    change_bit(BITS - 1, b);
    assert_false(bitmap_equal(a, b, BITS));
    assert_true(bitmap_equal(a, b, BITS - 1));
    bitmap_complement(b, a, BITS);
    assert_false(bitmap_and(c, a, b, BITS));
    assert_true(bitmap_empty(c, BITS));
    bitmap_or(c, a, b, BITS);
    assert_true(bitmap_full(c, BITS));
    g_free(a);
    g_free(b);
    g_free(c);
}

static void free_areas_are_found(void **state)
{
    DECLARE_BITMAP(map, BITS);
    bitmap_zero(map, BITS);
    bitmap_set(map, 0, 5);
    bitmap_set(map, 10, 60);
    assert_int_equal(bitmap_find_next_zero_area(map, BITS, 0, 5, 0), 5);
    assert_int_equal(bitmap_find_next_zero_area(map, BITS, 0, 6, 0), 70);
    assert_int_equal(bitmap_find_next_zero_area(map, BITS, 0, 6, 15), 80);
    assert_true(bitmap_find_next_zero_area(map, BITS, 0, 101, 0) > BITS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_set_and_cleared),
        cmocka_unit_test(operations_act_on_every_bit),
        cmocka_unit_test(free_areas_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
