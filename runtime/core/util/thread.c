/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/thread.h"

#include "qemu/atomic.h"
#include "qemu/lockable.h"

typedef struct ThreadStart {
    void *(*routine)(void *);
    void *arg;
    char name[16]; /* empty: none */
} ThreadStart;

static bool thread_naming;

/* A fault of the caller, or of the system: neither can be handled. */
static void check(int error, const char *what)
{
    if (error) {
        fprintf(stderr, "%s: %s\n", what, g_strerror(error));
        abort();
    }
}

/* The monotonic time that lies ms milliseconds ahead. */
static struct timespec time_in(int ms)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += ms / 1000;
    time.tv_nsec += ms % 1000 * 1000000L;
    if (time.tv_nsec >= 1000000000L) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000L;
    }
    return time;
}

/* --- mutexes ------------------------------------------------------------------------ */

static void mutex_init(QemuMutex *mutex, int kind)
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, kind);
    check(pthread_mutex_init(&mutex->lock, &attributes), "qemu_mutex_init");
    pthread_mutexattr_destroy(&attributes);
    mutex->initialized = true;
}

void qemu_mutex_init(QemuMutex *mutex)
{
    mutex_init(mutex, PTHREAD_MUTEX_ERRORCHECK);
}

void qemu_mutex_destroy(QemuMutex *mutex)
{
    g_assert(mutex->initialized);
    mutex->initialized = false;
    check(pthread_mutex_destroy(&mutex->lock), "qemu_mutex_destroy");
}

void qemu_mutex_lock(QemuMutex *mutex)
{
    g_assert(mutex->initialized);
    check(pthread_mutex_lock(&mutex->lock), "qemu_mutex_lock");
}

int qemu_mutex_trylock(QemuMutex *mutex)
{
    g_assert(mutex->initialized);
    int error = pthread_mutex_trylock(&mutex->lock);
    if (error != EBUSY) {
        check(error, "qemu_mutex_trylock");
    }
    return -error;
}

void qemu_mutex_unlock(QemuMutex *mutex)
{
    g_assert(mutex->initialized);
    check(pthread_mutex_unlock(&mutex->lock), "qemu_mutex_unlock");
}

void qemu_rec_mutex_init(QemuRecMutex *mutex)
{
    mutex_init(&mutex->m, PTHREAD_MUTEX_RECURSIVE);
}

void qemu_rec_mutex_destroy(QemuRecMutex *mutex)
{
    qemu_mutex_destroy(&mutex->m);
}

void qemu_rec_mutex_lock(QemuRecMutex *mutex)
{
    qemu_mutex_lock(&mutex->m);
}

int qemu_rec_mutex_trylock(QemuRecMutex *mutex)
{
    return qemu_mutex_trylock(&mutex->m);
}

void qemu_rec_mutex_unlock(QemuRecMutex *mutex)
{
    qemu_mutex_unlock(&mutex->m);
}

/* --- conditions --------------------------------------------------------------------- */

static void cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    check(pthread_cond_init(cond, &attributes), "qemu_cond_init");
    pthread_condattr_destroy(&attributes);
}

void qemu_cond_init(QemuCond *cond)
{
    cond_init(&cond->cond);
    cond->initialized = true;
}

void qemu_cond_destroy(QemuCond *cond)
{
    g_assert(cond->initialized);
    cond->initialized = false;
    check(pthread_cond_destroy(&cond->cond), "qemu_cond_destroy");
}

void qemu_cond_signal(QemuCond *cond)
{
    g_assert(cond->initialized);
    check(pthread_cond_signal(&cond->cond), "qemu_cond_signal");
}

void qemu_cond_broadcast(QemuCond *cond)
{
    g_assert(cond->initialized);
    check(pthread_cond_broadcast(&cond->cond), "qemu_cond_broadcast");
}

void qemu_cond_wait(QemuCond *cond, QemuMutex *mutex)
{
    g_assert(cond->initialized);
    check(pthread_cond_wait(&cond->cond, &mutex->lock), "qemu_cond_wait");
}

bool qemu_cond_timedwait(QemuCond *cond, QemuMutex *mutex, int ms)
{
    g_assert(cond->initialized);
    struct timespec end = time_in(ms);
    int error = pthread_cond_timedwait(&cond->cond, &mutex->lock, &end);
    if (error != ETIMEDOUT) {
        check(error, "qemu_cond_timedwait");
    }
    return error == 0;
}

