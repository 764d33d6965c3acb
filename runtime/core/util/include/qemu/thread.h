/* SPDX-License-Identifier: MIT */
/*
 * Mutexes, conditions, semaphores, events and threads. Misuse (unlocking what is not
 * locked, locking twice, destroying what is in use) aborts with the place or the reason,
 * wherever the system can tell. init and destroy do not allocate the object.
 */
#ifndef QEMU_THREAD_H
#define QEMU_THREAD_H

#include <pthread.h>
#include <stdbool.h>

#include <glib.h>

#include "qemu/compiler.h"
#include "qemu/typedefs.h"

/* --- QemuMutex: not recursive ------------------------------------------------------- */

struct QemuMutex {
    pthread_mutex_t lock;
    bool initialized;
};

void qemu_mutex_init(QemuMutex *mutex);
void qemu_mutex_destroy(QemuMutex *mutex);
void qemu_mutex_lock(QemuMutex *mutex);
/* 0 when it was taken, -EBUSY when another thread has it. */
int qemu_mutex_trylock(QemuMutex *mutex);
void qemu_mutex_unlock(QemuMutex *mutex);

/* --- QemuRecMutex: one thread may take it several times ------------------------------
 */

typedef struct QemuRecMutex {
    QemuMutex m;
} QemuRecMutex;

void qemu_rec_mutex_init(QemuRecMutex *mutex);
void qemu_rec_mutex_destroy(QemuRecMutex *mutex);
void qemu_rec_mutex_lock(QemuRecMutex *mutex);
int qemu_rec_mutex_trylock(QemuRecMutex *mutex);
void qemu_rec_mutex_unlock(QemuRecMutex *mutex);

/* --- QemuCond ----------------------------------------------------------------------- */

typedef struct QemuCond {
    pthread_cond_t cond;
    bool initialized;
} QemuCond;

void qemu_cond_init(QemuCond *cond);
void qemu_cond_destroy(QemuCond *cond);
void qemu_cond_signal(QemuCond *cond);
void qemu_cond_broadcast(QemuCond *cond);
/* mutex is held before and after; there may be wake-ups without a signal. */
void qemu_cond_wait(QemuCond *cond, QemuMutex *mutex);
/* False when ms milliseconds passed without a signal. */
bool qemu_cond_timedwait(QemuCond *cond, QemuMutex *mutex, int ms);

/* --- QemuSemaphore ------------------------------------------------------------------ */

typedef struct QemuSemaphore {
    QemuMutex mutex;
    QemuCond cond;
    unsigned int count;
} QemuSemaphore;

void qemu_sem_init(QemuSemaphore *sem, int init);
void qemu_sem_destroy(QemuSemaphore *sem);
void qemu_sem_post(QemuSemaphore *sem);
void qemu_sem_wait(QemuSemaphore *sem);
/* 0 when it was taken, -1 when ms milliseconds passed. */
int qemu_sem_timedwait(QemuSemaphore *sem, int ms);

/* --- QemuEvent: a flag that threads wait for -----------------------------------------
 */

typedef struct QemuEvent {
    QemuMutex mutex;
    QemuCond cond;
    bool value;
} QemuEvent;

void qemu_event_init(QemuEvent *ev, bool init);
void qemu_event_destroy(QemuEvent *ev);
/* set wakes all who wait, and those who come until reset. */
void qemu_event_set(QemuEvent *ev);
void qemu_event_reset(QemuEvent *ev);
void qemu_event_wait(QemuEvent *ev);

/* --- QemuSpin: for a few instructions ------------------------------------------------
 */

struct QemuSpin {
    int value;
};

static inline void qemu_spin_init(QemuSpin *spin)
{
    __atomic_store_n(&spin->value, 0, __ATOMIC_RELEASE);
}

static inline void qemu_spin_destroy(QemuSpin *spin)
{
    (void)spin;
}

/* True when it is taken by someone else; otherwise it is the caller's now. */
static inline bool qemu_spin_trylock(QemuSpin *spin)
{
    return __atomic_exchange_n(&spin->value, 1, __ATOMIC_ACQUIRE) != 0;
}

static inline void qemu_spin_lock(QemuSpin *spin)
{
    while (qemu_spin_trylock(spin)) {
        while (__atomic_load_n(&spin->value, __ATOMIC_RELAXED)) {
            barrier();
        }
    }
}

static inline bool qemu_spin_locked(QemuSpin *spin)
{
    return __atomic_load_n(&spin->value, __ATOMIC_ACQUIRE) != 0;
}

static inline void qemu_spin_unlock(QemuSpin *spin)
{
    __atomic_store_n(&spin->value, 0, __ATOMIC_RELEASE);
}

/* --- QemuThread --------------------------------------------------------------------- */

typedef struct QemuThread {
    pthread_t thread;
} QemuThread;

#define QEMU_THREAD_JOINABLE 0
#define QEMU_THREAD_DETACHED 1

/*
 * Run start_routine(arg) in a new thread, with all signals blocked. name, borrowed for
 * the call, is cut to 15 characters. Aborts when no thread can be made.
 */
void qemu_thread_create(QemuThread *thread, const char *name,
                        void *(*start_routine)(void *), void *arg, int mode);
/* What the thread returned; once for each joinable thread. */
void *qemu_thread_join(QemuThread *thread);
void qemu_thread_get_self(QemuThread *thread);
bool qemu_thread_is_self(QemuThread *thread);
G_NORETURN void qemu_thread_exit(void *retval);
/* Whether new threads get their names; without it they have the program's. */
void qemu_thread_naming(bool enable);

#endif
