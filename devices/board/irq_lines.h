/* SPDX-License-Identifier: MIT */
/*
 * The board's interrupt lines: the inputs of one object, where an interrupt controller
 * would be. It stands in the tree at "/machine/irq-lines".
 */
#ifndef BOARD_IRQ_LINES_H
#define BOARD_IRQ_LINES_H

#include "bindery/hwcore.h"
#include "bindery/marks.h"

/* How many; they are numbered from 0. */
#define IRQ_LINES 256

typedef struct BoardIrqLines {
    DeviceState parent_obj;
} BoardIrqLines BINDERY_TYPE("board-irq-lines", DeviceState);

/* Make the object and put it in the tree, realized; borrowed from there. Once. */
DeviceState *irq_lines_create(void);

/* --- handlers ---------------------------------------------------------------- */

void irq_lines_init(BoardIrqLines *lines) BINDERY_IMPLEMENTS(TypeInfo, instance_init);
void irq_lines_set(BoardIrqLines *lines, int n, int level)
    BINDERY_IMPLEMENTS(qemu_irq_handler);

#endif
