/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "memory_dispatch.h"

/* The order of processors and of devices that do not say theirs. */
#define MO_NATIVE MO_LE

/* --- the memory itself -------------------------------------------------------------- */

/* op is a constant: one instruction, or two. */
static inline QEMU_ALWAYS_INLINE uint64_t load_direct(const uint8_t *from, MemOp op)
{
    bool big = memop_big_endian(op);

    switch (op & MO_SIZE) {
    case MO_8:
        return ldub_p(from);
    case MO_16:
        return (uint16_t)(big ? lduw_be_p(from) : lduw_le_p(from));
    case MO_32:
        return (uint32_t)(big ? ldl_be_p(from) : ldl_le_p(from));
    default:
        return big ? ldq_be_p(from) : ldq_le_p(from);
    }
}

static inline QEMU_ALWAYS_INLINE void store_direct(uint8_t *to, uint64_t value, MemOp op)
{
    bool big = memop_big_endian(op);

    switch (op & MO_SIZE) {
    case MO_8:
        stb_p(to, (uint8_t)value);
        break;
    case MO_16:
        big ? stw_be_p(to, (uint16_t)value) : stw_le_p(to, (uint16_t)value);
        break;
    case MO_32:
        big ? stl_be_p(to, (uint32_t)value) : stl_le_p(to, (uint32_t)value);
        break;
    default:
        big ? stq_be_p(to, value) : stq_le_p(to, value);
        break;
    }
}

/* --- one access --------------------------------------------------------------------- */

/* The whole access is in the range. */
static inline bool holds(const FlatRange *range, hwaddr addr, MemOp op)
{
    return range->last - addr >= memop_size(op) - 1;
}

static QEMU_NOINLINE uint64_t load_any(AddressSpace *as, hwaddr addr, MemOp op,
                                       MemTxAttrs attrs, MemTxResult *result)
{
    ViewUse use = view_use_begin(as);
    const FlatRange *range = flat_view_lookup(use.view, addr);
    MemTxResult r = MEMTX_OK;
    uint64_t value = 0;

    if (!range) {
        r = memory_access_nothing(addr, memop_size(op), false);
    } else if (range->ram && holds(range, addr, op)) {
        value = load_direct(range->ram + (addr - range->start), op);
    } else {
        bool lock = mmio_lock(&use, range->mr);
        r = memory_region_dispatch_read(range->mr, flat_range_offset(range, addr), &value,
                                        op, attrs);
        mmio_unlock(lock);
    }
    view_use_end(&use);
    if (result) {
        *result = r;
    }
    return value;
}

static QEMU_NOINLINE void store_any(AddressSpace *as, hwaddr addr, uint64_t value,
                                    MemOp op, MemTxAttrs attrs, MemTxResult *result)
{
    ViewUse use = view_use_begin(as);
    const FlatRange *range = flat_view_lookup(use.view, addr);
    MemTxResult r = MEMTX_OK;

    if (!range) {
        r = memory_access_nothing(addr, memop_size(op), true);
    } else if (flat_range_is_direct(range, true, attrs) && holds(range, addr, op)) {
        store_direct(range->ram + (addr - range->start), value, op);
    } else if (flat_range_refuses_writes(range)) {
        r = MEMTX_DECODE_ERROR;
    } else {
        bool lock = mmio_lock(&use, range->mr);
        r = memory_region_dispatch_write(range->mr, flat_range_offset(range, addr), value,
                                         op, attrs);
        mmio_unlock(lock);
    }
    view_use_end(&use);
    if (result) {
        *result = r;
    }
}

/*
 * The usual cases, with a constant op: under the big lock, a device that does the access
 * by one plain callback, or memory.
 */
static inline QEMU_ALWAYS_INLINE uint64_t load(AddressSpace *as, hwaddr addr, MemOp op,
                                               MemTxAttrs attrs, MemTxResult *result)
{
    unsigned size = memop_size(op);
    uint64_t value;

    if (unlikely(!bql_is_held)) {
        return load_any(as, addr, op, attrs, result);
    }
    const FlatRange *range = flat_view_guess(as->current_map, addr);
    hwaddr offset = flat_range_offset(range, addr);
    if (unlikely(!flat_range_has(range, addr))) {
        return load_any(as, addr, op, attrs, result);
    }
    if (is_quick(range, range->simple_reads[flat_range_order(op)], offset, size)) {
        Engagement engagement = engage(range->mr);
        if (unlikely(engagement.refused)) {
            return load_any(as, addr, op, attrs, result);
        }
        flat_view_uses++;
        value = range->ops->read(range->mr->opaque, offset, size) & access_mask(size);
        disengage(engagement);
        view_use_end_locked();
    } else if (range->ram && holds(range, addr, op)) {
        value = load_direct(range->ram + (addr - range->start), op);
    } else {
        return load_any(as, addr, op, attrs, result);
    }
    if (result) {
        *result = MEMTX_OK;
    }
    return value;
}

static inline QEMU_ALWAYS_INLINE void store(AddressSpace *as, hwaddr addr, uint64_t value,
                                            MemOp op, MemTxAttrs attrs,
                                            MemTxResult *result)
{
    unsigned size = memop_size(op);

    if (unlikely(!bql_is_held)) {
        store_any(as, addr, value, op, attrs, result);
        return;
    }
    const FlatRange *range = flat_view_guess(as->current_map, addr);
    hwaddr offset = flat_range_offset(range, addr);
    if (unlikely(!flat_range_has(range, addr))) {
        store_any(as, addr, value, op, attrs, result);
        return;
    }
    if (is_quick(range, range->simple_writes[flat_range_order(op)], offset, size)) {
        Engagement engagement = engage(range->mr);
        if (unlikely(engagement.refused)) {
            store_any(as, addr, value, op, attrs, result);
            return;
        }
        flat_view_uses++;
        range->ops->write(range->mr->opaque, offset, value & access_mask(size), size);
        disengage(engagement);
        view_use_end_locked();
    } else if (flat_range_is_direct(range, true, attrs) && holds(range, addr, op)) {
        store_direct(range->ram + (addr - range->start), value, op);
    } else {
        store_any(as, addr, value, op, attrs, result);
        return;
    }
    if (result) {
        *result = MEMTX_OK;
    }
}

#define DEFINE_LOAD(name, type, op)                                                      \
    MEMORY_LOAD_(name, type)                                                             \
    {                                                                                    \
        return (type)load(as, addr, op, attrs, result);                                  \
    }
#define DEFINE_STORE(name, type, op)                                                     \
    MEMORY_STORE_(name, type)                                                            \
    {                                                                                    \
        store(as, addr, val, op, attrs, result);                                         \
    }
#define DEFINE_ACCESSES(load_name, store_name, type, size)                               \
    DEFINE_LOAD(load_name, type, size | MO_NATIVE)                                       \
    DEFINE_LOAD(load_name##_le, type, size | MO_LE)                                      \
    DEFINE_LOAD(load_name##_be, type, size | MO_BE)                                      \
    DEFINE_STORE(store_name, type, size | MO_NATIVE)                                     \
    DEFINE_STORE(store_name##_le, type, size | MO_LE)                                    \
    DEFINE_STORE(store_name##_be, type, size | MO_BE)

DEFINE_LOAD(ub, uint8_t, MO_8)
DEFINE_STORE(b, uint8_t, MO_8)
DEFINE_ACCESSES(uw, w, uint16_t, MO_16)
DEFINE_ACCESSES(l, l, uint32_t, MO_32)
DEFINE_ACCESSES(q, q, uint64_t, MO_64)