/* --- semaphores --------------------------------------------------------------------- */

void qemu_sem_init(QemuSemaphore *sem, int init)
{
    qemu_mutex_init(&sem->mutex);
    qemu_cond_init(&sem->cond);
    sem->count = (unsigned int)init;
}

void qemu_sem_destroy(QemuSemaphore *sem)
{
    qemu_cond_destroy(&sem->cond);
    qemu_mutex_destroy(&sem->mutex);
}

void qemu_sem_post(QemuSemaphore *sem)
{
    QEMU_LOCK_GUARD(&sem->mutex);
    sem->count++;
    qemu_cond_signal(&sem->cond);
}

void qemu_sem_wait(QemuSemaphore *sem)
{
    QEMU_LOCK_GUARD(&sem->mutex);
    while (sem->count == 0) {
        qemu_cond_wait(&sem->cond, &sem->mutex);
    }
    sem->count--;
}

int qemu_sem_timedwait(QemuSemaphore *sem, int ms)
{
    struct timespec end = time_in(ms);
    int error = 0;

    QEMU_LOCK_GUARD(&sem->mutex);
    while (sem->count == 0 && error == 0) {
        error = pthread_cond_timedwait(&sem->cond.cond, &sem->mutex.lock, &end);
    }
    if (sem->count == 0) {
        return -1;
    }
    sem->count--;
    return 0;
}

/* --- events ------------------------------------------------------------------------- */

void qemu_event_init(QemuEvent *ev, bool init)
{
    qemu_mutex_init(&ev->mutex);
    qemu_cond_init(&ev->cond);
    ev->value = init;
}

void qemu_event_destroy(QemuEvent *ev)
{
    qemu_cond_destroy(&ev->cond);
    qemu_mutex_destroy(&ev->mutex);
}

void qemu_event_set(QemuEvent *ev)
{
    QEMU_LOCK_GUARD(&ev->mutex);
    ev->value = true;
    qemu_cond_broadcast(&ev->cond);
}

void qemu_event_reset(QemuEvent *ev)
{
    QEMU_LOCK_GUARD(&ev->mutex);
    ev->value = false;
}

void qemu_event_wait(QemuEvent *ev)
{
    QEMU_LOCK_GUARD(&ev->mutex);
    while (!ev->value) {
        qemu_cond_wait(&ev->cond, &ev->mutex);
    }
}

/* --- threads ------------------------------------------------------------------------ */

void qemu_thread_naming(bool enable)
{
    qatomic_set(&thread_naming, enable);
}

static void *thread_main(void *opaque)
{
    ThreadStart start = *(ThreadStart *)opaque;
    g_free(opaque);
    if (start.name[0]) {
        pthread_setname_np(pthread_self(), start.name);
    }
    return start.routine(start.arg);
}

void qemu_thread_create(QemuThread *thread, const char *name,
                        void *(*start_routine)(void *), void *arg, int mode)
{
    ThreadStart *start = g_new0(ThreadStart, 1);
    pthread_attr_t attributes;
    sigset_t all, old;

    start->routine = start_routine;
    start->arg = arg;
    if (qatomic_read(&thread_naming)) {
        g_strlcpy(start->name, name, sizeof(start->name));
    }
    pthread_attr_init(&attributes);
    if (mode == QEMU_THREAD_DETACHED) {
        pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    }
    /* Signals are the main thread's business; the new thread inherits the mask. */
    sigfillset(&all);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGFPE);
    sigdelset(&all, SIGILL);
    sigdelset(&all, SIGBUS);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    check(pthread_create(&thread->thread, &attributes, thread_main, start),
          "qemu_thread_create");
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attributes);
}

void *qemu_thread_join(QemuThread *thread)
{
    void *result;
    check(pthread_join(thread->thread, &result), "qemu_thread_join");
    return result;
}

void qemu_thread_get_self(QemuThread *thread)
{
    thread->thread = pthread_self();
}

bool qemu_thread_is_self(QemuThread *thread)
{
    return pthread_equal(pthread_self(), thread->thread);
}

void qemu_thread_exit(void *retval)
{
    pthread_exit(retval);
}
