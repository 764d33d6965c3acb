/* SPDX-License-Identifier: MIT */
/* Timers and their lists: order, arming, deleting, deadlines. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/atomic.h"
#include "qemu/thread.h"
#include "qemu/timer.h"
#include "runtime/clock.h"

#define TIMERS 8

/* The numbers of timers in the order in which they fired. */
static int fired[8192];
static size_t fired_count;
static QEMUTimer *timers[TIMERS];

static void record(void *opaque)
{
    assert_true(fired_count < ARRAY_SIZE(fired));
    fired[fired_count++] = GPOINTER_TO_INT(opaque);
}

static int make_timers(void **state)
{
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    virtual_clock_set_ns(1000);
    fired_count = 0;
    for (int i = 0; i < TIMERS; i++) {
        timers[i] = timer_new_ns(QEMU_CLOCK_VIRTUAL, record, GINT_TO_POINTER(i));
    }
    return 0;
}

static int free_timers(void **state)
{
    for (int i = 0; i < TIMERS; i++) {
        timer_free(timers[i]);
    }
    timer_free(NULL);
    return 0;
}

static void assert_fired(const char *expected)
{
    g_autoptr(GString) order = g_string_new(NULL);
    for (size_t i = 0; i < fired_count; i++) {
        g_string_append_printf(order, "%d", fired[i]);
    }
    assert_string_equal(order->str, expected);
    fired_count = 0;
}

static void earlier_deadline_fires_first(void **state)
{
    const int64_t deadlines[] = {1070, 1010, 1050, 1030, 1080, 1020, 1060, 1040};
    for (int i = 0; i < TIMERS; i++) {
        timer_mod(timers[i], deadlines[i]);
    }
    virtual_clock_step(49);
    assert_fired("1537");
    virtual_clock_step(1);
    assert_fired("2");
    virtual_clock_step(100);
    assert_fired("604");
}

static void equal_deadlines_fire_in_order_of_arming(void **state)
{
    const int order[] = {3, 0, 6, 1, 7, 2, 5, 4};
    for (int i = 0; i < TIMERS; i++) {
        timer_mod(timers[order[i]], 1500);
    }
    virtual_clock_step(500);
    assert_fired("30617254");
}

static void deadlines_before_0_fire_first_the_latest_armed_first(void **state)
{
    virtual_clock_set_ns(0);
    timer_mod(timers[0], 0);
    timer_mod(timers[1], -5);
    timer_mod(timers[2], 0);
    timer_mod(timers[3], -5000);
    timer_mod(timers[4], -1);
    timer_mod(timers[1], -7);
    assert_int_equal(timer_expire_time_ns(timers[1]), 0);
    virtual_clock_step(0);
    assert_fired("14302");
}

static void arming_again_for_the_same_time_goes_to_the_end(void **state)
{
    timer_mod(timers[0], 1500);
    timer_mod(timers[1], 1500);
    timer_mod(timers[0], 1500);
    virtual_clock_step(500);
    assert_fired("10");
}

static void past_deadlines_fire_by_deadline(void **state)
{
    timer_mod(timers[0], 900);
    timer_mod(timers[1], -5);
    timer_mod(timers[2], 0);
    timer_mod(timers[3], 1000);
    timer_mod(timers[4], 1001);
    timer_mod(timers[5], -7);
    assert_int_equal(timer_expire_time_ns(timers[1]), 0);
    assert_true(qemu_clock_run_timers(QEMU_CLOCK_VIRTUAL));
    /* Below zero the order is that of arming, backwards. */
    assert_fired("51203");
    assert_false(qemu_clock_run_timers(QEMU_CLOCK_VIRTUAL));
    assert_true(timer_pending(timers[4]));
}

