/* SPDX-License-Identifier: MIT */
/* Accesses to regions that views show; for the sources of address spaces. */
#ifndef SYSTEM_MEMORY_DISPATCH_H
#define SYSTEM_MEMORY_DISPATCH_H

#include "flat_view_use.h"
#include "runtime/reentrancy.h"

/* How many of len bytes at addr in mr go in one access. */
unsigned memory_access_size(MemoryRegion *mr, hwaddr len, hwaddr addr);

/* Log an access where nothing is. */
MemTxResult memory_access_nothing(hwaddr addr, hwaddr size, bool is_write);

/* Whether an access is to the memory itself. */
static inline bool flat_range_is_direct(const FlatRange *range, bool is_write,
                                        MemTxAttrs attrs)
{
    return range->ram && (!is_write || range->ram_writable || attrs.debug);
}

/*
 * What takes a write. RAM that is read-only where it is seen is as ROM is: nothing takes
 * it.
 */
static inline bool flat_range_refuses_writes(const FlatRange *range)
{
    return range->readonly && range->mr->ram;
}

/* Take the big lock for a callback of mr if it needs that; result: for the next one. */
static inline bool mmio_lock(const ViewUse *use, const MemoryRegion *mr)
{
    bool lock = !use->locked && !mr->lockless_io;

    if (unlikely(lock)) {
        bql_lock();
    }
    return lock;
}

static inline void mmio_unlock(bool lock)
{
    if (unlikely(lock)) {
        bql_unlock();
    }
}

/* --- accesses that are one plain callback ------------------------------------------- */

/* The callback must not see an access of its device while it runs. */
typedef struct Engagement {
    MemReentrancyGuard *guard;
    bool refused;
} Engagement;

static inline Engagement engage(const MemoryRegion *mr)
{
    Engagement engagement = {mr->guard, false};

    if (engagement.guard) {
        if (unlikely(mr->disable_reentrancy_guard)) {
            engagement.guard = NULL;
        } else if (unlikely(engagement.guard->engaged_in_io)) {
            engagement.refused = true;
        } else {
            engagement.guard->engaged_in_io = true;
        }
    }
    return engagement;
}

/* The region itself may be gone; its owner, which has the guard, is there. */
static inline void disengage(Engagement engagement)
{
    if (engagement.guard) {
        engagement.guard->engaged_in_io = false;
    }
}

/* Whether one plain callback does an access to the offset of a range. Big lock. */
static inline bool is_quick(const FlatRange *range, unsigned simple_sizes, hwaddr offset,
                            unsigned size)
{
    return likely(simple_sizes & size) && likely((offset & (size - 1)) == 0) &&
           likely(range->ops == range->mr->ops);
}

static inline uint64_t access_mask(unsigned size)
{
    return UINT64_MAX >> (64 - 8 * size);
}

/* value, of op's size, between op's byte order and a device's. */
static inline uint64_t in_device_order(const MemoryRegionOps *ops, uint64_t value,
                                       MemOp op)
{
    if (likely((op & MO_BSWAP) == devend_memop(ops->endianness))) {
        return value;
    }
    return bswap64(value) >> (64 - memop_size_bits(op));
}

#endif
