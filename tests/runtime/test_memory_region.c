/* SPDX-License-Identifier: MIT */
/* Regions as objects: owners, names, properties, kinds, and their RAM. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "memory_fixture.h"
#include "qemu/event_notifier.h"

static void sizes_reach_two_to_the_64th(void **state)
{
    MemoryRegion mr;

    memory_region_init(&mr, NULL, NULL, UINT64_MAX);
    assert_true(mr.size == int128_2_64());
    assert_int_equal(memory_region_size(&mr), UINT64_MAX);
    memory_region_set_size(&mr, 0);
    assert_int_equal(memory_region_size(&mr), 0);
    memory_region_set_size(&mr, 12);
    assert_int_equal(memory_region_size(&mr), 12);
    object_unref(OBJECT(&mr));
}

static void named_regions_are_children_and_go_with_the_owner(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion *mr = owners_region(owner);

    owners_finalized = 0;
    memory_region_init_ram(mr, owner, "a/b[c]", 0x1000, &error_abort);
    assert_ptr_equal(memory_region_owner(mr), owner);
    assert_string_equal(memory_region_name(mr), "a/b[c]");
    assert_ptr_equal(object_resolve_path_component(owner, "a\\x2fb\\x5bc\\x5d[0]"), mr);
    object_unref(owner);
    assert_int_equal(owners_finalized, 1);
}

static void region_without_owner_is_unattached(void **state)
{
    MemoryRegion *mr = g_new0(MemoryRegion, 1);

    memory_region_init(mr, NULL, "lonely", 16);
    assert_null(memory_region_owner(mr));
    assert_ptr_equal(object_resolve_path("/machine/unattached/lonely[0]", NULL), mr);
    assert_string_equal(memory_region_name(mr), "lonely");
    object_unparent(OBJECT(mr));
    g_free(mr);
}

static void shown_regions_keep_their_owner(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion *mr = owners_region(owner);

    owners_finalized = 0;
    memory_region_init(mr, owner, "r", 16);
    memory_region_add_subregion(&root, 0, mr);
    object_unref(owner);
    assert_int_equal(owners_finalized, 0);
    memory_region_del_subregion(&root, mr);
    assert_int_equal(owners_finalized, 1);
}

static void subregion_of_the_same_owner_does_not_keep_it(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion *mr = owners_region(owner);
    MemoryRegion sub;

    owners_finalized = 0;
    memory_region_init(mr, owner, "outer", 16);
    memory_region_init(&sub, owner, "inner", 8);
    memory_region_add_subregion(mr, 0, &sub);
    object_unref(owner);
    assert_int_equal(owners_finalized, 1);
}

static void properties_say_where_a_region_is(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion mr;

    memory_region_init(&mr, owner, "mr", 0x20);
    memory_region_add_subregion_overlap(&root, 0x1230, &mr, -3);
    assert_int_equal(object_property_get_uint(OBJECT(&mr), "addr", &error_abort), 0x1230);
    assert_int_equal(object_property_get_uint(OBJECT(&mr), "size", &error_abort), 0x20);
    assert_int_equal(object_property_get_int(OBJECT(&mr), "priority", &error_abort), -3);
    g_autofree char *container =
        object_property_get_str(OBJECT(&mr), "container", &error_abort);
    assert_string_equal(container, ""); /* root is in no tree of objects */
    assert_ptr_equal(object_resolve_path_component(OBJECT(&mr), "container"), &root);
    memory_region_del_subregion(&root, &mr);
    object_unref(owner);
}

static void ram_is_zeroes_and_is_found_by_pointer(void **state)
{
    MemoryRegion ram;
    MemoryRegion alias;
    ram_addr_t offset;

    assert_true(memory_region_init_ram(&ram, NULL, NULL, 0x3000, &error_abort));
    assert_true(memory_region_is_ram(&ram));
    assert_false(memory_region_is_rom(&ram));
    uint8_t *bytes = memory_region_get_ram_ptr(&ram);
    for (unsigned i = 0; i < 0x3000; i++) {
        assert_int_equal(bytes[i], 0);
    }
    memory_region_init_alias(&alias, NULL, NULL, &ram, 0x100, 0x10);
    assert_ptr_equal(memory_region_get_ram_ptr(&alias), bytes + 0x100);
    assert_ptr_equal(memory_region_from_host(bytes + 0x2fff, &offset), &ram);
    assert_int_equal(offset, 0x2fff);
    assert_null(memory_region_from_host(bytes + 0x3000, &offset));
    assert_true(memory_region_get_ram_addr(&ram) != RAM_ADDR_INVALID);
    assert_true(memory_region_get_ram_addr(&alias) == RAM_ADDR_INVALID);
    assert_int_equal(memory_region_get_fd(&ram), -1);
    assert_false(memory_region_is_protected(&ram));
    assert_false(memory_region_is_iommu(&ram));
    object_unref(OBJECT(&alias));
    object_unref(OBJECT(&ram));
    assert_null(memory_region_from_host(bytes, &offset));
}

