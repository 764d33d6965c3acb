/* SPDX-License-Identifier: MIT */
/* Transfers over whatever is mapped: RAM, ROM, ROM devices, RAM devices, devices,
 * nothing. */
#include "qemu/osdep.h"

#include "exec/cpu-common.h"
#include "memory_fixture.h"
#include "system/address-spaces.h"

#define RAM    0x0000
#define DEVICE 0x1000
#define ROM    0x2000
#define NONE   0x3000
#define END    0x4000

static MemoryRegion ram;
static MemoryRegion rom;
static MemoryRegion iomem;
static uint8_t *ram_bytes;
static uint8_t *rom_bytes;
static uint8_t registers[0x1000];
static unsigned writes;
static MemTxAttrs last_attrs;

static MemTxResult device_read(void *opaque, hwaddr addr, uint64_t *data, unsigned size,
                               MemTxAttrs attrs)
{
    *data = ldn_le_p(&registers[addr], (int)size);
    last_attrs = attrs;
    return MEMTX_OK;
}

static MemTxResult device_write(void *opaque, hwaddr addr, uint64_t data, unsigned size,
                                MemTxAttrs attrs)
{
    stn_le_p(&registers[addr], (int)size, data);
    last_attrs = attrs;
    writes++;
    return MEMTX_OK;
}

