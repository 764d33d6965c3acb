/* SPDX-License-Identifier: MIT */
/* Arithmetic: wide products and quotients, counting bits, powers of two, saturation. */
#ifndef HOST_UTILS_H
#define HOST_UTILS_H

#include <stdbool.h>
#include <stdint.h>

#include "qemu/compiler.h"
#include "qemu/int128.h"

/* --- products and quotients --------------------------------------------------------- */

/* a * b / c rounded down, or up, through a product of 96 bits; c is not 0. */
static inline uint64_t muldiv64(uint64_t a, uint32_t b, uint32_t c)
{
    return (uint64_t)((__uint128_t)a * b / c);
}

static inline uint64_t muldiv64_round_up(uint64_t a, uint32_t b, uint32_t c)
{
    return (uint64_t)(((__uint128_t)a * b + c - 1) / c);
}

/* The product of 128 bits in two halves. */
static inline void mulu64(uint64_t *plow, uint64_t *phigh, uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;
    *plow = (uint64_t)product;
    *phigh = (uint64_t)(product >> 64);
}

static inline void muls64(uint64_t *plow, uint64_t *phigh, int64_t a, int64_t b)
{
    __int128_t product = (__int128_t)a * b;
    *plow = (uint64_t)product;
    *phigh = (uint64_t)((__uint128_t)product >> 64);
}

/* The dividend is (*phigh, *plow) and becomes the quotient; the result is the remainder.
 */
uint64_t divu128(uint64_t *plow, uint64_t *phigh, uint64_t divisor);
int64_t divs128(uint64_t *plow, int64_t *phigh, int64_t divisor);

/* --- counting ----------------------------------------------------------------------- */

/* Zeros, or ones, above the first one or zero, or below it; all of them give the width.
 */
static inline int clz8(uint8_t val)
{
    return val ? __builtin_clz(val) - 24 : 8;
}

static inline int clz16(uint16_t val)
{
    return val ? __builtin_clz(val) - 16 : 16;
}

static inline int clz32(uint32_t val)
{
    return val ? __builtin_clz(val) : 32;
}

static inline int clz64(uint64_t val)
{
    return val ? __builtin_clzll(val) : 64;
}

static inline int clo32(uint32_t val)
{
    return clz32(~val);
}

static inline int clo64(uint64_t val)
{
    return clz64(~val);
}

static inline int ctz8(uint8_t val)
{
    return val ? __builtin_ctz(val) : 8;
}

static inline int ctz16(uint16_t val)
{
    return val ? __builtin_ctz(val) : 16;
}

static inline int ctz32(uint32_t val)
{
    return val ? __builtin_ctz(val) : 32;
}

static inline int ctz64(uint64_t val)
{
    return val ? __builtin_ctzll(val) : 64;
}

static inline int cto32(uint32_t val)
{
    return ctz32(~val);
}

static inline int cto64(uint64_t val)
{
    return ctz64(~val);
}

/* Bits below the sign that equal it. */
static inline int clrsb32(uint32_t val)
{
    return __builtin_clrsb((int)val);
}

static inline int clrsb64(uint64_t val)
{
    return __builtin_clrsbll((long long)val);
}

/* Ones. */
static inline int ctpop8(uint8_t val)
{
    return __builtin_popcount(val);
}

static inline int ctpop16(uint16_t val)
{
    return __builtin_popcount(val);
}

static inline int ctpop32(uint32_t val)
{
    return __builtin_popcount(val);
}

static inline int ctpop64(uint64_t val)
{
    return __builtin_popcountll(val);
}

/* --- bits in reverse order ---------------------------------------------------------- */

static inline uint8_t revbit8(uint8_t x)
{
    x = (uint8_t)((x & 0xf0) >> 4 | (x & 0x0f) << 4);
    x = (uint8_t)((x & 0xcc) >> 2 | (x & 0x33) << 2);
    return (uint8_t)((x & 0xaa) >> 1 | (x & 0x55) << 1);
}

static inline uint16_t revbit16(uint16_t x)
{
    return (uint16_t)(revbit8((uint8_t)x) << 8 | revbit8((uint8_t)(x >> 8)));
}

static inline uint32_t revbit32(uint32_t x)
{
    return (uint32_t)revbit16((uint16_t)x) << 16 | revbit16((uint16_t)(x >> 16));
}

static inline uint64_t revbit64(uint64_t x)
{
    return (uint64_t)revbit32((uint32_t)x) << 32 | revbit32((uint32_t)(x >> 32));
}

/* --- overflow: true when the result, which is stored modulo the width, is wrong ------
 */

#define HOST_UTILS_OVERFLOW_(name, op, type)                                             \
    static inline bool name##_overflow(type x, type y, type *ret)                        \
    {                                                                                    \
        return __builtin_##op##_overflow(x, y, ret);                                     \
    }
HOST_UTILS_OVERFLOW_(sadd32, add, int32_t)
HOST_UTILS_OVERFLOW_(sadd64, add, int64_t)
HOST_UTILS_OVERFLOW_(uadd32, add, uint32_t)
HOST_UTILS_OVERFLOW_(uadd64, add, uint64_t)
HOST_UTILS_OVERFLOW_(ssub32, sub, int32_t)
HOST_UTILS_OVERFLOW_(ssub64, sub, int64_t)
HOST_UTILS_OVERFLOW_(usub32, sub, uint32_t)
HOST_UTILS_OVERFLOW_(usub64, sub, uint64_t)
HOST_UTILS_OVERFLOW_(smul32, mul, int32_t)
HOST_UTILS_OVERFLOW_(smul64, mul, int64_t)
HOST_UTILS_OVERFLOW_(umul32, mul, uint32_t)
HOST_UTILS_OVERFLOW_(umul64, mul, uint64_t)
#undef HOST_UTILS_OVERFLOW_

/* --- powers of two ------------------------------------------------------------------ */

/* 0 is none. */
static inline bool is_power_of_2(uint64_t value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

/* The greatest power of two that is not above value; 0 for 0. */
static inline uint64_t pow2floor(uint64_t value)
{
    return value ? UINT64_C(1) << (63 - clz64(value)) : 0;
}

/* The least power of two that is not below value: 1 for 0, and 0 above 2^63. */
static inline uint64_t pow2ceil(uint64_t value)
{
    if (value <= 1) {
        return 1;
    }
    int bits = clz64(value - 1);
    return bits == 0 ? 0 : UINT64_C(1) << (64 - bits);
}

/* The same in 32 bits, where 0 gives 0. */
static inline uint32_t pow2roundup32(uint32_t x)
{
    return x ? (uint32_t)pow2ceil(x) : 0;
}

/* --- shifts of 128 bits in two halves ----------------------------------------------- */

void urshift(uint64_t *plow, uint64_t *phigh, int32_t shift);
/* *overflow becomes true when a one is lost. */
void ulshift(uint64_t *plow, uint64_t *phigh, int32_t shift, bool *overflow);

#endif