static void deleted_timer_does_not_fire(void **state)
{
    for (int i = 0; i < TIMERS; i++) {
        timer_mod(timers[i], 1000 + i);
    }
    timer_del(timers[0]);
    timer_del(timers[5]);
    timer_del(timers[7]);
    timer_del(timers[7]);
    assert_false(timer_pending(timers[5]));
    assert_int_equal(timer_expire_time_ns(timers[5]), UINT64_MAX);
    virtual_clock_step(100);
    assert_fired("12346");
}

static void anticipate_only_moves_forward(void **state)
{
    timer_mod_anticipate(timers[0], 1400);
    timer_mod_anticipate(timers[0], 1600);
    assert_int_equal(timer_expire_time_ns(timers[0]), 1400);
    timer_mod_anticipate(timers[0], 1200);
    assert_int_equal(timer_expire_time_ns(timers[0]), 1200);
    virtual_clock_step(200);
    assert_fired("0");
}

static void scale_is_applied(void **state)
{
    QEMUTimer us, ms;
    timer_init_us(&us, QEMU_CLOCK_VIRTUAL, record, GINT_TO_POINTER(1));
    timer_init_ms(&ms, QEMU_CLOCK_VIRTUAL, record, GINT_TO_POINTER(2));
    timer_mod(&us, 7);
    timer_mod(&ms, 3);
    assert_int_equal(timer_expire_time_ns(&us), 7000);
    assert_int_equal(timer_expire_time_ns(&ms), 3000000);
    assert_true(timer_expired(&us, 7));
    assert_false(timer_expired(&us, 6));
    assert_false(timer_expired(NULL, 6));
    timer_mod_anticipate(&ms, 2);
    assert_int_equal(timer_expire_time_ns(&ms), 2000000);
    timer_mod_ns(&ms, 5);
    assert_int_equal(timer_expire_time_ns(&ms), 5);
    timer_del(&us);
    timer_del(&ms);
    timer_deinit(&us);
    timer_deinit(&ms);
    timer_del(&ms);
}

static void delete_others(void *opaque)
{
    record(opaque);
    timer_del(timers[1]);
    timer_free(timers[0]);
    timers[0] = NULL;
}

static void callback_may_free_its_timer_and_delete_others(void **state)
{
    timer_free(timers[0]);
    timers[0] = timer_new_ns(QEMU_CLOCK_VIRTUAL, delete_others, GINT_TO_POINTER(0));
    timer_mod(timers[0], 1001);
    timer_mod(timers[1], 1001);
    timer_mod(timers[2], 1001);
    virtual_clock_step(10);
    assert_fired("02");
}

static void rearm(void *opaque)
{
    QEMUTimer *timer = *(QEMUTimer **)opaque;
    assert_false(timer_pending(timer));
    record(GINT_TO_POINTER(7));
    if (fired_count < 4) {
        timer_mod(timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + 10);
    }
}

static void periodic_timer_sees_its_own_deadlines(void **state)
{
    QEMUTimer *timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, rearm, &timer);
    timer_mod(timer, 1005);
    virtual_clock_step(24);
    assert_int_equal(fired_count, 2);
    assert_int_equal(timer_expire_time_ns(timer), 1025);
    virtual_clock_step(1000);
    assert_fired("7777");
    timer_free(timer);
}

static void disabled_clock_fires_nothing(void **state)
{
    timer_mod(timers[0], 1001);
    qemu_clock_enable(QEMU_CLOCK_VIRTUAL, false);
    assert_int_equal(qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, QEMU_TIMER_ATTR_ALL),
                     -1);
    virtual_clock_step(10);
    assert_fired("");
    qemu_clock_enable(QEMU_CLOCK_VIRTUAL, true);
    assert_true(qemu_clock_expired(QEMU_CLOCK_VIRTUAL));
    assert_true(qemu_clock_run_all_timers());
    assert_fired("0");
}

