/* SPDX-License-Identifier: MIT */
/* Spans: what is in them, and that nothing outside of them is reached. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/util/span.h"
#include "death.h"

SPAN_TYPE(WordSpan, uint32_t);

/* Adds up what a character device has sent. */
static unsigned checksum;

static void receive(unsigned *sum, const uint8_t *buf, int size)
{
    SPAN_FOR_EACH(byte, byte_span(buf, size)) {
        *sum += *byte;
    }
}

static void every_item_is_visited_in_order(void **state)
{
    const uint8_t bytes[] = {1, 2, 4, 8};
    unsigned seen = 0;

    receive(&checksum, bytes, 4);
    assert_int_equal(checksum, 15);
    receive(&checksum, NULL, 0);
    assert_int_equal(checksum, 15);
    SPAN_FOR_EACH(byte, span_of_array(ByteSpan, bytes)) {
        if (*byte == 2) {
            continue;
        }
        seen = seen * 10 + *byte;
        if (*byte == 4) {
            break;
        }
    }
    assert_int_equal(seen, 14);
}

static void items_are_read_and_set(void **state)
{
    uint32_t fifo[4] = {10, 11, 12, 13};
    WordSpan words = span_of(WordSpan, fifo, 4u);

    assert_int_equal(ARRAY_LENGTH(fifo), 4);
    assert_int_equal(span_at(words, 3), 13);
    span_at(words, 0) = 7;
    array_at(fifo, 1)++;
    assert_int_equal(fifo[0] + array_at(fifo, 1), 19);
    /* Arguments are evaluated once. */
    size_t i = 0;
    assert_int_equal(span_at(words, i++), 7);
    assert_int_equal(i, 1);
}

static void parts_are_spans_of_their_own(void **state)
{
    const uint8_t bytes[] = {0, 1, 2, 3, 4};
    ByteSpan all = span_of_array(ByteSpan, bytes);
    ByteSpan middle = span_part(all, 1, 3);

    assert_int_equal(middle.length, 3);
    assert_int_equal(span_at(middle, 2), 3);
    assert_int_equal(span_part(all, 5, 0).length, 0);
    assert_int_equal(span_part(byte_span(NULL, 0), 0, 0).length, 0);
}

enum {
    BEHIND_LINE = __LINE__ + 6
};

static void read_behind(void *unused)
{
    const uint8_t bytes[] = {1, 2};
    fputc(span_at(span_of_array(ByteSpan, bytes), 2), stdout);
}

static void read_in_front(void *unused)
{
    uint8_t bytes[] = {1, 2};
    volatile int index = -1;
    fputc(array_at(bytes, index), stdout);
}

static void read_nothing(void *unused)
{
    fputc(span_at(byte_span(NULL, 0), 0), stdout);
}

static void count_below_zero(void *unused)
{
    receive(&checksum, NULL, -1);
}

static void part_behind(void *argument)
{
    const uint8_t bytes[] = {1, 2, 3};
    const size_t *range = argument;
    fputc((int)span_part(span_of_array(ByteSpan, bytes), range[0], range[1]).length,
          stdout);
}

static void what_is_outside_aborts_with_its_place(void **state)
{
    g_autofree char *place = g_strdup_printf(
        "test_typed_span.c:%d: error: the index 2 is outside of 2 items", BEHIND_LINE);
    assert_aborts(read_behind, NULL, place);
    assert_aborts(read_in_front, NULL, "the index -1 is outside of 2 items");
    assert_aborts(read_nothing, NULL, "the index 0 is outside of 0 items");
    assert_aborts(count_below_zero, NULL, "error: a span cannot have -1 items");
    assert_aborts(part_behind, (size_t[]){1, 3},
                  "3 items from 1 on are not all among 3 items");
    assert_aborts(part_behind, (size_t[]){4, 0}, "0 items from 4 on");
    assert_aborts(part_behind, (size_t[]){2, SIZE_MAX}, "-1 items from 2 on");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_visited_in_order),
        cmocka_unit_test(items_are_read_and_set),
        cmocka_unit_test(parts_are_spans_of_their_own),
        cmocka_unit_test(what_is_outside_aborts_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
