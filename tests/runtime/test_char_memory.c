/* SPDX-License-Identifier: MIT */
/* Chardevs in memory, with the test as their peer. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_fixture.h"

static FrontEnd *open_memory(void **state, const char *filename)
{
    FrontEnd *fe = front_end_open(filename);
    *state = fe;
    return fe;
}

static int close_memory(void **state)
{
    front_end_free(*state);
    return 0;
}

static void write_text(FrontEnd *fe, const char *text)
{
    assert_int_equal(
        qemu_chr_fe_write(&fe->chr, (const uint8_t *)text, (int)strlen(text)),
        strlen(text));
}

static void assert_output(FrontEnd *fe, const char *text)
{
    uint8_t buf[100] = {0};
    size_t count =
        chardev_memory_read(qemu_chr_fe_get_driver(&fe->chr), buf, sizeof(buf));
    assert_int_equal(count, strlen(text));
    assert_string_equal((char *)buf, text);
}

static void give(FrontEnd *fe, const char *text)
{
    chardev_memory_write(qemu_chr_fe_get_driver(&fe->chr), (const uint8_t *)text,
                         strlen(text));
}

static void output_is_kept_in_order(void **state)
{
    FrontEnd *fe = open_memory(state, "memory");
    write_text(fe, "one ");
    write_text(fe, "two");
    assert_int_equal(chardev_memory_written(qemu_chr_fe_get_driver(&fe->chr)), 7);
    assert_output(fe, "one two");
    assert_output(fe, "");
}

static void output_is_read_in_pieces(void **state)
{
    FrontEnd *fe = open_memory(state, "ringbuf,size=4");
    uint8_t byte;
    write_text(fe, "abc");
    assert_int_equal(chardev_memory_read(qemu_chr_fe_get_driver(&fe->chr), &byte, 1), 1);
    assert_int_equal(byte, 'a');
    write_text(fe, "de");
    assert_output(fe, "bcde");
}

static void oldest_output_makes_room(void **state)
{
    FrontEnd *fe = open_memory(state, "memory,size=4");
    write_text(fe, "0123456789");
    assert_output(fe, "6789");
    write_text(fe, "ab");
    assert_output(fe, "ab");
}

static void input_is_given_at_once(void **state)
{
    FrontEnd *fe = open_memory(state, "memory");
    give(fe, "hello");
    assert_input(fe, "hello");
    assert_int_equal(chardev_memory_unread(qemu_chr_fe_get_driver(&fe->chr)), 0);
}

static bool all_taken(void *front_end)
{
    FrontEnd *fe = front_end;
    return chardev_memory_unread(qemu_chr_fe_get_driver(&fe->chr)) == 0;
}

static void input_waits_for_the_front_end(void **state)
{
    FrontEnd *fe = open_memory(state, "memory");
    fe->space = 2;
    fe->only_once = true;
    give(fe, "hello");
    assert_input(fe, "he");
    run_pending();
    assert_input(fe, "he");
    front_end_accept(fe, 1);
    run_pending();
    assert_input(fe, "hel");
    fe->only_once = false;
    front_end_accept(fe, 1);
    run_until(all_taken, fe);
    assert_input(fe, "hello");
}

static void input_waits_for_handlers(void **state)
{
    FrontEnd *fe = open_memory(state, "memory");
    qemu_chr_fe_set_handlers(&fe->chr, NULL, NULL, NULL, NULL, NULL, NULL, true);
    give(fe, "early");
    run_pending();
    assert_input(fe, "");
    front_end_listen(fe);
    run_until(all_taken, fe);
    assert_input(fe, "early");
}

static void front_end_may_end_it_while_it_receives(void **state)
{
    FrontEnd *fe = open_memory(state, "memory");
    fe->end_on_input = true;
    fe->space = 1;
    give(fe, "abc");
    assert_input(fe, "a");
    assert_null(qemu_chr_find("test"));
}

static void a_million_bytes_come_one_at_a_time(void **state)
{
    FrontEnd *fe = open_memory(state, "memory");
    g_autofree uint8_t *bytes = g_malloc(1 << 20);
    for (size_t i = 0; i < 1 << 20; i++) {
        bytes[i] = (uint8_t)(i * 7 + i / 256);
    }
    fe->space = 0;
    chardev_memory_write(qemu_chr_fe_get_driver(&fe->chr), bytes, 1 << 20);
    assert_int_equal(fe->input->len, 0);
    front_end_accept(fe, 1);
    run_until(all_taken, fe);
    assert_int_equal(fe->input->len, 1 << 20);
    assert_memory_equal(fe->input->data, bytes, 1 << 20);
}

static void null_drops_output_and_has_no_input(void **state)
{
    FrontEnd *fe = open_memory(state, "null");
    write_text(fe, "gone");
    run_pending();
    assert_input(fe, "");
    assert_string_equal(fe->events->str, "O");
    assert_string_equal(qemu_chr_fe_get_driver(&fe->chr)->filename, "null");
}

#define MEMORY_TEST(name) cmocka_unit_test_teardown(name, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(output_is_kept_in_order),
        MEMORY_TEST(output_is_read_in_pieces),
        MEMORY_TEST(oldest_output_makes_room),
        MEMORY_TEST(input_is_given_at_once),
        MEMORY_TEST(input_waits_for_the_front_end),
        MEMORY_TEST(input_waits_for_handlers),
        MEMORY_TEST(front_end_may_end_it_while_it_receives),
        MEMORY_TEST(a_million_bytes_come_one_at_a_time),
        MEMORY_TEST(null_drops_output_and_has_no_input),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
