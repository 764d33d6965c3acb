/* SPDX-License-Identifier: MIT */
/* What the sources of devices and of buses share. */
#ifndef QDEV_IMPL_H
#define QDEV_IMPL_H

#include "hw/qdev-core.h"

/* Take dev off its bus, if it is on one. */
void bus_remove_device(DeviceState *dev);

#endif
