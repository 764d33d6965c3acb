/* SPDX-License-Identifier: MIT */
/*
 * Address spaces and accesses through them; a part of system/memory.h, which is what
 * sources include.
 *
 * Locking: init, destroy and unregister are called under the big lock. Accesses come from
 * any thread. One without the big lock takes it for the time of a device's callback
 * unless the region is lockless. An access sees the flat view that was current when it
 * began to its end, whatever callbacks do to the regions; the owners of the regions live
 * that long.
 *
 * Results are MEMTX_OK or the union of what went wrong (see exec/memattrs.h); what cannot
 * be read is 0. Writes to read-only memory change nothing and are MEMTX_DECODE_ERROR.
 */
#ifndef SYSTEM_MEMORY_ACCESS_H
#define SYSTEM_MEMORY_ACCESS_H

#ifndef SYSTEM_MEMORY_H
#error "include system/memory.h"
#endif

#include "qemu/thread.h"

/* All bytes that the bounce buffers of an address space have together. */
#define DEFAULT_MAX_BOUNCE_BUFFER_SIZE 4096

typedef struct AddressSpaceMapClient AddressSpaceMapClient;

/* Embedded by bus masters. */
struct AddressSpace {
    /* All of it is private but the limit. */
    char *name;
    MemoryRegion *root;
    FlatView *current_map;
    QTAILQ_HEAD(, MemoryListener) listeners;
    QTAILQ_ENTRY(AddressSpace) address_spaces_link;

    /* May be set after address_space_init(). */
    size_t max_bounce_buffer_size;
    size_t bounce_buffer_size;
    QemuMutex map_client_list_lock;
    QLIST_HEAD(, AddressSpaceMapClient) map_client_list;
};

/* Show root's tree in as, which is memory of the caller. root is referenced, name copied.
 */
void address_space_init(AddressSpace *as, MemoryRegion *root, const char *name);
/* The end of that; no listener is left. as is the caller's again. */
void address_space_destroy(AddressSpace *as);
/* The same for an as that g_new() made. */
void address_space_destroy_free(AddressSpace *as);

/*
 * len bytes at addr, from or to buf in the order of their addresses. Devices get them in
 * aligned pieces that they accept (see MemoryRegionOps), each with the address it begins
 * at. A failure does not end the transfer.
 */
MemTxResult address_space_rw(AddressSpace *as, hwaddr addr, MemTxAttrs attrs, void *buf,
                             hwaddr len, bool is_write);
MemTxResult address_space_read(AddressSpace *as, hwaddr addr, MemTxAttrs attrs, void *buf,
                               hwaddr len);
MemTxResult address_space_write(AddressSpace *as, hwaddr addr, MemTxAttrs attrs,
                                const void *buf, hwaddr len);
/* The same byte len times. */
MemTxResult address_space_set(AddressSpace *as, hwaddr addr, uint8_t c, hwaddr len,
                              MemTxAttrs attrs);
/* To RAM and ROM, as a loader does; the parts that are neither are left out. */
MemTxResult address_space_write_rom(AddressSpace *as, hwaddr addr, MemTxAttrs attrs,
                                    const void *buf, hwaddr len);
/* Whether such a transfer would be accepted everywhere; no callback but accepts is
 * called. */
bool address_space_access_valid(AddressSpace *as, hwaddr addr, hwaddr len, bool is_write,
                                MemTxAttrs attrs);
/* Whether addr is not memory. */
bool address_space_is_io(AddressSpace *as, hwaddr addr);

/*
 * address_space_ld{ub,uw,l,q} and address_space_st{b,w,l,q}: one access of 1, 2, 4 or 8
 * bytes, which no device gets in pieces because of its address. _le and _be say in which
 * order the bytes are; without it is that of the native endianness. The result of the
 * access goes to *result unless that is NULL.
 */
#define MEMORY_LOAD_(name, type)                                                         \
    type address_space_ld##name(AddressSpace *as, hwaddr addr, MemTxAttrs attrs,         \
                                MemTxResult *result)
#define MEMORY_STORE_(name, type)                                                        \
    void address_space_st##name(AddressSpace *as, hwaddr addr, type val,                 \
                                MemTxAttrs attrs, MemTxResult *result)
MEMORY_LOAD_(ub, uint8_t);
MEMORY_LOAD_(uw, uint16_t);
MEMORY_LOAD_(uw_le, uint16_t);
MEMORY_LOAD_(uw_be, uint16_t);
MEMORY_LOAD_(l, uint32_t);
MEMORY_LOAD_(l_le, uint32_t);
MEMORY_LOAD_(l_be, uint32_t);
MEMORY_LOAD_(q, uint64_t);
MEMORY_LOAD_(q_le, uint64_t);
MEMORY_LOAD_(q_be, uint64_t);
MEMORY_STORE_(b, uint8_t);
MEMORY_STORE_(w, uint16_t);
MEMORY_STORE_(w_le, uint16_t);
MEMORY_STORE_(w_be, uint16_t);
MEMORY_STORE_(l, uint32_t);
MEMORY_STORE_(l_le, uint32_t);
MEMORY_STORE_(l_be, uint32_t);
MEMORY_STORE_(q, uint64_t);
MEMORY_STORE_(q_le, uint64_t);
MEMORY_STORE_(q_be, uint64_t);

