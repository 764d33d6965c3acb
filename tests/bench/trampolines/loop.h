/* SPDX-License-Identifier: MIT */
/* What every variant of the benchmark is given and gives. */
#ifndef LOOP_H
#define LOOP_H

#include "meter.h"

#define VALUES 1000

/* Puts the meter on the bus, reads and writes it, sorts the values, counts the devices.
 */
void loop(Meter *meter, uint32_t *values, Tally *tally, unsigned rounds);

#endif
