/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/hw-version.h"

static const char *hw_version = QEMU_HW_VERSION;

void qemu_set_hw_version(const char *version)
{
    hw_version = version;
}

const char *qemu_hw_version(void)
{
    return hw_version;
}
