/* SPDX-License-Identifier: MIT */
/*
 * A lamp that a guest turns on for some time, and that goes out by itself. One register
 * of 4 bytes: what is written to it is for how many milliseconds from now the lamp is on;
 * it reads 1 while the lamp is on, and 0 else. The line is high while it is on.
 */
#ifndef LAMP_H
#define LAMP_H

#include "bindery/bql/bql_cell.h"
#include "bindery/hwcore.h"
#include "bindery/marks.h"

#define LAMP_SIZE 4

typedef struct Lamp {
    qemu_irq line; /* borrowed */
    MemoryRegion iomem;
    QEMUTimer timer;
    BqlCell(bool) on;
} Lamp BINDERY_TYPE("lamp")
BINDERY_TABLE(MemoryRegionOps, lamp_ops, .endianness = DEVICE_LITTLE_ENDIAN,
              .valid = {.min_access_size = LAMP_SIZE, .max_access_size = LAMP_SIZE});

/* A lamp that is out, until lamp_finish(). */
void lamp_init(Lamp *s, qemu_irq line);
void lamp_finish(Lamp *s);

/** The register: whether the lamp is on. */
uint64_t lamp_read(Lamp *s, hwaddr offset, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, read);
/** The register: for how long the lamp shall be on. */
void lamp_write(Lamp *s, hwaddr offset, uint64_t value, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, write);
/** The time is over. */
void lamp_go_out(Lamp *s) BINDERY_IMPLEMENTS(QEMUTimerCB);

#endif
