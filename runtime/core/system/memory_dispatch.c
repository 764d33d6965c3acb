/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "memory_dispatch.h"

#include "memory_impl.h"
#include "qemu/bitops.h"
#include "qemu/error-report.h"
#include "qemu/host-utils.h"
#include "qemu/log.h"
#include "runtime/reentrancy.h"

/* Sizes that stand for an unset one. */
#define DEFAULT_IMPL_MIN  1u
#define DEFAULT_IMPL_MAX  4u
#define DEFAULT_VALID_MAX 4u
#define WIDEST_ACCESS     8u

/* --- what is accepted --------------------------------------------------------------- */

static bool refuse(MemoryRegion *mr, hwaddr addr, unsigned size, bool is_write,
                   const char *reason)
{
    qemu_log_mask(
        LOG_INVALID_MEM,
        "Invalid %s at addr 0x%" HWADDR_PRIX ", size %u, region '%s', reason: %s\n",
        is_write ? "write" : "read", addr, size, memory_region_name(mr), reason);
    return false;
}

bool memory_region_access_valid(MemoryRegion *mr, hwaddr addr, unsigned size,
                                bool is_write, MemTxAttrs attrs)
{
    const MemoryRegionOps *ops = mr->ops;

    if (ops->valid.accepts &&
        !ops->valid.accepts(mr->opaque, addr, size, is_write, attrs)) {
        return refuse(mr, addr, size, is_write, "rejected");
    }
    if (!ops->valid.unaligned && (addr & (size - 1))) {
        return refuse(mr, addr, size, is_write, "unaligned");
    }
    if (ops->valid.max_access_size &&
        (size < ops->valid.min_access_size || size > ops->valid.max_access_size)) {
        return refuse(mr, addr, size, is_write, "invalid size");
    }
    return true;
}

MemTxResult memory_access_nothing(hwaddr addr, hwaddr size, bool is_write)
{
    qemu_log_mask(LOG_INVALID_MEM,
                  "Invalid %s at addr 0x%" HWADDR_PRIX ", size %" HWADDR_PRIu
                  ", reason: nothing is mapped\n",
                  is_write ? "write" : "read", addr, size);
    return MEMTX_DECODE_ERROR;
}

unsigned memory_access_size(MemoryRegion *mr, hwaddr len, hwaddr addr)
{
    const MemoryRegionOps *ops = mr->ops;
    unsigned size =
        ops->valid.max_access_size ? ops->valid.max_access_size : DEFAULT_VALID_MAX;

    size = MIN(size, WIDEST_ACCESS);
    if (!ops->impl.unaligned && addr != 0) {
        hwaddr alignment = addr & -addr;
        size = MIN(size, alignment);
    }
    size = MIN(size, len);
    return (unsigned)pow2floor(size);
}

/* --- one device at a time ----------------------------------------------------------- */

/* Mark the device of mr as at work; refused: it is. */
static Engagement enter(MemoryRegion *mr, hwaddr addr)
{
    if (mr->ram || mr->rom_device || mr->readonly) {
        return (Engagement){NULL, false};
    }
    Engagement engagement = engage(mr);
    if (engagement.refused) {
        warn_report_once("Blocked re-entrant IO on MemoryRegion: %s at addr: "
                         "0x%" HWADDR_PRIX,
                         memory_region_name(mr), addr);
    }
    return engagement;
}

/* --- the pieces of an access -------------------------------------------------------- */

/* How an access of size bytes becomes accesses of step bytes, which the device can do. */
typedef struct Pieces {
    unsigned size;
    unsigned step;
    uint64_t mask;
    bool big_endian;
} Pieces;

static inline unsigned impl_min(const MemoryRegionOps *ops)
{
    return ops->impl.min_access_size ? ops->impl.min_access_size : DEFAULT_IMPL_MIN;
}

static inline unsigned impl_max(const MemoryRegionOps *ops)
{
    return ops->impl.max_access_size ? ops->impl.max_access_size : DEFAULT_IMPL_MAX;
}

static Pieces pieces_of(const MemoryRegionOps *ops, unsigned size)
{
    unsigned step = MAX(MIN(size, impl_max(ops)), impl_min(ops));

    g_assert(step <= WIDEST_ACCESS);
    return (Pieces){size, step, access_mask(step), devend_big_endian(ops->endianness)};
}

