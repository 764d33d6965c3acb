/* SPDX-License-Identifier: MIT */
/* Chardevs that the command line asks for. */
#ifndef BOARD_OPEN_CHARDEV_H
#define BOARD_OPEN_CHARDEV_H

#include <glib.h>

#include "bindery/chardev.h"

/*
 * The chardev called label that an option ("--serial") describes by text, borrowed. NULL
 * with error set: the command line is wrong where text is not written as it should be.
 */
Chardev *open_chardev(const char *label, const char *option, const char *text,
                      GError **error);

#endif
