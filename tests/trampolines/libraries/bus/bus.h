/* SPDX-License-Identifier: MIT */
/* A bus with devices on it: each answers reads and writes in a range of addresses. */
#ifndef BUS_H
#define BUS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum BusOrder {
    BUS_LITTLE_ENDIAN,
    BUS_BIG_ENDIAN,
} BusOrder;

/** What every device begins with. */
typedef struct BusDevice {
    /** The kind of the device. */
    const char *kind;
    struct BusDevice *next;
} BusDevice;

/** How a device answers. */
typedef struct BusOperations {
    /** A word at this offset from the start of the device's range. */
    uint32_t (*read)(void *opaque, uint64_t offset);
    void (*write)(void *opaque, uint64_t offset, uint32_t value);
    BusOrder order;
    struct {
        unsigned min_bytes, max_bytes;
    } access;
} BusOperations;

/** Gives the device the addresses from base on, size bytes of them. */
void bus_map(BusDevice *device, uint64_t base, uint64_t size,
             const BusOperations *operations, void *opaque);
/** Calls something for each device until it says no. */
void bus_for_each(bool (*visit)(BusDevice *device, void *opaque), void *opaque);

uint32_t bus_read(uint64_t address);
void bus_write(uint64_t address, uint32_t value);

#endif
