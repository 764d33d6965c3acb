/* SPDX-License-Identifier: MIT */
#include "write_all.h"

#include <errno.h>
#include <unistd.h>

#include "interrupt.h"

bool write_all(int fd, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t written;

        if (interrupt_pending()) {
            errno = EINTR;
            return false;
        }
        written = write(fd, data, length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            data += written;
            length -= (size_t)written;
        }
    }
    return true;
}
