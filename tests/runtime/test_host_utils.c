/* SPDX-License-Identifier: MIT */
/* Arithmetic of the headers: wide, saturated, by bits, by digits; ends of ranges too. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/bcd.h"
#include "qemu/bitops.h"
#include "qemu/host-utils.h"

static void quotients_go_through_wide_products(void **state)
{
    assert_int_equal(muldiv64(UINT64_MAX, 3, 4), 0xbfffffffffffffff);
    assert_int_equal(muldiv64(10, 1, 3), 3);
    assert_int_equal(muldiv64_round_up(10, 1, 3), 4);
    assert_int_equal(muldiv64_round_up(9, 1, 3), 3);
}

static void products_have_two_halves(void **state)
{
    uint64_t low, high;

    mulu64(&low, &high, UINT64_MAX, UINT64_MAX);
    assert_int_equal(low, 1);
    assert_int_equal(high, UINT64_MAX - 1);
    muls64(&low, &high, INT64_MIN, 2);
    assert_int_equal(low, 0);
    assert_int_equal(high, UINT64_MAX);
}

static void quotients_have_two_halves(void **state)
{
    uint64_t low = 5, high = 7;
    int64_t signed_high = -1;

    assert_int_equal(divu128(&low, &high, 2), 1);
    assert_int_equal(low, 0x8000000000000002);
    assert_int_equal(high, 3);
    low = (uint64_t)-7;
    assert_int_equal(divs128(&low, &signed_high, 2), -1);
    assert_int_equal((int64_t)low, -3);
    assert_int_equal(signed_high, -1);
}

static void zeros_and_ones_are_counted(void **state)
{
    assert_int_equal(clz8(0), 8);
    assert_int_equal(clz8(1), 7);
    assert_int_equal(clz16(0), 16);
    assert_int_equal(clz16(0x100), 7);
    assert_int_equal(clz32(0), 32);
    assert_int_equal(clz32(1), 31);
    assert_int_equal(clz64(0), 64);
    assert_int_equal(clz64(1), 63);
    assert_int_equal(clo32(0xf0000000), 4);
    assert_int_equal(clo64(UINT64_MAX), 64);
    assert_int_equal(ctz8(0), 8);
    assert_int_equal(ctz8(0x80), 7);
    assert_int_equal(ctz16(0), 16);
    assert_int_equal(ctz16(0x8000), 15);
    assert_int_equal(ctz32(0), 32);
    assert_int_equal(ctz64(0), 64);
    assert_int_equal(ctz64(UINT64_C(1) << 63), 63);
    assert_int_equal(cto32(0x0f), 4);
    assert_int_equal(cto64(UINT64_MAX), 64);
    assert_int_equal(clrsb32(0), 31);
    assert_int_equal(clrsb32(0xfffffffe), 30);
    assert_int_equal(clrsb64(UINT64_MAX), 63);
    assert_int_equal(ctpop8(0xff), 8);
    assert_int_equal(ctpop16(0x8001), 2);
    assert_int_equal(ctpop32(0xffff0000), 16);
    assert_int_equal(ctpop64(UINT64_MAX), 64);
}

static void bits_are_turned_round(void **state)
{
    assert_int_equal(revbit8(0x12), 0x48);
    assert_int_equal(revbit16(0x1234), 0x2c48);
    assert_int_equal(revbit32(0x12345678), 0x1e6a2c48);
    assert_int_equal(revbit64(0x0123456789abcdef), 0xf7b3d591e6a2c480);
    assert_int_equal(rol8(0x81, 1), 0x03);
    assert_int_equal(ror8(0x81, 1), 0xc0);
    assert_int_equal(rol16(0x8001, 4), 0x0018);
    assert_int_equal(ror16(0x8001, 4), 0x1800);
    assert_int_equal(ror32(1, 1), 0x80000000);
    assert_int_equal(ror64(1, 0), 1);
    assert_int_equal(hswap32(0x12345678), 0x56781234);
    assert_int_equal(wswap64(0x0123456789abcdef), 0x89abcdef01234567);
    assert_int_equal(hswap64(0x0123456789abcdef), 0xcdef89ab45670123);
}

static void lost_bits_are_told(void **state)
{
    int32_t s32;
    int64_t s64;
    uint32_t u32;
    uint64_t u64;

    assert_true(sadd32_overflow(INT32_MAX, 1, &s32));
    assert_int_equal(s32, INT32_MIN);
    assert_false(sadd64_overflow(INT64_MAX, -1, &s64));
    assert_int_equal(s64, INT64_MAX - 1);
    assert_true(uadd32_overflow(UINT32_MAX, 1, &u32));
    assert_true(uadd64_overflow(UINT64_MAX, 1, &u64));
    assert_int_equal(u32 + u64, 0);
    assert_true(ssub32_overflow(INT32_MIN, 1, &s32));
    assert_true(ssub64_overflow(INT64_MIN, 1, &s64));
    assert_true(usub32_overflow(0, 1, &u32));
    assert_true(usub64_overflow(0, 1, &u64));
    assert_int_equal(u64, UINT64_MAX);
    assert_true(smul32_overflow(INT32_MIN, -1, &s32));
    assert_true(smul64_overflow(INT64_MIN, -1, &s64));
    assert_true(umul32_overflow(0x10000, 0x10000, &u32));
    assert_false(umul64_overflow(0x10000, 0x10000, &u64));
    assert_int_equal(u64, UINT64_C(1) << 32);
}

static void powers_of_two_are_found(void **state)
{
    assert_false(is_power_of_2(0));
    assert_true(is_power_of_2(UINT64_C(1) << 63));
    assert_false(is_power_of_2(6));
    assert_int_equal(pow2floor(0), 0);
    assert_int_equal(pow2floor(UINT64_MAX), UINT64_C(1) << 63);
    assert_int_equal(pow2ceil(0), 1);
    assert_int_equal(pow2ceil(5), 8);
    assert_int_equal(pow2ceil((UINT64_C(1) << 63) + 1), 0);
    assert_int_equal(pow2roundup32(0), 0);
    assert_int_equal(pow2roundup32(17), 32);
}

static void shifts_cross_the_halves(void **state)
{
    uint64_t low = 1, high = 0x8000000000000000;
    bool overflow = false;

    urshift(&low, &high, 63);
    assert_int_equal(high, 1);
    assert_int_equal(low, 0);
    ulshift(&low, &high, 63, &overflow);
    assert_false(overflow);
    assert_int_equal(high, 0x8000000000000000);
    ulshift(&low, &high, 1, &overflow);
    assert_true(overflow);
    assert_int_equal(high | low, 0);
}

static void wide_integers_reach_behind_the_last_address(void **state)
{
    Int128 end = int128_add(int128_make64(UINT64_MAX), int128_one());
    Int128 minus = int128_neg(int128_one());

    assert_true(int128_eq(end, int128_2_64()));
    assert_int_equal(int128_gethi(end), 1);
    assert_int_equal(int128_getlo(end), 0);
    assert_true(int128_eq(int128_sub(end, int128_one()), int128_make64(UINT64_MAX)));
    assert_true(int128_eq(minus, int128_makes64(-1)));
    assert_true(int128_eq(minus, int128_exts64(-1)));
    assert_true(int128_eq(minus, int128_make128(UINT64_MAX, UINT64_MAX)));
    assert_true(int128_eq(int128_not(minus), int128_zero()));
    assert_false(int128_nonneg(minus));
    assert_true(int128_lt(minus, end) && int128_le(minus, minus));
    assert_true(int128_ult(end, minus) && int128_uge(minus, end));
    assert_true(int128_gt(end, minus) && int128_ge(end, end) && int128_ne(end, minus));
    assert_true(int128_nz(end) && !int128_nz(int128_zero()));
    assert_true(int128_min(end, minus) == minus && int128_max(end, minus) == end);
}

static void wide_integers_have_bits(void **state)
{
    Int128 x = int128_make128(0xf0, 0x0f);

    assert_int_equal(int128_getlo(int128_and(x, int128_make64(0x33))), 0x30);
    assert_int_equal(int128_getlo(int128_or(x, int128_make64(0x33))), 0xf3);
    assert_int_equal(int128_getlo(int128_xor(x, x)), 0);
    assert_int_equal(int128_get64(int128_rshift(x, 64)), 0x0f);
    assert_true(int128_eq(int128_lshift(int128_one(), 64), int128_2_64()));
    assert_int_equal(int128_gethi(int128_rshift(int128_makes64(-1), 100)), -1);
    assert_int_equal(int128_get64(int128_urshift(int128_makes64(-1), 127)), 1);
    int128_addto(&x, int128_one());
    assert_int_equal(int128_getlo(x), 0xf1);
    int128_subfrom(&x, int128_make64(0xf2));
    assert_int_equal(int128_getlo(x), UINT64_MAX);
    assert_int_equal(int128_gethi(x), 0x0e);
}

static void bits_of_words_are_set_and_told(void **state)
{
    uint32_t words[2] = {0};

    set_bit32(33, words);
    assert_int_equal(words[1], 2);
    assert_int_equal(test_bit32(33, words), 1);
    assert_int_equal(test_and_clear_bit32(33, words), 1);
    assert_int_equal(test_and_set_bit32(0, words), 0);
    change_bit32(1, words);
    assert_int_equal(test_and_change_bit32(1, words), 1);
    assert_int_equal(words[0], 1);
    clear_bit32(0, words);
    assert_int_equal(words[0] | words[1], 0);
}

static void decimal_digits_share_a_byte(void **state)
{
    assert_int_equal(to_bcd(59), 0x59);
    for (uint8_t value = 0; value < 100; value++) {
        assert_int_equal(from_bcd(to_bcd(value)), value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_go_through_wide_products),
        cmocka_unit_test(products_have_two_halves),
        cmocka_unit_test(quotients_have_two_halves),
        cmocka_unit_test(zeros_and_ones_are_counted),
        cmocka_unit_test(bits_are_turned_round),
        cmocka_unit_test(lost_bits_are_told),
        cmocka_unit_test(powers_of_two_are_found),
        cmocka_unit_test(shifts_cross_the_halves),
        cmocka_unit_test(wide_integers_reach_behind_the_last_address),
        cmocka_unit_test(wide_integers_have_bits),
        cmocka_unit_test(bits_of_words_are_set_and_told),
        cmocka_unit_test(decimal_digits_share_a_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
