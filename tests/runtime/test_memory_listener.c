/* SPDX-License-Identifier: MIT */
/* What listeners are told, and in which order. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "memory_fixture.h"

static GString *told;

/* A listener with a letter. */
typedef struct Ear {
    MemoryListener listener;
    char letter;
} Ear;

static void note(MemoryListener *listener, const char *what)
{
    Ear *ear = container_of(listener, Ear, listener);

    g_string_append_printf(told, "%c%s ", ear->letter, what);
}

static void note_section(MemoryListener *listener, const char *what,
                         MemoryRegionSection *section)
{
    note(listener, what);
    g_string_append_printf(
        told, "%x+%x@%x%s ", (unsigned)section->offset_within_address_space,
        (unsigned)section->size, (unsigned)section->offset_within_region,
        section->readonly ? "r" : "");
}

static void on_begin(MemoryListener *listener)
{
    note(listener, "begin");
}

static void on_commit(MemoryListener *listener)
{
    note(listener, "commit");
}

static void on_add(MemoryListener *listener, MemoryRegionSection *section)
{
    note_section(listener, "add", section);
}

static void on_del(MemoryListener *listener, MemoryRegionSection *section)
{
    note_section(listener, "del", section);
}

static void on_nop(MemoryListener *listener, MemoryRegionSection *section)
{
    note_section(listener, "nop", section);
}

static Ear make_ear(char letter, unsigned priority)
{
    return (Ear){{.begin = on_begin,
                  .commit = on_commit,
                  .region_add = on_add,
                  .region_del = on_del,
                  .region_nop = on_nop,
                  .priority = priority,
                  .name = "ear"},
                 letter};
}

static void check_told(const char *expected)
{
    assert_string_equal(told->str, expected);
    g_string_truncate(told, 0);
}

static MemoryRegion a;
static MemoryRegion b;

static int make_regions(void **state)
{
    make_space(state);
    told = g_string_new(NULL);
    memory_region_init_ram(&a, NULL, NULL, 0x1000, &error_abort);
    memory_region_init_ram(&b, NULL, NULL, 0x1000, &error_abort);
    return 0;
}

static int drop_regions(void **state)
{
    drop_region(&a);
    drop_region(&b);
    g_string_free(told, TRUE);
    return drop_space(state);
}

static void listener_is_told_of_what_comes_goes_and_stays(void **state)
{
    Ear ear = make_ear('x', 0);

    memory_region_add_subregion(&root, 0, &a);
    memory_listener_register(&ear.listener, &space);
    check_told("xbegin xadd 0+1000@0 xcommit ");
    memory_region_add_subregion_overlap(&root, 0x800, &b, 1);
    check_told("xbegin xdel 0+1000@0 xadd 0+800@0 xadd 800+1000@0 xcommit ");
    memory_region_set_address(&b, 0x4000);
    check_told("xbegin xdel 0+800@0 xdel 800+1000@0 "
               "xadd 0+1000@0 xadd 4000+1000@0 xcommit ");
    memory_region_set_readonly(&b, true);
    check_told("xbegin xdel 4000+1000@0 xnop 0+1000@0 xadd 4000+1000@0r xcommit ");
    memory_listener_unregister(&ear.listener);
    check_told("xbegin xdel 0+1000@0 xdel 4000+1000@0r xcommit ");
    memory_listener_unregister(&ear.listener);
    memory_region_set_readonly(&b, false);
    check_told("");
}

static void lower_priority_is_told_first_and_of_losses_last(void **state)
{
    Ear high = make_ear('h', 10);
    Ear low = make_ear('l', 0);
    Ear middle = make_ear('m', 5);

    memory_listener_register(&high.listener, &space);
    memory_listener_register(&low.listener, &space);
    memory_listener_register(&middle.listener, &space);
    g_string_truncate(told, 0);
    memory_region_add_subregion(&root, 0, &a);
    check_told("lbegin mbegin hbegin ladd 0+1000@0 madd 0+1000@0 hadd 0+1000@0 "
               "lcommit mcommit hcommit ");
    memory_region_del_subregion(&root, &a);
    check_told("lbegin mbegin hbegin hdel 0+1000@0 mdel 0+1000@0 ldel 0+1000@0 "
               "lcommit mcommit hcommit ");
    address_space_remove_listeners(&space);
    g_string_truncate(told, 0);
    memory_region_add_subregion(&root, 0, &a);
    check_told("");
}

static void pieces_are_joined_unless_they_must_not(void **state)
{
    Ear ear = make_ear('x', 0);
    MemoryRegion low;
    MemoryRegion high;

    memory_listener_register(&ear.listener, &space);
    g_string_truncate(told, 0);
    memory_region_init_alias(&low, NULL, NULL, &a, 0, 0x800);
    memory_region_init_alias(&high, NULL, NULL, &a, 0x800, 0x800);
    memory_region_transaction_begin();
    memory_region_add_subregion(&root, 0x2000, &low);
    memory_region_add_subregion(&root, 0x2800, &high);
    memory_region_transaction_commit();
    check_told("xbegin xadd 2000+1000@0 xcommit ");
    memory_region_set_unmergeable(&high, true);
    check_told("xbegin xdel 2000+1000@0 xadd 2000+800@0 xadd 2800+800@800 xcommit ");
    memory_listener_unregister(&ear.listener);
    drop_region(&low);
    drop_region(&high);
}

/* Takes b out of the tree as soon as it is there. */
static void remove_b(MemoryListener *listener, MemoryRegionSection *section)
{
    note_section(listener, "add", section);
    address_space_ldub(&space, 0x1000, NO_ATTRS, NULL);
    if (section->mr == &b) {
        memory_region_del_subregion(&root, &b);
    }
}

static void change_by_a_listener_is_a_round_of_its_own(void **state)
{
    Ear ear = make_ear('x', 0);

    ear.listener.region_add = remove_b;
    memory_listener_register(&ear.listener, &space);
    g_string_truncate(told, 0);
    memory_region_add_subregion(&root, 0x1000, &b);
    check_told("xbegin xadd 1000+1000@0 xcommit xbegin xdel 1000+1000@0 xcommit ");
    assert_null(b.container);
    memory_listener_unregister(&ear.listener);
}

static void register_twice(void *opaque)
{
    Ear ear = make_ear('x', 0);

    memory_listener_register(&ear.listener, &space);
    memory_listener_register(&ear.listener, &space);
}

static void listener_of_two_address_spaces_is_refused(void **state)
{
    assert_aborts(register_twice, NULL, "'ear' is registered already");
}

#define LISTENER_TEST(name)                                                              \
    cmocka_unit_test_setup_teardown(name, make_regions, drop_regions)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LISTENER_TEST(listener_is_told_of_what_comes_goes_and_stays),
        LISTENER_TEST(lower_priority_is_told_first_and_of_losses_last),
        LISTENER_TEST(pieces_are_joined_unless_they_must_not),
        LISTENER_TEST(change_by_a_listener_is_a_round_of_its_own),
        LISTENER_TEST(listener_of_two_address_spaces_is_refused),
    };
    start_memory_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
