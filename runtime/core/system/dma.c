/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "system/dma.h"

void qemu_sglist_init(QEMUSGList *qsg, DeviceState *dev, int alloc_hint, AddressSpace *as)
{
    *qsg = (QEMUSGList){
        .sg = g_new(ScatterGatherEntry, MAX(alloc_hint, 1)),
        .nalloc = MAX(alloc_hint, 1),
        .dev = dev,
        .as = as,
    };
    object_ref(OBJECT(dev));
}

void qemu_sglist_add(QEMUSGList *qsg, dma_addr_t base, dma_addr_t len)
{
    if (qsg->nsg == qsg->nalloc) {
        qsg->nalloc *= 2;
        qsg->sg = g_renew(ScatterGatherEntry, qsg->sg, qsg->nalloc);
    }
    qsg->sg[qsg->nsg++] = (ScatterGatherEntry){base, len};
    qsg->size += len;
}

void qemu_sglist_destroy(QEMUSGList *qsg)
{
    object_unref(OBJECT(qsg->dev));
    g_free(qsg->sg);
    *qsg = (QEMUSGList){0};
}

static MemTxResult transfer(uint8_t *ptr, dma_addr_t len, dma_addr_t *residual,
                            QEMUSGList *sg, DMADirection dir, MemTxAttrs attrs)
{
    MemTxResult result = MEMTX_OK;

    len = MIN(len, sg->size);
    if (residual) {
        *residual = sg->size - len;
    }
    for (int i = 0; len > 0; i++) {
        dma_addr_t part = MIN(len, sg->sg[i].len);
        result |= dma_memory_rw(sg->as, sg->sg[i].base, ptr, part, dir, attrs);
        ptr += part;
        len -= part;
    }
    return result;
}

MemTxResult dma_buf_read(void *ptr, dma_addr_t len, dma_addr_t *residual, QEMUSGList *sg,
                         MemTxAttrs attrs)
{
    return transfer(ptr, len, residual, sg, DMA_DIRECTION_FROM_DEVICE, attrs);
}

MemTxResult dma_buf_write(void *ptr, dma_addr_t len, dma_addr_t *residual, QEMUSGList *sg,
                          MemTxAttrs attrs)
{
    return transfer(ptr, len, residual, sg, DMA_DIRECTION_TO_DEVICE, attrs);
}
