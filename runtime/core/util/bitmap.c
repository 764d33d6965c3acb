/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/bitmap.h"

void bitmap_set(unsigned long *map, long start, long nbits)
{
    for (long end = start + nbits; start < end;) {
        long next = MIN((start / (long)BITS_PER_LONG + 1) * (long)BITS_PER_LONG, end);
        map[BIT_WORD(start)] |=
            BITMAP_FIRST_WORD_MASK(start) & BITMAP_LAST_WORD_MASK((unsigned long)next);
        start = next;
    }
}

void bitmap_clear(unsigned long *map, long start, long nbits)
{
    for (long end = start + nbits; start < end;) {
        long next = MIN((start / (long)BITS_PER_LONG + 1) * (long)BITS_PER_LONG, end);
        map[BIT_WORD(start)] &=
            ~(BITMAP_FIRST_WORD_MASK(start) & BITMAP_LAST_WORD_MASK((unsigned long)next));
        start = next;
    }
}

int bitmap_and(unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
               long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        dst[i] = src1[i] & src2[i];
    }
    return !bitmap_empty(dst, nbits);
}

int bitmap_andnot(unsigned long *dst, const unsigned long *src1,
                  const unsigned long *src2, long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        dst[i] = src1[i] & ~src2[i];
    }
    return !bitmap_empty(dst, nbits);
}

void bitmap_or(unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
               long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        dst[i] = src1[i] | src2[i];
    }
}

void bitmap_xor(unsigned long *dst, const unsigned long *src1, const unsigned long *src2,
                long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        dst[i] = src1[i] ^ src2[i];
    }
}

void bitmap_complement(unsigned long *dst, const unsigned long *src, long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        dst[i] = ~src[i];
    }
}

/* The i-th long of a bitmap of nbits without what lies behind its size. */
static unsigned long word_of(unsigned long word, size_t i, long nbits)
{
    bool last = i == BITS_TO_LONGS((unsigned long)nbits) - 1;
    return last ? word & BITMAP_LAST_WORD_MASK((unsigned long)nbits) : word;
}

int bitmap_equal(const unsigned long *src1, const unsigned long *src2, long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        if (word_of(src1[i] ^ src2[i], i, nbits)) {
            return 0;
        }
    }
    return 1;
}

int bitmap_intersects(const unsigned long *src1, const unsigned long *src2, long nbits)
{
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        if (word_of(src1[i] & src2[i], i, nbits)) {
            return 1;
        }
    }
    return 0;
}

long bitmap_count_one(const unsigned long *bitmap, long nbits)
{
    long count = 0;
    for (size_t i = 0; i < BITS_TO_LONGS((unsigned long)nbits); i++) {
        count += __builtin_popcountl(word_of(bitmap[i], i, nbits));
    }
    return count;
}

unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size,
                                         unsigned long start, unsigned long nr,
                                         unsigned long align_mask)
{
    for (;;) {
        start = find_next_zero_bit(map, size, start);
        start = (start + align_mask) & ~align_mask;
        unsigned long end = start + nr;
        if (end > size) {
            return size + 1;
        }
        unsigned long taken = find_next_bit(map, end, start);
        if (taken == end) {
            return start;
        }
        start = taken + 1;
    }
}
