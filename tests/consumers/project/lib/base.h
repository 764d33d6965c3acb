/* SPDX-License-Identifier: MIT */
#ifndef BASE_H
#define BASE_H

#include <stdint.h>

#include "base_limits.h"

/** A point in time. */
typedef struct base_time {
    uint64_t ns; /**< since the start */
} base_time;

/** How many whole milliseconds that is. */
static inline uint64_t base_ms(base_time time)
{
    return time.ns / 1000000;
}

#endif
