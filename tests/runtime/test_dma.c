/* SPDX-License-Identifier: MIT */
/* Accesses from the device's side, and lists of pieces. */
#include "qemu/osdep.h"

#include "memory_fixture.h"
#include "system/dma.h"

static MemoryRegion ram;
static uint8_t *bytes;

static int make_ram(void **state)
{
    make_space(state);
    memory_region_init_ram(&ram, NULL, NULL, 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0, &ram);
    bytes = memory_region_get_ram_ptr(&ram);
    return 0;
}

static int drop_ram(void **state)
{
    drop_region(&ram);
    return drop_space(state);
}

static void directions_are_the_devices(void **state)
{
    uint8_t data[4] = {1, 2, 3, 4};
    uint8_t back[4] = {0};

    assert_int_equal(
        dma_memory_rw(&space, 8, data, 4, DMA_DIRECTION_FROM_DEVICE, NO_ATTRS), MEMTX_OK);
    assert_memory_equal(bytes + 8, data, 4);
    assert_int_equal(dma_memory_rw(&space, 8, back, 4, DMA_DIRECTION_TO_DEVICE, NO_ATTRS),
                     MEMTX_OK);
    assert_memory_equal(back, data, 4);
    assert_int_equal(dma_memory_write_relaxed(&space, 16, data, 4), MEMTX_OK);
    memset(back, 0, 4);
    assert_int_equal(dma_memory_read_relaxed(&space, 16, back, 4), MEMTX_OK);
    assert_memory_equal(back, data, 4);
    assert_int_equal(dma_memory_set(&space, 16, 9, 4, NO_ATTRS), MEMTX_OK);
    assert_int_equal(bytes[19], 9);
    memory_region_set_readonly(&ram, true);
    assert_false(dma_memory_valid(&space, 0, 16, DMA_DIRECTION_FROM_DEVICE, NO_ATTRS));
    assert_true(dma_memory_valid(&space, 0, 16, DMA_DIRECTION_TO_DEVICE, NO_ATTRS));
}

static void words_have_the_named_order_and_a_result(void **state)
{
    uint8_t byte;
    uint16_t word;
    uint32_t dword;
    uint64_t qword;

    assert_int_equal(stl_le_dma(&space, 0, 0x04030201, NO_ATTRS), MEMTX_OK);
    assert_int_equal(bytes[0], 1);
    assert_int_equal(ldl_be_dma(&space, 0, &dword, NO_ATTRS), MEMTX_OK);
    assert_int_equal(dword, 0x01020304);
    assert_int_equal(lduw_le_dma(&space, 1, &word, NO_ATTRS), MEMTX_OK);
    assert_int_equal(word, 0x0302);
    assert_int_equal(ldub_dma(&space, 3, &byte, NO_ATTRS), MEMTX_OK);
    assert_int_equal(byte, 4);
    assert_int_equal(stq_be_dma(&space, 8, 1, NO_ATTRS), MEMTX_OK);
    assert_int_equal(ldq_le_dma(&space, 8, &qword, NO_ATTRS), MEMTX_OK);
    assert_int_equal(qword, UINT64_C(1) << 56);
    assert_int_equal(stb_dma(&space, 0x1000, 1, NO_ATTRS), MEMTX_DECODE_ERROR);
    assert_int_equal(stw_be_dma(&space, 0xfff, 0x0102, NO_ATTRS), MEMTX_DECODE_ERROR);
    assert_int_equal(bytes[0xfff], 1);
}

static void mapping_is_the_memory(void **state)
{
    dma_addr_t len = 0x2000;
    void *buffer = dma_memory_map(&space, 0x10, &len, DMA_DIRECTION_TO_DEVICE, NO_ATTRS);

    assert_ptr_equal(buffer, bytes + 0x10);
    assert_int_equal(len, 0xff0);
    dma_memory_unmap(&space, buffer, len, DMA_DIRECTION_TO_DEVICE, 0);
}

static void list_is_filled_piece_by_piece(void **state)
{
    Object *device = object_new(TYPE_TEST_OWNER);
    QEMUSGList list;
    uint8_t data[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    uint8_t back[10] = {0};
    dma_addr_t residual;

    qemu_sglist_init(&list, (DeviceState *)(void *)device, 1, &space);
    qemu_sglist_add(&list, 0x100, 3);
    qemu_sglist_add(&list, 0x200, 4);
    qemu_sglist_add(&list, 0x300, 5);
    assert_int_equal(list.size, 12);
    assert_int_equal(dma_buf_read(data, 10, &residual, &list, NO_ATTRS), MEMTX_OK);
    assert_int_equal(residual, 2);
    assert_int_equal(bytes[0x102], 2);
    assert_int_equal(bytes[0x200], 3);
    assert_int_equal(bytes[0x302], 9);
    assert_int_equal(bytes[0x303], 0);
    assert_int_equal(dma_buf_write(back, 10, &residual, &list, NO_ATTRS), MEMTX_OK);
    assert_memory_equal(back, data, 10);
    qemu_sglist_add(&list, 0x10000, 1);
    uint8_t long_data[20] = {0};
    assert_int_equal(dma_buf_read(long_data, 20, NULL, &list, NO_ATTRS),
                     MEMTX_DECODE_ERROR);
    qemu_sglist_destroy(&list);
    assert_int_equal(device->ref, 1);
    object_unref(device);
}

#define DMA_TEST(name) cmocka_unit_test_setup_teardown(name, make_ram, drop_ram)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DMA_TEST(directions_are_the_devices),
        DMA_TEST(words_have_the_named_order_and_a_result),
        DMA_TEST(mapping_is_the_memory),
        DMA_TEST(list_is_filled_piece_by_piece),
    };
    start_memory_tests();
    register_test_owner();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
