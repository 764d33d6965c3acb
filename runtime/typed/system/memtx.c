/* SPDX-License-Identifier: MIT */
#include "bindery/system/memtx.h"

const char *memtx_reason(MemTxResult result)
{
    if (result & MEMTX_DECODE_ERROR) {
        return "nothing takes such an access there";
    }
    return result & MEMTX_ACCESS_ERROR ? "the access is refused" : "the device failed";
}
