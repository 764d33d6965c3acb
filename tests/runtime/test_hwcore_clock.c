/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "event_log.h"
#include "hw/core/split-irq.h"
#include "hw/qdev-clock.h"
#include "hwcore_fixture.h"
#include "vmstate_fixture.h"

static void note(void *opaque, ClockEvent event)
{
    g_string_append_printf(events, "%s%c", (const char *)opaque,
                           event == ClockPreUpdate ? '-' : '+');
}

static void period_goes_down_the_tree_with_callbacks(void **state)
{
    Object *owner = object_new(TYPE_CONTAINER);
    Clock *top = clock_new(owner, "top");
    Clock *half = clock_new(owner, "half");
    Clock *leaf = clock_new(owner, "leaf");
    g_autofree char *text = NULL;

    clock_set_source(half, top);
    clock_set_source(leaf, half);
    clock_set_callback(half, note, (char *)"h", ClockUpdate | ClockPreUpdate);
    clock_set_callback(leaf, note, (char *)"l", ClockUpdate);
    assert_true(clock_set_hz(top, 8000000));
    assert_false(clock_is_enabled(leaf));
    clock_propagate(top);
    assert_string_equal(events->str, "h-h+l+");
    assert_int_equal(clock_get_hz(leaf), 8000000);
    text = clock_display_freq(leaf);
    assert_string_equal(text, "8 MHz");
    clock_update_hz(top, 8000000);
    assert_string_equal(events->str, "h-h+l+");
    assert_true(clock_set_mul_div(half, 2, 1));
    assert_false(clock_set_mul_div(half, 2, 1));
    clock_propagate(half);
    assert_string_equal(events->str, "h-h+l+l+");
    assert_int_equal(clock_get_hz(half), 8000000);
    assert_int_equal(clock_get_hz(leaf), 4000000);
    object_unref(owner);
}

static void source_that_ends_leaves_the_last_period(void **state)
{
    Object *above = object_new(TYPE_CONTAINER), *below = object_new(TYPE_CONTAINER);
    Clock *top = clock_new(above, "clk"), *leaf = clock_new(below, "clk");

    clock_set_ns(top, 10);
    clock_set_source(leaf, top);
    object_unref(above);
    assert_false(clock_has_source(leaf));
    assert_int_equal(clock_get(leaf), CLOCK_PERIOD_FROM_NS(UINT64_C(10)));
    object_unref(below);
}

static void clock_without_its_parent_calls_nobody(void **state)
{
    Object *owner = object_new(TYPE_CONTAINER);
    Clock *top = clock_new(owner, "top");
    Clock *leaf = clock_new(owner, "leaf");

    clock_set_source(leaf, top);
    clock_set_callback(leaf, note, (char *)"l", ClockUpdate);
    object_ref(leaf);
    object_unparent(OBJECT(leaf));
    clock_update_ns(top, 3);
    assert_string_equal(events->str, "");
    assert_int_equal(clock_get(leaf), CLOCK_PERIOD_FROM_NS(UINT64_C(3)));
    object_unref(leaf);
    object_unref(owner);
}

static void clocks_below_follow_before_the_next_one_beside(void **state)
{
    Object *owner = object_new(TYPE_CONTAINER);
    Clock *top = clock_new(owner, "top");
    Clock *clocks[4];

    for (int i = 0; i < 4; i++) {
        static const char *const names[] = {"a", "b", "c", "d"};
        clocks[i] = clock_new(owner, names[i]);
        clock_set_callback(clocks[i], note, (char *)names[i], ClockUpdate);
    }
    clock_set_source(clocks[0], top);
    clock_set_source(clocks[1], clocks[0]); /* a, with b and c below */
    clock_set_source(clocks[2], clocks[0]);
    clock_set_source(clocks[3], top); /* d beside a; the latest first */
    clock_set_mul_div(clocks[0], 0, 1);
    clock_update_ns(top, 5);
    assert_string_equal(events->str, "d+a+"); /* those below a stand still as before */
    clock_set_mul_div(clocks[0], 1, 1);
    clock_update_ns(top, 6);
    assert_string_equal(events->str, "d+a+d+a+c+b+");
    object_unref(owner);
}

