/* SPDX-License-Identifier: MIT */
/* Periods of clocks from times and frequencies, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/bql/lock.h"
#include "bindery/hwcore/clock_period.h"
#include "bindery/hwcore/owned.h"

static Clock *new_clock(Object *owner, const char *name)
{
    Clock *clock = clock_new(owner, name);

    clock_set(clock, clock_period_from_us(2));
    return clock;
}

static void clocks_and_periods_agree(void **state)
{
    BQL_LOCK_GUARD();
    OWNED(DeviceState, owner, qdev_new(TYPE_OR_IRQ));
    Clock *clock = new_clock(OBJECT(owner), "clk");

    assert_int_equal(clock_get_hz(clock), 500000);
    assert_int_equal(clock_ticks_to_ns(clock, 3), 6000);
    clock_set_ns(clock, 17);
    assert_int_equal(clock_get(clock), clock_period_from_ns(17));
    clock_set_hz(clock, 24000000);
    assert_int_equal(clock_get(clock), clock_period_from_hz(24000000));
    assert_int_equal(clock_period_to_hz(clock_get(clock)), clock_get_hz(clock));
    assert_int_equal(clock_period_to_ns(clock_get(clock)), 41);
}

static void zero_stands_still(void **state)
{
    assert_int_equal(clock_period_from_hz(0), 0);
    assert_int_equal(clock_period_to_hz(0), 0);
    assert_int_equal(clock_period_from_ns(0), 0);
}

static void periods_have_a_longest_one(void **state)
{
    assert_int_equal(clock_period_from_ms(4), clock_period_from_us(4000));
    assert_int_equal(clock_period_from_ns(UINT32_MAX), (uint64_t)UINT32_MAX << 32);
    assert_true(clock_period_from_ns((uint64_t)UINT32_MAX + 1) == UINT64_MAX);
    assert_true(clock_period_from_ms(4295) == UINT64_MAX);
    assert_int_equal(clock_period_to_ns(UINT64_MAX), UINT32_MAX);
}

static int start(void **state)
{
    module_call_init(MODULE_INIT_QOM);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_and_periods_agree),
        cmocka_unit_test(zero_stands_still),
        cmocka_unit_test(periods_have_a_longest_one),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
