/* SPDX-License-Identifier: MIT */
/* The bridges as one writes them by hand. */
#ifndef BY_HAND_H
#define BY_HAND_H

#include "meter.h"

extern const BusOperations meter_operations;

int compare_values_opaque(const void *a, const void *b, void *opaque);
bool count_device_opaque(BusDevice *device, void *opaque);

#endif