/* By how many bits the piece at offset is above the access's low bit; less than 0: below.
 */
static int piece_shift(const Pieces *pieces, unsigned offset)
{
    if (pieces->big_endian) {
        return ((int)pieces->size - (int)pieces->step - (int)offset) * 8;
    }
    return (int)offset * 8;
}

static MemTxResult read_piece(MemoryRegion *mr, hwaddr addr, uint64_t *data,
                              unsigned size, MemTxAttrs attrs)
{
    const MemoryRegionOps *ops = mr->ops;

    *data = 0;
    if (ops->read) {
        *data = ops->read(mr->opaque, addr, size);
        return MEMTX_OK;
    }
    return ops->read_with_attrs(mr->opaque, addr, data, size, attrs);
}

static MemTxResult read_pieces(MemoryRegion *mr, hwaddr addr, uint64_t *value,
                               unsigned size, MemTxAttrs attrs)
{
    Pieces pieces = pieces_of(mr->ops, size);
    MemTxResult result = MEMTX_OK;

    for (unsigned offset = 0; offset < size; offset += pieces.step) {
        int shift = piece_shift(&pieces, offset);
        uint64_t data;
        result |= read_piece(mr, addr + offset, &data, pieces.step, attrs);
        data &= pieces.mask;
        *value |= shift >= 0 ? data << shift : data >> -shift;
    }
    return result;
}

static MemTxResult write_piece(MemoryRegion *mr, hwaddr addr, uint64_t data,
                               unsigned size, MemTxAttrs attrs)
{
    const MemoryRegionOps *ops = mr->ops;

    if (ops->write) {
        ops->write(mr->opaque, addr, data, size);
        return MEMTX_OK;
    }
    return ops->write_with_attrs(mr->opaque, addr, data, size, attrs);
}

static MemTxResult write_pieces(MemoryRegion *mr, hwaddr addr, uint64_t value,
                                unsigned size, MemTxAttrs attrs)
{
    Pieces pieces = pieces_of(mr->ops, size);
    MemTxResult result = MEMTX_OK;

    for (unsigned offset = 0; offset < size; offset += pieces.step) {
        int shift = piece_shift(&pieces, offset);
        uint64_t data = shift >= 0 ? value >> shift : value << -shift;
        result |= write_piece(mr, addr + offset, data & pieces.mask, pieces.step, attrs);
    }
    return result;
}

/* --- whole accesses ----------------------------------------------------------------- */

MemTxResult memory_region_dispatch_read(MemoryRegion *mr, hwaddr addr, uint64_t *pval,
                                        MemOp op, MemTxAttrs attrs)
{
    unsigned size = memop_size(op);

    g_assert(size <= WIDEST_ACCESS);
    *pval = 0;
    for (; mr->alias; mr = mr->alias) {
        addr += mr->alias_offset;
    }
    if (!memory_region_access_valid(mr, addr, size, false, attrs)) {
        return MEMTX_DECODE_ERROR;
    }
    Engagement engagement = enter(mr, addr);
    if (engagement.refused) {
        return MEMTX_ACCESS_ERROR;
    }
    const MemoryRegionOps *ops = mr->ops;
    MemTxResult result = read_pieces(mr, addr, pval, size, attrs);
    disengage(engagement);
    *pval = in_device_order(ops, *pval, op);
    return result;
}

MemTxResult memory_region_dispatch_write(MemoryRegion *mr, hwaddr addr, uint64_t data,
                                         MemOp op, MemTxAttrs attrs)
{
    unsigned size = memop_size(op);

    g_assert(size <= WIDEST_ACCESS);
    for (; mr->alias; mr = mr->alias) {
        addr += mr->alias_offset;
    }
    if (!memory_region_access_valid(mr, addr, size, true, attrs)) {
        return MEMTX_DECODE_ERROR;
    }
    Engagement engagement = enter(mr, addr);
    if (engagement.refused) {
        return MEMTX_ACCESS_ERROR;
    }
    data = in_device_order(mr->ops, data & access_mask(size), op);
    MemTxResult result = write_pieces(mr, addr, data, size, attrs);
    disengage(engagement);
    return result;
}
