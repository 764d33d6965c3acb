/* SPDX-License-Identifier: MIT */
/*
 * Bottom halves: functions that run later in the main loop, under the big lock. There is
 * one AioContext, the main loop's; qemu_get_aio_context() has it.
 *
 * Scheduling is safe from any thread and from signal handlers. A bottom half that is
 * scheduled again before it ran runs once; one that schedules itself runs again in the
 * next round. Of those scheduled for one round the latest runs first.
 */
#ifndef QEMU_AIO_H
#define QEMU_AIO_H

#include <stdbool.h>

#include "qemu/event_notifier.h"
#include "qemu/timer.h"
#include "qemu/typedefs.h"
#include "runtime/qdev.h"

typedef void QEMUBHFunc(void *opaque);
typedef void IOHandler(void *opaque);

/*
 * A new bottom half, for qemu_bh_delete(). opaque, name and reentrancy_guard (NULL: none)
 * are borrowed until it is freed.
 */
QEMUBH *aio_bh_new_full(AioContext *ctx, QEMUBHFunc *cb, void *opaque, const char *name,
                        MemReentrancyGuard *reentrancy_guard);
#define aio_bh_new(ctx, cb, opaque)                                                      \
    aio_bh_new_full((ctx), (cb), (opaque), (stringify(cb)), NULL)
#define aio_bh_new_guarded(ctx, cb, opaque, guard)                                       \
    aio_bh_new_full((ctx), (cb), (opaque), (stringify(cb)), (guard))

/* Run cb(opaque) once. */
void aio_bh_schedule_oneshot_full(AioContext *ctx, QEMUBHFunc *cb, void *opaque,
                                  const char *name);
#define aio_bh_schedule_oneshot(ctx, cb, opaque)                                         \
    aio_bh_schedule_oneshot_full((ctx), (cb), (opaque), (stringify(cb)))

/* Run it in the next round. */
void qemu_bh_schedule(QEMUBH *bh);
/* Run it when the main loop wakes up for something else, or after 10 ms. */
void qemu_bh_schedule_idle(QEMUBH *bh);
/* It is not scheduled any more; a call that is under way goes on. Any thread. */
void qemu_bh_cancel(QEMUBH *bh);
/*
 * Cancelled at once, and freed by the main loop: bh is stolen. It may be the one that is
 * running. Any thread; NULL is a fault.
 */
void qemu_bh_delete(QEMUBH *bh);

/* Call it now, with its guard. */
void aio_bh_call(QEMUBH *bh);
/* Run what is scheduled in this round; whether that was more than idle ones. */
bool aio_bh_poll(AioContext *ctx);
/* Nanoseconds until a bottom half must run: 0, 10 ms for idle ones, -1 for none. */
int64_t aio_compute_bh_timeout(AioContext *ctx);

/* Wake the main loop up. Any thread, and signal handlers. */
void aio_notify(AioContext *ctx);
/* One round of the main loop; blocking: wait for something to do. Whether it did. */
bool aio_poll(AioContext *ctx, bool blocking);

#endif
