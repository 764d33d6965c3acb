/* SPDX-License-Identifier: MIT */
/* Ranges of 64-bit numbers with both ends included, and the empty range. */
#ifndef QEMU_RANGE_H
#define QEMU_RANGE_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>

#include "qemu/typedefs.h"

/* Looked into by functions only. Empty: lob is upb + 1. */
struct Range {
    uint64_t lob;
    uint64_t upb;
};

/* *range = range_empty is an empty range. */
#define range_empty ((Range){.lob = 1, .upb = 0})

static inline void range_invariant(const Range *range)
{
    assert(range->lob <= range->upb || range->lob == range->upb + 1);
}

static inline bool range_is_empty(const Range *range)
{
    range_invariant(range);
    return range->lob > range->upb;
}

static inline bool range_contains(const Range *range, uint64_t val)
{
    return val >= range->lob && val <= range->upb;
}

static inline bool range_contains_range(const Range *range, const Range *sub)
{
    return range->lob <= sub->lob && range->upb >= sub->upb;
}

static inline void range_make_empty(Range *range)
{
    *range = range_empty;
}

/* From lob to upb, and from lob up to before upb_plus1 (0: to the end of all numbers). */
static inline void range_set_bounds(Range *range, uint64_t lob, uint64_t upb)
{
    *range = (Range){.lob = lob, .upb = upb};
    range_invariant(range);
}

static inline void range_set_bounds1(Range *range, uint64_t lob, uint64_t upb_plus1)
{
    range_set_bounds(range, lob, upb_plus1 - 1);
}

/* The ends of a range that is not empty. */
static inline uint64_t range_lob(const Range *range)
{
    assert(!range_is_empty(range));
    return range->lob;
}

static inline uint64_t range_upb(const Range *range)
{
    assert(!range_is_empty(range));
    return range->upb;
}

/* 0 for the empty range, and for all numbers. */
static inline uint64_t range_size(const Range *range)
{
    return range->upb - range->lob + 1;
}

/* size numbers from lob on; 0, or -ERANGE when they do not fit. */
static inline int range_init(Range *range, uint64_t lob, uint64_t size)
{
    if (lob + size < lob && lob + size != 0) {
        return -ERANGE;
    }
    *range = size ? (Range){.lob = lob, .upb = lob + size - 1} : range_empty;
    return 0;
}

static inline void range_init_nofail(Range *range, uint64_t lob, uint64_t size)
{
    int error = range_init(range, lob, size);
    assert(error == 0);
    (void)error;
}

static inline bool range_overlaps_range(const Range *a, const Range *b)
{
    return !range_is_empty(a) && !range_is_empty(b) && a->lob <= b->upb &&
           b->lob <= a->upb;
}

/* The least range that holds both. */
static inline void range_extend(Range *range, const Range *extend_by)
{
    if (range_is_empty(extend_by)) {
        return;
    }
    if (range_is_empty(range)) {
        *range = *extend_by;
        return;
    }
    if (extend_by->lob < range->lob) {
        range->lob = extend_by->lob;
    }
    if (extend_by->upb > range->upb) {
        range->upb = extend_by->upb;
    }
}

/* The last number of len from offset on. */
static inline uint64_t range_get_last(uint64_t offset, uint64_t len)
{
    return offset + len - 1;
}

static inline int range_covers_byte(uint64_t offset, uint64_t len, uint64_t byte)
{
    return offset <= byte && byte <= range_get_last(offset, len);
}

/* Whether two spans, each given by its first number and length, have one in common. */
static inline int ranges_overlap(uint64_t first1, uint64_t len1, uint64_t first2,
                                 uint64_t len2)
{
    return !(range_get_last(first1, len1) < first2 ||
             range_get_last(first2, len2) < first1);
}

#endif
