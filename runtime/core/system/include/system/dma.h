/* SPDX-License-Identifier: MIT */
/*
 * Access to memory by devices: as an address space's own functions (see
 * "system/memory-access.h"), with memory barriers and the direction said from the
 * device's side, and over lists of pieces.
 */
#ifndef DMA_H
#define DMA_H

#include "qemu/atomic.h"
#include "system/address-spaces.h"
#include "system/memory.h"

typedef enum {
    DMA_DIRECTION_TO_DEVICE = 0,   /* memory is read */
    DMA_DIRECTION_FROM_DEVICE = 1, /* memory is written */
} DMADirection;

typedef uint64_t dma_addr_t;
#define DMA_ADDR_BITS 64
#define DMA_ADDR_FMT  "%" PRIx64

/* All accesses before this one are done before those after it. */
static inline void dma_barrier(AddressSpace *as, DMADirection dir)
{
    (void)as;
    (void)dir;
    smp_mb();
}

static inline bool dma_memory_valid(AddressSpace *as, dma_addr_t addr, dma_addr_t len,
                                    DMADirection dir, MemTxAttrs attrs)
{
    return address_space_access_valid(as, addr, len, dir == DMA_DIRECTION_FROM_DEVICE,
                                      attrs);
}

/* The relaxed ones have no barrier. */
static inline MemTxResult dma_memory_rw_relaxed(AddressSpace *as, dma_addr_t addr,
                                                void *buf, dma_addr_t len,
                                                DMADirection dir, MemTxAttrs attrs)
{
    return address_space_rw(as, addr, attrs, buf, len, dir == DMA_DIRECTION_FROM_DEVICE);
}

static inline MemTxResult dma_memory_read_relaxed(AddressSpace *as, dma_addr_t addr,
                                                  void *buf, dma_addr_t len)
{
    return address_space_read(as, addr, MEMTXATTRS_UNSPECIFIED, buf, len);
}

static inline MemTxResult dma_memory_write_relaxed(AddressSpace *as, dma_addr_t addr,
                                                   const void *buf, dma_addr_t len)
{
    return address_space_write(as, addr, MEMTXATTRS_UNSPECIFIED, buf, len);
}

static inline MemTxResult dma_memory_rw(AddressSpace *as, dma_addr_t addr, void *buf,
                                        dma_addr_t len, DMADirection dir,
                                        MemTxAttrs attrs)
{
    dma_barrier(as, dir);
    return dma_memory_rw_relaxed(as, addr, buf, len, dir, attrs);
}

static inline MemTxResult dma_memory_read(AddressSpace *as, dma_addr_t addr, void *buf,
                                          dma_addr_t len, MemTxAttrs attrs)
{
    dma_barrier(as, DMA_DIRECTION_TO_DEVICE);
    return address_space_read(as, addr, attrs, buf, len);
}

static inline MemTxResult dma_memory_write(AddressSpace *as, dma_addr_t addr,
                                           const void *buf, dma_addr_t len,
                                           MemTxAttrs attrs)
{
    dma_barrier(as, DMA_DIRECTION_FROM_DEVICE);
    return address_space_write(as, addr, attrs, buf, len);
}

static inline MemTxResult dma_memory_set(AddressSpace *as, dma_addr_t addr, uint8_t c,
                                         dma_addr_t len, MemTxAttrs attrs)
{
    dma_barrier(as, DMA_DIRECTION_FROM_DEVICE);
    return address_space_set(as, addr, c, len, attrs);
}

static inline void *dma_memory_map(AddressSpace *as, dma_addr_t addr, dma_addr_t *len,
                                   DMADirection dir, MemTxAttrs attrs)
{
    return address_space_map(as, addr, len, dir == DMA_DIRECTION_FROM_DEVICE, attrs);
}

static inline void dma_memory_unmap(AddressSpace *as, void *buffer, dma_addr_t len,
                                    DMADirection dir, dma_addr_t access_len)
{
    address_space_unmap(as, buffer, len, dir == DMA_DIRECTION_FROM_DEVICE, access_len);
}

/*
 * ld{ub,uw_le,l_le,q_le,...}_dma(as, addr, &value, attrs) and
 * st{b,w_le,l_le,q_le,...}_dma(as, addr, value, attrs).
 */
static inline MemTxResult ldub_dma(AddressSpace *as, dma_addr_t addr, uint8_t *val,
                                   MemTxAttrs attrs)
{
    return dma_memory_read(as, addr, val, 1, attrs);
}

static inline MemTxResult stb_dma(AddressSpace *as, dma_addr_t addr, uint8_t val,
                                  MemTxAttrs attrs)
{
    return dma_memory_write(as, addr, &val, 1, attrs);
}

#define DMA_ACCESS_(load, store, bits, order)                                            \
    static inline MemTxResult ld##load##_##order##_dma(                                  \
        AddressSpace *as, dma_addr_t addr, uint##bits##_t *pval, MemTxAttrs attrs)       \
    {                                                                                    \
        MemTxResult result = dma_memory_read(as, addr, pval, sizeof(*pval), attrs);      \
        order##bits##_to_cpus(pval);                                                     \
        return result;                                                                   \
    }                                                                                    \
    static inline MemTxResult st##store##_##order##_dma(                                 \
        AddressSpace *as, dma_addr_t addr, uint##bits##_t val, MemTxAttrs attrs)         \
    {                                                                                    \
        val = cpu_to_##order##bits(val);                                                 \
        return dma_memory_write(as, addr, &val, sizeof(val), attrs);                     \
    }
DMA_ACCESS_(uw, w, 16, le)
DMA_ACCESS_(l, l, 32, le)
DMA_ACCESS_(q, q, 64, le)
DMA_ACCESS_(uw, w, 16, be)
DMA_ACCESS_(l, l, 32, be)
DMA_ACCESS_(q, q, 64, be)

/* --- lists of pieces ---------------------------------------------------------------- */

typedef struct ScatterGatherEntry {
    dma_addr_t base;
    dma_addr_t len;
} ScatterGatherEntry;

struct QEMUSGList {
    ScatterGatherEntry *sg;
    int nsg;
    int nalloc;
    /* Bytes of all pieces. */
    dma_addr_t size;
    DeviceState *dev;
    AddressSpace *as;
};

/* An empty list for dev, which is referenced; as is borrowed. alloc_hint pieces are
 * likely. */
void qemu_sglist_init(QEMUSGList *qsg, DeviceState *dev, int alloc_hint,
                      AddressSpace *as);
void qemu_sglist_add(QEMUSGList *qsg, dma_addr_t base, dma_addr_t len);
void qemu_sglist_destroy(QEMUSGList *qsg);

/*
 * len bytes at ptr to the memory of the list (read: the guest reads from the device), or
 * from it (write); no more than the list has. *residual, unless NULL: what the list has
 * beyond.
 */
MemTxResult dma_buf_read(void *ptr, dma_addr_t len, dma_addr_t *residual, QEMUSGList *sg,
                         MemTxAttrs attrs);
MemTxResult dma_buf_write(void *ptr, dma_addr_t len, dma_addr_t *residual, QEMUSGList *sg,
                          MemTxAttrs attrs);

#endif
