/* SPDX-License-Identifier: MIT */
/* Who is told that the machine stops and goes on, and what the clock does meanwhile. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "hw/sysbus.h"
#include "hwcore_fixture.h"
#include "system/runstate.h"

#define TYPE_PLAIN "test-plain"

static GString *events;
static VMChangeStateEntry *doomed;

static int make_log(void **state)
{
    events = g_string_new(NULL);
    return 0;
}

static int drop_log(void **state)
{
    g_string_free(events, TRUE);
    vm_start();
    return 0;
}

static void note(void *opaque, bool running, RunState state)
{
    g_string_append_printf(events, "%s%c ", (const char *)opaque, running ? '+' : '-');
}

static void note_prepare(void *opaque, bool running, RunState state)
{
    g_string_append(events, "p:");
    note(opaque, running, state);
}

static int note_and_fail(void *opaque, bool running, RunState state)
{
    note(opaque, running, state);
    return running ? 0 : -EIO;
}

static void delete_doomed(void *opaque, bool running, RunState state)
{
    if (doomed) {
        qemu_del_vm_change_state_handler(doomed);
        doomed = NULL;
    }
}

static void handlers_go_by_priority_and_back_again(void **state)
{
    VMChangeStateEntry *entries[] = {
        qemu_add_vm_change_state_handler_prio(note, (char *)"late", 5),
        qemu_add_vm_change_state_handler(note, (char *)"first"),
        qemu_add_vm_change_state_handler(note, (char *)"second"),
        qemu_add_vm_change_state_handler_prio_full(NULL, note_prepare, note_and_fail,
                                                   (char *)"early", -1),
    };

    assert_int_equal(vm_stop(RUN_STATE_PAUSED), -EIO);
    assert_string_equal(events->str, "p:early- late- second- first- early- ");
    assert_true(runstate_check(RUN_STATE_PAUSED));
    g_string_truncate(events, 0);
    assert_int_equal(vm_stop(RUN_STATE_DEBUG), 0); /* it stands: nobody is told */
    assert_string_equal(events->str, "");
    assert_int_equal(runstate_get(), RUN_STATE_DEBUG);
    vm_start();
    vm_start();
    assert_string_equal(events->str, "p:early+ early+ first+ second+ late+ ");
    assert_true(runstate_is_running());
    for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
        qemu_del_vm_change_state_handler(entries[i]);
    }
    vm_stop(RUN_STATE_PAUSED);
    assert_string_equal(events->str, "p:early+ early+ first+ second+ late+ ");
}

static void handler_may_take_another_one_away(void **state)
{
    VMChangeStateEntry *killer = qemu_add_vm_change_state_handler(delete_doomed, NULL);

    doomed = qemu_add_vm_change_state_handler_prio(note, (char *)"doomed", 1);
    vm_state_notify(true, RUN_STATE_RUNNING);
    assert_string_equal(events->str, "");
    qemu_del_vm_change_state_handler(killer);
}

static void devices_are_told_by_their_depth(void **state)
{
    DeviceState *dev = qdev_new(TYPE_PLAIN);
    VMChangeStateEntry *deep, *flat;

    sysbus_realize(SYS_BUS_DEVICE(dev), &error_abort);
    deep = qdev_add_vm_change_state_handler(dev, note, NULL, (char *)"device");
    flat = qemu_add_vm_change_state_handler(note, (char *)"program");
    vm_state_notify(true, RUN_STATE_RUNNING);
    vm_state_notify(false, RUN_STATE_PAUSED);
    assert_string_equal(events->str, "program+ device+ device- program- ");
    qemu_del_vm_change_state_handler(deep);
    qemu_del_vm_change_state_handler(flat);
    object_unparent(OBJECT(dev));
    object_unref(dev);
}

static void clock_stands_while_the_machine_does(void **state)
{
    int64_t before;

    virtual_clock_set_mode(VIRTUAL_CLOCK_REAL);
    vm_stop(RUN_STATE_PAUSED);
    before = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    g_usleep(2000);
    assert_int_equal(qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL), before);
    vm_start();
    assert_int_equal(virtual_clock_mode(), VIRTUAL_CLOCK_REAL);
    g_usleep(2000);
    assert_true(qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) >= before + 2000000);
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
}

static const TypeInfo test_types[] = {
    {
        .name = TYPE_PLAIN,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(SysBusDevice),
    },
};

DEFINE_TYPES(test_types)

int main(void)
{
#define RUNSTATE_TEST(name) cmocka_unit_test_setup_teardown(name, make_log, drop_log)
    const struct CMUnitTest tests[] = {
        RUNSTATE_TEST(handlers_go_by_priority_and_back_again),
        RUNSTATE_TEST(handler_may_take_another_one_away),
        RUNSTATE_TEST(devices_are_told_by_their_depth),
        RUNSTATE_TEST(clock_stands_while_the_machine_does),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
