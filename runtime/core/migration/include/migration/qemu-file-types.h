/* SPDX-License-Identifier: MIT */
/*
 * Reading and writing a stream of saved state, big-endian. The first failure stays: what
 * is written after it is dropped, and what is read is 0. Whoever reads or writes a lot
 * asks once, at the end, with qemu_file_get_error(). How streams are made is in
 * "runtime/qemu_file.h". A stream belongs to one thread at a time.
 */
#ifndef QEMU_FILE_TYPES_H
#define QEMU_FILE_TYPES_H

#include <stddef.h>
#include <stdint.h>

#include "qemu/typedefs.h"

/* 0, or the first failure as a negative errno value; -EIO: the stream ended early. */
int qemu_file_get_error(QEMUFile *f);

void qemu_put_buffer(QEMUFile *f, const uint8_t *buf, size_t size);
void qemu_put_byte(QEMUFile *f, int v);
void qemu_put_be16(QEMUFile *f, unsigned int v);
void qemu_put_be32(QEMUFile *f, unsigned int v);
void qemu_put_be64(QEMUFile *f, uint64_t v);

/* Up to size bytes; result: how many there were. Fewer are a failure. */
size_t qemu_get_buffer(QEMUFile *f, uint8_t *buf, size_t size);
int qemu_get_byte(QEMUFile *f);
unsigned int qemu_get_be16(QEMUFile *f);
unsigned int qemu_get_be32(QEMUFile *f);
uint64_t qemu_get_be64(QEMUFile *f);

/* One byte that says the length, and up to 255 bytes without a NUL. */
void qemu_put_counted_string(QEMUFile *f, const char *name);
/* With a NUL behind it; result: the length, 0 where it failed or was empty. */
size_t qemu_get_counted_string(QEMUFile *f, char buf[256]);

#define qemu_put_sbyte qemu_put_byte

static inline void qemu_put_ubyte(QEMUFile *f, unsigned int v)
{
    qemu_put_byte(f, (int)v);
}

static inline unsigned int qemu_get_ubyte(QEMUFile *f)
{
    return (unsigned int)qemu_get_byte(f);
}

static inline int qemu_get_sbyte(QEMUFile *f)
{
    return (int8_t)qemu_get_byte(f);
}

static inline void qemu_put_sbe16(QEMUFile *f, int v)
{
    qemu_put_be16(f, (unsigned int)v);
}

static inline void qemu_put_sbe32(QEMUFile *f, int v)
{
    qemu_put_be32(f, (unsigned int)v);
}

static inline void qemu_put_sbe64(QEMUFile *f, int64_t v)
{
    qemu_put_be64(f, (uint64_t)v);
}

static inline int qemu_get_sbe16(QEMUFile *f)
{
    return (int16_t)qemu_get_be16(f);
}

static inline int qemu_get_sbe32(QEMUFile *f)
{
    return (int)qemu_get_be32(f);
}

static inline int64_t qemu_get_sbe64(QEMUFile *f)
{
    return (int64_t)qemu_get_be64(f);
}

/* --- the value at pv ---------------------------------------------------------------- */

/* qemu_put_NAMEs() and qemu_get_NAMEs() of a type; way is be or sbe with the bits. */
#define QEMU_FILE_POINTED_(name, type, way)                                              \
    static inline void qemu_put_##name(QEMUFile *f, const type *pv)                      \
    {                                                                                    \
        qemu_put_##way(f, *pv);                                                          \
    }                                                                                    \
    static inline void qemu_get_##name(QEMUFile *f, type *pv)                            \
    {                                                                                    \
        *pv = (type)qemu_get_##way(f);                                                   \
    }
QEMU_FILE_POINTED_(8s, uint8_t, byte)
QEMU_FILE_POINTED_(be16s, uint16_t, be16)
QEMU_FILE_POINTED_(be32s, uint32_t, be32)
QEMU_FILE_POINTED_(be64s, uint64_t, be64)
QEMU_FILE_POINTED_(s8s, int8_t, byte)
QEMU_FILE_POINTED_(sbe16s, int16_t, sbe16)
QEMU_FILE_POINTED_(sbe32s, int32_t, sbe32)
QEMU_FILE_POINTED_(sbe64s, int64_t, sbe64)

#endif
