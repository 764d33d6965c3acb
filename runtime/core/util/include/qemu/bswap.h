/* SPDX-License-Identifier: MIT */
/*
 * Byte order: swaps, conversions between the host's order and a named one, and loads and
 * stores at any address, aligned or not.
 *
 *   LE16_to_cpu(v), cpu_to_LE16(v)         of a value; LE is le or be, 16 is 16, 32 or 64
 *   LE16_to_cpus(p), cpu_to_LE16s(p)       in place, at an aligned address
 *   ld{ub,sb}_p, ld{uw,sw,l,q}_LE_p(p)     load; LE is le, be or he (the host's)
 *   st{b}_p, st{w,l,q}_LE_p(p, v)          store
 *   ldn_LE_p(p, size), stn_LE_p(p, size, v)  size is 1 to 8 bytes
 *
 * b, w, l and q are 8, 16, 32 and 64 bits; ldl yields an int, as the names' origin has
 * it.
 */
#ifndef BSWAP_H
#define BSWAP_H

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "qemu/compiler.h"

#undef bswap16
#undef bswap32
#undef bswap64
#define bswap16(x) __builtin_bswap16(x)
#define bswap32(x) __builtin_bswap32(x)
#define bswap64(x) __builtin_bswap64(x)

static inline uint32_t bswap24(uint32_t x)
{
    return bswap32(x & 0xffffff) >> 8;
}

static inline void bswap16s(uint16_t *s)
{
    *s = bswap16(*s);
}

static inline void bswap24s(uint32_t *s)
{
    *s = bswap24(*s & 0x00ffffff) | (*s & 0xff000000);
}

static inline void bswap32s(uint32_t *s)
{
    *s = bswap32(*s);
}

static inline void bswap64s(uint64_t *s)
{
    *s = bswap64(*s);
}

/* Constants for initialisers. */
#define BSWAP_CONST16_(x) ((uint16_t)(((x)&0x00ff) << 8 | ((x)&0xff00) >> 8))
#define BSWAP_CONST32_(x)                                                                \
    (((x)&0x000000ffU) << 24 | ((x)&0x0000ff00U) << 8 | ((x)&0x00ff0000U) >> 8 |         \
     ((x)&0xff000000U) >> 24)
#if HOST_BIG_ENDIAN
#define const_le16(x) BSWAP_CONST16_(x)
#define const_le32(x) BSWAP_CONST32_(x)
#define const_be16(x) (x)
#define const_be32(x) (x)
#else
#define const_le16(x) (x)
#define const_le32(x) (x)
#define const_be16(x) BSWAP_CONST16_(x)
#define const_be32(x) BSWAP_CONST32_(x)
#endif

/* A value in, or from, an order that is the host's (swap 0) or is not (swap 1). */
#define BSWAP_IF_0_(v, bits) (v)
#define BSWAP_IF_1_(v, bits) glue(bswap, bits)(v)
#if HOST_BIG_ENDIAN
#define BSWAP_le_ BSWAP_IF_1_
#define BSWAP_be_ BSWAP_IF_0_
#else
#define BSWAP_le_ BSWAP_IF_0_
#define BSWAP_be_ BSWAP_IF_1_
#endif
#define BSWAP_he_ BSWAP_IF_0_

#define BSWAP_CONVERT_(order, bits)                                                      \
    static inline uint##bits##_t order##bits##_to_cpu(uint##bits##_t v)                  \
    {                                                                                    \
        return BSWAP_##order##_(v, bits);                                                \
    }                                                                                    \
    static inline uint##bits##_t cpu_to_##order##bits(uint##bits##_t v)                  \
    {                                                                                    \
        return BSWAP_##order##_(v, bits);                                                \
    }                                                                                    \
    static inline void order##bits##_to_cpus(uint##bits##_t *p)                          \
    {                                                                                    \
        *p = BSWAP_##order##_(*p, bits);                                                 \
    }                                                                                    \
    static inline void cpu_to_##order##bits##s(uint##bits##_t *p)                        \
    {                                                                                    \
        *p = BSWAP_##order##_(*p, bits);                                                 \
    }
BSWAP_CONVERT_(le, 16)
BSWAP_CONVERT_(le, 32)
BSWAP_CONVERT_(le, 64)
BSWAP_CONVERT_(be, 16)
BSWAP_CONVERT_(be, 32)
BSWAP_CONVERT_(be, 64)

