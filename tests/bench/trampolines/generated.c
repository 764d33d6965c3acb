/* SPDX-License-Identifier: MIT */
/* The loop as one writes it with trampolines. */
#include "loop.h"
#include "meter_trampolines.h"

void loop(Meter *meter, uint32_t *values, Tally *tally, unsigned rounds)
{
    bus_map(meter_as_BusDevice(meter), 0, 8, &meter_ops, meter);
    for (unsigned i = 0; i < rounds; i++) {
        bus_write(i % 8, bus_read(i % 8));
    }
    compare_values_qsort_r(values, VALUES, sizeof(*values), tally);
    count_device_bus_for_each(tally);
}
