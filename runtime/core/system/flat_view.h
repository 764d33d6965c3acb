/* SPDX-License-Identifier: MIT */
/*
 * What an address space shows: ranges that do not overlap, in the order of their
 * addresses. A view never changes but for its caches, so readers need no lock; it lives
 * while it is current or somebody uses it ("flat_view_use.h"), and keeps the owners of
 * its regions.
 */
#ifndef SYSTEM_FLAT_VIEW_H
#define SYSTEM_FLAT_VIEW_H

#include "qemu/atomic.h"
#include "system/memory.h"

/* One cache line. */
typedef struct FlatRange {
    hwaddr start;
    /* The last address in it: the range may end at 2^64. */
    hwaddr last;
    MemoryRegion *mr;
    /* An address and this are an offset in the region, modulo 2^64. */
    hwaddr to_region;
    /* The memory at start where reads are direct, else NULL. */
    uint8_t *ram;
    /* What has that memory, referenced. */
    RAMBlock *block;
    /* What the next two are about; a device may have replaced it since. */
    const MemoryRegionOps *ops;
    /*
     * Sizes (as bits: 1, 2, 4, 8) of accesses in the host's order, and in the other one,
     * that are one plain callback if they are aligned.
     */
    uint8_t simple_reads[2];
    uint8_t simple_writes[2];
    /* Writes are direct, too. */
    bool ram_writable;
    bool romd_mode;
    bool readonly : 1;
    bool nonvolatile : 1;
    bool unmergeable : 1;
} FlatRange;

struct FlatView {
    /* Atomic. The address space has one reference. */
    unsigned ref;
    unsigned nr;
    FlatRange *ranges;
    /*
     * By a hash of the address without its low granule_bits bits: the range that was
     * found last with that hash. Atomic, as last_found is, which is for ranges of many
     * granules.
     */
    const FlatRange **slots;
    const FlatRange *last_found;
    /* 64 less the bits of an index of slots. */
    uint8_t slot_shift;
    uint8_t granule_bits;
    FlatView *next_retired;
};

/* What an address space shows before it is initialized, and after its end. For good. */
extern FlatView flat_view_of_nothing;

/* The view of a tree, new, with one reference; root may be NULL. Big lock. */
FlatView *flat_view_render(MemoryRegion *root);
/* view is stolen: nobody refers to it any more. Big lock. */
void flat_view_free(FlatView *view);
/* Index of the first range that ends at addr or behind it; nr: none. */
unsigned flat_view_first_index(const FlatView *view, hwaddr addr);
/* The range that has addr, or NULL; and remember it. */
const FlatRange *flat_view_search(FlatView *view, hwaddr addr);
/* The section that a range is. */
MemoryRegionSection flat_range_section(FlatView *view, const FlatRange *range);

static inline bool flat_range_has(const FlatRange *range, hwaddr addr)
{
    return addr >= range->start && addr <= range->last;
}

/* Where addr is in the region of the range that has it. */
static inline hwaddr flat_range_offset(const FlatRange *range, hwaddr addr)
{
    return addr + range->to_region;
}

/* Bytes from addr, which the range has, to its end, or limit if that is less. */
static inline hwaddr flat_range_rest(const FlatRange *range, hwaddr addr, hwaddr limit)
{
    hwaddr behind = range->last - addr;

    return limit == 0 || limit - 1 <= behind ? limit : behind + 1;
}

/* Index of simple_reads and simple_writes for an access. */
static inline unsigned flat_range_order(MemOp op)
{
    return op & MO_BSWAP ? 1 : 0;
}

static inline const FlatRange **flat_view_slot(const FlatView *view, hwaddr addr)
{
    uint64_t hash = (addr >> view->granule_bits) * 0x9e3779b97f4a7c15ULL;

    return &view->slots[hash >> view->slot_shift];
}

/* A range that may have addr; as a rule it has if any has. */
static inline const FlatRange *flat_view_guess(const FlatView *view, hwaddr addr)
{
    return qatomic_read(flat_view_slot(view, addr));
}

/* The range that has addr, or NULL, in a time that does not depend on their number. */
static inline const FlatRange *flat_view_lookup(FlatView *view, hwaddr addr)
{
    const FlatRange *range = flat_view_guess(view, addr);

    return likely(flat_range_has(range, addr)) ? range : flat_view_search(view, addr);
}

#endif
