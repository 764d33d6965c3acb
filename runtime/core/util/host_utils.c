/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/host-utils.h"

static void split(UInt128 value, uint64_t *plow, uint64_t *phigh)
{
    *plow = (uint64_t)value;
    *phigh = (uint64_t)(value >> 64);
}

uint64_t divu128(uint64_t *plow, uint64_t *phigh, uint64_t divisor)
{
    UInt128 dividend = (UInt128)*phigh << 64 | *plow;
    split(dividend / divisor, plow, phigh);
    return (uint64_t)(dividend % divisor);
}

int64_t divs128(uint64_t *plow, int64_t *phigh, int64_t divisor)
{
    Int128 dividend = (Int128)((UInt128)(uint64_t)*phigh << 64 | *plow);
    Int128 quotient = dividend / divisor;
    *plow = (uint64_t)quotient;
    *phigh = (int64_t)(quotient >> 64);
    return (int64_t)(dividend % divisor);
}

void urshift(uint64_t *plow, uint64_t *phigh, int32_t shift)
{
    split(((UInt128)*phigh << 64 | *plow) >> (shift & 127), plow, phigh);
}

void ulshift(uint64_t *plow, uint64_t *phigh, int32_t shift, bool *overflow)
{
    UInt128 value = (UInt128)*phigh << 64 | *plow;
    UInt128 shifted = value << (shift & 127);
    if (shifted >> (shift & 127) != value) {
        *overflow = true;
    }
    split(shifted, plow, phigh);
}
