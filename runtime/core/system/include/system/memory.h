/* SPDX-License-Identifier: MIT */
/*
 * Memory regions: what a device or a board puts on a bus. A region is callbacks (io),
 * RAM, ROM, both (ROM device), a window on another region (alias), or a place for others
 * (container); io and RAM regions can have subregions, too. Regions form trees; an
 * address space shows one tree as a flat view. Addresses and sizes are in bytes.
 *
 * Locking: whatever changes regions or trees is called under the big lock. Accesses may
 * come from any thread: "system/memory-access.h".
 *
 * Regions are QOM objects in memory of the caller. A region with a name is a child of its
 * owner ("name[0]"), and goes with it; without an owner it is one of
 * "/machine/unattached". While a flat view shows the region, or somebody uses it, the
 * owner is referenced. A region that has no owner must never go away.
 */
#ifndef SYSTEM_MEMORY_H
#define SYSTEM_MEMORY_H

#include "exec/hwaddr.h"
#include "exec/memattrs.h"
#include "exec/memop.h"
#include "exec/ram_addr.h"
#include "qemu/bswap.h"
#include "qemu/int128.h"
#include "qemu/notify.h"
#include "qemu/queue.h"
#include "qemu/range.h"
#include "qemu/rcu.h"
#include "qemu/thread.h"
#include "qom/object.h"
#include "runtime/qdev.h"

/* The byte order of a device's registers; the native one is little-endian here. */
enum device_endian {
    DEVICE_NATIVE_ENDIAN,
    DEVICE_BIG_ENDIAN,
    DEVICE_LITTLE_ENDIAN,
};
#if HOST_BIG_ENDIAN
#define DEVICE_HOST_ENDIAN DEVICE_BIG_ENDIAN
#else
#define DEVICE_HOST_ENDIAN DEVICE_LITTLE_ENDIAN
#endif

#define TYPE_MEMORY_REGION "memory-region"
DECLARE_INSTANCE_CHECKER(MemoryRegion, MEMORY_REGION, TYPE_MEMORY_REGION)

/* How RAM is made; here every flag but these leads to an error. */
#define RAM_SHARED    (1 << 1)
#define RAM_NORESERVE (1 << 7)

/*
 * What a device does on accesses to a region. addr is relative to the region, size in
 * bytes (1, 2, 4 or 8), data in the low bytes. Called under the big lock unless the
 * region is lockless. Either read or read_with_attrs is set, and so for writes; where
 * both are, the plain one is used.
 */
struct MemoryRegionOps {
    uint64_t (*read)(void *opaque, hwaddr addr, unsigned size);
    void (*write)(void *opaque, hwaddr addr, uint64_t data, unsigned size);

    MemTxResult (*read_with_attrs)(void *opaque, hwaddr addr, uint64_t *data,
                                   unsigned size, MemTxAttrs attrs);
    MemTxResult (*write_with_attrs)(void *opaque, hwaddr addr, uint64_t data,
                                    unsigned size, MemTxAttrs attrs);

    enum device_endian endianness;
    /*
     * What the bus side may ask for: anything else is MEMTX_DECODE_ERROR, reads 0 and is
     * logged (LOG_INVALID_MEM). A max_access_size of 0 accepts every size, but longer
     * transfers come in pieces of at most 4 bytes. accepts, if any, is asked first.
     */
    struct {
        unsigned min_access_size;
        unsigned max_access_size;
        bool unaligned;
        bool (*accepts)(void *opaque, hwaddr addr, unsigned size, bool is_write,
                        MemTxAttrs attrs);
    } valid;
    /*
     * What the callbacks can do; 0 stands for 1 and 4. Larger accesses are made of
     * several, from the lowest address up; a smaller one is made as one of
     * min_access_size at the same address, of which the bytes asked for count. With
     * unaligned (for which valid.unaligned must be set), long transfers are not cut at
     * aligned addresses.
     */
    struct {
        unsigned min_access_size;
        unsigned max_access_size;
        bool unaligned;
    } impl;
};

struct MemoryRegion {
    Object parent_obj;

    /* All of it is private but disable_reentrancy_guard. What each access needs is first.
     */
    const MemoryRegionOps *ops;
    void *opaque;
    /* Of the owner, if that has one: "runtime/memory.h". */
    MemReentrancyGuard *guard;
    /* Set by a device whose callbacks may be called while they run. */
    bool disable_reentrancy_guard;
    bool romd_mode;
    bool ram;
    bool readonly;
    bool nonvolatile;
    bool rom_device;
    bool ram_device;
    bool lockless_io;
    bool unmergeable;
    bool terminates;
    bool enabled;
    RAMBlock *ram_block;
    Object *owner;
    MemoryRegion *container;
    /* How often an alias of this region, or of one that aliases it, is mapped. */
    int mapped_via_alias;
    int32_t priority;
    Int128 size;
    hwaddr addr;
    MemoryRegion *alias;
    hwaddr alias_offset;
    QTAILQ_HEAD(, MemoryRegion) subregions;
    QTAILQ_ENTRY(MemoryRegion) subregions_link;
    const char *name;
};

