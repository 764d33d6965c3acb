/* SPDX-License-Identifier: MIT */
#include "bindery/util/result.h"

#include <stdarg.h>

bool errno_ok_internal(int result, Error **errp, const char *file, int line,
                       const char *function, const char *format, ...)
{
    if (result >= 0) {
        return true;
    }
    va_list arguments;
    va_start(arguments, format);
    OWNED(char, text, g_strdup_vprintf(format, arguments));
    va_end(arguments);
    error_setg_errno_internal(errp, file, line, function, -result, "%s", text);
    return false;
}
