/* SPDX-License-Identifier: MIT */
/* The loop as one writes it by hand, without bridges: the handlers take `void *`. */
#include "loop.h"

static uint32_t read_meter(void *opaque, uint64_t offset)
{
    Meter *meter = opaque;

    return meter->value + (uint32_t)offset;
}

static void write_meter(void *opaque, uint64_t offset, uint32_t value)
{
    Meter *meter = opaque;

    meter->value = value + (uint32_t)offset;
}

static int compare(const void *left, const void *right, void *opaque)
{
    const uint32_t *a = left, *b = right;
    Tally *tally = opaque;

    tally->pairs++;
    return *a < *b ? -1 : *a > *b;
}

static bool visit(BusDevice *device, void *opaque)
{
    Tally *tally = opaque;

    tally->devices += device->kind != 0;
    return true;
}

static const BusOperations operations = {
    .read = read_meter,
    .write = write_meter,
};

void loop(Meter *meter, uint32_t *values, Tally *tally, unsigned rounds)
{
    bus_map(&meter->parent, 0, 8, &operations, meter);
    for (unsigned i = 0; i < rounds; i++) {
        bus_write(i % 8, bus_read(i % 8));
    }
    qsort_r(values, VALUES, sizeof(*values), compare, tally);
    bus_for_each(visit, tally);
}
