/* SPDX-License-Identifier: MIT */
#include "by_hand.h"

static uint32_t read_opaque(void *opaque, uint64_t offset)
{
    Meter *meter = opaque;

    return meter_read(meter, offset);
}

static void write_opaque(void *opaque, uint64_t offset, uint32_t value)
{
    Meter *meter = opaque;

    meter_write(meter, offset, value);
}

const BusOperations meter_operations = {
    .read = read_opaque,
    .write = write_opaque,
};

int compare_values_opaque(const void *a, const void *b, void *opaque)
{
    return compare_values(a, b, opaque);
}

bool count_device_opaque(BusDevice *device, void *opaque)
{
    Tally *tally = opaque;

    return count_device(device, tally);
}
