/* SPDX-License-Identifier: MIT */
/*
 * Bits and bit fields of integers, and of bitmaps of longs. Bits are counted from 0, the
 * least significant one. A shift or a width outside of the type is a fault of the caller
 * and fails an assertion where it can be checked.
 */
#ifndef BITOPS_H
#define BITOPS_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "qemu/atomic.h"
#include "qemu/host-utils.h"

#define BITS_PER_BYTE     8
#define BITS_PER_LONG     (__SIZEOF_LONG__ * BITS_PER_BYTE)
#define BITS_TO_LONGS(nr) (((nr) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define BITS_TO_U32S(nr)  (((nr) + 31) / 32)

#define BIT(nr)     (1UL << (nr))
#define BIT_ULL(nr) (1ULL << (nr))
/* The mask of a bit within its word of a bitmap, and which word that is. */
#define BIT_MASK(nr)   (1UL << ((nr) % BITS_PER_LONG))
#define BIT_WORD(nr)   ((nr) / BITS_PER_LONG)
#define BIT32_MASK(nr) (1U << ((nr) % 32))
#define BIT32_WORD(nr) ((nr) / 32)

/* length ones from bit shift on; length is 1 to 64. */
#define MAKE_64BIT_MASK(shift, length) (((~0ULL) >> (64 - (length))) << (shift))
#define MAKE_32BIT_MASK(shift, length) (((~0U) >> (32 - (length))) << (shift))

/* --- bitmaps ------------------------------------------------------------------------ */

static inline void set_bit(long nr, unsigned long *addr)
{
    addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static inline void set_bit_atomic(long nr, unsigned long *addr)
{
    qatomic_or(addr + BIT_WORD(nr), BIT_MASK(nr));
}

static inline void clear_bit(long nr, unsigned long *addr)
{
    addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

static inline void clear_bit_atomic(long nr, unsigned long *addr)
{
    qatomic_and(addr + BIT_WORD(nr), ~BIT_MASK(nr));
}

static inline void change_bit(long nr, unsigned long *addr)
{
    addr[BIT_WORD(nr)] ^= BIT_MASK(nr);
}

static inline int test_bit(long nr, const unsigned long *addr)
{
    return (int)((addr[BIT_WORD(nr)] >> (nr % BITS_PER_LONG)) & 1);
}

/* The bit's old value. */
static inline int test_and_set_bit(long nr, unsigned long *addr)
{
    int old = test_bit(nr, addr);
    set_bit(nr, addr);
    return old;
}

static inline int test_and_clear_bit(long nr, unsigned long *addr)
{
    int old = test_bit(nr, addr);
    clear_bit(nr, addr);
    return old;
}

static inline int test_and_change_bit(long nr, unsigned long *addr)
{
    int old = test_bit(nr, addr);
    change_bit(nr, addr);
    return old;
}

/* The same for bitmaps of 32-bit words, whose layout does not depend on the host. */
static inline void set_bit32(long nr, uint32_t *addr)
{
    addr[BIT32_WORD(nr)] |= BIT32_MASK(nr);
}

static inline void clear_bit32(long nr, uint32_t *addr)
{
    addr[BIT32_WORD(nr)] &= ~BIT32_MASK(nr);
}

static inline void change_bit32(long nr, uint32_t *addr)
{
    addr[BIT32_WORD(nr)] ^= BIT32_MASK(nr);
}

static inline int test_bit32(long nr, const uint32_t *addr)
{
    return (int)((addr[BIT32_WORD(nr)] >> (nr % 32)) & 1);
}

static inline int test_and_set_bit32(long nr, uint32_t *addr)
{
    const int old = test_bit32(nr, addr);
    set_bit32(nr, addr);
    return old;
}

static inline int test_and_clear_bit32(long nr, uint32_t *addr)
{
    const int old = test_bit32(nr, addr);
    clear_bit32(nr, addr);
    return old;
}

static inline int test_and_change_bit32(long nr, uint32_t *addr)
{
    const int old = test_bit32(nr, addr);
    change_bit32(nr, addr);
    return old;
}

/* The first one, or zero, at or behind offset; size where there is none. */
unsigned long find_next_bit(const unsigned long *addr, unsigned long size,
                            unsigned long offset);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
                                 unsigned long offset);
/* The last one; size where there is none. */
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);

static inline unsigned long find_first_bit(const unsigned long *addr, unsigned long size)
{
    return find_next_bit(addr, size, 0);
}

static inline unsigned long find_first_zero_bit(const unsigned long *addr,
                                                unsigned long size)
{
    return find_next_zero_bit(addr, size, 0);
}

/* --- rotation ----------------------------------------------------------------------- */