static void deadline_is_relative_and_never_negative(void **state)
{
    assert_false(qemu_clock_has_timers(QEMU_CLOCK_VIRTUAL));
    assert_int_equal(qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, QEMU_TIMER_ATTR_ALL),
                     -1);
    timer_mod(timers[0], 1500);
    timer_mod(timers[1], 1300);
    assert_int_equal(qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, QEMU_TIMER_ATTR_ALL),
                     300);
    timer_mod(timers[0], 300);
    assert_int_equal(qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, QEMU_TIMER_ATTR_ALL),
                     0);
    assert_true(qemu_clock_has_timers(QEMU_CLOCK_VIRTUAL));
}

static void attributes_select_deadlines(void **state)
{
    QEMUTimer external;
    timer_init_full(&external, NULL, QEMU_CLOCK_VIRTUAL, SCALE_NS,
                    QEMU_TIMER_ATTR_EXTERNAL, record, NULL);
    timer_mod(&external, 1100);
    timer_mod(timers[0], 1500);
    timer_mod(timers[1], 1400);
    assert_int_equal(qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, QEMU_TIMER_ATTR_ALL),
                     100);
    assert_int_equal(qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, 0), 400);
    timer_del(&external);
}

static void count_notification(void *opaque, QEMUClockType type)
{
    (*(int *)opaque)++;
    assert_int_equal(type, QEMU_CLOCK_VIRTUAL);
}

static void list_tells_of_an_earlier_first_deadline(void **state)
{
    QEMUTimerListGroup group;
    QEMUTimer a, b;
    int notified = 0;
    timerlistgroup_init(&group, count_notification, &notified);
    timer_init_full(&a, &group, QEMU_CLOCK_VIRTUAL, SCALE_NS, 0, record,
                    GINT_TO_POINTER(1));
    timer_init_full(&b, &group, QEMU_CLOCK_VIRTUAL, SCALE_NS, 0, record,
                    GINT_TO_POINTER(2));
    timer_mod(&a, 2000);
    assert_int_equal(notified, 1);
    timer_mod(&b, 3000);
    assert_int_equal(notified, 1);
    timer_mod(&b, 1500);
    assert_int_equal(notified, 2);
    assert_int_equal(timerlist_get_clock(group.tl[QEMU_CLOCK_HOST]), QEMU_CLOCK_HOST);
    assert_int_equal(timerlist_deadline_ns(group.tl[QEMU_CLOCK_VIRTUAL]), 500);
    /* A clock that is stepped gives a poll nothing to wait for. */
    assert_int_equal(timerlistgroup_deadline_ns(&group), -1);
    virtual_clock_set_ns(1999);
    assert_int_equal(notified, 3);
    assert_true(timerlist_expired(group.tl[QEMU_CLOCK_VIRTUAL]));
    assert_true(timerlistgroup_run_timers(&group));
    assert_fired("2");
    timer_del(&a);
    assert_false(timerlistgroup_run_timers(&group));
    timerlistgroup_deinit(&group);
    timerlist_free(NULL);
}

static void heap_sorts_many_timers(void **state)
{
    enum {
        COUNT = 5000
    };
    QEMUTimer *many = g_new(QEMUTimer, COUNT);
    g_autoptr(GRand) random = g_rand_new_with_seed(4);
    int64_t last = 0;
    size_t live = 0;
    for (int i = 0; i < COUNT; i++) {
        timer_init_ns(&many[i], QEMU_CLOCK_VIRTUAL, record, NULL);
    }
    for (int i = 0; i < 4 * COUNT; i++) {
        QEMUTimer *timer = &many[g_rand_int_range(random, 0, COUNT)];
        if (g_rand_boolean(random)) {
            timer_mod(timer, g_rand_int_range(random, 2000, 100000));
        } else {
            timer_del(timer);
        }
    }
    for (int i = 0; i < COUNT; i++) {
        live += timer_pending(&many[i]);
    }
    assert_true(live > COUNT / 4);
    while (virtual_clock_step_to_deadline()) {
        int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
        assert_true(now > last);
        last = now;
        assert_true(fired_count > 0 && fired_count <= live);
        live -= fired_count;
        fired_count = 0;
        for (int i = 0; i < COUNT; i += 97) {
            assert_true(!timer_pending(&many[i]) ||
                        timer_expire_time_ns(&many[i]) > (uint64_t)now);
        }
    }
    assert_int_equal(live, 0);
    g_free(many);
}

