/* SPDX-License-Identifier: MIT */
/* A queue of 32-bit words on top of Fifo8, in the host's byte order. Faults: see there.
 */
#ifndef QEMU_FIFO32_H
#define QEMU_FIFO32_H

#include "qemu/bswap.h"
#include "qemu/fifo8.h"

typedef struct Fifo32 {
    Fifo8 fifo;
} Fifo32;

/* capacity and the numbers below are words. */
static inline void fifo32_create(Fifo32 *fifo, uint32_t capacity)
{
    fifo8_create(&fifo->fifo, capacity * sizeof(uint32_t));
}

static inline void fifo32_destroy(Fifo32 *fifo)
{
    fifo8_destroy(&fifo->fifo);
}

static inline void fifo32_reset(Fifo32 *fifo)
{
    fifo8_reset(&fifo->fifo);
}

static inline uint32_t fifo32_num_free(const Fifo32 *fifo)
{
    return fifo8_num_free(&fifo->fifo) / sizeof(uint32_t);
}

static inline uint32_t fifo32_num_used(const Fifo32 *fifo)
{
    return fifo8_num_used(&fifo->fifo) / sizeof(uint32_t);
}

static inline bool fifo32_is_empty(const Fifo32 *fifo)
{
    return fifo8_is_empty(&fifo->fifo);
}

static inline bool fifo32_is_full(const Fifo32 *fifo)
{
    return fifo32_num_free(fifo) == 0;
}

static inline void fifo32_push(Fifo32 *fifo, uint32_t data)
{
    uint8_t bytes[sizeof(data)];
    stl_he_p(bytes, data);
    fifo8_push_all(&fifo->fifo, bytes, sizeof(bytes));
}

static inline void fifo32_push_all(Fifo32 *fifo, const uint32_t *data, uint32_t num)
{
    fifo8_push_all(&fifo->fifo, (const uint8_t *)data, num * sizeof(uint32_t));
}

static inline uint32_t fifo32_peek(const Fifo32 *fifo)
{
    uint8_t bytes[sizeof(uint32_t)] = {0};
    uint32_t num = fifo8_peek_buf(&fifo->fifo, bytes, sizeof(bytes));
    g_assert(num == sizeof(bytes));
    return (uint32_t)ldl_he_p(bytes);
}

static inline uint32_t fifo32_pop(Fifo32 *fifo)
{
    uint32_t data = fifo32_peek(fifo);
    fifo8_drop(&fifo->fifo, sizeof(data));
    return data;
}

#define VMSTATE_FIFO32(_field, _state) VMSTATE_FIFO8(_field.fifo, _state)

#endif
