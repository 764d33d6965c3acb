/* SPDX-License-Identifier: MIT */
#include "bus.h"

#include <stdlib.h>

#define DEVICES 4

typedef struct Range {
    BusDevice *device;
    uint64_t base, size;
    const BusOperations *operations;
    void *opaque;
} Range;

static Range ranges[DEVICES];
static unsigned n_ranges;

void bus_map(BusDevice *device, uint64_t base, uint64_t size,
             const BusOperations *operations, void *opaque)
{
    if (n_ranges == DEVICES) {
        abort();
    }
    ranges[n_ranges++] = (Range){device, base, size, operations, opaque};
}

void bus_for_each(bool (*visit)(BusDevice *device, void *opaque), void *opaque)
{
    for (unsigned i = 0; i < n_ranges && visit(ranges[i].device, opaque); i++) {
    }
}

static const Range *find(uint64_t address)
{
    for (unsigned i = 0; i < n_ranges; i++) {
        if (address - ranges[i].base < ranges[i].size) {
            return &ranges[i];
        }
    }
    return NULL;
}

static uint32_t in_order(const Range *range, uint32_t value)
{
    return range->operations->order == BUS_BIG_ENDIAN ? __builtin_bswap32(value) : value;
}

uint32_t bus_read(uint64_t address)
{
    const Range *range = find(address);

    if (range == NULL) {
        return UINT32_MAX;
    }
    return in_order(range, range->operations->read(range->opaque, address - range->base));
}

void bus_write(uint64_t address, uint32_t value)
{
    const Range *range = find(address);

    if (range != NULL) {
        range->operations->write(range->opaque, address - range->base,
                                 in_order(range, value));
    }
}
