/* SPDX-License-Identifier: MIT */
/* Bits, byte order, arithmetic and register fields. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "hw/registerfields.h"
#include "qemu/bcd.h"
#include "qemu/bitmap.h"
#include "qemu/bitops.h"
#include "qemu/bswap.h"
#include "qemu/host-utils.h"
#include "qemu/range.h"
#include "qemu/units.h"

static void fields_are_taken_and_put(void **state)
{
    assert_int_equal(extract32(0x12345678, 8, 8), 0x56);
    assert_int_equal(extract32(UINT32_MAX, 0, 32), UINT32_MAX);
    assert_int_equal(extract64(UINT64_C(0x8000000000000001), 63, 1), 1);
    assert_int_equal(extract64(UINT64_MAX, 0, 64), UINT64_MAX);
    assert_int_equal(extract8(0xa5, 4, 4), 0xa);
    assert_int_equal(extract16(0xa55a, 4, 8), 0x55);
    assert_int_equal(sextract32(0xf0, 4, 4), -1);
    assert_int_equal(sextract32(0x70, 4, 4), 7);
    assert_int_equal(sextract64(UINT64_C(1) << 63, 60, 4), -8);
    assert_int_equal(deposit32(0xffffffff, 4, 8, 0x1a5), 0xfffffa5f);
    assert_int_equal(deposit64(0, 60, 4, 0xff), UINT64_C(0xf) << 60);
    assert_int_equal(deposit32(0, 0, 32, 0x89abcdef), 0x89abcdef);
    assert_int_equal(MAKE_64BIT_MASK(4, 8), 0xff0);
    assert_int_equal(MAKE_64BIT_MASK(0, 64), UINT64_MAX);
    assert_int_equal(BIT(5), 32);
    assert_int_equal(BIT_ULL(40), UINT64_C(1) << 40);
}

static void rotation_keeps_all_bits(void **state)
{
    assert_int_equal(rol8(0x81, 1), 0x03);
    assert_int_equal(ror8(0x81, 1), 0xc0);
    assert_int_equal(rol16(0x8001, 4), 0x0018);
    assert_int_equal(ror16(0x8001, 0), 0x8001);
    assert_int_equal(rol32(0x80000001, 31), 0xc0000000);
    assert_int_equal(ror32(1, 1), 0x80000000);
    assert_int_equal(rol64(1, 63), UINT64_C(1) << 63);
    assert_int_equal(ror64(1, 0), 1);
    assert_int_equal(hswap32(0x11112222), 0x22221111);
    assert_int_equal(wswap64(UINT64_C(0x1111111122222222)), UINT64_C(0x2222222211111111));
    assert_int_equal(hswap64(UINT64_C(0x1111222233334444)), UINT64_C(0x4444333322221111));
    assert_int_equal(half_shuffle32(0xffff), 0x55555555);
    assert_int_equal(half_unshuffle32(0x55555555), 0xffff);
    assert_int_equal(half_unshuffle64(half_shuffle64(0xdeadbeef)), 0xdeadbeef);
}

static void bits_of_words_are_found(void **state)
{
    DECLARE_BITMAP(map, 200);
    bitmap_zero(map, 200);
    assert_int_equal(find_first_bit(map, 200), 200);
    assert_int_equal(find_last_bit(map, 200), 200);
    set_bit(3, map);
    set_bit_atomic(130, map);
    set_bit(199, map);
    assert_true(test_bit(130, map));
    assert_false(test_bit(131, map));
    assert_int_equal(find_first_bit(map, 200), 3);
    assert_int_equal(find_next_bit(map, 200, 4), 130);
    assert_int_equal(find_next_bit(map, 130, 4), 130);
    assert_int_equal(find_next_bit(map, 199, 131), 199);
    assert_int_equal(find_last_bit(map, 200), 199);
    assert_int_equal(find_last_bit(map, 199), 130);
    clear_bit(199, map);
    clear_bit_atomic(130, map);
    change_bit(5, map);
    assert_int_equal(find_last_bit(map, 200), 5);
    assert_true(test_and_clear_bit(5, map));
    assert_false(test_and_set_bit(5, map));
    assert_true(test_and_change_bit(5, map));
    assert_int_equal(find_first_zero_bit(map, 200), 0);
    bitmap_fill(map, 200);
    assert_int_equal(find_first_zero_bit(map, 200), 200);
    clear_bit(64, map);
    assert_int_equal(find_next_zero_bit(map, 200, 1), 64);
    uint32_t words[2] = {0, 0};
    set_bit32(33, words);
    assert_int_equal(words[1], 2);
    assert_true(test_bit32(33, words));
    clear_bit32(33, words);
    assert_false(test_bit32(33, words));
}

static void bytes_are_swapped(void **state)
{
    const uint8_t bytes[] = {0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89};
    uint8_t out[9] = {0};
    assert_int_equal(bswap16(0x1234), 0x3412);
    assert_int_equal(bswap24(0x123456), 0x563412);
    assert_int_equal(lduw_be_p(bytes + 1), 0x8283);
    assert_int_equal(lduw_le_p(bytes + 1), 0x8382);
    assert_int_equal(ldsw_be_p(bytes + 1), (int16_t)0x8283);
    assert_int_equal((uint32_t)ldl_be_p(bytes + 1), 0x82838485);
    assert_int_equal((uint32_t)ldl_le_p(bytes + 1), 0x85848382);
    assert_true(ldl_le_p(bytes) < 0);
    assert_int_equal(ldq_be_p(bytes + 1), UINT64_C(0x8283848586878889));
    assert_int_equal(ldq_le_p(bytes + 1), UINT64_C(0x8988878685848382));
    assert_int_equal(ldub_p(bytes), 0x81);
    assert_int_equal(ldsb_p(bytes), -0x7f);
    stb_p(out, 1);
    stw_be_p(out + 1, 0x0203);
    stl_be_p(out + 3, 0x04050607);
    stw_le_p(out + 7, 0x0908);
    assert_memory_equal(out, "\1\2\3\4\5\6\7\10\11", 9);
    stq_le_p(out + 1, UINT64_C(0x0102030405060708));
    assert_int_equal(out[1], 8);
    stq_be_p(out + 1, UINT64_C(0x0102030405060708));
    assert_int_equal(out[8], 8);
    stl_le_p(out, 0x11223344);
    assert_int_equal(out[0], 0x44);
    st24_be_p(out, 0x010203);
    assert_memory_equal(out, "\1\2\3", 3);
    st24_le_p(out, 0x010203);
    assert_memory_equal(out, "\3\2\1", 3);
    for (int size = 1; size <= 8; size++) {
        uint64_t le = ldn_le_p(bytes, size), be = ldn_be_p(bytes, size);
        assert_int_equal(be >> (8 * (size - 1)), 0x81);
        assert_int_equal(le & 0xff, 0x81);
        memset(out, 0, sizeof(out));
        stn_le_p(out, size, le);
        assert_memory_equal(out, bytes, size);
        assert_int_equal(out[size], 0);
        memset(out, 0, sizeof(out));
        stn_be_p(out, size, be);
        assert_memory_equal(out, bytes, size);
        assert_int_equal(out[size], 0);
    }
    assert_int_equal(ldn_le_p(bytes, 4), 0x84838281);
    assert_int_equal(le32_to_cpu(cpu_to_le32(7)), 7);
    assert_int_equal(cpu_to_be16(0x1234), HOST_BIG_ENDIAN ? 0x1234 : 0x3412);
    assert_int_equal(const_be32(0x12345678), cpu_to_be32(0x12345678));
    assert_int_equal(const_le16(0x1234), cpu_to_le16(0x1234));
    uint32_t word = 0x01020304;
    cpu_to_be32s(&word);
    be32_to_cpus(&word);
    bswap32s(&word);
    assert_int_equal(word, 0x04030201);
}

static void wide_arithmetic_is_exact(void **state)
{
    uint64_t low, high;
    int64_t shigh;
    assert_int_equal(muldiv64(UINT64_C(1) << 40, 1000000000, 24000000),
                     UINT64_C(45812984490666));
    assert_int_equal(muldiv64(UINT64_MAX, UINT32_MAX, UINT32_MAX), UINT64_MAX);
    assert_int_equal(muldiv64_round_up(10, 1, 3), 4);
    assert_int_equal(muldiv64_round_up(9, 1, 3), 3);
    mulu64(&low, &high, UINT64_MAX, 2);
    assert_int_equal(high, 1);
    assert_int_equal(low, UINT64_MAX - 1);
    muls64(&low, &high, -1, 5);
    assert_int_equal(high, UINT64_MAX);
    assert_int_equal(low, (uint64_t)-5);
    low = 7;
    high = 1;
    assert_int_equal(divu128(&low, &high, 10), 3);
    assert_int_equal(low, UINT64_C(1844674407370955162));
    assert_int_equal(high, 0);
    low = (uint64_t)-7;
    shigh = -1;
    assert_int_equal(divs128(&low, &shigh, 2), -1);
    assert_int_equal(low, (uint64_t)-3);
    assert_int_equal(shigh, -1);
    low = 1;
    high = 1;
    bool overflow = false;
    ulshift(&low, &high, 4, &overflow);
    assert_false(overflow);
    assert_int_equal(high, 16);
    urshift(&low, &high, 68);
    assert_int_equal(low, 1);
    ulshift(&low, &high, 127, &overflow);
    ulshift(&low, &high, 1, &overflow);
    assert_true(overflow);
}

static void bits_are_counted(void **state)
{
    assert_int_equal(clz32(0), 32);
    assert_int_equal(clz32(1), 31);
    assert_int_equal(clz64(0), 64);
    assert_int_equal(clz64(UINT64_C(1) << 62), 1);
    assert_int_equal(clz8(1), 7);
    assert_int_equal(clz16(0x100), 7);
    assert_int_equal(clo32(0xf0000000), 4);
    assert_int_equal(clo64(UINT64_MAX), 64);
    assert_int_equal(ctz32(0), 32);
    assert_int_equal(ctz32(8), 3);
    assert_int_equal(ctz64(UINT64_C(1) << 40), 40);
    assert_int_equal(ctz8(0), 8);
    assert_int_equal(ctz16(0x8000), 15);
    assert_int_equal(cto32(7), 3);
    assert_int_equal(cto64(UINT64_MAX), 64);
    assert_int_equal(clrsb32(0), 31);
    assert_int_equal(clrsb64(UINT64_MAX), 63);
    assert_int_equal(ctpop8(0xff), 8);
    assert_int_equal(ctpop16(0x8001), 2);
    assert_int_equal(ctpop32(UINT32_MAX), 32);
    assert_int_equal(ctpop64(5), 2);
    assert_int_equal(revbit8(0x13), 0xc8);
    assert_int_equal(revbit16(1), 0x8000);
    assert_int_equal(revbit32(2), 0x40000000);
    assert_int_equal(revbit64(1), UINT64_C(1) << 63);
    assert_true(is_power_of_2(64));
    assert_false(is_power_of_2(0));
    assert_false(is_power_of_2(6));
    assert_int_equal(pow2floor(0), 0);
    assert_int_equal(pow2floor(100), 64);
    assert_int_equal(pow2ceil(0), 1);
    assert_int_equal(pow2ceil(65), 128);
    assert_int_equal(pow2ceil(UINT64_C(1) << 63), UINT64_C(1) << 63);
    assert_int_equal(pow2ceil((UINT64_C(1) << 63) + 1), 0);
    assert_int_equal(pow2roundup32(5), 8);
    assert_int_equal(to_bcd(59), 0x59);
    assert_int_equal(from_bcd(0x59), 59);
}

static void overflow_is_told(void **state)
{
    int32_t s32;
    uint64_t u64;
    assert_true(sadd32_overflow(INT32_MAX, 1, &s32));
    assert_int_equal(s32, INT32_MIN);
    assert_false(ssub32_overflow(1, 2, &s32));
    assert_int_equal(s32, -1);
    assert_true(usub64_overflow(1, 2, &u64));
    assert_true(umul64_overflow(UINT64_MAX, 2, &u64));
    assert_false(uadd64_overflow(1, 2, &u64));
    assert_int_equal(u64, 3);
}

REG32(CTRL, 0x10)
FIELD(CTRL, MODE, 4, 2)
FIELD(CTRL, TOP, 31, 1)
FIELD(CTRL, LEVEL, 8, 4)
REG8(BYTE, 3)
REG64(WIDE, 0x18)
FIELD(WIDE, HIGH, 32, 20)
SHARED_FIELD(SHARED, 8, 8)

static void register_fields_have_names(void **state)
{
    uint32_t regs[8] = {0};
    assert_int_equal(A_CTRL, 0x10);
    assert_int_equal(R_CTRL, 4);
    assert_int_equal(R_BYTE, 3);
    assert_int_equal(R_WIDE, 3);
    assert_int_equal(R_CTRL_MODE_MASK, 0x30);
    assert_int_equal(R_CTRL_TOP_MASK, 0x80000000);
    ARRAY_FIELD_DP32(regs, CTRL, MODE, 2);
    ARRAY_FIELD_DP32(regs, CTRL, TOP, 1);
    assert_int_equal(regs[4], 0x80000020);
    assert_int_equal(ARRAY_FIELD_EX32(regs, CTRL, MODE), 2);
    assert_int_equal(FIELD_EX32(0xffff, CTRL, LEVEL), 0xf);
    assert_int_equal(FIELD_SEX32(0x800, CTRL, LEVEL), -8);
    assert_int_equal(FIELD_DP32(FIELD_DP32(0, CTRL, MODE, 1), CTRL, LEVEL, 3), 0x310);
    assert_int_equal(FIELD_DP64(0, WIDE, HIGH, 0xfffff), UINT64_C(0xfffff) << 32);
    assert_int_equal(FIELD_EX64(UINT64_C(5) << 32, WIDE, HIGH), 5);
    assert_int_equal(FIELD_SDP32(0, CTRL, LEVEL, -1), 0xf00);
    assert_int_equal(FIELD_DP8(0xff, CTRL, MODE, 0), 0xcf);
    assert_int_equal(SHARED_FIELD_EX32(0x1234, SHARED), 0x12);
    SHARED_ARRAY_FIELD_DP32(regs, 1, SHARED, 0x7f);
    assert_int_equal(regs[1], 0x7f00);
    assert_int_equal(SHARED_ARRAY_FIELD_EX32(regs, 1, SHARED), 0x7f);
    assert_int_equal(SHARED_MASK, 0xff00);
}

static void ranges_know_their_ends(void **state)
{
    Range a, b, c = range_empty;
    assert_int_equal(range_init(&a, 10, 5), 0);
    range_set_bounds1(&b, 14, 0);
    assert_int_equal(range_lob(&a), 10);
    assert_int_equal(range_upb(&a), 14);
    assert_int_equal(range_upb(&b), UINT64_MAX);
    assert_true(range_overlaps_range(&a, &b));
    assert_true(range_is_empty(&c));
    assert_false(range_overlaps_range(&a, &c));
    range_extend(&c, &a);
    range_extend(&c, &b);
    assert_true(range_contains_range(&c, &a));
    assert_true(range_contains(&c, 10));
    assert_false(range_contains(&c, 9));
    assert_int_equal(range_init(&a, UINT64_MAX, 2), -ERANGE);
    assert_int_equal(range_init(&a, UINT64_MAX, 1), 0);
    assert_int_equal(range_size(&a), 1);
    range_init_nofail(&a, 3, 0);
    assert_true(range_is_empty(&a));
    range_make_empty(&a);
    assert_true(range_covers_byte(4, 4, 7));
    assert_false(range_covers_byte(4, 4, 8));
    assert_true(ranges_overlap(0, 4, 3, 1));
    assert_false(ranges_overlap(0, 4, 4, 1));
}

static void rounding_macros_are_exact(void **state)
{
    int calls = 0;
    assert_int_equal(MIN(3, MAX(1, 2)), 2);
    assert_int_equal(MAX(calls++, -1), 0);
    assert_int_equal(calls, 1);
    assert_int_equal(MIN_NON_ZERO(0u, 5u), 5);
    assert_int_equal(MIN_NON_ZERO(4u, 5u), 4);
    assert_int_equal(MIN_NON_ZERO(4u, 0u), 4);
    assert_int_equal(QEMU_ALIGN_UP(10, 3), 12);
    assert_int_equal(QEMU_ALIGN_DOWN(10, 3), 9);
    assert_true(QEMU_IS_ALIGNED(12, 4));
    assert_int_equal(ROUND_UP(UINT64_C(0x100000001), 0x1000), UINT64_C(0x100001000));
    assert_int_equal(ROUND_DOWN(0x1fff, 0x1000), 0x1000);
    assert_int_equal(DIV_ROUND_UP(10, 4), 3);
    assert_int_equal(4 * KiB, 4096);
    assert_int_equal(GiB / MiB, 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_taken_and_put),
        cmocka_unit_test(rotation_keeps_all_bits),
        cmocka_unit_test(bits_of_words_are_found),
        cmocka_unit_test(bytes_are_swapped),
        cmocka_unit_test(wide_arithmetic_is_exact),
        cmocka_unit_test(bits_are_counted),
        cmocka_unit_test(overflow_is_told),
        cmocka_unit_test(register_fields_have_names),
        cmocka_unit_test(ranges_know_their_ends),
        cmocka_unit_test(rounding_macros_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
