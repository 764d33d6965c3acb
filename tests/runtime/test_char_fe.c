/* SPDX-License-Identifier: MIT */
/* Front ends: connecting, parting, and having no Chardev. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_fixture.h"

static void without_chardev_nothing_happens(void **state)
{
    CharFrontend fe = {0};
    uint8_t byte = 'x';

    assert_int_equal(qemu_chr_fe_write(&fe, &byte, 1), 0);
    assert_int_equal(qemu_chr_fe_write_all(&fe, &byte, 1), 0);
    assert_int_equal(qemu_chr_fe_read_all(&fe, &byte, 1), 0);
    assert_int_equal(qemu_chr_fe_ioctl(&fe, 1, NULL), -ENOTSUP);
    assert_int_equal(qemu_chr_fe_get_msgfd(&fe), -1);
    assert_int_equal(qemu_chr_fe_set_msgfds(&fe, NULL, 0), -1);
    assert_int_equal(qemu_chr_fe_add_watch(&fe, G_IO_OUT, front_end_watch, NULL), 0);
    assert_false(qemu_chr_fe_backend_connected(&fe));
    assert_false(qemu_chr_fe_backend_open(&fe));
    assert_null(qemu_chr_fe_get_driver(&fe));
    qemu_chr_fe_set_handlers(&fe, front_end_can_receive, front_end_receive,
                             front_end_event, NULL, &fe, NULL, true);
    assert_null(fe.chr_read);
    qemu_chr_fe_printf(&fe, "%d", 1);
    qemu_chr_fe_set_open(&fe, true);
    qemu_chr_fe_set_echo(&fe, true);
    qemu_chr_fe_take_focus(&fe);
    qemu_chr_fe_accept_input(&fe);
    qemu_chr_fe_disconnect(&fe);
    qemu_chr_fe_deinit(&fe, true);
}

static void without_chardev_there_is_no_peer_to_wait_for(void **state)
{
    CharFrontend fe = {0};
    Error *err = NULL;

    assert_int_equal(qemu_chr_fe_wait_connected(&fe, &err), -1);
    error_free_or_abort(&err);
}

static void a_chardev_has_one_front_end(void **state)
{
    FrontEnd *fe = front_end_open("null");
    CharFrontend other = {0};
    Error *err = NULL;

    assert_false(qemu_chr_fe_init(&other, qemu_chr_find("test"), &err));
    assert_string_equal(error_get_pretty(err),
                        "chardev 'test' has a front end already; it can have one");
    error_free(err);
    assert_null(other.chr);
    front_end_free(fe);
}

static void parting_leaves_the_chardev_for_another_front_end(void **state)
{
    FrontEnd *fe = front_end_open("memory");
    Chardev *chr = qemu_chr_find("test");
    CharFrontend other = {0};

    qemu_chr_fe_deinit(&fe->chr, false);
    assert_ptr_equal(qemu_chr_find("test"), chr);
    assert_int_equal(qemu_chr_fe_write(&fe->chr, (const uint8_t *)"x", 1), 0);
    assert_true(qemu_chr_fe_init(&other, chr, &error_abort));
    assert_int_equal(qemu_chr_fe_write(&other, (const uint8_t *)"x", 1), 1);
    assert_string_equal(fe->events->str, "O");
    qemu_chr_fe_deinit(&other, true);
    front_end_free(fe);
}

static void the_older_name_of_the_type_is_the_same_type(void **state)
{
    CharBackend older = {0};
    CharFrontend *fe = &older;

    assert_null(fe->chr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_chardev_nothing_happens),
        cmocka_unit_test(without_chardev_there_is_no_peer_to_wait_for),
        cmocka_unit_test(a_chardev_has_one_front_end),
        cmocka_unit_test(parting_leaves_the_chardev_for_another_front_end),
        cmocka_unit_test(the_older_name_of_the_type_is_the_same_type),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
