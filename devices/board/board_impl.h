/* SPDX-License-Identifier: MIT */
/* What the parts of the board know of each other. */
#ifndef BOARD_IMPL_H
#define BOARD_IMPL_H

#include "board.h"
#include "irq_lines.h"

struct Board {
    GPtrArray *devices;
    /* All devices' regions that are mapped, borrowed from these; by address. */
    GPtrArray *regions;
    GArray *observers;
    DeviceState *irq_lines;
    /* Which output drives a line of irq_lines. */
    const BoardOutput *drivers[IRQ_LINES];
};

/* An output of the board together with it, which its line's handler is called with. */
typedef struct DrivenOutput {
    BoardOutput output;
    Board *board;
} DrivenOutput;

/* --- board_access.c ------------------------------------------------------------------
 */

/* For g_array_unref(). */
GArray *board_observers_new(void);
void board_tell_output(Board *board, const BoardOutput *output);

#endif
