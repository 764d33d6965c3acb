/* SPDX-License-Identifier: MIT */
/* Files that are in memory when a processor begins. */
#ifndef BOARD_FIRMWARE_H
#define BOARD_FIRMWARE_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/*
 * Put a file's bytes in the system's memory at addr, where there is RAM of size bytes.
 * option is its name on the command line, for messages. False with error set: it cannot
 * be read, is empty, or is longer; nothing was written.
 */
bool firmware_load(const char *option, const char *path, uint64_t addr, uint64_t size,
                   GError **error);

#endif
