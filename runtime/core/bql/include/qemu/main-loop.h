/* SPDX-License-Identifier: MIT */
/*
 * The main loop and the big lock (BQL). Devices, their timers, bottom halves and handlers
 * run under the lock; the main loop holds it except while it waits. It is the outermost
 * lock: it is never taken while another one is held.
 *
 * The loop is GLib's: everything here hangs on the default GMainContext, so a program
 * either calls main_loop_wait() in a loop, or runs a GMainLoop of its own, in both cases
 * holding the lock. qemu_init_main_loop() comes first.
 */
#ifndef QEMU_MAIN_LOOP_H
#define QEMU_MAIN_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "block/aio.h"
#include "qemu/lockable.h"
#include "qemu/thread.h"
#include "qemu/typedefs.h"

/* --- the big lock ------------------------------------------------------------------- */

/*
 * Take it. To take it twice, or to free it without having it, is a fault of the program:
 * it aborts with the place of the fault, and the one where the lock was taken.
 */
#define bql_lock() bql_lock_impl(__FILE__, __LINE__)
void bql_lock_impl(const char *file, int line);
#define bql_unlock() bql_unlock_impl(__FILE__, __LINE__)
void bql_unlock_impl(const char *file, int line);
/* Whether the calling thread has it. */
bool bql_locked(void);
/*
 * While the calling thread has called it more often with true than with false, freeing
 * the lock (also to wait in the main loop) is a fault that aborts. The lock is held.
 */
void bql_block_unlock(bool increase);

/* Wait for a condition of the big lock, which is held before and after. */
void qemu_cond_wait_bql(QemuCond *cond);
/* As qemu_cond_wait_bql(), for ms milliseconds at most; false when they passed. */
bool qemu_cond_timedwait_bql(QemuCond *cond, int ms);

/* Hold the lock from here to the end of the scope; where it is held, it stays so. */
#define BQL_LOCK_GUARD()                                                                 \
    g_autoptr(BQLLockAuto) G_GNUC_UNUSED MAKE_IDENTIFIER(bql_lock_auto_) =               \
        bql_auto_lock(__FILE__, __LINE__)

/* Not NULL when the guard has taken the lock. */
typedef struct BQLLockAuto BQLLockAuto;

static inline BQLLockAuto *bql_auto_lock(const char *file, int line)
{
    if (bql_locked()) {
        return NULL;
    }
    bql_lock_impl(file, line);
    return (BQLLockAuto *)(uintptr_t)1;
}

static inline void bql_auto_unlock(BQLLockAuto *taken)
{
    if (taken) {
        bql_unlock();
    }
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BQLLockAuto, bql_auto_unlock)

/* What belongs to the main thread belongs to whoever has the lock. */
static inline bool qemu_in_main_thread(void)
{
    return bql_locked();
}

/* Assertions about who may call a function. */
#define GLOBAL_STATE_CODE() g_assert(qemu_in_main_thread())
#define IO_CODE()           ((void)0)
#define IO_OR_GS_CODE()     ((void)0)

/* --- the loop ----------------------------------------------------------------------- */

/* Hang the runtime on the default GMainContext; later calls do nothing. 0, or -errno. */
int qemu_init_main_loop(Error **errp);

/*
 * One round: wait (unless nonblocking) until there is something to do; then file
 * descriptors, bottom halves, timers. The lock is held, and free during the wait.
 */
void main_loop_wait(int nonblocking);

/* Wake main_loop_wait() up. Any thread. */
void qemu_notify_event(void);

/* The main loop's context, borrowed. */
AioContext *qemu_get_aio_context(void);

/* --- bottom halves (see "block/aio.h") ---------------------------------------------- */

#define qemu_bh_new(cb, opaque) qemu_bh_new_full((cb), (opaque), (stringify(cb)), NULL)
/* With the guard of the device that it works for, borrowed. */
#define qemu_bh_new_guarded(cb, opaque, guard)                                           \
    qemu_bh_new_full((cb), (opaque), (stringify(cb)), (guard))
QEMUBH *qemu_bh_new_full(QEMUBHFunc *cb, void *opaque, const char *name,
                         MemReentrancyGuard *reentrancy_guard);

/* --- file descriptors --------------------------------------------------------------- */

/* size bytes have come from a back end; buf is borrowed for the call. */
typedef void IOReadHandler(void *opaque, const uint8_t *buf, int size);
/* How many bytes the read handler can take now; 0: none, ask again later. */
typedef int IOCanReadHandler(void *opaque);

/*
 * Call fd_read while fd is readable, at its end or in error, and fd_write while it is
 * writable; NULL: not. Both NULL ends it, which comes before fd is closed. opaque is
 * borrowed. The lock is held.
 */
void qemu_set_fd_handler(int fd, IOHandler *fd_read, IOHandler *fd_write, void *opaque);

/* Call handler(e) while e is set; NULL ends it. e is borrowed. The lock is held. */
void event_notifier_set_handler(EventNotifier *e, EventNotifierHandler *handler);

#endif
