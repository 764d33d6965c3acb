/* SPDX-License-Identifier: MIT */
/* Queues in a stream. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/fifo8.h"
#include "vmstate_fixture.h"

typedef struct Queued {
    Fifo8 fifo;
} Queued;

static const VMStateDescription vmstate_queued = {
    .name = "queued",
    .fields = (const VMStateField[]){VMSTATE_FIFO8(fifo, Queued), VMSTATE_END_OF_LIST()},
};

static void a_queue_is_its_buffer_and_positions(void **state)
{
    Queued s;
    fifo8_create(&s.fifo, 4);
    memset(s.fifo.data, 0, 4);
    fifo8_push_all(&s.fifo, (const uint8_t *)"abc", 3);
    fifo8_pop(&s.fifo);
    assert_saves(&vmstate_queued, &s, "61626300 00000001 00000002");
    assert_loads(&vmstate_queued, &s, "65666768 00000003 00000002");
    assert_int_equal(fifo8_pop(&s.fifo), 'h');
    assert_int_equal(fifo8_pop(&s.fifo), 'e');
    fifo8_destroy(&s.fifo);
}

static void a_queue_with_positions_outside_is_refused(void **state)
{
    Queued s;
    fifo8_create(&s.fifo, 4);
    assert_refuses(&vmstate_queued, &s, "00000000 00000004 00000000",
                   "queued: fifo at offset 0: Fifo8: the state that was loaded is "
                   "refused: head 4 is outside a queue of 4 bytes");
    assert_refuses(&vmstate_queued, &s, "00000000 00000003 00000005",
                   "queued: fifo at offset 0: Fifo8: the state that was loaded is "
                   "refused: 5 bytes are in a queue of 4");
    fifo8_destroy(&s.fifo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_is_its_buffer_and_positions),
        cmocka_unit_test(a_queue_with_positions_outside_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
