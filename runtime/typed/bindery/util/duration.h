/* SPDX-License-Identifier: MIT */
/*
 * Lengths of time. The runtime counts in nanoseconds, and a name that holds them ends in
 * _ns. These make them from other units; what is longer than INT64_MAX ns is INT64_MAX.
 * Timers are made by timer_new_ns() and armed by timer_mod_ns(), so that no deadline has
 * to be read together with the unit of its timer.
 */
#ifndef BINDERY_UTIL_DURATION_H
#define BINDERY_UTIL_DURATION_H

#include "bindery/util.h"

static inline uint64_t ns_from_units(uint64_t count, uint64_t ns_per_unit)
{
    uint64_t ns;

    return __builtin_mul_overflow(count, ns_per_unit, &ns) || ns > INT64_MAX ? INT64_MAX
                                                                             : ns;
}

static inline int64_t ns_from_us(uint64_t us)
{
    return (int64_t)ns_from_units(us, SCALE_US);
}

static inline int64_t ns_from_ms(uint64_t ms)
{
    return (int64_t)ns_from_units(ms, SCALE_MS);
}

static inline int64_t ns_from_seconds(uint64_t seconds)
{
    return (int64_t)ns_from_units(seconds, NANOSECONDS_PER_SECOND);
}

/* The deadline that is delay_ns after now_ns; one that cannot be told is INT64_MAX. */
static inline int64_t ns_after(int64_t now_ns, int64_t delay_ns)
{
    int64_t deadline_ns;

    return __builtin_add_overflow(now_ns, delay_ns, &deadline_ns) ? INT64_MAX
                                                                  : deadline_ns;
}

#endif
