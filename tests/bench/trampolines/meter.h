/* SPDX-License-Identifier: MIT */
/* A device whose handlers do as little as can be: what is left is how they are called. */
#ifndef METER_H
#define METER_H

#include "bindery/marks.h"
#include "bus.h"
#include "sorting.h"

typedef struct Meter {
    BusDevice parent;
    uint32_t value;
} Meter BINDERY_TYPE("meter", BusDevice);

/** How many pairs were compared, and devices visited. */
typedef struct Tally {
    uint32_t pairs, devices;
} Tally;

uint32_t meter_read(Meter *meter, uint64_t offset)
    BINDERY_IMPLEMENTS(BusOperations, read, meter_ops);
void meter_write(Meter *meter, uint64_t offset, uint32_t value)
    BINDERY_IMPLEMENTS(BusOperations, write, meter_ops);
int compare_values(const uint32_t *a, const uint32_t *b, Tally *tally)
    BINDERY_IMPLEMENTS(qsort_r, 4);
bool count_device(BusDevice *device, Tally *tally)
    BINDERY_IMPLEMENTS(bus_for_each, visit);

#endif
