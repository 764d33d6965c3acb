/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/fifo8.h"

/* The index of the byte that lies offset (up to capacity) behind the head. */
static uint32_t index_at(const Fifo8 *fifo, uint32_t offset)
{
    uint32_t to_end = fifo->capacity - fifo->head;
    return offset < to_end ? fifo->head + offset : offset - to_end;
}

void fifo8_create(Fifo8 *fifo, uint32_t capacity)
{
    *fifo = (Fifo8){.data = g_new(uint8_t, capacity), .capacity = capacity};
}

void fifo8_destroy(Fifo8 *fifo)
{
    g_free(fifo->data);
    fifo->data = NULL;
}

void fifo8_reset(Fifo8 *fifo)
{
    fifo->head = 0;
    fifo->num = 0;
}

void fifo8_push(Fifo8 *fifo, uint8_t data)
{
    g_assert(fifo->num < fifo->capacity);
    fifo->data[index_at(fifo, fifo->num)] = data;
    fifo->num++;
}

void fifo8_push_all(Fifo8 *fifo, const uint8_t *data, uint32_t num)
{
    g_assert(num <= fifo8_num_free(fifo));
    if (num == 0) {
        return;
    }
    uint32_t start = index_at(fifo, fifo->num);
    uint32_t first = MIN(num, fifo->capacity - start);
    memcpy(&fifo->data[start], data, first);
    memcpy(fifo->data, &data[first], num - first);
    fifo->num += num;
}

uint8_t fifo8_peek(const Fifo8 *fifo)
{
    g_assert(fifo->num > 0);
    return fifo->data[fifo->head];
}

uint8_t fifo8_pop(Fifo8 *fifo)
{
    uint8_t data = fifo8_peek(fifo);
    fifo8_drop(fifo, 1);
    return data;
}

void fifo8_drop(Fifo8 *fifo, uint32_t len)
{
    g_assert(len <= fifo->num);
    fifo->head = fifo->capacity ? index_at(fifo, len) % fifo->capacity : 0;
    fifo->num -= len;
}

uint32_t fifo8_peek_buf(const Fifo8 *fifo, uint8_t *dest, uint32_t destlen)
{
    uint32_t num = MIN(destlen, fifo->num);
    if (dest && num) {
        uint32_t first = MIN(num, fifo->capacity - fifo->head);
        memcpy(dest, &fifo->data[fifo->head], first);
        memcpy(&dest[first], fifo->data, num - first);
    }
    return num;
}

uint32_t fifo8_pop_buf(Fifo8 *fifo, uint8_t *dest, uint32_t destlen)
{
    uint32_t num = fifo8_peek_buf(fifo, dest, destlen);
    fifo8_drop(fifo, num);
    return num;
}

const uint8_t *fifo8_peek_bufptr(const Fifo8 *fifo, uint32_t max, uint32_t *numptr)
{
    g_assert(max > 0 && max <= fifo->num);
    if (numptr) {
        *numptr = MIN(max, fifo->capacity - fifo->head);
    }
    return &fifo->data[fifo->head];
}

const uint8_t *fifo8_pop_bufptr(Fifo8 *fifo, uint32_t max, uint32_t *numptr)
{
    uint32_t num;
    const uint8_t *data = fifo8_peek_bufptr(fifo, max, &num);
    fifo8_drop(fifo, num);
    if (numptr) {
        *numptr = num;
    }
    return data;
}

bool fifo8_is_empty(const Fifo8 *fifo)
{
    return fifo->num == 0;
}

bool fifo8_is_full(const Fifo8 *fifo)
{
    return fifo->num == fifo->capacity;
}

uint32_t fifo8_num_free(const Fifo8 *fifo)
{
    return fifo->capacity - fifo->num;
}

uint32_t fifo8_num_used(const Fifo8 *fifo)
{
    return fifo->num;
}
