/* SPDX-License-Identifier: MIT */
/*
 * Arrays of bits in longs. Sizes and positions are bits; bits behind a bitmap's size, in
 * its last long, are undefined. Single bits are in "qemu/bitops.h".
 */
#ifndef BITMAP_H
#define BITMAP_H

#include <string.h>

#include <glib.h>

#include "qemu/bitops.h"

#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]
/* For set_bit32() and so on, the same on every host. */
#define DECLARE_BITMAP32(name, bits) uint32_t name[BITS_TO_U32S(bits)]

/* The ones of the first, or of the last, long of a range. */
#define BITMAP_FIRST_WORD_MASK(start) (~0UL << ((start) % BITS_PER_LONG))
#define BITMAP_LAST_WORD_MASK(nbits)  (~0UL >> (-(nbits) & (BITS_PER_LONG - 1)))

static inline size_t bitmap_size_(long nbits)
{
    return BITS_TO_LONGS((unsigned long)nbits) * sizeof(unsigned long);
}

/* All zeros, new, for g_free(). bitmap_try_new() returns NULL when there is no memory. */
static inline unsigned long *bitmap_new(long nbits)
{
    return (unsigned long *)g_malloc0(bitmap_size_(nbits));
}

static inline unsigned long *bitmap_try_new(long nbits)
{
    return (unsigned long *)g_try_malloc0(bitmap_size_(nbits));
}

static inline void bitmap_zero(unsigned long *dst, long nbits)
{
    memset(dst, 0, bitmap_size_(nbits));
}

static inline void bitmap_fill(unsigned long *dst, long nbits)
{
    memset(dst, 0xff, bitmap_size_(nbits));
}

static inline void bitmap_copy(unsigned long *dst, const unsigned long *src, long nbits)
{
    memcpy(dst, src, bitmap_size_(nbits));
}

/* Of nbits from start on. */
void bitmap_set(unsigned long *map, long start, long nbits);
void bitmap_clear(unsigned long *map, long start, long nbits);

/* dst may be one of the operands; and, andnot: whether a one is in the result. */
int bitmap_and(unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
               long nbits);
int bitmap_andnot(unsigned long *dst, const unsigned long *src1,
                  const unsigned long *src2, long nbits);
void bitmap_or(unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
               long nbits);
void bitmap_xor(unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
                long nbits);
void bitmap_complement(unsigned long *dst, const unsigned long *src, long nbits);

int bitmap_equal(const unsigned long *src1, const unsigned long *src2, long nbits);
int bitmap_intersects(const unsigned long *src1, const unsigned long *src2, long nbits);
/* The number of ones. */
long bitmap_count_one(const unsigned long *bitmap, long nbits);

static inline int bitmap_empty(const unsigned long *src, long nbits)
{
    return find_first_bit(src, (unsigned long)nbits) == (unsigned long)nbits;
}

static inline int bitmap_full(const unsigned long *src, long nbits)
{
    return find_first_zero_bit(src, (unsigned long)nbits) == (unsigned long)nbits;
}

/*
 * The first nr zeros at or behind start whose first one has the bits of align_mask clear;
 * a value above size where there are none.
 */
unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size,
                                         unsigned long start, unsigned long nr,
                                         unsigned long align_mask);

#endif
