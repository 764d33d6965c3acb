/* SPDX-License-Identifier: MIT */
/* Trace points made from trace/trace-events by tracetool.py. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "trace.h"

static int evaluations;

static uint32_t count_evaluation(void)
{
    return (uint32_t)++evaluations;
}

static void write_all(void *unused)
{
    trace_demo_reset();
    trace_demo_write(0x18, 5, "UARTFR");
    trace_demo_clock(9600, 24000000);
    trace_demo_never(1);
    exit(0);
}

static void nothing_is_on_at_first(void **state)
{
    assert_exits(write_all, NULL, 0, "");
    Death death = die_in_child(write_all, NULL);
    assert_string_equal(death.text, "");
    assert_false(trace_event_get_state(TRACE_DEMO_WRITE));
}

static void patterns_turn_points_on(void **state)
{
    trace_enable_events("demo_*");
    Death death = die_in_child(write_all, NULL);
    assert_string_equal(death.text, "demo_reset ready\n"
                                    "demo_write offset 0x18 value 0x5 (UARTFR)\n"
                                    "demo_clock 9600 at 24000000\n");
    assert_true(trace_event_get_state(TRACE_DEMO_WRITE));
    assert_false(trace_event_get_state_backends(TRACE_DEMO_NEVER));
    trace_enable_events("-*write");
    death = die_in_child(write_all, NULL);
    assert_string_equal(death.text, "demo_reset ready\ndemo_clock 9600 at 24000000\n");
    trace_disable_all_events();
    death = die_in_child(write_all, NULL);
    assert_string_equal(death.text, "");
    trace_enable_events("demo_reset");
    assert_false(trace_event_get_state(TRACE_DEMO_WRITE));
    assert_true(trace_event_get_state(TRACE_DEMO_RESET));
    qemu_loglevel &= ~LOG_TRACE;
    assert_false(trace_event_get_state(TRACE_DEMO_RESET));
    trace_disable_all_events();
}

static void asking_first_saves_the_arguments(void **state)
{
    if (trace_event_get_state(TRACE_DEMO_WRITE)) {
        trace_demo_write(0, count_evaluation(), "");
    }
    assert_int_equal(evaluations, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_on_at_first),
        cmocka_unit_test(patterns_turn_points_on),
        cmocka_unit_test(asking_first_saves_the_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