static void ticks_and_time_are_exact_and_saturate(void **state)
{
    Object *owner = object_new(TYPE_CONTAINER);
    Clock *clk = clock_new(owner, "clk");

    assert_int_equal(clock_ns_to_ticks(clk, 1000), 0);
    clock_set_hz(clk, 3);
    assert_int_equal(clock_ticks_to_ns(clk, 3), 999999999);
    assert_int_equal(clock_ns_to_ticks(clk, NANOSECONDS_PER_SECOND), 3);
    assert_int_equal(clock_ticks_to_ns(clk, UINT64_MAX), INT64_MAX);
    clock_set_ns(clk, 4);
    assert_int_equal(clock_ns_to_ticks(clk, 1003), 250);
    object_unref(owner);
}

static void saved_ratio_is_there_when_it_is_not_one(void **state)
{
    Object *owner = object_new(TYPE_CONTAINER);
    Clock *clk = clock_new(owner, "clk");
    Error *err = NULL;

    clock_set_ns(clk, 1);
    assert_saves(&vmstate_clock, clk, "00000001 00000000");
    clock_set_mul_div(clk, 2, 3);
    assert_saves(&vmstate_clock, clk,
                 "00000001 00000000 05 0c 636c6f636b2f6d756c646976 00000001"
                 "00000002 00000003");
    assert_loads(&vmstate_clock, clk, "00000002 00000000");
    assert_int_equal(clk->multiplier, 1);
    assert_int_equal(clk->divider, 1);
    assert_true(load_hex(&vmstate_clock, clk, 0,
                         "00000001 00000000 05 0c 636c6f636b2f6d756c646976 00000001"
                         "00000002 00000000",
                         NULL, &err) < 0);
    assert_fails(false, &err, "divider is 0");
    assert_int_equal(clk->divider, 1);
    object_unref(owner);
}

static void get_missing_clock(void *dev)
{
    qdev_get_clock_in(dev, "missing");
}

static void devices_have_named_clocks(void **state)
{
    DeviceState *from = qdev_new(TYPE_SPLIT_IRQ), *to = qdev_new(TYPE_SPLIT_IRQ);
    Clock *out = qdev_init_clock_out(from, "out");
    Clock *in = qdev_init_clock_in(to, "in", note, (char *)"i", ClockUpdate);
    Death death;

    qdev_connect_clock_in(to, "in", out);
    assert_ptr_equal(qdev_get_clock_in(to, "in"), in);
    assert_ptr_equal(qdev_alias_clock(from, "out", to, "through"), out);
    assert_ptr_equal(qdev_get_clock_out(to, "through"), out);
    clock_update_hz(out, 1000);
    assert_string_equal(events->str, "i+");
    assert_int_equal(clock_get_hz(in), 1000);
    death = die_in_child(get_missing_clock, to);
    assert_true(WIFSIGNALED(death.status));
    assert_non_null(strstr(death.text, "no clock input 'missing'"));
    object_unref(to);
    clock_update_hz(out, 2000);
    assert_string_equal(events->str, "i+");
    object_unref(from);
}

int main(void)
{
#define CLOCK_TEST(name) cmocka_unit_test_setup_teardown(name, make_log, drop_log)
    const struct CMUnitTest tests[] = {
        CLOCK_TEST(period_goes_down_the_tree_with_callbacks),
        CLOCK_TEST(source_that_ends_leaves_the_last_period),
        CLOCK_TEST(clock_without_its_parent_calls_nobody),
        CLOCK_TEST(clocks_below_follow_before_the_next_one_beside),
        CLOCK_TEST(ticks_and_time_are_exact_and_saturate),
        CLOCK_TEST(saved_ratio_is_there_when_it_is_not_one),
        CLOCK_TEST(devices_have_named_clocks),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