static const MemoryRegionOps device_ops = {
    .read_with_attrs = device_read,
    .write_with_attrs = device_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static int make_map(void **state)
{
    make_space(state);
    memory_region_init_ram(&ram, NULL, NULL, 0x1000, &error_abort);
    memory_region_init_rom(&rom, NULL, NULL, 0x1000, &error_abort);
    memory_region_init_io(&iomem, NULL, &device_ops, NULL, NULL, 0x1000);
    memory_region_add_subregion(&root, RAM, &ram);
    memory_region_add_subregion(&root, DEVICE, &iomem);
    memory_region_add_subregion(&root, ROM, &rom);
    ram_bytes = memory_region_get_ram_ptr(&ram);
    rom_bytes = memory_region_get_ram_ptr(&rom);
    memset(rom_bytes, 0x55, 0x1000);
    memset(registers, 0, sizeof(registers));
    writes = 0;
    return 0;
}

static int drop_map(void **state)
{
    drop_region(&ram);
    drop_region(&rom);
    drop_region(&iomem);
    return drop_space(state);
}

static void transfer_runs_over_all_that_is_there(void **state)
{
    uint8_t data[END + 16];
    uint8_t back[sizeof(data)];

    for (unsigned i = 0; i < sizeof(data); i++) {
        data[i] = (uint8_t)(i * 7 + i / 256);
    }
    memset(back, 0xee, sizeof(back));
    assert_int_equal(address_space_write(&space, 0, NO_ATTRS, data, sizeof(data)),
                     MEMTX_DECODE_ERROR);
    assert_memory_equal(ram_bytes, data, 0x1000);
    assert_memory_equal(registers, data + DEVICE, 0x1000);
    assert_int_equal(rom_bytes[0], 0x55);
    assert_int_equal(address_space_read(&space, 0, NO_ATTRS, back, sizeof(back)),
                     MEMTX_DECODE_ERROR);
    assert_memory_equal(back, data, ROM);
    for (unsigned i = 0; i < 0x1000; i++) {
        assert_int_equal(back[ROM + i], 0x55);
    }
    for (unsigned i = NONE; i < sizeof(back); i++) {
        assert_int_equal(back[i], 0);
    }
    assert_int_equal(address_space_read(&space, 0, NO_ATTRS, back, NONE), MEMTX_OK);
    assert_int_equal(address_space_read(&space, NONE, NO_ATTRS, back, 0), MEMTX_OK);
}

static void transfer_wraps_at_the_end(void **state)
{
    uint8_t data[4] = {9, 9, 9, 9};

    ram_bytes[0] = 1;
    ram_bytes[1] = 2;
    assert_int_equal(address_space_read(&space, UINT64_MAX - 1, NO_ATTRS, data, 4),
                     MEMTX_DECODE_ERROR);
    assert_int_equal(data[0], 0);
    assert_int_equal(data[2], 1);
    assert_int_equal(data[3], 2);
}

static void attributes_reach_the_device(void **state)
{
    uint8_t byte = 3;

    address_space_rw(&space, DEVICE, (MemTxAttrs){.secure = 1, .requester_id = 0xabc},
                     &byte, 1, true);
    assert_int_equal(last_attrs.requester_id, 0xabc);
    assert_int_equal(last_attrs.secure, 1);
    assert_false(last_attrs.unspecified);
    address_space_rw(&space, DEVICE, NO_ATTRS, &byte, 1, false);
    assert_true(last_attrs.unspecified);
}

static void access_to_memory_only_stops_at_a_device(void **state)
{
    const MemTxAttrs memory_only = {.memory = 1};
    uint8_t data[8] = {1, 1, 1, 1, 1, 1, 1, 1};

    assert_int_equal(address_space_write(&space, DEVICE - 4, memory_only, data, 8),
                     MEMTX_ACCESS_ERROR);
    assert_int_equal(ram_bytes[0xfff], 1);
    assert_int_equal(writes, 0);
    assert_int_equal(address_space_read(&space, DEVICE - 4, memory_only, data, 8),
                     MEMTX_ACCESS_ERROR);
    assert_int_equal(data[3], 1);
    assert_int_equal(data[4], 0);
}

static void debugger_and_loader_write_rom(void **state)
{
    const uint8_t data[4] = {1, 2, 3, 4};

    assert_int_equal(address_space_write(&space, ROM, (MemTxAttrs){.debug = 1}, data, 4),
                     MEMTX_OK);
    assert_int_equal(rom_bytes[3], 4);
    assert_int_equal(address_space_write_rom(&space, ROM - 2, NO_ATTRS, data, 4),
                     MEMTX_OK);
    assert_int_equal(rom_bytes[0], 3);
    assert_int_equal(rom_bytes[1], 4);
    assert_int_equal(writes, 0);
    assert_int_equal(address_space_write_rom(&space, NONE - 1, NO_ATTRS, data, 4),
                     MEMTX_OK);
    assert_int_equal(rom_bytes[0xfff], 1);
}

static void readonly_window_on_ram_takes_no_writes(void **state)
{
    MemoryRegion window;
    MemTxResult result;
    uint8_t byte = 7;

    memory_region_init_alias(&window, NULL, NULL, &ram, 0, 0x100);
    memory_region_set_readonly(&window, true);
    memory_region_add_subregion(&root, NONE, &window);
    assert_int_equal(address_space_write(&space, NONE, NO_ATTRS, &byte, 1),
                     MEMTX_DECODE_ERROR);
    address_space_stl_le(&space, NONE, 1, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    assert_int_equal(ram_bytes[0], 0);
    assert_false(address_space_access_valid(&space, NONE, 1, true, NO_ATTRS));
    assert_true(address_space_access_valid(&space, NONE, 1, false, NO_ATTRS));
    memory_region_set_readonly(&window, false);
    assert_int_equal(address_space_write(&space, NONE, NO_ATTRS, &byte, 1), MEMTX_OK);
    assert_int_equal(ram_bytes[0], 7);
    drop_region(&window);
}

static void rom_device_reads_memory_and_calls_for_writes(void **state)
{
    MemoryRegion flash;
    MemTxResult result;

    memory_region_init_rom_device(&flash, NULL, &device_ops, NULL, NULL, 0x1000,
                                  &error_abort);
    memory_region_add_subregion(&root, NONE, &flash);
    memset(memory_region_get_ram_ptr(&flash), 0xff, 0x1000);
    assert_true(memory_region_is_romd(&flash));
    assert_int_equal(address_space_lduw_le(&space, NONE, NO_ATTRS, NULL), 0xffff);
    address_space_stw_le(&space, NONE, 0x1234, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_OK);
    assert_int_equal(writes, 1);
    assert_int_equal(address_space_lduw_le(&space, NONE, NO_ATTRS, NULL), 0xffff);
    memory_region_rom_device_set_romd(&flash, false);
    assert_int_equal(address_space_lduw_le(&space, NONE, NO_ATTRS, NULL), 0x1234);
    memory_region_rom_device_set_romd(&flash, true);
    assert_int_equal(address_space_lduw_le(&space, NONE, NO_ATTRS, NULL), 0xffff);
    drop_region(&flash);
}

static void ram_device_is_accessed_as_wide_as_asked(void **state)
{
    uint64_t words[2] = {0, 0};
    MemoryRegion mr;
    MemTxResult result;

    memory_region_init_ram_device_ptr(&mr, NULL, NULL, sizeof(words), words);
    memory_region_add_subregion(&root, NONE, &mr);
    address_space_stb(&space, NONE, 0x11, NO_ATTRS, NULL);
    address_space_stw_le(&space, NONE + 2, 0x2222, NO_ATTRS, NULL);
    address_space_stl_le(&space, NONE + 4, 0x44444444, NO_ATTRS, NULL);
    address_space_stq_le(&space, NONE + 8, UINT64_C(0x8888888888888888), NO_ATTRS, NULL);
    assert_int_equal(le64_to_cpu(words[0]), UINT64_C(0x4444444422220011));
    assert_int_equal(words[1], UINT64_C(0x8888888888888888));
    assert_int_equal(address_space_ldub(&space, NONE, NO_ATTRS, NULL), 0x11);
    assert_int_equal(address_space_lduw_le(&space, NONE + 2, NO_ATTRS, NULL), 0x2222);
    assert_int_equal(address_space_ldl_le(&space, NONE + 4, NO_ATTRS, NULL), 0x44444444);
    assert_int_equal(address_space_ldq_le(&space, NONE, NO_ATTRS, NULL),
                     UINT64_C(0x4444444422220011));
    address_space_ldl_le(&space, NONE + 2, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    drop_region(&mr);
}

static void set_fills(void **state)
{
    assert_int_equal(address_space_set(&space, 0x10, 0xa5, 0x700, NO_ATTRS), MEMTX_OK);
    assert_int_equal(ram_bytes[0xf], 0);
    assert_int_equal(ram_bytes[0x10], 0xa5);
    assert_int_equal(ram_bytes[0x70f], 0xa5);
    assert_int_equal(ram_bytes[0x710], 0);
    assert_int_equal(address_space_set(&space, NONE - 1, 1, 2, NO_ATTRS),
                     MEMTX_DECODE_ERROR);
}

static void validity_is_asked_without_an_access(void **state)
{
    assert_true(address_space_access_valid(&space, 0, NONE, false, NO_ATTRS));
    assert_false(address_space_access_valid(&space, 0, NONE, true, NO_ATTRS));
    assert_true(address_space_access_valid(&space, 0, ROM, true, NO_ATTRS));
    assert_false(address_space_access_valid(&space, 0, NONE + 1, false, NO_ATTRS));
    assert_true(address_space_access_valid(&space, NONE, 0, true, NO_ATTRS));
    assert_int_equal(writes, 0);
    assert_false(address_space_is_io(&space, RAM));
    assert_false(address_space_is_io(&space, ROM));
    assert_true(address_space_is_io(&space, DEVICE));
    assert_true(address_space_is_io(&space, NONE));
}

static void translate_gives_region_and_offset(void **state)
{
    hwaddr offset;
    hwaddr len = 0x2000;

    assert_ptr_equal(
        address_space_translate(&space, 0x123, &offset, &len, false, NO_ATTRS), &ram);
    assert_int_equal(offset, 0x123);
    assert_int_equal(len, 0x1000 - 0x123);
    len = 0x2000;
    assert_ptr_equal(
        address_space_translate(&space, DEVICE + 8, &offset, &len, false, NO_ATTRS),
        &iomem);
    assert_int_equal(offset, 8);
    assert_int_equal(len, 0x2000);
    MemoryRegion *nothing =
        address_space_translate(&space, NONE, &offset, &len, false, NO_ATTRS);
    uint64_t value = 1;
    assert_int_equal(
        memory_region_dispatch_read(nothing, offset, &value, MO_32, NO_ATTRS),
        MEMTX_DECODE_ERROR);
    assert_int_equal(value, 0);
}

static void system_memory_is_there_when_it_is_needed(void **state)
{
    uint32_t word = 0x12345678;
    uint32_t back = 1;

    /* Ports first: nobody has asked for them yet. */
    assert_int_equal(address_space_ldl_le(&address_space_io, 0x60, NO_ATTRS, NULL),
                     UINT32_MAX);
    assert_int_equal(memory_region_size(get_system_io()), 0x10000);
    cpu_physical_memory_read(0, &back, sizeof(back));
    assert_int_equal(back, 0);
    memory_region_del_subregion(&root, &ram);
    memory_region_add_subregion(get_system_memory(), 0x80000, &ram);
    cpu_physical_memory_write(0x80010, &word, sizeof(word));
    cpu_physical_memory_read(0x80010, &back, sizeof(back));
    assert_int_equal(back, word);
    back = 0;
    cpu_physical_memory_rw(0x80010, &back, sizeof(back), false);
    assert_int_equal(back, word);
    hwaddr len = 0x10;
    void *buffer = cpu_physical_memory_map(0x80000, &len, true);
    assert_ptr_equal(buffer, ram_bytes);
    cpu_physical_memory_unmap(buffer, len, true, len);
    memory_region_del_subregion(get_system_memory(), &ram);
}

#define MAP_TEST(name) cmocka_unit_test_setup_teardown(name, make_map, drop_map)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MAP_TEST(transfer_runs_over_all_that_is_there),
        MAP_TEST(transfer_wraps_at_the_end),
        MAP_TEST(attributes_reach_the_device),
        MAP_TEST(access_to_memory_only_stops_at_a_device),
        MAP_TEST(debugger_and_loader_write_rom),
        MAP_TEST(readonly_window_on_ram_takes_no_writes),
        MAP_TEST(rom_device_reads_memory_and_calls_for_writes),
        MAP_TEST(ram_device_is_accessed_as_wide_as_asked),
        MAP_TEST(set_fills),
        MAP_TEST(validity_is_asked_without_an_access),
        MAP_TEST(translate_gives_region_and_offset),
        MAP_TEST(system_memory_is_there_when_it_is_needed),
    };
    start_memory_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
