/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "main_loop.h"
#include "runtime/bql_held.h"

static QemuMutex big_lock;
__thread bool bql_is_held;
static __thread unsigned int unlock_blocked; /* calls of bql_block_unlock() */
/* Where the lock was taken; read and written by who has it. */
static const char *taken_file;
static int taken_line;

static void __attribute__((constructor(101))) bql_start(void)
{
    qemu_mutex_init(&big_lock);
}

bool bql_locked(void)
{
    return bql_is_held;
}

void bql_lock_impl(const char *file, int line)
{
    if (bql_is_held) {
        fprintf(stderr,
                "%s:%d: error: bql_lock() in a thread that took the lock at %s:%d; "
                "BQL_LOCK_GUARD() takes it where it is not held\n",
                file, line, taken_file, taken_line);
        abort();
    }
    qemu_mutex_lock(&big_lock);
    bql_is_held = true;
    taken_file = file;
    taken_line = line;
}

static void check_unlock_allowed(const char *file, int line)
{
    if (unlock_blocked) {
        fprintf(stderr,
                "%s:%d: error: the big lock is freed while %u calls of "
                "bql_block_unlock() forbid it\n",
                file, line, unlock_blocked);
        abort();
    }
}

void bql_unlock_impl(const char *file, int line)
{
    if (!bql_is_held) {
        fprintf(stderr,
                "%s:%d: error: bql_unlock() in a thread that does not have the lock\n",
                file, line);
        abort();
    }
    check_unlock_allowed(file, line);
    bql_is_held = false;
    qemu_mutex_unlock(&big_lock);
}

void bql_block_unlock(bool increase)
{
    g_assert(bql_is_held && (increase || unlock_blocked > 0));
    unlock_blocked += increase ? 1 : -1;
}

/* The place stays the one where the caller took the lock: it has never given it up. */
static void restore(const char *file, int line)
{
    bql_is_held = true;
    taken_file = file;
    taken_line = line;
}

void qemu_cond_wait_bql(QemuCond *cond)
{
    const char *file = taken_file;
    int line = taken_line;

    g_assert(bql_is_held);
    check_unlock_allowed(file, line);
    bql_is_held = false;
    qemu_cond_wait(cond, &big_lock);
    restore(file, line);
}

bool qemu_cond_timedwait_bql(QemuCond *cond, int ms)
{
    const char *file = taken_file;
    int line = taken_line;

    g_assert(bql_is_held);
    check_unlock_allowed(file, line);
    bql_is_held = false;
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
