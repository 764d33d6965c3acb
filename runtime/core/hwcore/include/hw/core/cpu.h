/* SPDX-License-Identifier: MIT */
/*
 * Processors, as far as devices ask which one makes an access. None runs here: what hosts
 * the devices says who it plays, by current_cpu.
 */
#ifndef QEMU_CPU_H
#define QEMU_CPU_H

#include "exec/hwaddr.h"
#include "hw/qdev-core.h"

struct CPUState {
    DeviceState parent_obj;

    /* From 0 on. */
    int cpu_index;
};

/* Who makes the accesses of this thread; NULL: nobody in particular. */
extern __thread CPUState *current_cpu;

#endif