/* ld{ub,uw,l,q}_phys and st{b,w,l,q}_phys: the same without attributes and result. */
#define MEMORY_PHYS_(load, store, order, type)                                           \
    static inline type ld##load##order##_phys(AddressSpace *as, hwaddr addr)             \
    {                                                                                    \
        return address_space_ld##load##order(as, addr, MEMTXATTRS_UNSPECIFIED, NULL);    \
    }                                                                                    \
    static inline void st##store##order##_phys(AddressSpace *as, hwaddr addr, type val)  \
    {                                                                                    \
        address_space_st##store##order(as, addr, val, MEMTXATTRS_UNSPECIFIED, NULL);     \
    }
MEMORY_PHYS_(ub, b, , uint8_t)
MEMORY_PHYS_(uw, w, , uint16_t)
MEMORY_PHYS_(uw, w, _le, uint16_t)
MEMORY_PHYS_(uw, w, _be, uint16_t)
MEMORY_PHYS_(l, l, , uint32_t)
MEMORY_PHYS_(l, l, _le, uint32_t)
MEMORY_PHYS_(l, l, _be, uint32_t)
MEMORY_PHYS_(q, q, , uint64_t)
MEMORY_PHYS_(q, q, _le, uint64_t)
MEMORY_PHYS_(q, q, _be, uint64_t)

/*
 * One access to a region itself, offset addr. op says how many bytes, and the order in
 * which *pval or data has them: the device's own (devend_memop()), or else they are
 * swapped. The caller has the big lock unless the region is lockless, and keeps the owner
 * alive.
 */
MemTxResult memory_region_dispatch_read(MemoryRegion *mr, hwaddr addr, uint64_t *pval,
                                        MemOp op, MemTxAttrs attrs);
MemTxResult memory_region_dispatch_write(MemoryRegion *mr, hwaddr addr, uint64_t data,
                                         MemOp op, MemTxAttrs attrs);
/* Whether the region's ops.valid allows it; logs why not. */
bool memory_region_access_valid(MemoryRegion *mr, hwaddr addr, unsigned size,
                                bool is_write, MemTxAttrs attrs);

static inline bool devend_big_endian(enum device_endian end)
{
    return end == DEVICE_BIG_ENDIAN;
}

/* MO_LE or MO_BE. */
static inline MemOp devend_memop(enum device_endian end)
{
    return devend_big_endian(end) ? MO_BE : MO_LE;
}

/*
 * The host's address of *plen bytes at addr, to read (is_write false) or to write all of
 * them; *plen becomes how many are there. RAM is the RAM itself. Anything else comes as a
 * copy: read when it is mapped, written when it is unmapped, and no more than
 * max_bounce_buffer_size in all. NULL with *plen 0: none is left. What holds the memory
 * is referenced until address_space_unmap() gets the same buffer and len, and how many
 * bytes the caller wrote.
 */
void *address_space_map(AddressSpace *as, hwaddr addr, hwaddr *plen, bool is_write,
                        MemTxAttrs attrs);
void address_space_unmap(AddressSpace *as, void *buffer, hwaddr len, bool is_write,
                         hwaddr access_len);
/* Schedule bh (borrowed) once when a map that failed may succeed, or now if it may. */
void address_space_register_map_client(AddressSpace *as, QEMUBH *bh);
void address_space_unregister_map_client(AddressSpace *as, QEMUBH *bh);

/* What as shows now, borrowed while the big lock is held. */
FlatView *address_space_to_flatview(AddressSpace *as);
/* A range of a view; true ends the walk. */
typedef bool (*flatview_cb)(Int128 start, Int128 len, const MemoryRegion *mr,
                            hwaddr offset_in_region, void *opaque);
/* All ranges in the order of their addresses. */
void flatview_for_each_range(FlatView *fv, flatview_cb cb, void *opaque);
/*
 * The region at an address, borrowed while the big lock is held and nothing changes the
 * tree, and in *xlat the offset in it; *plen becomes less where it is memory that ends.
 * A region that refuses everything where there is none.
 */
MemoryRegion *address_space_translate(AddressSpace *as, hwaddr addr, hwaddr *xlat,
                                      hwaddr *plen, bool is_write, MemTxAttrs attrs);

#endif
