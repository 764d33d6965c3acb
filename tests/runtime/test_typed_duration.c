/* SPDX-License-Identifier: MIT */
/* Lengths of time in nanoseconds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/util/duration.h"

/* When a watchdog of so many milliseconds ends. */
static int64_t watchdog_deadline_ns(int64_t now_ns, uint32_t timeout_ms)
{
    return ns_after(now_ns, ns_from_ms(timeout_ms));
}

static void units_become_nanoseconds(void **state)
{
    assert_int_equal(ns_from_us(7), 7000);
    assert_int_equal(ns_from_ms(7), 7000000);
    assert_int_equal(ns_from_seconds(7), 7000000000);
    assert_int_equal(watchdog_deadline_ns(5, 2), 2000005);
}

static void what_is_too_long_is_never(void **state)
{
    assert_int_equal(ns_from_us(INT64_MAX / 1000), INT64_MAX / 1000 * 1000);
    assert_int_equal(ns_from_us(INT64_MAX / 1000 + 1), INT64_MAX);
    assert_int_equal(ns_from_ms(UINT64_MAX), INT64_MAX);
    assert_int_equal(ns_from_seconds(UINT64_MAX / 1000), INT64_MAX);
    assert_int_equal(ns_after(INT64_MAX - 1, 1), INT64_MAX);
    assert_int_equal(ns_after(INT64_MAX - 1, 2), INT64_MAX);
    assert_int_equal(watchdog_deadline_ns(INT64_MAX - 5, UINT32_MAX), INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_become_nanoseconds),
        cmocka_unit_test(what_is_too_long_is_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
