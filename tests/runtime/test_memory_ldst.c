/* SPDX-License-Identifier: MIT */
/* Loads and stores of memory, and at the ends of ranges. Those of devices are with
 * dispatch. */
#include "qemu/osdep.h"

#include "memory_fixture.h"

static MemoryRegion ram;
static uint8_t *bytes;

static int make_ram(void **state)
{
    make_space(state);
    memory_region_init_ram(&ram, NULL, NULL, 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0x10000, &ram);
    bytes = memory_region_get_ram_ptr(&ram);
    for (unsigned i = 0; i < 0x1000; i++) {
        bytes[i] = (uint8_t)(i + 1);
    }
    return 0;
}

static int drop_ram(void **state)
{
    drop_region(&ram);
    return drop_space(state);
}

static void loads_have_the_named_order_at_any_alignment(void **state)
{
    for (unsigned i = 0; i < 9; i++) {
        hwaddr addr = 0x10000 + i;
        MemTxResult result = MEMTX_ERROR;
        assert_int_equal(address_space_ldub(&space, addr, NO_ATTRS, &result), i + 1);
        assert_int_equal(result, MEMTX_OK);
        assert_int_equal(lduw_le_phys(&space, addr), lduw_le_p(bytes + i));
        assert_int_equal(lduw_be_phys(&space, addr), lduw_be_p(bytes + i));
        assert_int_equal(ldl_le_phys(&space, addr), (uint32_t)ldl_le_p(bytes + i));
        assert_int_equal(ldl_be_phys(&space, addr), (uint32_t)ldl_be_p(bytes + i));
        assert_int_equal(ldq_le_phys(&space, addr), ldq_le_p(bytes + i));
        assert_int_equal(ldq_be_phys(&space, addr), ldq_be_p(bytes + i));
        assert_int_equal(lduw_phys(&space, addr), lduw_le_p(bytes + i));
        assert_int_equal(ldl_phys(&space, addr), (uint32_t)ldl_le_p(bytes + i));
        assert_int_equal(ldq_phys(&space, addr), ldq_le_p(bytes + i));
    }
}

static void stores_have_the_named_order(void **state)
{
    static const uint8_t up[] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const uint8_t down[] = {8, 7, 6, 5, 4, 3, 2, 1};
    const hwaddr addr = 0x10003;

    stq_le_phys(&space, addr, UINT64_C(0x0807060504030201));
    assert_memory_equal(bytes + 3, up, 8);
    stq_be_phys(&space, addr, UINT64_C(0x0807060504030201));
    assert_memory_equal(bytes + 3, down, 8);
    stl_le_phys(&space, addr, 0x04030201);
    assert_memory_equal(bytes + 3, up, 4);
    stl_be_phys(&space, addr, 0x08070605);
    assert_memory_equal(bytes + 3, down, 4);
    stw_le_phys(&space, addr, 0x0201);
    assert_memory_equal(bytes + 3, up, 2);
    stw_be_phys(&space, addr, 0x0807);
    assert_memory_equal(bytes + 3, down, 2);
    stb_phys(&space, addr, 1);
    assert_memory_equal(bytes + 3, up, 1);
    stw_phys(&space, addr, 0x0201);
    assert_memory_equal(bytes + 3, up, 2);
    stq_phys(&space, addr, UINT64_C(0x0807060504030201));
    assert_memory_equal(bytes + 3, up, 8);
}

static void access_over_the_end_of_memory_is_refused_whole(void **state)
{
    MemTxResult result;

    assert_int_equal(address_space_ldl_le(&space, 0x10ffe, NO_ATTRS, &result), 0);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    uint8_t last = bytes[0xfff];
    address_space_stw_le(&space, 0x10fff, 0, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    assert_int_equal(bytes[0xfff], last);
    assert_int_equal(address_space_ldl_le(&space, 0x10ffc, NO_ATTRS, &result),
                     (uint32_t)ldl_le_p(bytes + 0xffc));
    assert_int_equal(result, MEMTX_OK);
}

static void rom_takes_no_stores(void **state)
{
    MemTxResult result;

    memory_region_set_readonly(&ram, true);
    address_space_stl_le(&space, 0x10000, 0, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    assert_int_equal(bytes[0], 1);
    address_space_stl_le(&space, 0x10000, 0, (MemTxAttrs){.debug = 1}, &result);
    assert_int_equal(result, MEMTX_OK);
    assert_int_equal(bytes[0], 0);
}

static void access_without_the_lock_is_the_same(void **state)
{
    MemTxResult result;

    bql_unlock();
    assert_int_equal(address_space_ldl_be(&space, 0x10001, NO_ATTRS, &result),
                     0x02030405);
    assert_int_equal(result, MEMTX_OK);
    address_space_stl_be(&space, 0x10001, 0x0a0b0c0d, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_OK);
    assert_int_equal(address_space_ldq_le(&space, 0, NO_ATTRS, &result), 0);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    address_space_stb(&space, 0, 0, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    bql_lock();
    assert_int_equal(ldl_be_p(bytes + 1), 0x0a0b0c0d);
}

#define RAM_TEST(name) cmocka_unit_test_setup_teardown(name, make_ram, drop_ram)

int main(void)
{
    const struct CMUnitTest tests[] = {
        RAM_TEST(loads_have_the_named_order_at_any_alignment),
        RAM_TEST(stores_have_the_named_order),
        RAM_TEST(access_over_the_end_of_memory_is_refused_whole),
        RAM_TEST(rom_takes_no_stores),
        RAM_TEST(access_without_the_lock_is_the_same),
    };
    start_memory_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
