/* SPDX-License-Identifier: MIT */
/* What Chardevs over plain file descriptors have in common. */
#ifndef CHAR_FD_H
#define CHAR_FD_H

#include "char_fds.h"
#include "chardev/char.h"

OBJECT_DECLARE_SIMPLE_TYPE(FdChardev, CHARDEV_FD)

struct FdChardev {
    Chardev parent;

    CharFds *fds; /* NULL until it is open */
    bool at_end;  /* of the input */
    bool loss_told;
};

/* It is open: fds is stolen. */
void char_fd_open(Chardev *chr, CharFds *fds);

#endif
