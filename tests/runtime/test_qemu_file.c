/* SPDX-License-Identifier: MIT */
/* Streams in memory. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "vmstate_fixture.h"

static void numbers_are_written_big_endian(void **state)
{
    QEMUFile *f = qemu_file_new_output();
    const int16_t negative = -2;
    qemu_put_byte(f, 0x101);
    qemu_put_be16(f, 0x10203);
    qemu_put_be32(f, 0x04050607);
    qemu_put_be64(f, 0x08090a0b0c0d0e0f);
    qemu_put_sbe16s(f, &negative);
    qemu_put_buffer(f, (const uint8_t *)"xy", 2);
    qemu_put_counted_string(f, "id");
    assert_bytes(qemu_file_output(f),
                 "01 0203 04050607 08090a0b0c0d0e0f fffe 7879 02 6964");
    assert_int_equal(qemu_file_offset(f), 22);
    assert_int_equal(qemu_file_get_error(f), 0);
    qemu_file_free(f);
}

static void numbers_are_read_back(void **state)
{
    GByteArray *bytes =
        bytes_from_hex("ff fffe fffffffd fffffffffffffffc 80 0203 02 6964");
    QEMUFile *f = qemu_file_new_input(bytes->data, bytes->len);
    char text[256];
    uint16_t word = 0;
    assert_int_equal(qemu_get_sbyte(f), -1);
    assert_int_equal(qemu_get_sbe16(f), -2);
    assert_int_equal(qemu_get_sbe32(f), -3);
    assert_true(qemu_get_sbe64(f) == -4);
    assert_int_equal(qemu_get_ubyte(f), 0x80);
    qemu_get_be16s(f, &word);
    assert_int_equal(word, 0x203);
    assert_int_equal(qemu_get_counted_string(f, text), 2);
    assert_string_equal(text, "id");
    assert_int_equal(qemu_file_remaining(f), 0);
    assert_int_equal(qemu_file_get_error(f), 0);
    qemu_file_free(f);
    g_byte_array_unref(bytes);
}

static void what_is_read_behind_the_end_is_0_and_a_failure(void **state)
{
    QEMUFile *f = qemu_file_new_input("\x12\x34\x56", 3);
    uint8_t buffer[4] = {9, 9, 9, 9};
    Error *err = NULL;
    assert_int_equal(qemu_get_be32(f), 0);
    assert_int_equal(qemu_file_get_error(f), -EIO);
    assert_int_equal(qemu_get_byte(f), 0);
    assert_int_equal(qemu_get_buffer(f, buffer, 4), 0);
    assert_int_equal(buffer[3], 0);
    assert_int_equal(qemu_file_peek_byte(f, 0), -1);
    assert_int_equal(qemu_file_get_error_obj(f, &err), -EIO);
    assert_error(err, "the stream ends at offset 3 (bytes missing: 1)");
    qemu_file_free(f);
}

static void part_of_a_buffer_is_what_there_was(void **state)
{
    QEMUFile *f = qemu_file_new_input("ab", 2);
    uint8_t buffer[4] = {9, 9, 9, 9};
    assert_int_equal(qemu_get_buffer(f, buffer, 4), 2);
    assert_memory_equal(buffer, "ab\0\0", 4);
    assert_int_equal(qemu_file_get_error(f), -EIO);
    qemu_file_free(f);
}

static void a_counted_string_that_is_cut_is_none(void **state)
{
    QEMUFile *f = qemu_file_new_input("\xff"
                                      "ab",
                                      3);
    char text[256];
    assert_int_equal(qemu_get_counted_string(f, text), 0);
    assert_string_equal(text, "ab");
    assert_int_equal(qemu_file_get_error(f), -EIO);
    qemu_file_free(f);
}

static void the_first_error_stays(void **state)
{
    QEMUFile *f = qemu_file_new_output();
    Error *first = NULL;
    Error *second = NULL;
    Error *err = NULL;
    error_setg(&first, "first");
    error_setg(&second, "second");
    qemu_file_set_error_obj(f, -EPERM, first);
    qemu_file_set_error_obj(f, -EINVAL, second);
    qemu_put_byte(f, 1);
    assert_int_equal(qemu_file_output(f)->len, 0);
    assert_int_equal(qemu_file_get_error_obj(f, &err), -EPERM);
    assert_error(err, "first");
    qemu_file_free(f);
}

static void an_error_without_a_text_has_that_of_its_number(void **state)
{
    QEMUFile *f = qemu_file_new_output();
    Error *err = NULL;
    qemu_file_set_error(f, -EPERM);
    assert_int_equal(qemu_file_get_error_obj(f, &err), -EPERM);
    assert_error(err, "the stream failed: Operation not permitted");
    qemu_file_free(f);
}

static void a_stream_that_is_read_cannot_be_written(void **state)
{
    QEMUFile *f = qemu_file_new_input("a", 1);
    qemu_put_byte(f, 1);
    assert_int_equal(qemu_file_get_error(f), -EBADF);
    qemu_file_free(f);
    qemu_file_free(NULL);
}

static void skipping_and_peeking_stay_inside(void **state)
{
    QEMUFile *f = qemu_file_new_input("abc", 3);
    assert_int_equal(qemu_file_peek_byte(f, 2), 'c');
    assert_int_equal(qemu_file_peek_byte(f, 3), -1);
    assert_int_equal(qemu_file_peek_byte(f, SIZE_MAX), -1);
    qemu_file_skip(f, 2);
    assert_int_equal(qemu_file_offset(f), 2);
    assert_int_equal(qemu_file_peek_byte(f, 0), 'c');
    qemu_file_skip(f, SIZE_MAX);
    assert_int_equal(qemu_file_get_error(f), -EIO);
    assert_int_equal(qemu_file_remaining(f), 0);
    qemu_file_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_big_endian),
        cmocka_unit_test(numbers_are_read_back),
        cmocka_unit_test(what_is_read_behind_the_end_is_0_and_a_failure),
        cmocka_unit_test(part_of_a_buffer_is_what_there_was),
        cmocka_unit_test(a_counted_string_that_is_cut_is_none),
        cmocka_unit_test(the_first_error_stays),
        cmocka_unit_test(an_error_without_a_text_has_that_of_its_number),
        cmocka_unit_test(a_stream_that_is_read_cannot_be_written),
        cmocka_unit_test(skipping_and_peeking_stay_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
