/* SPDX-License-Identifier: MIT */
/* What boards ask for that users choose. */
#ifndef SYSTEM_SYSTEM_H
#define SYSTEM_SYSTEM_H

#include "qemu/timer.h"
#include "qemu/typedefs.h"

/*
 * The Chardev for the serial port number i >= 0 of a board, borrowed: the one whose label
 * is "serial<i>". NULL where there is none. Under the big lock.
 */
Chardev *serial_hd(int i);

#endif
