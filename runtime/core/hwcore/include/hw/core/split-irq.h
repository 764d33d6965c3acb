/* SPDX-License-Identifier: MIT */
/*
 * One line to several: what the input is set to, all outputs are. Unnamed GPIO: one
 * input, "num-lines" outputs (a property, at least 1).
 */
#ifndef HW_SPLIT_IRQ_H
#define HW_SPLIT_IRQ_H

#include "hw/irq.h"
#include "hw/sysbus.h"

#define TYPE_SPLIT_IRQ  "split-irq"
#define MAX_SPLIT_LINES 16

OBJECT_DECLARE_SIMPLE_TYPE(SplitIRQ, SPLIT_IRQ)

struct SplitIRQ {
    DeviceState parent_obj;

    qemu_irq out_irq[MAX_SPLIT_LINES];
    uint16_t num_lines;
};

#endif
