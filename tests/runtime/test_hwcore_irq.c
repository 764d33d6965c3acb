/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/core/split-irq.h"
#include "hw/or-irq.h"
#include "hw/qdev-properties.h"
#include "hwcore_fixture.h"

static void line_calls_its_handler_with_number_and_level(void **state)
{
    Probe probe = {0};
    qemu_irq *lines = qemu_allocate_irqs(probe_set, &probe, 3);

    qemu_irq_raise(lines[2]);
    assert_int_equal(probe.n, 2);
    assert_int_equal(probe.level, 1);
    qemu_irq_lower(lines[1]);
    assert_int_equal(probe.n, 1);
    assert_int_equal(probe.level, 0);
    qemu_irq_pulse(lines[0]);
    assert_int_equal(probe.calls, 4);
    qemu_set_irq(lines[0], 7);
    assert_int_equal(probe.level, 7);
    lines = qemu_extend_irqs(lines, 3, probe_set, &probe, 2);
    qemu_irq_raise(lines[4]);
    assert_int_equal(probe.n, 4);
    qemu_free_irqs(lines, 5);
}

static void no_line_is_fine(void **state)
{
    qemu_irq_raise(NULL);
    qemu_irq_pulse(NULL);
    qemu_free_irq(NULL);
    qemu_free_irqs(NULL, 0);
    assert_false(qemu_irq_is_connected(NULL));
}

static void embedded_lines_need_no_memory_of_their_own(void **state)
{
    Probe probe = {0};
    IRQState line, lines[2];
    Object *parent = object_new(TYPE_CONTAINER);

    qemu_init_irqs(lines, 2, probe_set, &probe);
    qemu_irq_raise(&lines[1]);
    assert_int_equal(probe.n, 1);
    qemu_free_irq(&lines[0]);
    qemu_free_irq(&lines[1]);
    qemu_init_irq_child(parent, "line", &line, probe_set, &probe, 5);
    qemu_irq_raise(&line);
    assert_int_equal(probe.n, 5);
    object_unref(parent);
}

static void inverted_line_begins_high(void **state)
{
    Probe probe = {0};
    qemu_irq line = qemu_allocate_irq(probe_set, &probe, 0);
    qemu_irq inverted = qemu_irq_invert(line);

    assert_int_equal(probe.level, 1);
    qemu_irq_raise(inverted);
    assert_int_equal(probe.level, 0);
    qemu_irq_lower(inverted);
    assert_int_equal(probe.level, 1);
    qemu_free_irq(inverted);
    qemu_free_irq(line);
}

static int seen;

static void spy(void *opaque, int n, int level)
{
    seen = n * 10 + level;
    qemu_set_irq(*(qemu_irq *)opaque, level);
}

static void interceptor_sees_and_passes_on_even_twice(void **state)
{
    Probe probe = {0};
    qemu_irq *lines = qemu_allocate_irqs(probe_set, &probe, 2);

    qemu_irq_intercept_in(lines, spy, 2);
    qemu_irq_intercept_in(lines, spy, 2);
    qemu_irq_raise(lines[1]);
    assert_int_equal(seen, 11);
    assert_int_equal(probe.calls, 1);
    assert_int_equal(probe.n, 1);
    qemu_free_irqs(lines, 2);
}

static void or_gate_is_high_while_an_input_is(void **state)
{
    Probe probe = {0};
    qemu_irq line = qemu_allocate_irq(probe_set, &probe, 0);
    DeviceState *gate = qdev_new(TYPE_OR_IRQ);
    Error *err = NULL;

    qdev_prop_set_uint16(gate, "num-lines", 49);
    assert_fails(qdev_realize(gate, NULL, &err), &err, "num-lines is 49");
    qdev_prop_set_uint16(gate, "num-lines", 20);
    qdev_realize(gate, NULL, &error_abort);
    qdev_connect_gpio_out(gate, 0, line);
    qemu_irq_raise(qdev_get_gpio_in(gate, 19));
    qemu_irq_raise(qdev_get_gpio_in(gate, 0));
    qemu_irq_lower(qdev_get_gpio_in(gate, 19));
    assert_int_equal(probe.level, 1);
    qemu_irq_lower(qdev_get_gpio_in(gate, 0));
    assert_int_equal(probe.level, 0);
    object_unparent(OBJECT(gate));
    object_unref(gate);
    qemu_free_irq(line);
}

static void splitter_drives_all_outputs(void **state)
{
    Probe probes[2] = {{0}, {0}};
    DeviceState *split = qdev_new(TYPE_SPLIT_IRQ);

    qdev_prop_set_uint16(split, "num-lines", 2);
    qdev_realize(split, NULL, &error_abort);
    for (int i = 0; i < 2; i++) {
        qemu_irq line = qemu_allocate_irq(probe_set, &probes[i], i);

        qdev_connect_gpio_out(split, i, line);
        qemu_free_irq(line);
    }
    qemu_set_irq(qdev_get_gpio_in(split, 0), 3);
    assert_int_equal(probes[0].level, 3);
    assert_int_equal(probes[1].level, 3);
    object_unparent(OBJECT(split));
    object_unref(split);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_calls_its_handler_with_number_and_level),
        cmocka_unit_test(no_line_is_fine),
        cmocka_unit_test(embedded_lines_need_no_memory_of_their_own),
        cmocka_unit_test(inverted_line_begins_high),
        cmocka_unit_test(interceptor_sees_and_passes_on_even_twice),
        cmocka_unit_test(or_gate_is_high_while_an_input_is),
        cmocka_unit_test(splitter_drives_all_outputs),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
