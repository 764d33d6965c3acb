/* SPDX-License-Identifier: MIT */
#include "bindery/system/memtx.h"

static const char *reason(MemTxResult result)
{
    if (result & MEMTX_DECODE_ERROR) {
        return "nothing takes such an access there";
    }
    return result & MEMTX_ACCESS_ERROR ? "the access is refused" : "the device failed";
}

void memtx_set_error(MemTxResult result, Error **errp, const char *file, int line,
                     const char *function, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    OWNED(char, text, g_strdup_vprintf(format, arguments));
    va_end(arguments);
    error_setg_internal(errp, file, line, function, "%s: %s", text, reason(result));
}
