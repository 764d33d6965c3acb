/* SPDX-License-Identifier: MIT */
/* A device that raises its line on every tick, built from bindings alone. */
#ifndef TICKER_H
#define TICKER_H

#include "bindery/hwcore.h"
#include "bindery/marks.h"

typedef struct Ticker {
    SysBusDevice parent_obj;
    MemoryRegion iomem;
    QEMUTimer timer;
    qemu_irq irq;
    unsigned ticks;
} Ticker;

uint64_t ticker_read(Ticker *ticker, hwaddr offset, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, read, ticker_ops);
void ticker_tick(Ticker *ticker) BINDERY_IMPLEMENTS(QEMUTimerCB);

#endif
