/* SPDX-License-Identifier: MIT */
#include "meter.h"

uint32_t meter_read(Meter *meter, uint64_t offset)
{
    return meter->value + (uint32_t)offset;
}

void meter_write(Meter *meter, uint64_t offset, uint32_t value)
{
    meter->value = value + (uint32_t)offset;
}

int compare_values(const uint32_t *a, const uint32_t *b, Tally *tally)
{
    tally->pairs++;
    return *a < *b ? -1 : *a > *b;
}

bool count_device(BusDevice *device, Tally *tally)
{
    tally->devices += device->kind != 0;
    return true;
}
