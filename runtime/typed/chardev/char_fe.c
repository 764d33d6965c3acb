/* SPDX-License-Identifier: MIT */
#include "bindery/chardev/char_fe.h"

#include <errno.h>

bool qemu_chr_fe_write_span(CharFrontend *c, ByteSpan bytes, Error **errp)
{
    while (bytes.length > 0) {
        /* The core counts bytes in an int. */
        size_t count = MIN(bytes.length, INT_MAX);
        if (qemu_chr_fe_write_all(c, bytes.items, (int)count) < 0) {
            error_setg_errno(errp, errno, "cannot write to the character device");
            return false;
        }
        bytes = span_part(bytes, count, bytes.length - count);
    }
    return true;
}
