/* SPDX-License-Identifier: MIT */
/* What --list-types and --list-properties print on standard output. */
#ifndef BOARD_LIST_H
#define BOARD_LIST_H

#include <stdbool.h>

#include <glib.h>

/* All types of devices on the system bus, with what they say of themselves. */
void list_types(void);
/* Properties that can be set; false with error set where there is no such type. */
bool list_properties(const char *type, GError **error);

#endif
