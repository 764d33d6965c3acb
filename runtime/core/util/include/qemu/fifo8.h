/* SPDX-License-Identifier: MIT */
/*
 * A queue of bytes of a fixed capacity, as devices have them. Pushing into a full queue
 * and popping from an empty one are faults of the caller and fail an assertion. No lock.
 */
#ifndef QEMU_FIFO8_H
#define QEMU_FIFO8_H

#include <stdbool.h>
#include <stdint.h>

#include "qemu/typedefs.h"

typedef struct Fifo8 {
    uint8_t *data;
    uint32_t capacity; /* bytes */
    uint32_t head;     /* index of the oldest byte */
    uint32_t num;      /* bytes in the queue */
} Fifo8;

/* Empty, for capacity bytes (1 or more); create allocates data, destroy frees it. */
void fifo8_create(Fifo8 *fifo, uint32_t capacity);
void fifo8_destroy(Fifo8 *fifo);
/* Drop everything. */
void fifo8_reset(Fifo8 *fifo);

void fifo8_push(Fifo8 *fifo, uint8_t data);
/* All of num bytes, for which there is room. */
void fifo8_push_all(Fifo8 *fifo, const uint8_t *data, uint32_t num);

uint8_t fifo8_pop(Fifo8 *fifo);
/* The oldest byte, which stays. */
uint8_t fifo8_peek(const Fifo8 *fifo);
/* Up to destlen bytes to dest (NULL: nowhere); result: how many there were. */
uint32_t fifo8_pop_buf(Fifo8 *fifo, uint8_t *dest, uint32_t destlen);
uint32_t fifo8_peek_buf(const Fifo8 *fifo, uint8_t *dest, uint32_t destlen);
/*
 * The oldest bytes where they are, borrowed until the next push: max are asked for, 1 up
 * to what the queue holds; *numptr (NULL: not told) are there, fewer at data's end.
 */
const uint8_t *fifo8_pop_bufptr(Fifo8 *fifo, uint32_t max, uint32_t *numptr);
const uint8_t *fifo8_peek_bufptr(const Fifo8 *fifo, uint32_t max, uint32_t *numptr);
/* Drop len bytes, which the queue holds. */
void fifo8_drop(Fifo8 *fifo, uint32_t len);

bool fifo8_is_empty(const Fifo8 *fifo);
bool fifo8_is_full(const Fifo8 *fifo);
/* Bytes. */
uint32_t fifo8_num_free(const Fifo8 *fifo);
uint32_t fifo8_num_used(const Fifo8 *fifo);

/* For migration ("migration/vmstate.h" comes with the module of that name). */
extern const VMStateDescription vmstate_fifo8;

#define VMSTATE_FIFO8_TEST(_field, _state, _test)                                        \
    {                                                                                    \
        .name = (stringify(_field)), .field_exists = (_test), .size = sizeof(Fifo8),     \
        .vmsd = &vmstate_fifo8, .flags = VMS_STRUCT,                                     \
        .offset = vmstate_offset_value(_state, _field, Fifo8),                           \
    }
#define VMSTATE_FIFO8(_field, _state) VMSTATE_FIFO8_TEST(_field, _state, NULL)

#endif