static inline unsigned long leul_to_cpu(unsigned long v)
{
#if __SIZEOF_LONG__ == 8
    return le64_to_cpu(v);
#else
    return le32_to_cpu(v);
#endif
}

#define cpu_to_leul(v) leul_to_cpu(v)

/* --- loads and stores --------------------------------------------------------------- */

static inline int ldub_p(const void *ptr)
{
    return *(const uint8_t *)ptr;
}

static inline int ldsb_p(const void *ptr)
{
    return *(const int8_t *)ptr;
}

static inline void stb_p(void *ptr, uint8_t v)
{
    *(uint8_t *)ptr = v;
}

/* A load named ld##name that yields ret, of bits as type; and a store named st##name. */
#define BSWAP_LOAD_(name, order, bits, type, ret)                                        \
    static inline ret ld##name##_##order##_p(const void *ptr)                            \
    {                                                                                    \
        uint##bits##_t v;                                                                \
        memcpy(&v, ptr, sizeof(v));                                                      \
        return (type)BSWAP_##order##_(v, bits);                                          \
    }
#define BSWAP_STORE_(name, order, bits)                                                  \
    static inline void st##name##_##order##_p(void *ptr, uint##bits##_t v)               \
    {                                                                                    \
        v = BSWAP_##order##_(v, bits);                                                   \
        memcpy(ptr, &v, sizeof(v));                                                      \
    }
#define BSWAP_ACCESS_(order)                                                             \
    BSWAP_LOAD_(uw, order, 16, uint16_t, int)                                            \
    BSWAP_LOAD_(sw, order, 16, int16_t, int)                                             \
    BSWAP_LOAD_(l, order, 32, int32_t, int)                                              \
    BSWAP_LOAD_(q, order, 64, uint64_t, uint64_t)                                        \
    BSWAP_STORE_(w, order, 16)                                                           \
    BSWAP_STORE_(l, order, 32)                                                           \
    BSWAP_STORE_(q, order, 64)
BSWAP_ACCESS_(he)
BSWAP_ACCESS_(le)
BSWAP_ACCESS_(be)

static inline void st24_be_p(void *ptr, uint32_t v)
{
    uint8_t *bytes = ptr;
    bytes[0] = (uint8_t)(v >> 16);
    bytes[1] = (uint8_t)(v >> 8);
    bytes[2] = (uint8_t)v;
}

static inline void st24_le_p(void *ptr, uint32_t v)
{
    uint8_t *bytes = ptr;
    bytes[0] = (uint8_t)v;
    bytes[1] = (uint8_t)(v >> 8);
    bytes[2] = (uint8_t)(v >> 16);
}

/* size bytes, 1 to 8; the constant sizes of an access become one instruction. */
static inline uint64_t ldn_le_p(const void *ptr, int size)
{
    uint64_t v = 0;
    g_assert(size >= 1 && size <= 8);
    if (__builtin_constant_p(size) && !HOST_BIG_ENDIAN) {
        memcpy(&v, ptr, (size_t)size);
        return v;
    }
    for (int i = 0; i < size; i++) {
        v |= (uint64_t)((const uint8_t *)ptr)[i] << (8 * i);
    }
    return v;
}

static inline uint64_t ldn_be_p(const void *ptr, int size)
{
    return bswap64(ldn_le_p(ptr, size)) >> (8 * (8 - size));
}

static inline void stn_le_p(void *ptr, int size, uint64_t v)
{
    g_assert(size >= 1 && size <= 8);
    v = cpu_to_le64(v);
    memcpy(ptr, &v, (size_t)size);
}

static inline void stn_be_p(void *ptr, int size, uint64_t v)
{
    g_assert(size >= 1 && size <= 8);
    stn_le_p(ptr, size, bswap64(v) >> (8 * (8 - size)));
}

#if HOST_BIG_ENDIAN
#define ldn_he_p(ptr, size)    ldn_be_p(ptr, size)
#define stn_he_p(ptr, size, v) stn_be_p(ptr, size, v)
#else
#define ldn_he_p(ptr, size)    ldn_le_p(ptr, size)
#define stn_he_p(ptr, size, v) stn_le_p(ptr, size, v)
#endif

#endif
