/* SPDX-License-Identifier: MIT */
/* What back ends share. (QIOChannel is not part of this runtime.) */
#ifndef CHAR_IO_H
#define CHAR_IO_H

#include "chardev/char.h"
#include "qemu/main-loop.h"

/* Read no more for the front end, until its handlers are set again. */
void remove_fd_in_watch(Chardev *chr);

#endif