#define BITOPS_ROTATE_(bits)                                                             \
    static inline uint##bits##_t rol##bits(uint##bits##_t word, unsigned int shift)      \
    {                                                                                    \
        shift &= (bits)-1;                                                               \
        return (uint##bits##_t)((word << shift) |                                        \
                                (word >> ((bits - shift) & (bits - 1))));                \
    }                                                                                    \
    static inline uint##bits##_t ror##bits(uint##bits##_t word, unsigned int shift)      \
    {                                                                                    \
        shift &= (bits)-1;                                                               \
        return (uint##bits##_t)((word >> shift) |                                        \
                                (word << ((bits - shift) & (bits - 1))));                \
    }
BITOPS_ROTATE_(8)
BITOPS_ROTATE_(16)
BITOPS_ROTATE_(32)
BITOPS_ROTATE_(64)
#undef BITOPS_ROTATE_

/* Halves of each 32-bit word exchanged. */
static inline uint32_t hswap32(uint32_t h)
{
    return rol32(h, 16);
}

static inline uint64_t wswap64(uint64_t h)
{
    return rol64(h, 32);
}

/* The four 16-bit quarters in reverse order. */
static inline uint64_t hswap64(uint64_t h)
{
    const uint64_t even = 0x0000ffff0000ffffULL;
    h = rol64(h, 32);
    return ((h & even) << 16) | ((h >> 16) & even);
}

/* --- fields of integers ------------------------------------------------------------- */

/*
 * extractN: the length bits from bit start on, in the low bits of the result; sextractN:
 * the same with the field's own sign extended.
 * depositN: value with the field replaced by the low bits of fieldval.
 */
static inline uint32_t extract32(uint32_t value, int start, int length)
{
    assert(start >= 0 && length > 0 && length <= 32 - start);
    return (value >> start) & (~0U >> (32 - length));
}

static inline uint8_t extract8(uint8_t value, int start, int length)
{
    assert(start >= 0 && length > 0 && length <= 8 - start);
    return (uint8_t)extract32(value, start, length);
}

static inline uint16_t extract16(uint16_t value, int start, int length)
{
    assert(start >= 0 && length > 0 && length <= 16 - start);
    return (uint16_t)extract32(value, start, length);
}

static inline uint64_t extract64(uint64_t value, int start, int length)
{
    assert(start >= 0 && length > 0 && length <= 64 - start);
    return (value >> start) & (~0ULL >> (64 - length));
}

static inline int32_t sextract32(uint32_t value, int start, int length)
{
    assert(start >= 0 && length > 0 && length <= 32 - start);
    return (int32_t)(value << (32 - length - start)) >> (32 - length);
}

static inline int64_t sextract64(uint64_t value, int start, int length)
{
    assert(start >= 0 && length > 0 && length <= 64 - start);
    return (int64_t)(value << (64 - length - start)) >> (64 - length);
}

static inline uint32_t deposit32(uint32_t value, int start, int length, uint32_t fieldval)
{
    assert(start >= 0 && length > 0 && length <= 32 - start);
    uint32_t mask = (~0U >> (32 - length)) << start;
    return (value & ~mask) | ((fieldval << start) & mask);
}

static inline uint64_t deposit64(uint64_t value, int start, int length, uint64_t fieldval)
{
    assert(start >= 0 && length > 0 && length <= 64 - start);
    uint64_t mask = (~0ULL >> (64 - length)) << start;
    return (value & ~mask) | ((fieldval << start) & mask);
}

/* --- every second bit --------------------------------------------------------------- */

/* Bits of the low half moved to the even places (shuffle), and back (unshuffle). */
static inline uint32_t half_shuffle32(uint32_t x)
{
    x = ((x & 0xff00) << 8) | (x & 0x00ff);
    x = ((x << 4) | x) & 0x0f0f0f0f;
    x = ((x << 2) | x) & 0x33333333;
    x = ((x << 1) | x) & 0x55555555;
    return x;
}

static inline uint64_t half_shuffle64(uint64_t x)
{
    return half_shuffle32((uint32_t)(x & 0xffff)) |
           ((uint64_t)half_shuffle32((uint32_t)((x >> 16) & 0xffff)) << 32);
}

static inline uint32_t half_unshuffle32(uint32_t x)
{
    x &= 0x55555555;
    x = (x | (x >> 1)) & 0x33333333;
    x = (x | (x >> 2)) & 0x0f0f0f0f;
    x = (x | (x >> 4)) & 0x00ff00ff;
    return (x | (x >> 8)) & 0x0000ffff;
}

static inline uint64_t half_unshuffle64(uint64_t x)
{
    return half_unshuffle32((uint32_t)x) |
           ((uint64_t)half_unshuffle32((uint32_t)(x >> 32)) << 16);
}

#endif
