/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/qemu-print.h"

int qemu_vfprintf(FILE *stream, const char *fmt, va_list ap)
{
    return vfprintf(stream ? stream : stdout, fmt, ap);
}

int qemu_vprintf(const char *fmt, va_list ap)
{
    return qemu_vfprintf(NULL, fmt, ap);
}

int qemu_printf(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int length = qemu_vprintf(fmt, ap);
    va_end(ap);
    return length;
}

int qemu_fprintf(FILE *stream, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int length = qemu_vfprintf(stream, fmt, ap);
    va_end(ap);
    return length;
}
