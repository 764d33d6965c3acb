/* SPDX-License-Identifier: MIT */
/* Mutexes, conditions, semaphores, events and threads. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qemu/atomic.h"
#include "qemu/lockable.h"
#include "qemu/thread.h"

typedef struct Shared {
    QemuMutex mutex;
    QemuCond cond;
    QemuSemaphore sem;
    QemuEvent event;
    QemuSpin spin;
    int count;
} Shared;

static int create(void **state)
{
    Shared *self = g_new0(Shared, 1);
    qemu_mutex_init(&self->mutex);
    qemu_cond_init(&self->cond);
    qemu_sem_init(&self->sem, 0);
    qemu_event_init(&self->event, false);
    qemu_spin_init(&self->spin);
    *state = self;
    return 0;
}

static int destroy(void **state)
{
    Shared *self = *state;
    qemu_spin_destroy(&self->spin);
    qemu_event_destroy(&self->event);
    qemu_sem_destroy(&self->sem);
    qemu_cond_destroy(&self->cond);
    qemu_mutex_destroy(&self->mutex);
    g_free(self);
    return 0;
}

static void *count_twice(void *opaque)
{
    Shared *self = opaque;
    for (int i = 0; i < 5000; i++) {
        WITH_QEMU_LOCK_GUARD(&self->mutex)
        {
            self->count++;
        }
        qemu_spin_lock(&self->spin);
        qemu_spin_unlock(&self->spin);
        QEMU_LOCK_GUARD(&self->mutex);
        self->count++;
    }
    return &self->count;
}

static void locks_exclude(void **state)
{
    Shared *self = *state;
    QemuThread threads[3];
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        qemu_thread_create(&threads[i], "count", count_twice, self, QEMU_THREAD_JOINABLE);
        assert_false(qemu_thread_is_self(&threads[i]));
    }
    for (size_t i = 0; i < ARRAY_SIZE(threads); i++) {
        assert_ptr_equal(qemu_thread_join(&threads[i]), &self->count);
    }
    assert_int_equal(self->count, 30000);
    qemu_thread_get_self(&threads[0]);
    assert_true(qemu_thread_is_self(&threads[0]));
}

static void *try_all(void *opaque)
{
    Shared *self = opaque;
    return GINT_TO_POINTER(qemu_mutex_trylock(&self->mutex) == -EBUSY &&
                           qemu_spin_trylock(&self->spin));
}

static void trying_does_not_wait(void **state)
{
    Shared *self = *state;
    QemuThread thread;
    QemuRecMutex recursive;
    assert_int_equal(qemu_mutex_trylock(&self->mutex), 0);
    assert_false(qemu_spin_trylock(&self->spin));
    assert_true(qemu_spin_locked(&self->spin));
    qemu_thread_create(&thread, "try", try_all, self, QEMU_THREAD_JOINABLE);
    assert_true(GPOINTER_TO_INT(qemu_thread_join(&thread)));
    qemu_spin_unlock(&self->spin);
    qemu_mutex_unlock(&self->mutex);
    qemu_rec_mutex_init(&recursive);
    QEMU_LOCK_GUARD(&recursive);
    qemu_rec_mutex_lock(&recursive);
    assert_int_equal(qemu_rec_mutex_trylock(&recursive), 0);
    qemu_rec_mutex_unlock(&recursive);
    qemu_rec_mutex_unlock(&recursive);
}

static void *signal_all(void *opaque)
{
    Shared *self = opaque;
    qemu_event_set(&self->event);
    qemu_sem_post(&self->sem);
    qemu_mutex_lock(&self->mutex);
    self->count = 1;
    qemu_cond_broadcast(&self->cond);
    qemu_mutex_unlock(&self->mutex);
    qemu_thread_exit(self);
}

static void waiting_ends_with_the_signal(void **state)
{
    Shared *self = *state;
    QemuThread thread;
    qemu_thread_naming(true);
    qemu_mutex_lock(&self->mutex);
    assert_false(qemu_cond_timedwait(&self->cond, &self->mutex, 1));
    assert_int_equal(qemu_sem_timedwait(&self->sem, 1), -1);
    qemu_thread_create(&thread, "a very long name of a thread", signal_all, self,
                       QEMU_THREAD_JOINABLE);
    while (!self->count) {
        qemu_cond_wait(&self->cond, &self->mutex);
    }
    qemu_mutex_unlock(&self->mutex);
    qemu_event_wait(&self->event);
    qemu_event_wait(&self->event);
    qemu_event_reset(&self->event);
    qemu_sem_wait(&self->sem);
    qemu_sem_post(&self->sem);
    assert_int_equal(qemu_sem_timedwait(&self->sem, 1000), 0);
    assert_ptr_equal(qemu_thread_join(&thread), self);
    qemu_thread_naming(false);
}

static void *set_event(void *opaque)
{
    qemu_event_set(opaque);
    return NULL;
}

static QemuEvent detached_ran; /* lives on: nobody knows when the thread has ended */

static void detached_thread_needs_no_join(void **state)
{
    QemuThread thread;
    qemu_event_init(&detached_ran, false);
    qemu_thread_create(&thread, "detached", set_event, &detached_ran,
                       QEMU_THREAD_DETACHED);
    qemu_event_wait(&detached_ran);
}

static void lock_mutex_twice(void *unused)
{
    QemuMutex mutex;
    qemu_mutex_init(&mutex);
    qemu_mutex_lock(&mutex);
    qemu_mutex_lock(&mutex);
}

static void unlock_mutex(void *unused)
{
    QemuMutex mutex;
    qemu_mutex_init(&mutex);
    qemu_mutex_unlock(&mutex);
}

static void use_uninitialised_mutex(void *unused)
{
    QemuMutex mutex = {.initialized = false};
    qemu_mutex_lock(&mutex);
}

static void misuse_aborts(void **state)
{
    assert_aborts(lock_mutex_twice, NULL, "qemu_mutex_lock: Resource deadlock avoided");
    assert_aborts(unlock_mutex, NULL, "qemu_mutex_unlock: Operation not permitted");
    assert_aborts(use_uninitialised_mutex, NULL, "mutex->initialized");
}

static void atomic_operations_give_what_their_names_say(void **state)
{
    int value = 5;
    assert_int_equal(qatomic_fetch_add(&value, 2), 5);
    assert_int_equal(qatomic_inc_fetch(&value), 8);
    assert_int_equal(qatomic_xchg(&value, 1), 8);
    assert_int_equal(qatomic_cmpxchg(&value, 2, 9), 1);
    assert_int_equal(qatomic_cmpxchg(&value, 1, 9), 1);
    assert_int_equal(qatomic_read(&value), 9);
    qatomic_or(&value, 2);
    qatomic_and(&value, ~1);
    assert_int_equal(qatomic_load_acquire(&value), 10);
    qatomic_set_mb(&value, 3);
    smp_mb();
    assert_int_equal(qatomic_mb_read(&value), 3);
}

#define THREAD_TEST(name) cmocka_unit_test_setup_teardown(name, create, destroy)

int main(void)
{
    const struct CMUnitTest tests[] = {
        THREAD_TEST(locks_exclude),
        THREAD_TEST(trying_does_not_wait),
        THREAD_TEST(waiting_ends_with_the_signal),
        cmocka_unit_test(detached_thread_needs_no_join),
        cmocka_unit_test(misuse_aborts),
        cmocka_unit_test(atomic_operations_give_what_their_names_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
