/* SPDX-License-Identifier: MIT */
/*
 * Periods of clocks, which clock_set(), clock_update() and clock_get() count in 2^-32 ns:
 * a name that holds one ends in _period. A period of 0 is a clock that stands still, and
 * the longest one is UINT64_MAX, somewhat more than 4.29 s: what is longer becomes that.
 */
#ifndef BINDERY_HWCORE_CLOCK_PERIOD_H
#define BINDERY_HWCORE_CLOCK_PERIOD_H

#include "bindery/hwcore.h"

/* A nanosecond as a period. */
#define CLOCK_PERIOD_1NS (CLOCK_PERIOD_1SEC / NANOSECONDS_PER_SECOND)

static inline uint64_t clock_period_from_units(uint64_t count, uint64_t periods_per_unit)
{
    uint64_t period;

    return __builtin_mul_overflow(count, periods_per_unit, &period) ? UINT64_MAX : period;
}

static inline uint64_t clock_period_from_ns(uint64_t ns)
{
    return clock_period_from_units(ns, CLOCK_PERIOD_1NS);
}

static inline uint64_t clock_period_from_us(uint64_t us)
{
    return clock_period_from_units(us, CLOCK_PERIOD_1NS * SCALE_US);
}

static inline uint64_t clock_period_from_ms(uint64_t ms)
{
    return clock_period_from_units(ms, CLOCK_PERIOD_1NS * SCALE_MS);
}

/* Rounded down; 0 for 0 Hz. */
static inline uint64_t clock_period_from_hz(uint64_t hz)
{
    return hz == 0 ? 0 : CLOCK_PERIOD_1SEC / hz;
}

/* Rounded down; 0 Hz for 0. */
static inline uint64_t clock_period_to_hz(uint64_t period)
{
    return period == 0 ? 0 : CLOCK_PERIOD_1SEC / period;
}

/* Rounded down. */
static inline uint64_t clock_period_to_ns(uint64_t period)
{
    return period / CLOCK_PERIOD_1NS;
}

#endif
