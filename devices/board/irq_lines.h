/* SPDX-License-Identifier: MIT */
/*
 * The board's interrupt lines: the inputs of one object of type "board-irq-lines", which
 * keeps their levels as an interrupt controller's inputs do. It stands in the tree at
 * "/machine/irq-lines".
 */
#ifndef BOARD_IRQ_LINES_H
#define BOARD_IRQ_LINES_H

#include <stdbool.h>

#include "bindery/hwcore.h"

/* How many; they are numbered from 0. */
#define IRQ_LINES 256

#define TYPE_BOARD_IRQ_LINES "board-irq-lines"

/* Make the type known, before irq_lines_create(). Once. */
void irq_lines_register_type(void);
/* Make the object and put it in the tree, realized; borrowed from there. Once. */
DeviceState *irq_lines_create(void);
/* Whether line n is high now. */
bool irq_lines_level(DeviceState *lines, int n);

#endif
