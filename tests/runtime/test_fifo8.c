/* SPDX-License-Identifier: MIT */
/* Queues of bytes and of words. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qemu/fifo32.h"
#include "qemu/fifo8.h"

static void bytes_come_out_in_order(void **state)
{
    Fifo8 fifo;
    fifo8_create(&fifo, 3);
    assert_true(fifo8_is_empty(&fifo));
    for (uint8_t i = 0; i < 50; i++) {
        fifo8_push(&fifo, i);
        fifo8_push(&fifo, i + 100);
        assert_int_equal(fifo8_num_used(&fifo), 2);
        assert_int_equal(fifo8_num_free(&fifo), 1);
        assert_int_equal(fifo8_peek(&fifo), i);
        assert_int_equal(fifo8_pop(&fifo), i);
        assert_int_equal(fifo8_pop(&fifo), i + 100);
    }
    fifo8_push(&fifo, 1);
    fifo8_push(&fifo, 2);
    fifo8_push(&fifo, 3);
    assert_true(fifo8_is_full(&fifo));
    fifo8_reset(&fifo);
    assert_true(fifo8_is_empty(&fifo));
    fifo8_destroy(&fifo);
}

static void blocks_wrap_around(void **state)
{
    Fifo8 fifo;
    uint8_t out[8] = {0};
    uint32_t count;
    fifo8_create(&fifo, 5);
    fifo8_push_all(&fifo, (const uint8_t *)"abcd", 4);
    fifo8_push_all(&fifo, NULL, 0);
    fifo8_drop(&fifo, 3);
    fifo8_push_all(&fifo, (const uint8_t *)"efgh", 4);
    assert_true(fifo8_is_full(&fifo));
    assert_int_equal(fifo8_peek_buf(&fifo, out, 3), 3);
    assert_memory_equal(out, "def", 3);
    assert_int_equal(fifo8_peek_buf(&fifo, NULL, 99), 5);
    const uint8_t *data = fifo8_peek_bufptr(&fifo, 5, &count);
    assert_int_equal(count, 2);
    assert_memory_equal(data, "de", 2);
    assert_ptr_equal(fifo8_peek_bufptr(&fifo, 1, NULL), data);
    assert_ptr_equal(fifo8_pop_bufptr(&fifo, 5, &count), data);
    assert_int_equal(count, 2);
    assert_int_equal(fifo8_pop_buf(&fifo, out, sizeof(out)), 3);
    assert_memory_equal(out, "fgh", 3);
    assert_int_equal(fifo8_pop_buf(&fifo, out, sizeof(out)), 0);
    fifo8_destroy(&fifo);
}

static void push_into_full(void *unused)
{
    Fifo8 fifo;
    fifo8_create(&fifo, 1);
    fifo8_push(&fifo, 1);
    fifo8_push(&fifo, 2);
}

static void push_too_much(void *unused)
{
    Fifo8 fifo;
    fifo8_create(&fifo, 1);
    fifo8_push_all(&fifo, (const uint8_t *)"ab", 2);
}

static void pop_from_empty(void *unused)
{
    Fifo8 fifo;
    fifo8_create(&fifo, 1);
    fifo8_pop(&fifo);
}

static void drop_too_much(void *unused)
{
    Fifo8 fifo;
    fifo8_create(&fifo, 1);
    fifo8_drop(&fifo, 1);
}

static void peek_too_much(void *unused)
{
    Fifo8 fifo;
    fifo8_create(&fifo, 4);
    fifo8_push(&fifo, 1);
    fifo8_peek_bufptr(&fifo, 2, NULL);
}

static void faults_of_the_caller_abort(void **state)
{
    assert_aborts(push_into_full, NULL, "fifo8_push");
    assert_aborts(push_too_much, NULL, "fifo8_push_all");
    assert_aborts(pop_from_empty, NULL, "fifo8_peek");
    assert_aborts(drop_too_much, NULL, "fifo8_drop");
    assert_aborts(peek_too_much, NULL, "fifo8_peek_bufptr");
}

static void words_are_whole(void **state)
{
    Fifo32 fifo;
    const uint32_t words[] = {0x11223344, 5};
    fifo32_create(&fifo, 3);
    fifo32_push(&fifo, 0xdeadbeef);
    fifo32_push_all(&fifo, words, 2);
    assert_true(fifo32_is_full(&fifo));
    assert_int_equal(fifo32_num_used(&fifo), 3);
    assert_int_equal(fifo32_peek(&fifo), 0xdeadbeef);
    assert_int_equal(fifo32_pop(&fifo), 0xdeadbeef);
    assert_int_equal(fifo32_pop(&fifo), 0x11223344);
    assert_int_equal(fifo32_num_free(&fifo), 2);
    fifo32_reset(&fifo);
    assert_true(fifo32_is_empty(&fifo));
    fifo32_destroy(&fifo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_out_in_order),
        cmocka_unit_test(blocks_wrap_around),
        cmocka_unit_test(faults_of_the_caller_abort),
        cmocka_unit_test(words_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
