/* SPDX-License-Identifier: MIT */
/* What devices ask of the machine, what watchdogs do, and what time it is. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "hwcore_fixture.h"
#include "runtime/machine.h"
#include "system/reset.h"
#include "system/rtc.h"
#include "system/runstate.h"
#include "system/watchdog.h"

static int resets;
static int ends;
static ShutdownCause end_cause;
static int end_code;

static void count_reset(void *opaque)
{
    resets++;
}

static void note_end(ShutdownCause cause, int exit_code, void *opaque)
{
    assert_ptr_equal(opaque, &ends);
    ends++;
    end_cause = cause;
    end_code = exit_code;
}

static int start(void **state)
{
    resets = ends = 0;
    qemu_register_reset(count_reset, &resets);
    machine_set_shutdown_handler(note_end, &ends);
    return 0;
}

static int stop(void **state)
{
    qemu_unregister_reset(count_reset, &resets);
    machine_set_shutdown_handler(NULL, NULL);
    vm_start();
    return machine_set_watchdog_action(WATCHDOG_ACTION_RESET, NULL) ? 0 : -1;
}

/* Notifiers with what they were told last. */
typedef struct Listener {
    Notifier notifier;
    int calls;
    int data;
} Listener;

static void hear(Notifier *notifier, void *data)
{
    Listener *listener = container_of(notifier, Listener, notifier);

    listener->calls++;
    listener->data = data ? *(int *)data : -1;
}

static void reset_happens_later_and_once(void **state)
{
    qemu_system_reset_request(SHUTDOWN_CAUSE_GUEST_RESET);
    qemu_system_reset_request(SHUTDOWN_CAUSE_GUEST_RESET);
    assert_int_equal(resets, 0);
    assert_int_equal(qemu_reset_requested_get(), SHUTDOWN_CAUSE_GUEST_RESET);
    main_loop_wait(true);
    assert_int_equal(resets, 1);
    assert_int_equal(qemu_reset_requested_get(), SHUTDOWN_CAUSE_NONE);
    assert_true(runstate_is_running());
    vm_stop(RUN_STATE_PAUSED);
    qemu_system_reset_request(SHUTDOWN_CAUSE_HOST_UI);
    main_loop_wait(true);
    assert_true(runstate_check(RUN_STATE_PRELAUNCH));
}

static void end_stops_the_machine_and_tells_the_program(void **state)
{
    static Listener listener = {.notifier.notify = hear};

    qemu_register_shutdown_notifier(&listener.notifier);
    qemu_system_shutdown_request_with_code(SHUTDOWN_CAUSE_GUEST_SHUTDOWN, 7);
    assert_int_equal(qemu_shutdown_requested_get(), SHUTDOWN_CAUSE_GUEST_SHUTDOWN);
    assert_int_equal(ends, 0);
    main_loop_wait(true);
    assert_int_equal(ends, 1);
    assert_int_equal(end_cause, SHUTDOWN_CAUSE_GUEST_SHUTDOWN);
    assert_int_equal(end_code, 7);
    assert_int_equal(listener.data, SHUTDOWN_CAUSE_GUEST_SHUTDOWN);
    assert_true(runstate_check(RUN_STATE_SHUTDOWN));
    assert_true(runstate_needs_reset());
    notifier_remove(&listener.notifier);
    vm_start();
    qemu_system_guest_panicked(NULL);
    assert_true(runstate_check(RUN_STATE_GUEST_PANICKED));
    main_loop_wait(true);
    assert_int_equal(end_cause, SHUTDOWN_CAUSE_GUEST_PANIC);
    assert_int_equal(end_code, 0);
}

