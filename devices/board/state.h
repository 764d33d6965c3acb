/* SPDX-License-Identifier: MIT */
/*
 * The machine's state as a file: a migration stream with the state of all devices, and
 * the virtual clock in a section "timer" as QEMU has it. Under the big lock.
 */
#ifndef BOARD_STATE_H
#define BOARD_STATE_H

#include <stdbool.h>

#include <glib.h>

#include "board.h"

/* The file appears whole, or is left as it was: false with error set. */
bool state_save(const char *path, GError **error);
/* False with error set when a file could not appear at path. Nothing is written. */
bool state_check_path(const char *path, GError **error);
/* False with error set: the machine is as it was, or it was reset, as the error says. */
bool state_load(Board *board, const char *path, GError **error);

#endif
