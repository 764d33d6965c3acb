/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "main_loop.h"

static QemuMutex big_lock;
static __thread bool held;
/* Where the lock was taken; read and written by who has it. */
static const char *taken_file;
static int taken_line;

static void __attribute__((constructor(101))) bql_start(void)
{
    qemu_mutex_init(&big_lock);
}

bool bql_locked(void)
{
    return held;
}

void bql_lock_impl(const char *file, int line)
{
    if (held) {
        fprintf(stderr,
                "%s:%d: error: bql_lock() in a thread that took the lock at %s:%d; "
                "BQL_LOCK_GUARD() takes it where it is not held\n",
                file, line, taken_file, taken_line);
        abort();
    }
    qemu_mutex_lock(&big_lock);
    held = true;
    taken_file = file;
    taken_line = line;
}

void bql_unlock_impl(const char *file, int line)
{
    if (!held) {
        fprintf(stderr,
                "%s:%d: error: bql_unlock() in a thread that does not have the lock\n",
                file, line);
        abort();
    }
    held = false;
    qemu_mutex_unlock(&big_lock);
}

/* The place stays the one where the caller took the lock: it has never given it up. */
static void restore(const char *file, int line)
{
    held = true;
    taken_file = file;
    taken_line = line;
}

void qemu_cond_wait_bql(QemuCond *cond)
{
    const char *file = taken_file;
    int line = taken_line;

    g_assert(held);
    held = false;
    qemu_cond_wait(cond, &big_lock);
    restore(file, line);
}

bool qemu_cond_timedwait_bql(QemuCond *cond, int ms)
{
    const char *file = taken_file;
    int line = taken_line;

    g_assert(held);
    held = false;
    bool signalled = qemu_cond_timedwait(cond, &big_lock, ms);
    restore(file, line);
    return signalled;
}

void bql_release_while_waiting(BqlPlace *place)
{
    *place = (BqlPlace){.file = taken_file, .line = taken_line};
    bql_unlock();
}

void bql_retake(const BqlPlace *place)
{
    bql_lock_impl(place->file, place->line);
}
