/* SPDX-License-Identifier: MIT */
/*
 * A gate whose output is high while one of its inputs is. Unnamed GPIO: "num-lines"
 * inputs (a property, at least 1), one output.
 */
#ifndef HW_OR_IRQ_H
#define HW_OR_IRQ_H

#include "hw/irq.h"
#include "hw/sysbus.h"

#define TYPE_OR_IRQ  "or-irq"
#define MAX_OR_LINES 48

OBJECT_DECLARE_SIMPLE_TYPE(OrIRQState, OR_IRQ)
typedef OrIRQState qemu_or_irq;

struct OrIRQState {
    DeviceState parent_obj;

    qemu_irq out_irq;
    bool levels[MAX_OR_LINES];
    uint16_t num_lines;
};

#endif
