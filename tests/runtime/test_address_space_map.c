/* SPDX-License-Identifier: MIT */
/* Mappings: of RAM, and of copies of what is not RAM. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "memory_fixture.h"

#define RAM    0x0000
#define DEVICE 0x1000

static MemoryRegion ram;
static MemoryRegion iomem;
static uint8_t registers[0x2000];
static unsigned writes;

static uint64_t device_read(void *opaque, hwaddr addr, unsigned size)
{
    return registers[addr];
}

static void device_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    registers[addr] = (uint8_t)data;
    writes++;
}

static const MemoryRegionOps device_ops = {
    .read = device_read,
    .write = device_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .impl = {.max_access_size = 1},
};

static int make_map(void **state)
{
    make_space(state);
    memory_region_init_ram(&ram, NULL, NULL, 0x1000, &error_abort);
    memory_region_init_io(&iomem, NULL, &device_ops, NULL, NULL, 0x2000);
    memory_region_add_subregion(&root, RAM, &ram);
    memory_region_add_subregion(&root, DEVICE, &iomem);
    memset(registers, 0x33, sizeof(registers));
    writes = 0;
    return 0;
}

static int drop_map(void **state)
{
    drop_region(&ram);
    drop_region(&iomem);
    return drop_space(state);
}

static void ram_is_mapped_as_it_is_up_to_its_end(void **state)
{
    hwaddr len = 0x2000;
    uint8_t *buffer = address_space_map(&space, 0xf00, &len, true, NO_ATTRS);

    assert_ptr_equal(buffer, (uint8_t *)memory_region_get_ram_ptr(&ram) + 0xf00);
    assert_int_equal(len, 0x100);
    buffer[0] = 0x99;
    assert_int_equal(ldub_phys(&space, 0xf00), 0x99);
    address_space_unmap(&space, buffer, len, true, 1);
    len = 0;
    assert_null(address_space_map(&space, 0, &len, true, NO_ATTRS));
}

static void copy_is_read_when_mapped_and_written_when_unmapped(void **state)
{
    hwaddr len = 8;
    uint8_t *buffer = address_space_map(&space, DEVICE, &len, false, NO_ATTRS);

    assert_int_equal(len, 8);
    assert_int_equal(buffer[7], 0x33);
    buffer[7] = 0;
    address_space_unmap(&space, buffer, len, false, len);
    assert_int_equal(writes, 0);
    buffer = address_space_map(&space, DEVICE, &len, true, NO_ATTRS);
    memset(buffer, 0x44, 8);
    assert_int_equal(writes, 0);
    address_space_unmap(&space, buffer, len, true, 5);
    assert_int_equal(writes, 5);
    assert_int_equal(registers[4], 0x44);
    assert_int_equal(registers[5], 0x33);
}

static unsigned scheduled;

static void count(void *opaque)
{
    scheduled++;
}

static void copies_have_a_limit_and_clients_wait_for_it(void **state)
{
    QEMUBH *bh = qemu_bh_new(count, NULL);
    QEMUBH *other = qemu_bh_new(count, NULL);
    hwaddr len = 0x2000;
    void *first = address_space_map(&space, DEVICE, &len, true, NO_ATTRS);
    hwaddr more = 4;

    scheduled = 0;
    assert_int_equal(len, DEFAULT_MAX_BOUNCE_BUFFER_SIZE);
    assert_null(address_space_map(&space, DEVICE, &more, true, NO_ATTRS));
    assert_int_equal(more, 0);
    address_space_register_map_client(&space, bh);
    address_space_register_map_client(&space, other);
    address_space_unregister_map_client(&space, other);
    main_loop_wait(true);
    assert_int_equal(scheduled, 0);
    address_space_unmap(&space, first, len, true, 0);
    main_loop_wait(true);
    assert_int_equal(scheduled, 1);
    assert_int_equal(writes, 0);
    /* Now one may. */
    address_space_register_map_client(&space, other);
    main_loop_wait(true);
    assert_int_equal(scheduled, 2);
    space.max_bounce_buffer_size = 16;
    len = 12;
    more = 12;
    first = address_space_map(&space, DEVICE, &len, false, NO_ATTRS);
    void *second = address_space_map(&space, DEVICE, &more, false, NO_ATTRS);
    assert_int_equal(more, 4);
    address_space_unmap(&space, first, len, false, len);
    address_space_unmap(&space, second, more, false, more);
    qemu_bh_delete(bh);
    qemu_bh_delete(other);
    main_loop_wait(true);
}

static void mapping_keeps_memory_and_owner(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion *mr = owners_region(owner);
    hwaddr len = 0x10;

    owners_finalized = 0;
    memory_region_init_ram(mr, owner, "r", 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0x8000, mr);
    uint8_t *buffer = address_space_map(&space, 0x8000, &len, true, NO_ATTRS);
    memory_region_del_subregion(&root, mr);
    object_unref(owner);
    assert_int_equal(owners_finalized, 0);
    buffer[15] = 1;
    address_space_unmap(&space, buffer, len, true, len);
    assert_int_equal(owners_finalized, 1);
}

static void mapping_keeps_the_memory_of_a_region_that_ends(void **state)
{
    MemoryRegion mr;
    ram_addr_t offset;
    hwaddr len = 0x10;

    memory_region_init_ram(&mr, NULL, NULL, 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0x8000, &mr);
    uint8_t *buffer = address_space_map(&space, 0x8000, &len, true, NO_ATTRS);
    drop_region(&mr);
    memset(buffer, 1, len);
    assert_non_null(memory_region_from_host(buffer, &offset));
    address_space_unmap(&space, buffer, len, true, len);
    assert_null(memory_region_from_host(buffer, &offset));
}

static void unmap_of_something_else(void *opaque)
{
    uint64_t something[32] = {0};

    address_space_unmap(&space, &something[16], 8, true, 8);
}

static void destroy_while_mapped(void *opaque)
{
    hwaddr len = 8;

    address_space_map(&space, DEVICE, &len, true, NO_ATTRS);
    address_space_destroy(&space);
}

static void destroy_while_listened_to(void *opaque)
{
    MemoryListener listener = {.name = "l"};

    memory_listener_register(&listener, &space);
    address_space_destroy(&space);
}

static void misuse_aborts_with_a_message(void **state)
{
    assert_aborts(unmap_of_something_else, NULL, "was not mapped");
    assert_aborts(destroy_while_mapped, NULL, "memory of it is mapped");
    assert_aborts(destroy_while_listened_to, NULL, "it has listeners");
}

#define MAP_TEST(name) cmocka_unit_test_setup_teardown(name, make_map, drop_map)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MAP_TEST(ram_is_mapped_as_it_is_up_to_its_end),
        MAP_TEST(copy_is_read_when_mapped_and_written_when_unmapped),
        MAP_TEST(copies_have_a_limit_and_clients_wait_for_it),
        MAP_TEST(mapping_keeps_memory_and_owner),
        MAP_TEST(mapping_keeps_the_memory_of_a_region_that_ends),
        MAP_TEST(misuse_aborts_with_a_message),
    };
    start_memory_tests();
    register_test_owner();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
