/* SPDX-License-Identifier: MIT */
/* From the command line to a board with devices. */
#ifndef BOARD_SETUP_H
#define BOARD_SETUP_H

#include <stdbool.h>

#include <glib.h>

#include "board.h"
#include "options.h"

/* What --device would say of the devices without --nodefaults; ends with NULL. */
extern const char *const setup_default_devices[];

/* Types, main loop, and the big lock, which this thread holds from now on. Once. */
void setup_runtime(void);
/* How the virtual clock goes. */
void setup_clock(const BoardOptions *options);
/* Chardevs, default properties, and all devices, reset. False with error set. */
bool setup_devices(Board *board, const BoardOptions *options, GError **error);

#endif
