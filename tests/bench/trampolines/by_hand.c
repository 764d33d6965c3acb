/* SPDX-License-Identifier: MIT */
/* The loop as one writes it by hand, with bridges. */
#include "by_hand.h"

#include "loop.h"

void loop(Meter *meter, uint32_t *values, Tally *tally, unsigned rounds)
{
    bus_map(&meter->parent, 0, 8, &meter_operations, meter);
    for (unsigned i = 0; i < rounds; i++) {
        bus_write(i % 8, bus_read(i % 8));
    }
    qsort_r(values, VALUES, sizeof(*values), compare_values_opaque, tally);
    bus_for_each(count_device_opaque, tally);
}
