/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/hw.h"

void hw_error(const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fputs("qemu: hardware error: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}
