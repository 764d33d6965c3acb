/* SPDX-License-Identifier: MIT */
/* A timer on the bus. */
#ifndef TIMER_H
#define TIMER_H

#include "bindery/marks.h"
#include "bus.h"

typedef struct Timer {
    BusDevice parent;
    uint32_t count, reload;
} Timer BINDERY_TYPE("timer", BusDevice)
BINDERY_CAST_CHECK(timer_is)
BINDERY_TABLE(BusOperations, timer_ops, .order = BUS_BIG_ENDIAN, .access = {4, 4});

typedef struct Census {
    int devices, timers;
} Census;

/** Whether the device is a timer. */
bool timer_is(const BusDevice *device);

/** The count at offset 0, what it starts from at offset 4. */
uint32_t timer_read(Timer *timer, uint64_t offset)
    BINDERY_IMPLEMENTS(BusOperations, read);
/** A write at offset 4 starts the timer again. */
void timer_write(Timer *timer, uint64_t offset, uint32_t value)
    BINDERY_IMPLEMENTS(BusOperations, write);

/** Counts devices, and those that are timers. */
bool census_visit(BusDevice *device, Census *census)
    BINDERY_IMPLEMENTS(bus_for_each, visit);

#endif
