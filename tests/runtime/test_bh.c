/* SPDX-License-Identifier: MIT */
/* Bottom halves. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qapi/error.h"
#include "qemu/atomic.h"
#include "qemu/main-loop.h"
#include "runtime/reentrancy.h"

static int calls;

static void count(void *opaque)
{
    assert_true(bql_locked());
    (*(int *)opaque)++;
}

static int take_lock(void **state)
{
    calls = 0;
    bql_lock();
    return 0;
}

static int free_lock(void **state)
{
    main_loop_wait(true); /* frees what was deleted */
    bql_unlock();
    return 0;
}

static void scheduled_twice_runs_once(void **state)
{
    QEMUBH *bh = qemu_bh_new(count, &calls);
    main_loop_wait(true);
    assert_int_equal(calls, 0);
    qemu_bh_schedule(bh);
    qemu_bh_schedule(bh);
    assert_int_equal(calls, 0);
    main_loop_wait(false);
    main_loop_wait(true);
    assert_int_equal(calls, 1);
    qemu_bh_delete(bh);
}

static void cancelled_does_not_run(void **state)
{
    QEMUBH *bh = qemu_bh_new(count, &calls);
    qemu_bh_schedule(bh);
    qemu_bh_cancel(bh);
    main_loop_wait(true);
    assert_int_equal(calls, 0);
    qemu_bh_schedule(bh);
    main_loop_wait(true);
    assert_int_equal(calls, 1);
    qemu_bh_schedule(bh);
    qemu_bh_delete(bh);
    main_loop_wait(true);
    assert_int_equal(calls, 1);
}

static QEMUBH *current;

static void delete_itself(void *opaque)
{
    count(opaque);
    qemu_bh_delete(current);
}

static void may_delete_itself(void **state)
{
    current = qemu_bh_new(delete_itself, &calls);
    qemu_bh_schedule(current);
    main_loop_wait(true);
    main_loop_wait(true);
    assert_int_equal(calls, 1);
}

static void schedule_itself(void *opaque)
{
    count(opaque);
    if (calls < 3) {
        qemu_bh_schedule(current);
    }
}

static void that_schedules_itself_runs_in_the_next_round(void **state)
{
    current = qemu_bh_new(schedule_itself, &calls);
    qemu_bh_schedule(current);
    for (int round = 1; round <= 3; round++) {
        assert_true(aio_bh_poll(qemu_get_aio_context()));
        assert_int_equal(calls, round);
    }
    assert_false(aio_bh_poll(qemu_get_aio_context()));
    qemu_bh_delete(current);
}

static void oneshot_runs_once_and_is_freed(void **state)
{
    aio_bh_schedule_oneshot(qemu_get_aio_context(), count, &calls);
    main_loop_wait(false);
    main_loop_wait(true);
    assert_int_equal(calls, 1);
}

static void idle_waits_ten_milliseconds(void **state)
{
    QEMUBH *bh = qemu_bh_new(count, &calls);
    int64_t start = get_clock();
    assert_int_equal(aio_compute_bh_timeout(qemu_get_aio_context()), -1);
    qemu_bh_schedule_idle(bh);
    assert_int_equal(aio_compute_bh_timeout(qemu_get_aio_context()), 10 * SCALE_MS);
    main_loop_wait(false);
    assert_int_equal(calls, 1);
    assert_true(get_clock() - start >= 9 * SCALE_MS);
    qemu_bh_schedule_idle(bh);
    assert_false(aio_bh_poll(qemu_get_aio_context())); /* runs, and is no progress */
    assert_int_equal(calls, 2);
    qemu_bh_schedule_idle(bh);
    qemu_bh_schedule(bh);
    assert_int_equal(aio_compute_bh_timeout(qemu_get_aio_context()), 0);
    qemu_bh_delete(bh);
}

static void check_guard(void *opaque)
{
    MemReentrancyGuard *guard = opaque;
    assert_true(guard->engaged_in_io);
    calls++;
}

static void guard_is_engaged_during_the_call(void **state)
{
    MemReentrancyGuard guard = {false};
    QEMUBH *bh = qemu_bh_new_guarded(check_guard, &guard, &guard);
    qemu_bh_schedule(bh);
    main_loop_wait(true);
    assert_int_equal(calls, 1);
    assert_false(guard.engaged_in_io);
    guard.engaged_in_io = true;
    aio_bh_call(bh);
    assert_true(guard.engaged_in_io);
    qemu_bh_delete(bh);
}

static char order[8];

static void note(void *opaque)
{
    order[strlen(order)] = *(char *)opaque;
}

static void latest_of_a_round_runs_first(void **state)
{
    char names[] = "abc";
    QEMUBH *bhs[3];
    for (int i = 0; i < 3; i++) {
        bhs[i] = qemu_bh_new(note, &names[i]);
        qemu_bh_schedule(bhs[i]);
    }
    main_loop_wait(true);
    assert_string_equal(order, "cba");
    for (int i = 0; i < 3; i++) {
        qemu_bh_delete(bhs[i]);
    }
}

typedef struct Work {
    QEMUBH *bh;
    int scheduled;
    int ran;
    bool done;
} Work;

static void run_work(void *opaque)
{
    Work *work = opaque;
    work->ran = qatomic_mb_read(&work->scheduled);
}

static void *schedule_often(void *opaque)
{
    Work *work = opaque;
    for (int i = 0; i < 20000; i++) {
        qatomic_inc(&work->scheduled);
        qemu_bh_schedule(work->bh);
        if (i % 7 == 0) {
            qemu_bh_cancel(work->bh);
            qemu_bh_schedule(work->bh);
        }
        aio_bh_schedule_oneshot(qemu_get_aio_context(), count, &calls);
    }
    qatomic_set_mb(&work->done, true);
    qemu_notify_event();
    return NULL;
}

static void other_threads_wake_the_loop_and_lose_nothing(void **state)
{
    Work work[2] = {{NULL, 0, 0, false}, {NULL, 0, 0, false}};
    QemuThread threads[2];
    for (int i = 0; i < 2; i++) {
        work[i].bh = qemu_bh_new(run_work, &work[i]);
        qemu_thread_create(&threads[i], "schedule", schedule_often, &work[i],
                           QEMU_THREAD_JOINABLE);
    }
    while (!qatomic_mb_read(&work[0].done) || !qatomic_mb_read(&work[1].done) ||
           work[0].ran < 20000 || work[1].ran < 20000 || calls < 40000) {
        main_loop_wait(false);
    }
    for (int i = 0; i < 2; i++) {
        qemu_thread_join(&threads[i]);
        qemu_bh_delete(work[i].bh);
    }
    main_loop_wait(true);
    assert_int_equal(calls, 40000);
}

#define BH_TEST(name) cmocka_unit_test_setup_teardown(name, take_lock, free_lock)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BH_TEST(scheduled_twice_runs_once),
        BH_TEST(cancelled_does_not_run),
        BH_TEST(may_delete_itself),
        BH_TEST(that_schedules_itself_runs_in_the_next_round),
        BH_TEST(oneshot_runs_once_and_is_freed),
        BH_TEST(idle_waits_ten_milliseconds),
        BH_TEST(guard_is_engaged_during_the_call),
        BH_TEST(latest_of_a_round_runs_first),
        BH_TEST(other_threads_wake_the_loop_and_lose_nothing),
    };
    qemu_init_main_loop(&error_abort);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