static void sleeper_wakes_for_reasons_that_are_enabled(void **state)
{
    static Listener asleep = {.notifier.notify = hear}, awake = {.notifier.notify = hear};
    Error *err = NULL;

    qemu_register_suspend_notifier(&asleep.notifier);
    qemu_register_wakeup_notifier(&awake.notifier);
    qemu_system_wakeup_request(QEMU_WAKEUP_REASON_RTC, &err);
    assert_fails(false, &err, "does not sleep");
    qemu_system_suspend_request();
    main_loop_wait(true);
    assert_int_equal(asleep.calls, 1);
    assert_true(runstate_check(RUN_STATE_SUSPENDED));
    qemu_system_wakeup_enable(QEMU_WAKEUP_REASON_RTC, false);
    qemu_system_wakeup_request(QEMU_WAKEUP_REASON_RTC, &error_abort);
    main_loop_wait(true);
    assert_true(runstate_check(RUN_STATE_SUSPENDED));
    vm_stop(RUN_STATE_PAUSED);
    vm_start(); /* and it sleeps on */
    assert_true(runstate_check(RUN_STATE_SUSPENDED));
    qemu_system_wakeup_enable(QEMU_WAKEUP_REASON_RTC, true);
    qemu_system_wakeup_request(QEMU_WAKEUP_REASON_RTC, &error_abort);
    assert_true(runstate_is_running());
    assert_int_equal(awake.calls, 0);
    main_loop_wait(true);
    assert_int_equal(awake.calls, 1);
    assert_int_equal(awake.data, QEMU_WAKEUP_REASON_RTC);
    assert_int_equal(resets, 0);
    notifier_remove(&asleep.notifier);
    notifier_remove(&awake.notifier);
}

static void bite(WatchdogAction action)
{
    assert_true(machine_set_watchdog_action(action, &error_abort));
    assert_int_equal(get_watchdog_action(), action);
    watchdog_perform_action();
    main_loop_wait(true);
}

static void watchdog_does_what_it_was_told(void **state)
{
    static Listener button = {.notifier.notify = hear};
    Error *err = NULL;

    qemu_register_powerdown_notifier(&button.notifier);
    bite(WATCHDOG_ACTION_NONE);
    bite(WATCHDOG_ACTION_DEBUG);
    assert_int_equal(resets + ends + button.calls, 0);
    bite(WATCHDOG_ACTION_RESET);
    assert_int_equal(resets, 1);
    bite(WATCHDOG_ACTION_SHUTDOWN);
    assert_int_equal(button.calls, 1);
    bite(WATCHDOG_ACTION_PAUSE);
    assert_true(runstate_check(RUN_STATE_WATCHDOG));
    assert_int_equal(ends, 0);
    bite(WATCHDOG_ACTION_POWEROFF);
    assert_int_equal(end_cause, SHUTDOWN_CAUSE_GUEST_SHUTDOWN);
    assert_fails(machine_set_watchdog_action(WATCHDOG_ACTION_INJECT_NMI, &err), &err,
                 "no processor");
    assert_int_equal(get_watchdog_action(), WATCHDOG_ACTION_POWEROFF);
    notifier_remove(&button.notifier);
}

static void time_is_the_host_s_or_what_was_set(void **state)
{
    struct tm tm = {0};
    const time_t host = time(NULL);

    qemu_get_timedate(&tm, 3600);
    assert_in_range(timegm(&tm), host + 3600, host + 3610);
    machine_set_time(951782399, QEMU_CLOCK_VIRTUAL); /* 2000-02-28 23:59:59 */
    qemu_get_timedate(&tm, 0);
    assert_int_equal(tm.tm_mday, 28);
    virtual_clock_step(NANOSECONDS_PER_SECOND);
    qemu_get_timedate(&tm, 0);
    assert_int_equal(tm.tm_mday, 29);
    assert_int_equal(tm.tm_hour, 0);
    assert_int_equal(tm.tm_year, 100);
    tm.tm_min = 2;
    assert_int_equal(qemu_timedate_diff(&tm), 120);
    assert_int_equal(rtc_clock, QEMU_CLOCK_VIRTUAL);
}

int main(void)
{
#define REQUEST_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
    const struct CMUnitTest tests[] = {
        REQUEST_TEST(reset_happens_later_and_once),
        REQUEST_TEST(end_stops_the_machine_and_tells_the_program),
        REQUEST_TEST(sleeper_wakes_for_reasons_that_are_enabled),
        REQUEST_TEST(watchdog_does_what_it_was_told),
        REQUEST_TEST(time_is_the_host_s_or_what_was_set),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
