/* SPDX-License-Identifier: MIT */
/* Accesses to regions that views show; for the sources of address spaces. */
#ifndef SYSTEM_MEMORY_DISPATCH_H
#define SYSTEM_MEMORY_DISPATCH_H

#include "flat_view_use.h"

/* How many of len bytes at addr in mr go in one access. */
unsigned memory_access_size(MemoryRegion *mr, hwaddr len, hwaddr addr);

/* Log an access where nothing is. */
MemTxResult memory_access_nothing(hwaddr addr, hwaddr size, bool is_write);

/* Where addr is in the region of the range that has it. */
static inline hwaddr flat_range_offset(const FlatRange *range, hwaddr addr)
{
    return range->offset_in_region + (addr - range->start);
}

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

#endif