/* A piece of a region as an address space shows it. */
struct MemoryRegionSection {
    /* 0 where nothing was found. */
    Int128 size;
    /* NULL where nothing was found. */
    MemoryRegion *mr;
    FlatView *fv;
    hwaddr offset_within_region;
    hwaddr offset_within_address_space;
    /* Writes do not reach the RAM. */
    bool readonly;
    bool nonvolatile;
    bool unmergeable;
};

/* --- making regions ----------------------------------------------------------------- */

/*
 * All of these initialize mr, which is memory of the caller, with one reference that goes
 * to the owner (borrowed, may be NULL). name is copied; NULL leaves mr outside the tree
 * of objects. A size of UINT64_MAX is 2^64. The bool ones are false with errp set when
 * there is no memory; mr is then a region of size 0 outside of every tree.
 */
void memory_region_init(MemoryRegion *mr, Object *owner, const char *name, uint64_t size);
/*
 * ops is borrowed for good, and constant while the region is in a tree; NULL refuses all
 * accesses. opaque goes to the callbacks.
 */
void memory_region_init_io(MemoryRegion *mr, Object *owner, const MemoryRegionOps *ops,
                           void *opaque, const char *name, uint64_t size);
/* RAM of zeroes, which goes with mr. It is not a part of a saved state. */
bool memory_region_init_ram(MemoryRegion *mr, Object *owner, const char *name,
                            uint64_t size, Error **errp);
bool memory_region_init_ram_nomigrate(MemoryRegion *mr, Object *owner, const char *name,
                                      uint64_t size, Error **errp);
bool memory_region_init_ram_flags_nomigrate(MemoryRegion *mr, Object *owner,
                                            const char *name, uint64_t size,
                                            uint32_t ram_flags, Error **errp);
/* RAM at ptr, borrowed as long as mr lives, of at least size bytes. */
void memory_region_init_ram_ptr(MemoryRegion *mr, Object *owner, const char *name,
                                uint64_t size, void *ptr);
/* The same for memory that has effects: each access is one of the host's. */
void memory_region_init_ram_device_ptr(MemoryRegion *mr, Object *owner, const char *name,
                                       uint64_t size, void *ptr);
/* RAM that is read-only on the bus. */
bool memory_region_init_rom(MemoryRegion *mr, Object *owner, const char *name,
                            uint64_t size, Error **errp);
bool memory_region_init_rom_nomigrate(MemoryRegion *mr, Object *owner, const char *name,
                                      uint64_t size, Error **errp);
/* RAM for reads (in ROMD mode, which is how it begins) and callbacks for writes. */
bool memory_region_init_rom_device(MemoryRegion *mr, Object *owner,
                                   const MemoryRegionOps *ops, void *opaque,
                                   const char *name, uint64_t size, Error **errp);
bool memory_region_init_rom_device_nomigrate(MemoryRegion *mr, Object *owner,
                                             const MemoryRegionOps *ops, void *opaque,
                                             const char *name, uint64_t size,
                                             Error **errp);
/* size bytes of orig (borrowed; it outlives mr), from offset on. */
void memory_region_init_alias(MemoryRegion *mr, Object *owner, const char *name,
                              MemoryRegion *orig, hwaddr offset, uint64_t size);

/* One reference more, or less, to the region's owner; NULL is fine. Any thread. */
void memory_region_ref(MemoryRegion *mr);
void memory_region_unref(MemoryRegion *mr);

/* --- asking ------------------------------------------------------------------------- */

/* Borrowed; NULL without one. */
Object *memory_region_owner(MemoryRegion *mr);
/* UINT64_MAX for 2^64. */
uint64_t memory_region_size(MemoryRegion *mr);
/* Borrowed; "" for a region without a name. */
const char *memory_region_name(const MemoryRegion *mr);
/* Whether mr has a container, or an alias of it has. */
bool memory_region_is_mapped(MemoryRegion *mr);
/* Whether an address in container belongs to another region in it. */
bool memory_region_present(MemoryRegion *container, hwaddr addr);
/*
 * The first piece that an address space shows of size bytes at addr, relative to mr. The
 * result's region has a new reference, which memory_region_unref() drops; fv is borrowed
 * while the big lock is held.
 */