static void kinds_are_told_apart(void **state)
{
    MemoryRegion mr;
    uint64_t word = 0;

    memory_region_init_rom(&mr, NULL, NULL, 0x1000, &error_abort);
    assert_true(memory_region_is_rom(&mr));
    memory_region_set_readonly(&mr, false);
    assert_false(memory_region_is_rom(&mr));
    memory_region_set_nonvolatile(&mr, true);
    assert_true(memory_region_is_nonvolatile(&mr));
    object_unref(OBJECT(&mr));
    memory_region_init_ram_device_ptr(&mr, NULL, NULL, 8, &word);
    assert_true(memory_region_is_ram_device(&mr));
    assert_true(memory_region_is_ram(&mr));
    object_unref(OBJECT(&mr));
}

static void ram_that_cannot_be_had_is_an_error(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion *mr = owners_region(owner);
    Error *err = NULL;

    assert_false(memory_region_init_ram(mr, owner, "huge", UINT64_MAX - 0xfff, &err));
    assert_non_null(strstr(error_get_pretty(err), "huge"));
    assert_int_equal(memory_region_size(mr), 0);
    assert_null(object_resolve_path_component(owner, "huge[0]"));
    error_free(err);
    err = NULL;
    assert_false(memory_region_init_rom(mr, owner, "none", 0, &err));
    assert_non_null(strstr(error_get_pretty(err), "0 bytes"));
    error_free(err);
    err = NULL;
    assert_false(
        memory_region_init_ram_flags_nomigrate(mr, owner, "odd", 0x1000, 1 << 12, &err));
    assert_non_null(strstr(error_get_pretty(err), "flags 0x1000"));
    error_free(err);
    object_unref(owner);
}

/* --- what has nothing to do, and what is refused ------------------------------------ */

static void hints_change_nothing(void **state)
{
    MemoryRegion mr;

    memory_region_init_ram(&mr, NULL, NULL, 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0, &mr);
    stb_phys(&space, 1, 7);
    memory_region_set_dirty(&mr, 0, 0x1000);
    memory_region_flush_rom_device(&mr, 0, 0x1000);
    memory_region_set_coalescing(&mr);
    memory_region_add_coalescing(&mr, 0, 4);
    memory_region_clear_coalescing(&mr);
    memory_region_set_flush_coalesced(&mr);
    memory_region_clear_flush_coalesced(&mr);
    qemu_flush_coalesced_mmio_buffer();
    assert_int_equal(ldub_phys(&space, 1), 7);
    drop_region(&mr);
}

static void add_eventfd(void *opaque)
{
    MemoryRegion mr;

    memory_region_init(&mr, NULL, "queue", 16);
    memory_region_add_eventfd(&mr, 4, 2, false, 0, NULL);
}

static void delete_eventfd(void *opaque)
{
    MemoryRegion mr;

    memory_region_init(&mr, NULL, "queue", 16);
    memory_region_del_eventfd(&mr, 4, 2, false, 0, NULL);
}

static void unaligned_callbacks_only(void *opaque)
{
    static const MemoryRegionOps ops = {.impl = {.unaligned = true}};
    MemoryRegion mr;

    memory_region_init_io(&mr, NULL, &ops, NULL, "odd", 16);
}

static void refusals_name_the_region(void **state)
{
    assert_aborts(add_eventfd, NULL, "'queue': an ioeventfd at 0x4 is not supported");
    assert_aborts(delete_eventfd, NULL, "'queue': an ioeventfd");
    assert_aborts(unaligned_callbacks_only, NULL, "'odd': impl.unaligned");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(sizes_reach_two_to_the_64th),
        MEMORY_TEST(named_regions_are_children_and_go_with_the_owner),
        MEMORY_TEST(region_without_owner_is_unattached),
        MEMORY_TEST(shown_regions_keep_their_owner),
        MEMORY_TEST(subregion_of_the_same_owner_does_not_keep_it),
        MEMORY_TEST(properties_say_where_a_region_is),
        MEMORY_TEST(ram_is_zeroes_and_is_found_by_pointer),
        MEMORY_TEST(kinds_are_told_apart),
        MEMORY_TEST(ram_that_cannot_be_had_is_an_error),
        MEMORY_TEST(hints_change_nothing),
        MEMORY_TEST(refusals_name_the_region),
    };
    start_memory_tests();
    register_test_owner();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
