/* SPDX-License-Identifier: MIT */
/* Clocks: what they show, and how the virtual one moves. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qemu/thread.h"
#include "qemu/timer.h"
#include "runtime/clock.h"

static void clocks_show_the_host_time(void **state)
{
    int64_t before = get_clock_realtime();
    int64_t host = qemu_clock_get_ns(QEMU_CLOCK_HOST);
    assert_true(host >= before && host <= get_clock_realtime());
    before = get_clock();
    int64_t realtime = qemu_clock_get_ns(QEMU_CLOCK_REALTIME);
    assert_true(realtime >= before && realtime <= get_clock());
    assert_true(qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL_RT) < 600 * NANOSECONDS_PER_SECOND);
    assert_true(cpu_get_host_ticks() <= cpu_get_host_ticks());
}

static void virtual_clock_follows_real_time(void **state)
{
    assert_int_equal(virtual_clock_mode(), VIRTUAL_CLOCK_REAL);
    assert_true(qemu_clock_use_for_deadline(QEMU_CLOCK_VIRTUAL));
    int64_t real = get_clock();
    int64_t start = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    g_usleep(2000);
    int64_t passed = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) - start;
    assert_true(passed >= 2000 * SCALE_US && passed <= get_clock() - real);
}

static void stepped_clock_moves_by_steps_only(void **state)
{
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    assert_false(qemu_clock_use_for_deadline(QEMU_CLOCK_VIRTUAL));
    assert_true(qemu_clock_use_for_deadline(QEMU_CLOCK_HOST));
    virtual_clock_set_ns(5 * SCALE_MS + 7 * SCALE_US);
    g_usleep(1000);
    assert_int_equal(qemu_clock_get_ms(QEMU_CLOCK_VIRTUAL), 5);
    assert_int_equal(qemu_clock_get_us(QEMU_CLOCK_VIRTUAL), 5007);
    assert_int_equal(virtual_clock_step(13), 5007013);
    assert_int_equal(virtual_clock_step(0), 5007013);
    assert_int_equal(qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL), 5007013);
    assert_false(virtual_clock_step_to_deadline());
    virtual_clock_set_mode(VIRTUAL_CLOCK_REAL);
    /* It goes on from where it stood. */
    int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    assert_true(now >= 5007013 && now < 5007013 + 60 * NANOSECONDS_PER_SECOND);
}

static void note_time(void *opaque)
{
    *(int64_t *)opaque = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

static void step_stops_at_each_deadline(void **state)
{
    int64_t first = 0, second = 0;
    QEMUTimer *a = timer_new_ns(QEMU_CLOCK_VIRTUAL, note_time, &first);
    QEMUTimer *b = timer_new_us(QEMU_CLOCK_VIRTUAL, note_time, &second);
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    virtual_clock_set_ns(0);
    timer_mod(a, 1);
    timer_mod(b, 2);
    assert_int_equal(virtual_clock_step(5000), 5000);
    assert_int_equal(first, 1);
    assert_int_equal(second, 2000);
    timer_mod(a, 5000);
    assert_int_equal(virtual_clock_step(0), 5000);
    assert_int_equal(first, 5000);
    timer_mod(b, 9);
    assert_true(virtual_clock_step_to_deadline());
    assert_int_equal(second, 9000);
    /* Setting fires nothing by itself. */
    timer_mod(a, 9500);
    virtual_clock_set_ns(10000);
    assert_int_equal(first, 5000);
    assert_int_equal(qemu_clock_advance_virtual_time(10001), 10001);
    assert_int_equal(first, 10000);
    timer_free(a);
    timer_free(b);
}

static void step_in_real_mode(void *unused)
{
    virtual_clock_set_mode(VIRTUAL_CLOCK_REAL);
    virtual_clock_step(1);
}

static void real_clock_cannot_be_stepped(void **state)
{
    assert_aborts(step_in_real_mode, NULL, "VIRTUAL_CLOCK_REAL");
}

static void *read_clock(void *opaque)
{
    int64_t last = 0;
    for (int i = 0; i < 50000; i++) {
        int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
        if (now < last) {
            return GINT_TO_POINTER(1);
        }
        last = now;
    }
    return NULL;
}

static void readers_never_see_the_clock_go_back(void **state)
{
    QemuThread thread;
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    virtual_clock_set_ns(0);
    qemu_thread_create(&thread, "read", read_clock, NULL, QEMU_THREAD_JOINABLE);
    for (int i = 0; i < 2000; i++) {
        virtual_clock_set_mode(i % 2 ? VIRTUAL_CLOCK_STEPPED : VIRTUAL_CLOCK_REAL);
    }
    assert_null(qemu_thread_join(&thread));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_show_the_host_time),
        cmocka_unit_test(virtual_clock_follows_real_time),
        cmocka_unit_test(stepped_clock_moves_by_steps_only),
        cmocka_unit_test(step_stops_at_each_deadline),
        cmocka_unit_test(real_clock_cannot_be_stepped),
        cmocka_unit_test(readers_never_see_the_clock_go_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
