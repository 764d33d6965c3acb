/* SPDX-License-Identifier: MIT */
/* The big lock. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qemu/atomic.h"
#include "qemu/main-loop.h"

static void lock_belongs_to_the_thread_that_took_it(void **state)
{
    assert_false(bql_locked());
    bql_lock();
    assert_true(bql_locked());
    assert_true(qemu_in_main_thread());
    bql_unlock();
    assert_false(bql_locked());
}

static void guard_takes_the_lock_where_it_is_not_held(void **state)
{
    {
        BQL_LOCK_GUARD();
        assert_true(bql_locked());
        {
            BQL_LOCK_GUARD();
            assert_true(bql_locked());
        }
        assert_true(bql_locked());
    }
    assert_false(bql_locked());
}

static void lock_twice(void *unused)
{
    bql_lock_impl("first.c", 12);
    bql_lock_impl("second.c", 34);
}

static void unlock_without_lock(void *unused)
{
    bql_unlock_impl("third.c", 56);
}

static void need_the_lock(void *unused)
{
    GLOBAL_STATE_CODE();
}

static void recursive_lock_aborts_with_both_places(void **state)
{
    assert_aborts(lock_twice, NULL, "second.c:34: error: bql_lock()");
    assert_aborts(lock_twice, NULL, "first.c:12");
}

static void unlock_without_lock_aborts_with_its_place(void **state)
{
    assert_aborts(unlock_without_lock, NULL, "third.c:56: error: bql_unlock()");
    assert_aborts(need_the_lock, NULL, "qemu_in_main_thread");
}

static int counter;

static void *count_under_lock(void *unused)
{
    for (int i = 0; i < 10000; i++) {
        bql_lock();
        counter++;
        bql_unlock();
    }
    return NULL;
}

static void threads_exclude_each_other(void **state)
{
    QemuThread threads[4];
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        qemu_thread_create(&threads[i], "count", count_under_lock, NULL,
                           QEMU_THREAD_JOINABLE);
    }
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        qemu_thread_join(&threads[i]);
    }
    assert_int_equal(counter, 40000);
}

typedef struct Meeting {
    QemuCond cond;
    bool ready;
} Meeting;

static void *make_ready(void *opaque)
{
    Meeting *meeting = opaque;
    bql_lock();
    meeting->ready = true;
    qemu_cond_signal(&meeting->cond);
    bql_unlock();
    return NULL;
}

static void waiting_for_a_condition_frees_the_lock(void **state)
{
    Meeting meeting = {.ready = false};
    QemuThread thread;
    qemu_cond_init(&meeting.cond);
    bql_lock();
    assert_false(qemu_cond_timedwait_bql(&meeting.cond, 1));
    assert_true(bql_locked());
    qemu_thread_create(&thread, "ready", make_ready, &meeting, QEMU_THREAD_JOINABLE);
    while (!meeting.ready) {
        qemu_cond_wait_bql(&meeting.cond);
    }
    assert_true(bql_locked());
    bql_unlock();
    qemu_thread_join(&thread);
    qemu_cond_destroy(&meeting.cond);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lock_belongs_to_the_thread_that_took_it),
        cmocka_unit_test(guard_takes_the_lock_where_it_is_not_held),
        cmocka_unit_test(recursive_lock_aborts_with_both_places),
        cmocka_unit_test(unlock_without_lock_aborts_with_its_place),
        cmocka_unit_test(threads_exclude_each_other),
        cmocka_unit_test(waiting_for_a_condition_frees_the_lock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
