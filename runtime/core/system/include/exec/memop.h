/* SPDX-License-Identifier: MIT */
/*
 * The form of one access: size, byte order and sign in one number. Only these three count
 * here; alignment is a matter of processors.
 */
#ifndef MEMOP_H
#define MEMOP_H

#include <stdbool.h>

#include "qemu/compiler.h"

typedef enum MemOp {
    /* Size: log2 of the bytes. */
    MO_8 = 0,
    MO_16 = 1,
    MO_32 = 2,
    MO_64 = 3,
    MO_128 = 4,
    MO_256 = 5,
    MO_512 = 6,
    MO_1024 = 7,
    MO_SIZE = 7,

    /* Sign-extended. */
    MO_SIGN = 8,

    /* The order that is not the host's. */
    MO_BSWAP = 16,
#if HOST_BIG_ENDIAN
    MO_LE = MO_BSWAP,
    MO_BE = 0,
#else
    MO_LE = 0,
    MO_BE = MO_BSWAP,
#endif

    MO_UB = MO_8,
    MO_UW = MO_16,
    MO_UL = MO_32,
    MO_UQ = MO_64,
    MO_SB = MO_SIGN | MO_8,
    MO_SW = MO_SIGN | MO_16,
    MO_SL = MO_SIGN | MO_32,
    MO_SQ = MO_SIGN | MO_64,

    MO_LEUW = MO_LE | MO_UW,
    MO_LEUL = MO_LE | MO_UL,
    MO_LEUQ = MO_LE | MO_UQ,
    MO_LESW = MO_LE | MO_SW,
    MO_LESL = MO_LE | MO_SL,
    MO_LESQ = MO_LE | MO_SQ,

    MO_BEUW = MO_BE | MO_UW,
    MO_BEUL = MO_BE | MO_UL,
    MO_BEUQ = MO_BE | MO_UQ,
    MO_BESW = MO_BE | MO_SW,
    MO_BESL = MO_BE | MO_SL,
    MO_BESQ = MO_BE | MO_SQ,

    MO_SSIZE = MO_SIZE | MO_SIGN,
} MemOp;

/* Bytes. */
static inline unsigned memop_size(MemOp op)
{
    return 1u << (op & MO_SIZE);
}

static inline unsigned memop_size_bits(MemOp op)
{
    return memop_size(op) * 8;
}

/* For size bytes, a power of two, in the host's order. */
static inline MemOp size_memop(unsigned size)
{
    return (MemOp)__builtin_ctz(size);
}

/* Whether the order is the big-endian one. */
static inline bool memop_big_endian(MemOp op)
{
    return (op & MO_BSWAP) == MO_BE;
}

#endif
