/* SPDX-License-Identifier: MIT */
/* The main loop: timers, the lock while it waits, GLib's own sources, a warped clock. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qapi/error.h"
#include "qemu/atomic.h"
#include "qemu/main-loop.h"
#include "runtime/clock.h"

static int take_lock(void **state)
{
    virtual_clock_set_mode(VIRTUAL_CLOCK_REAL);
    bql_lock();
    return 0;
}

static int free_lock(void **state)
{
    bql_unlock();
    return 0;
}

static void note_time(void *opaque)
{
    assert_true(bql_locked());
    *(int64_t *)opaque = get_clock();
}

static void timer_fires_at_its_time(void **state)
{
    int64_t fired = 0;
    QEMUTimer *timer = timer_new_ns(QEMU_CLOCK_REALTIME, note_time, &fired);
    int64_t deadline = get_clock() + 3300 * SCALE_US;
    timer_mod(timer, deadline);
    main_loop_wait(true);
    while (!fired) {
        main_loop_wait(false);
    }
    assert_true(fired >= deadline);
    timer_free(timer);
}

static void virtual_timer_fires_in_real_time(void **state)
{
    int64_t fired = 0;
    QEMUTimer *timer = timer_new_ms(QEMU_CLOCK_VIRTUAL, note_time, &fired);
    timer_mod(timer, qemu_clock_get_ms(QEMU_CLOCK_VIRTUAL) + 2);
    while (!fired) {
        main_loop_wait(false);
    }
    timer_free(timer);
}

static void stepped_timer_waits_for_a_step(void **state)
{
    int64_t fired = 0;
    QEMUTimer *timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, note_time, &fired);
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    timer_mod(timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + 100);
    main_loop_wait(true);
    assert_int_equal(fired, 0);
    virtual_clock_step(100);
    assert_int_not_equal(fired, 0);
    fired = 0;
    timer_mod(timer, 0);
    main_loop_wait(false); /* does not wait: the timer is due */
    assert_int_not_equal(fired, 0);
    timer_free(timer);
}

static void note_virtual(void *opaque)
{
    *(int64_t *)opaque = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

static void warped_clock_jumps_to_the_next_deadline(void **state)
{
    int64_t first = 0, second = 0;
    QEMUTimer *a = timer_new_ns(QEMU_CLOCK_VIRTUAL, note_virtual, &first);
    QEMUTimer *b = timer_new_ns(QEMU_CLOCK_VIRTUAL, note_virtual, &second);
    int64_t start = get_clock();
    virtual_clock_set_mode(VIRTUAL_CLOCK_WARPED);
    virtual_clock_set_ns(0);
    timer_mod(a, 1000 * NANOSECONDS_PER_SECOND);
    timer_mod(b, 3000 * NANOSECONDS_PER_SECOND);
    while (!second) {
        main_loop_wait(false);
    }
    assert_int_equal(first, 1000 * NANOSECONDS_PER_SECOND);
    assert_int_equal(second, 3000 * NANOSECONDS_PER_SECOND);
    assert_true(get_clock() - start < 500 * NANOSECONDS_PER_SECOND);
    timer_free(a);
    timer_free(b);
}

static void *take_lock_and_notify(void *opaque)
{
    bql_lock();
    *(bool *)opaque = true;
    bql_unlock();
    qemu_notify_event();
    return NULL;
}

static void lock_is_free_while_the_loop_waits(void **state)
{
    QemuThread thread;
    bool taken = false;
    qemu_thread_create(&thread, "take", take_lock_and_notify, &taken,
                       QEMU_THREAD_JOINABLE);
    while (!taken) {
        main_loop_wait(false);
    }
    assert_true(bql_locked());
    qemu_thread_join(&thread);
}

static void *arm_timer(void *opaque)
{
    timer_mod(opaque, get_clock());
    return NULL;
}

static void timer_armed_by_another_thread_wakes_the_loop(void **state)
{
    int64_t fired = 0;
    QEMUTimer *timer = timer_new_ns(QEMU_CLOCK_REALTIME, note_time, &fired);
    QemuThread thread;
    qemu_thread_create(&thread, "arm", arm_timer, timer, QEMU_THREAD_JOINABLE);
    while (!fired) {
        main_loop_wait(false);
    }
    qemu_thread_join(&thread);
    timer_free(timer);
}

typedef struct GlibRun {
    GMainLoop *loop;
    int64_t fired;
} GlibRun;

static void quit(void *opaque)
{
    GlibRun *run = opaque;
    note_time(&run->fired);
    g_main_loop_quit(run->loop);
}

static void schedule_bh(void *opaque)
{
    aio_bh_schedule_oneshot(qemu_get_aio_context(), quit, opaque);
}

static void glibs_own_loop_runs_everything(void **state)
{
    GlibRun run = {g_main_loop_new(NULL, FALSE), 0};
    QEMUTimer *timer = timer_new_ns(QEMU_CLOCK_REALTIME, schedule_bh, &run);
    timer_mod(timer, get_clock() + SCALE_MS);
    g_main_loop_run(run.loop);
    assert_int_not_equal(run.fired, 0);
    assert_true(bql_locked());
    g_main_loop_unref(run.loop);
    timer_free(timer);
}

static gboolean set_flag(gpointer opaque)
{
    *(bool *)opaque = true;
    return G_SOURCE_REMOVE;
}

static void loop_runs_glib_sources(void **state)
{
    bool timeout = false, idle = false;
    g_timeout_add(1, set_flag, &timeout);
    g_idle_add(set_flag, &idle);
    while (!timeout || !idle) {
        main_loop_wait(false);
    }
}

#define LOOP_TEST(name) cmocka_unit_test_setup_teardown(name, take_lock, free_lock)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOOP_TEST(timer_fires_at_its_time),
        LOOP_TEST(virtual_timer_fires_in_real_time),
        LOOP_TEST(stepped_timer_waits_for_a_step),
        LOOP_TEST(warped_clock_jumps_to_the_next_deadline),
        LOOP_TEST(lock_is_free_while_the_loop_waits),
        LOOP_TEST(timer_armed_by_another_thread_wakes_the_loop),
        LOOP_TEST(glibs_own_loop_runs_everything),
        LOOP_TEST(loop_runs_glib_sources),
    };
    qemu_init_main_loop(&error_abort);
    qemu_init_main_loop(&error_abort); /* once is enough, twice is fine */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
