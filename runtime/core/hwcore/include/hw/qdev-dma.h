/* SPDX-License-Identifier: MIT */
#ifndef HW_QDEV_DMA_H
#define HW_QDEV_DMA_H

#include "hw/qdev-properties.h"

/* An address that a device reads or writes by itself. */
#define DEFINE_PROP_DMAADDR(_n, _s, _f, _d) DEFINE_PROP_UINT64(_n, _s, _f, _d)

#endif
