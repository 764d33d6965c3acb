/* SPDX-License-Identifier: MIT */
/* What the parts of the board know of each other. */
#ifndef BOARD_IMPL_H
#define BOARD_IMPL_H

#include "board.h"
#include "irq_lines.h"

struct Board {
    GPtrArray *devices;
    /* All regions that are mapped, borrowed from devices and rams; by address. */
    GPtrArray *regions;
    /* Of BoardRam. */
    GPtrArray *rams;
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

static inline SysBusDevice *board_sysbus(const BoardDevice *device)
{
    return SYS_BUS_DEVICE(device->state);
}

/* --- board_map.c ------------------------------------------------------------- */

/* For g_ptr_array_unref(), which takes the RAM away. */
GPtrArray *board_rams_new(void);
/* Map the regions of a realized device where spec says. False with error set. */
bool board_map_regions(Board *board, BoardDevice *device, const DeviceSpec *spec,
                       GError **error);
/* The region that has the byte at addr, borrowed; NULL: none. */
const BoardRegion *board_find_region(const Board *board, uint64_t addr);

/* --- board_access.c ---------------------------------------------------------- */

/* For g_array_unref(). */
GArray *board_observers_new(void);
void board_tell_output(Board *board, const BoardOutput *output);

#endif
