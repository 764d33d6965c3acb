/* SPDX-License-Identifier: MIT */
/* Lines of the log and trace points: what is written, and what is not even evaluated. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/util/log.h"
#include "bindery/util/trace.h"
#include "death.h"

enum {
    TIMER_CONTROL = 0x08,
    TIMER_CONTROL_DMA = 0x10
};

static int evaluations;

static uint64_t evaluated(uint64_t value)
{
    evaluations++;
    return value;
}

static void write_register(uint64_t offset, uint32_t value)
{
    TRACE("timer_write", "offset 0x%" PRIx64 " value 0x%x", evaluated(offset), value);
    if (offset != TIMER_CONTROL) {
        log_guest_error("timer: no register at 0x%" PRIx64, evaluated(offset));
    } else if (value & TIMER_CONTROL_DMA) {
        log_unimplemented("timer: DMA is not implemented");
    }
}

static void write_all(void *unused)
{
    write_register(TIMER_CONTROL, TIMER_CONTROL_DMA);
    write_register(0x40, 1);
    exit(evaluations);
}

static void assert_logs(int times_evaluated, const char *text)
{
    Death death = die_in_child(write_all, NULL);

    assert_int_equal(WEXITSTATUS(death.status), times_evaluated);
    assert_string_equal(death.text, text);
}

static int log_nothing(void **state)
{
    trace_disable_all_events();
    qemu_set_log(0, &error_abort);
    return 0;
}

static void nothing_is_written_or_evaluated_while_it_is_off(void **state)
{
    assert_logs(0, "");
}

static void lines_are_written_by_their_kind(void **state)
{
    qemu_set_log(LOG_UNIMP, &error_abort);
    assert_logs(0, "timer: DMA is not implemented\n");
    qemu_set_log(LOG_GUEST_ERROR, &error_abort);
    assert_logs(1, "timer: no register at 0x40\n");
    qemu_set_log(LOG_GUEST_ERROR | LOG_UNIMP, &error_abort);
    assert_logs(1, "timer: DMA is not implemented\ntimer: no register at 0x40\n");
}

static void trace_points_are_turned_on_by_name(void **state)
{
    trace_enable_events("other_*");
    assert_logs(0, "");
    trace_enable_events("timer_*");
    assert_logs(2, "timer_write offset 0x8 value 0x10\n"
                   "timer_write offset 0x40 value 0x1\n");
    trace_enable_events("-timer_write");
    assert_logs(0, "");
}

static void log_pieces(void *unused)
{
    qemu_log_mask(LOG_UNIMP | CPU_LOG_RESET, "one, ");
    qemu_log_mask(LOG_GUEST_ERROR, "two, ");
    qemu_log_mask(CPU_LOG_RESET, "three\n");
    exit(0);
}

static void messages_are_made_of_pieces_under_masks(void **state)
{
    qemu_set_log(CPU_LOG_RESET, &error_abort);
    Death death = die_in_child(log_pieces, NULL);
    assert_string_equal(death.text, "one, three\n");
}

#define LOG_TEST(name) cmocka_unit_test_setup(name, log_nothing)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOG_TEST(nothing_is_written_or_evaluated_while_it_is_off),
        LOG_TEST(lines_are_written_by_their_kind),
        LOG_TEST(trace_points_are_turned_on_by_name),
        LOG_TEST(messages_are_made_of_pieces_under_masks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
