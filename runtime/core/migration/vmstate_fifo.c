/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu/fifo8.h"

/* Positions that a stream invents would lead the queue's functions out of its data. */
static bool fifo8_post_load(void *opaque, int version_id, Error **errp)
{
    const Fifo8 *fifo = opaque;
    if (fifo->head > 0 && fifo->head >= fifo->capacity) {
        error_setg(errp, "head %" PRIu32 " is outside a queue of %" PRIu32 " bytes",
                   fifo->head, fifo->capacity);
        return false;
    }
    if (fifo->num > fifo->capacity) {
        error_setg(errp, "%" PRIu32 " bytes are in a queue of %" PRIu32, fifo->num,
                   fifo->capacity);
        return false;
    }
    return true;
}

const VMStateDescription vmstate_fifo8 = {
    .name = "Fifo8",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load_errp = fifo8_post_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_VBUFFER_UINT32(data, Fifo8, 1, NULL, capacity),
            VMSTATE_UINT32(head, Fifo8),
            VMSTATE_UINT32(num, Fifo8),
            VMSTATE_END_OF_LIST(),
        },
};
