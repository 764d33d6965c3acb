/* SPDX-License-Identifier: MIT */
#include "bindery/util/log.h"

#include "bindery/util/owned.h"

void log_line(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    OWNED(char, text, g_strdup_vprintf(format, arguments));
    va_end(arguments);
    /* In one piece, or another thread's message could come before the newline. */
    qemu_log("%s\n", text);
}
