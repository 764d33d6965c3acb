/* SPDX-License-Identifier: MIT */
/* What there is of a machine's processors: who makes an access, and who can interrupt. */
#include "qemu/osdep.h"

#include "hw/core/cpu.h"
#include "hw/pci/msi.h"

__thread CPUState *current_cpu;
bool msi_nonbroken;
