/* SPDX-License-Identifier: MIT */
/* What the sources of devices and of buses share. */
#ifndef QDEV_IMPL_H
#define QDEV_IMPL_H

#include "hw/qdev-core.h"

/* Take dev off its bus, if it is on one. */
void bus_remove_device(DeviceState *dev);

/* size zeroed bytes, borrowed: they are freed with dev, after its instance_finalize. */
void *device_alloc(DeviceState *dev, size_t size);

#endif