typedef struct Arming {
    unsigned int calls;
    bool done;
} Arming;

static void count_call(void *opaque)
{
    qatomic_inc(&((Arming *)opaque)->calls);
}

static void *arm_and_delete(void *opaque)
{
    Arming *self = opaque;
    QEMUTimer *timer = timer_new_ns(QEMU_CLOCK_REALTIME, count_call, self);
    for (int i = 0; i < 20000; i++) {
        timer_mod(timer, get_clock() + i % 3);
        if (i % 5 == 0) {
            timer_del(timer);
        }
    }
    /* The last arming is one that the other thread must not lose. */
    timer_del(timer);
    unsigned int before = qatomic_mb_read(&self->calls);
    timer_mod(timer, get_clock());
    while (qatomic_mb_read(&self->calls) == before) {
        g_usleep(100);
    }
    timer_free(timer);
    qatomic_set_mb(&self->done, true);
    return NULL;
}

static void threads_arm_while_another_one_runs(void **state)
{
    QemuThread threads[3];
    Arming arming[ARRAY_SIZE(threads)] = {{0, false}};
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        qemu_thread_create(&threads[i], "arm", arm_and_delete, &arming[i],
                           QEMU_THREAD_JOINABLE);
    }
    for (size_t i = 0; i < ARRAY_SIZE(threads);) {
        qemu_clock_run_timers(QEMU_CLOCK_REALTIME);
        i += qatomic_mb_read(&arming[i].done);
    }
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        qemu_thread_join(&threads[i]);
    }
    assert_false(qemu_clock_has_timers(QEMU_CLOCK_REALTIME));
}

static void timeouts_are_rounded_up(void **state)
{
    assert_int_equal(qemu_timeout_ns_to_ms(-1), -1);
    assert_int_equal(qemu_timeout_ns_to_ms(0), 0);
    assert_int_equal(qemu_timeout_ns_to_ms(1), 1);
    assert_int_equal(qemu_timeout_ns_to_ms(SCALE_MS), 1);
    assert_int_equal(qemu_timeout_ns_to_ms(INT64_MAX), INT32_MAX);
    assert_int_equal(qemu_soonest_timeout(-1, 5), 5);
    assert_int_equal(qemu_soonest_timeout(4, 5), 4);
    assert_int_equal(qemu_soonest_timeout(-1, -1), -1);
    assert_int_equal(qemu_poll_ns(NULL, 0, 1000), 0);
}

#define TIMER_TEST(name) cmocka_unit_test_setup_teardown(name, make_timers, free_timers)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TIMER_TEST(earlier_deadline_fires_first),
        TIMER_TEST(equal_deadlines_fire_in_order_of_arming),
        TIMER_TEST(deadlines_before_0_fire_first_the_latest_armed_first),
        TIMER_TEST(arming_again_for_the_same_time_goes_to_the_end),
        TIMER_TEST(past_deadlines_fire_by_deadline),
        TIMER_TEST(deleted_timer_does_not_fire),
        TIMER_TEST(anticipate_only_moves_forward),
        TIMER_TEST(scale_is_applied),
        TIMER_TEST(callback_may_free_its_timer_and_delete_others),
        TIMER_TEST(periodic_timer_sees_its_own_deadlines),
        TIMER_TEST(disabled_clock_fires_nothing),
        TIMER_TEST(deadline_is_relative_and_never_negative),
        TIMER_TEST(attributes_select_deadlines),
        TIMER_TEST(list_tells_of_an_earlier_first_deadline),
        TIMER_TEST(heap_sorts_many_timers),
        cmocka_unit_test(threads_arm_while_another_one_runs),
        cmocka_unit_test(timeouts_are_rounded_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
