/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/bitops.h"

/* The first bit at or behind offset that differs from those of inverted; else size. */
static unsigned long find_next(const unsigned long *addr, unsigned long size,
                               unsigned long offset, unsigned long inverted)
{
    while (offset < size) {
        unsigned long word =
            (addr[BIT_WORD(offset)] ^ inverted) >> (offset % BITS_PER_LONG);
        if (word) {
            return MIN(offset + (unsigned long)__builtin_ctzl(word), size);
        }
        offset = (BIT_WORD(offset) + 1) * BITS_PER_LONG;
    }
    return size;
}

unsigned long find_next_bit(const unsigned long *addr, unsigned long size,
                            unsigned long offset)
{
    return find_next(addr, size, offset, 0);
}

unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
                                 unsigned long offset)
{
    return find_next(addr, size, offset, ~0UL);
}

unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
    unsigned long end = size;
    while (end > 0) {
        unsigned long first = BIT_WORD(end - 1) * BITS_PER_LONG;
        unsigned long word = addr[BIT_WORD(first)];
        if (end - first < BITS_PER_LONG) {
            word &= (1UL << (end - first)) - 1;
        }
        if (word) {
            return first + BITS_PER_LONG - 1 - (unsigned long)__builtin_clzl(word);
        }
        end = first;
    }
    return size;
}
