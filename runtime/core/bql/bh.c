/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "main_loop.h"
#include "qemu/atomic.h"
#include "runtime/reentrancy.h"

/*
 * A bottom half that is PENDING is in its context's list, whoever put it there; all other
 * bits say what the main loop does with it when it takes it from the list.
 */
enum {
    BH_PENDING = 1 << 0,
    BH_SCHEDULED = 1 << 1,
    BH_IDLE = 1 << 2,
    BH_ONESHOT = 1 << 3,
    BH_DELETED = 1 << 4,
};

#define IDLE_TIMEOUT_NS (10 * INT64_C(1000000))

struct QEMUBH {
    AioContext *ctx;
    const char *name;
    QEMUBHFunc *cb;
    void *opaque;
    MemReentrancyGuard *reentrancy_guard;
    unsigned int flags;
    QSLIST_ENTRY(QEMUBH) next;
};

QEMUBH *aio_bh_new_full(AioContext *ctx, QEMUBHFunc *cb, void *opaque, const char *name,
                        MemReentrancyGuard *reentrancy_guard)
{
    QEMUBH *bh = g_new0(QEMUBH, 1);
    bh->ctx = ctx;
    bh->cb = cb;
    bh->opaque = opaque;
    bh->name = name;
    bh->reentrancy_guard = reentrancy_guard;
    return bh;
}

QEMUBH *qemu_bh_new_full(QEMUBHFunc *cb, void *opaque, const char *name,
                         MemReentrancyGuard *reentrancy_guard)
{
    return aio_bh_new_full(qemu_get_aio_context(), cb, opaque, name, reentrancy_guard);
}

static void enqueue(QEMUBH *bh, unsigned int flags)
{
    /* Once it is in the list it may run, and be freed, in another thread. */
    AioContext *ctx = bh->ctx;
    unsigned int before = qatomic_fetch_or(&bh->flags, BH_PENDING | flags);
    if (!(before & BH_PENDING)) {
        QSLIST_INSERT_HEAD_ATOMIC(&ctx->bottom_halves, bh, next);
    }
    aio_notify(ctx);
}

void qemu_bh_schedule(QEMUBH *bh)
{
    qatomic_and(&bh->flags, ~(unsigned int)BH_IDLE);
    enqueue(bh, BH_SCHEDULED);
}

void qemu_bh_schedule_idle(QEMUBH *bh)
{
    enqueue(bh, BH_SCHEDULED | BH_IDLE);
}

void aio_bh_schedule_oneshot_full(AioContext *ctx, QEMUBHFunc *cb, void *opaque,
                                  const char *name)
{
    enqueue(aio_bh_new_full(ctx, cb, opaque, name, NULL), BH_SCHEDULED | BH_ONESHOT);
}

void qemu_bh_cancel(QEMUBH *bh)
{
    qatomic_and(&bh->flags, ~(unsigned int)BH_SCHEDULED);
}

void qemu_bh_delete(QEMUBH *bh)
{
    enqueue(bh, BH_DELETED);
}

void aio_bh_call(QEMUBH *bh)
{
    MemReentrancyGuard *guard = bh->reentrancy_guard;
    bool was_engaged = false;

    if (guard) {
        was_engaged = guard->engaged_in_io;
        guard->engaged_in_io = true;
    }
    bh->cb(bh->opaque);
    if (guard) {
        guard->engaged_in_io = was_engaged;
    }
}

bool aio_bh_poll(AioContext *ctx)
{
    BHList round;
    bool progress = false;

    QSLIST_MOVE_ATOMIC(&round, &ctx->bottom_halves);
    while (!QSLIST_EMPTY(&round)) {
        QEMUBH *bh = QSLIST_FIRST(&round);
        QSLIST_REMOVE_HEAD(&round, next);
        /* From here on it can be scheduled for the next round. */
        unsigned int flags = qatomic_fetch_and(
            &bh->flags, ~(unsigned int)(BH_PENDING | BH_SCHEDULED | BH_IDLE));
        if ((flags & (BH_SCHEDULED | BH_DELETED)) == BH_SCHEDULED) {
            progress |= !(flags & BH_IDLE);
            aio_bh_call(bh);
        }
        if (flags & (BH_DELETED | BH_ONESHOT)) {
            g_free(bh);
        }
    }
    return progress;
}

int64_t aio_compute_bh_timeout(AioContext *ctx)
{
    int64_t timeout = -1;
    QEMUBH *bh;

    /* Others only push in front of what this thread sees, and nobody else frees. */
    for (bh = qatomic_load_acquire(&ctx->bottom_halves.slh_first); bh;
         bh = QSLIST_NEXT(bh, next)) {
        unsigned int flags = qatomic_read(&bh->flags);
        if (!(flags & BH_IDLE) && (flags & (BH_SCHEDULED | BH_DELETED))) {
            return 0;
        }
        if (flags & BH_SCHEDULED) {
            timeout = IDLE_TIMEOUT_NS;
        }
    }
    return timeout;
}