MemoryRegionSection memory_region_find(MemoryRegion *mr, hwaddr addr, uint64_t size);

bool memory_region_is_ram_device(MemoryRegion *mr);
/* These kinds do not exist here: false. */
bool memory_region_is_protected(MemoryRegion *mr);
#define memory_region_is_iommu(mr) ((void)(mr), false)

static inline bool memory_region_is_ram(MemoryRegion *mr)
{
    return mr->ram;
}

static inline bool memory_region_is_rom(MemoryRegion *mr)
{
    return mr->ram && mr->readonly;
}

static inline bool memory_region_is_romd(MemoryRegion *mr)
{
    return mr->rom_device && mr->romd_mode;
}

static inline bool memory_region_is_nonvolatile(MemoryRegion *mr)
{
    return mr->nonvolatile;
}

/* The host's address of the RAM of mr or of what it aliases; borrowed, mr keeps it. */
void *memory_region_get_ram_ptr(MemoryRegion *mr);
/* RAM_ADDR_INVALID without RAM. */
ram_addr_t memory_region_get_ram_addr(MemoryRegion *mr);
/* The region whose RAM ptr points into, borrowed, and how far; NULL: none. Big lock. */
MemoryRegion *memory_region_from_host(void *ptr, ram_addr_t *offset);
/* -1: no RAM here is a file. */
int memory_region_get_fd(MemoryRegion *mr);

/* --- building trees ----------------------------------------------------------------- */

/*
 * Changes between begin and commit show at once, at the outermost commit. Each function
 * below is a transaction of its own outside of one.
 */
void memory_region_transaction_begin(void);
void memory_region_transaction_commit(void);

/*
 * subregion, which has no container, at offset in mr; it is cut off at mr's end. Where
 * subregions overlap, the higher priority wins, and of equals the one that came last;
 * what none of them covers is mr's own.
 */
void memory_region_add_subregion(MemoryRegion *mr, hwaddr offset,
                                 MemoryRegion *subregion);
void memory_region_add_subregion_overlap(MemoryRegion *mr, hwaddr offset,
                                         MemoryRegion *subregion, int priority);
void memory_region_del_subregion(MemoryRegion *mr, MemoryRegion *subregion);

/* A disabled region, with its subregions, is as if it were not in the tree. */
void memory_region_set_enabled(MemoryRegion *mr, bool enabled);
/* Relative to the container. */
void memory_region_set_address(MemoryRegion *mr, hwaddr addr);
/* Not for RAM: its size is its memory's. */
void memory_region_set_size(MemoryRegion *mr, uint64_t size);
void memory_region_set_alias_offset(MemoryRegion *mr, hwaddr offset);
/* Of RAM; of an alias or a container, for the RAM that is seen through it. */
void memory_region_set_readonly(MemoryRegion *mr, bool readonly);
void memory_region_set_nonvolatile(MemoryRegion *mr, bool nonvolatile);
/* Listeners see the pieces of mr as they are, not joined with their neighbours. */
void memory_region_set_unmergeable(MemoryRegion *mr, bool unmergeable);
/* false: reads of a ROM device go to its callbacks, too. */
void memory_region_rom_device_set_romd(MemoryRegion *mr, bool romd_mode);

/* Callbacks of mr are called without the big lock, and while others of it run. */
void memory_region_enable_lockless_io(MemoryRegion *mr);

/* --- what other hosts of devices need ------------------------------------------------
 */

/*
 * No processor caches what it read, nobody records writes to RAM, and no writes are held
 * back here: these have nothing to do.
 */
void memory_region_set_dirty(MemoryRegion *mr, hwaddr addr, hwaddr size);
void memory_region_flush_rom_device(MemoryRegion *mr, hwaddr addr, hwaddr size);
void memory_region_set_coalescing(MemoryRegion *mr);
void memory_region_add_coalescing(MemoryRegion *mr, hwaddr offset, uint64_t size);
void memory_region_clear_coalescing(MemoryRegion *mr);
void memory_region_set_flush_coalesced(MemoryRegion *mr);
void memory_region_clear_flush_coalesced(MemoryRegion *mr);
void qemu_flush_coalesced_mmio_buffer(void);

/* Not supported: they say so, naming the region, and abort. */
void memory_region_add_eventfd(MemoryRegion *mr, hwaddr addr, unsigned size,
                               bool match_data, uint64_t data, EventNotifier *e);
void memory_region_del_eventfd(MemoryRegion *mr, hwaddr addr, unsigned size,
                               bool match_data, uint64_t data, EventNotifier *e);

#include "system/memory-access.h"
#include "system/memory-listener.h"

#endif
