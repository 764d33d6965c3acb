/* SPDX-License-Identifier: MIT */
/* Building trees of regions: transactions, priorities, finding; and misuse. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "memory_fixture.h"

/* Reads as the region's letter. */
static uint64_t read_letter(void *opaque, hwaddr addr, unsigned size)
{
    return (uint64_t)(uintptr_t)opaque;
}

static void write_letter(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
}

static const MemoryRegionOps letter_ops = {
    .read = read_letter,
    .write = write_letter,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static MemoryRegion a;
static MemoryRegion b;
static MemoryRegion box;

static void init_letter(MemoryRegion *mr, char letter, uint64_t size)
{
    memory_region_init_io(mr, NULL, &letter_ops, (void *)(uintptr_t)letter, NULL, size);
}

static int at(hwaddr addr)
{
    return address_space_ldub(&space, addr, NO_ATTRS, NULL);
}

static int make_letters(void **state)
{
    make_space(state);
    init_letter(&a, 'a', 0x100);
    init_letter(&b, 'b', 0x100);
    memory_region_init(&box, NULL, NULL, 0x1000);
    return 0;
}

static int drop_letters(void **state)
{
    drop_region(&a);
    drop_region(&b);
    drop_region(&box);
    return drop_space(state);
}

static void higher_priority_hides(void **state)
{
    memory_region_add_subregion_overlap(&root, 0, &a, 1);
    memory_region_add_subregion_overlap(&root, 0x80, &b, 0);
    assert_int_equal(at(0x80), 'a');
    assert_int_equal(at(0x100), 'b');
    memory_region_del_subregion(&root, &a);
    assert_int_equal(at(0x80), 'b');
    memory_region_add_subregion_overlap(&root, 0, &a, -1);
    assert_int_equal(at(0x80), 'b');
    assert_int_equal(at(0x7f), 'a');
}

static void of_equals_the_last_one_hides(void **state)
{
    memory_region_add_subregion(&root, 0, &a);
    memory_region_add_subregion(&root, 0, &b);
    assert_int_equal(at(0), 'b');
    /* As if it were added again. */
    memory_region_set_address(&a, 1);
    assert_int_equal(at(1), 'a');
    assert_int_equal(at(0), 'b');
}

static void disabled_regions_hide_nothing(void **state)
{
    memory_region_add_subregion(&root, 0, &a);
    memory_region_add_subregion_overlap(&root, 0, &box, 1);
    memory_region_add_subregion(&box, 0, &b);
    assert_int_equal(at(0), 'b');
    memory_region_set_enabled(&box, false);
    assert_int_equal(at(0), 'a');
    memory_region_set_enabled(&box, true);
    memory_region_set_enabled(&b, false);
    assert_int_equal(at(0), 'a');
}

static unsigned begins;

static void count_begin(MemoryListener *listener)
{
    begins++;
}

static void changes_show_at_the_outermost_commit_at_once(void **state)
{
    MemoryListener listener = {.begin = count_begin};

    memory_listener_register(&listener, &space);
    begins = 0;
    memory_region_transaction_begin();
    memory_region_add_subregion(&root, 0, &a);
    memory_region_transaction_begin();
    memory_region_add_subregion(&root, 0x100, &b);
    memory_region_transaction_commit();
    memory_region_set_address(&a, 0x200);
    assert_int_equal(at(0), 0);
    assert_int_equal(at(0x100), 0);
    memory_region_transaction_commit();
    assert_int_equal(at(0x200), 'a');
    assert_int_equal(at(0x100), 'b');
    assert_int_equal(begins, 1);
    /* What cannot show, and what changes nothing, is no update. */
    memory_region_set_enabled(&a, true);
    memory_region_set_address(&a, 0x200);
    memory_region_transaction_begin();
    memory_region_transaction_commit();
    assert_int_equal(begins, 1);
    memory_listener_unregister(&listener);
}

static void changes_take_the_lock_where_it_is_not_held(void **state)
{
    bql_unlock();
    memory_region_add_subregion(&root, 0, &a);
    assert_false(bql_locked());
    assert_int_equal(at(0), 'a');
    memory_region_set_enabled(&a, false);
    assert_int_equal(at(0), 0);
    memory_region_del_subregion(&root, &a);
    bql_lock();
}

static void find_gives_the_first_piece(void **state)
{
    MemoryRegionSection found;

    memory_region_add_subregion(&root, 0x1000, &box);
    memory_region_add_subregion(&box, 0x40, &a);
    memory_region_add_subregion_overlap(&box, 0x80, &b, 1);
    found = memory_region_find(&root, 0, 0x10000);
    assert_ptr_equal(found.mr, &a);
    assert_int_equal(found.offset_within_address_space, 0x1040);
    assert_int_equal(found.offset_within_region, 0);
    assert_int_equal(found.size, 0x40);
    memory_region_unref(found.mr);
    /* Relative to a subregion, and from the middle. */
    found = memory_region_find(&box, 0x90, 0x10);
    assert_ptr_equal(found.mr, &b);
    assert_int_equal(found.offset_within_region, 0x10);
    assert_int_equal(found.size, 0x10);
    memory_region_unref(found.mr);
    found = memory_region_find(&box, 0x200, 0x10);
    assert_null(found.mr);
    assert_int_equal(found.size, 0);
    assert_true(memory_region_present(&box, 0x40));
    assert_false(memory_region_present(&box, 0x3f));
    assert_false(memory_region_present(&b, 0));
}

static void mapped_is_what_has_a_container_or_an_alias_that_has(void **state)
{
    MemoryRegion alias;
    MemoryRegion outer;

    memory_region_init_alias(&alias, NULL, NULL, &a, 0, 0x10);
    memory_region_init_alias(&outer, NULL, NULL, &alias, 0, 0x10);
    assert_false(memory_region_is_mapped(&a));
    memory_region_add_subregion(&root, 0, &outer);
    assert_true(memory_region_is_mapped(&a));
    assert_true(memory_region_is_mapped(&alias));
    assert_int_equal(at(0xf), 'a');
    assert_int_equal(at(0x10), 0);
    drop_region(&outer);
    assert_false(memory_region_is_mapped(&a));
    memory_region_add_subregion(&root, 0, &a);
    assert_true(memory_region_is_mapped(&a));
    object_unref(OBJECT(&alias));
}

static void alias_moves_over_its_region(void **state)
{
    MemoryRegion alias;

    memory_region_add_subregion(&box, 0, &a);
    memory_region_add_subregion(&box, 0x100, &b);
    memory_region_init_alias(&alias, NULL, NULL, &box, 0x80, 0x100);
    memory_region_add_subregion(&root, 0x4000, &alias);
    assert_int_equal(at(0x4000), 'a');
    assert_int_equal(at(0x4080), 'b');
    memory_region_set_alias_offset(&alias, 0x100);
    assert_int_equal(at(0x4000), 'b');
    /* Where the aliased region is elsewhere does not matter. */
    memory_region_add_subregion(&root, 0x100, &box);
    assert_int_equal(at(0x4000), 'b');
    assert_int_equal(at(0x100), 'a');
    drop_region(&alias);
}

/* --- misuse ------------------------------------------------------------------------- */

static void add_twice(void *opaque)
{
    memory_region_add_subregion(&root, 0, &a);
    memory_region_add_subregion(&box, 0, &a);
}

static void delete_from_another(void *opaque)
{
    memory_region_add_subregion(&root, 0, &a);
    memory_region_del_subregion(&box, &a);
}

static void commit_without_begin(void *opaque)
{
    memory_region_transaction_commit();
}

static void begin_without_the_lock(void *opaque)
{
    memory_region_transaction_begin();
}

static void transaction_needs_the_lock(void **state)
{
    assert_aborts(begin_without_the_lock, NULL, "without the big lock");
}

static void end_while_mapped(void *opaque)
{
    memory_region_add_subregion(&root, 0, &a);
    object_unref(OBJECT(&a));
}

static void alias_that_never_ends(void *opaque)
{
    MemoryRegion alias;

    memory_region_init_alias(&alias, NULL, "mirror", &box, 0, 0x1000);
    memory_region_add_subregion(&box, 0, &alias);
    memory_region_add_subregion(&root, 0, &box);
}

static void resize_ram(void *opaque)
{
    MemoryRegion ram;

    memory_region_init_ram(&ram, NULL, "ram", 0x1000, &error_abort);
    memory_region_set_size(&ram, 0x2000);
}

static void misuse_aborts_with_a_message(void **state)
{
    assert_aborts(add_twice, NULL, "add an alias of it");
    assert_aborts(delete_from_another, NULL, "is not a subregion of");
    assert_aborts(commit_without_begin, NULL, "without a transaction");
    assert_aborts(end_while_mapped, NULL, "while it is a subregion");
    assert_aborts(alias_that_never_ends, NULL, "lead back to it");
    assert_aborts(resize_ram, NULL, "memory region 'ram'");
}

#define TREE_TEST(name) cmocka_unit_test_setup_teardown(name, make_letters, drop_letters)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TREE_TEST(higher_priority_hides),
        TREE_TEST(of_equals_the_last_one_hides),
        TREE_TEST(disabled_regions_hide_nothing),
        TREE_TEST(changes_show_at_the_outermost_commit_at_once),
        TREE_TEST(changes_take_the_lock_where_it_is_not_held),
        TREE_TEST(find_gives_the_first_piece),
        TREE_TEST(mapped_is_what_has_a_container_or_an_alias_that_has),
        TREE_TEST(alias_moves_over_its_region),
        TREE_TEST(misuse_aborts_with_a_message),
        cmocka_unit_test(transaction_needs_the_lock),
    };
    start_memory_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
