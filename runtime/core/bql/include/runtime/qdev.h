/* SPDX-License-Identifier: MIT */
/*
 * Devices count on "qemu/main-loop.h" and "system/memory.h" to bring "hw/qdev-core.h".
 * They do, for those who can see it; the modules below hwcore can't.
 */
#ifndef RUNTIME_QDEV_H
#define RUNTIME_QDEV_H

#if __has_include("hw/qdev-core.h")
#include "hw/qdev-core.h"
#endif

#endif
