/* SPDX-License-Identifier: MIT */
/* Sockets whose peer goes, or whose front end does, whatever was under way. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_socket.h"

/* --- ends --------------------------------------------------------------------------- */

static void closed_comes_after_all_input(void **state)
{
    Case *self = *state;
    open_connected(self);
    front_end_accept(self->fe, 0);
    peer_write(self, "last words");
    close_fd(&self->peer);
    run_pending();
    assert_string_equal(self->fe->events->str, "O");
    front_end_accept(self->fe, 3);
    run_until(is_closed, self->fe);
    assert_input(self->fe, "last words");
    assert_string_equal(self->fe->events->str, "OC");
}

static void peer_that_goes_is_noticed_by_a_full_front_end(void **state)
{
    Case *self = *state;
    open_connected(self);
    front_end_accept(self->fe, 0);
    close_fd(&self->peer);
    run_until(is_closed, self->fe);
    assert_string_equal(self->fe->events->str, "OC");
}

static void write_to_a_peer_that_is_gone_is_an_error(void **state)
{
    Case *self = *state;
    open_connected(self);
    close_fd(&self->peer);
    assert_int_equal(front_write(self, "x"), -1);
    assert_int_equal(errno, EPIPE);
    assert_string_equal(self->fe->events->str, "OC");
    self->peer = unix_connect(self);
    run_until(is_open, self->fe);
    assert_both_ways(self);
}

static void write_to_a_peer_that_is_gone_keeps_its_input(void **state)
{
    Case *self = *state;
    open_connected(self);
    peer_write(self, "before");
    close_fd(&self->peer);
    assert_int_equal(front_write(self, "x"), -1);
    assert_string_equal(self->fe->events->str, "O");
    run_until(is_closed, self->fe);
    assert_input(self->fe, "before");
}

static void front_end_may_end_it_when_the_peer_goes(void **state)
{
    Case *self = *state;
    open_connected(self);
    self->fe->end_on_close = true;
    close_fd(&self->peer);
    run_until(is_closed, self->fe);
    assert_null(qemu_chr_find("test"));
}

static void front_end_may_end_it_while_it_writes(void **state)
{
    Case *self = *state;
    open_connected(self);
    self->fe->end_on_close = true;
    close_fd(&self->peer);
    assert_int_equal(front_write(self, "x"), -1);
    assert_null(qemu_chr_find("test"));
}

static void front_end_may_end_it_while_it_receives(void **state)
{
    Case *self = *state;
    open_connected(self);
    self->fe->end_on_input = true;
    self->fe->space = 1;
    peer_write(self, "abc");
    run_until(has_input, self->fe);
    assert_input(self->fe, "a");
    assert_null(qemu_chr_find("test"));
}

static void front_end_can_send_the_peer_away(void **state)
{
    Case *self = *state;
    char byte;
    open_connected(self);
    qemu_chr_fe_disconnect(&self->fe->chr);
    assert_string_equal(self->fe->events->str, "OC");
    assert_int_equal(read(self->peer, &byte, 1), 0);
    qemu_chr_fe_disconnect(&self->fe->chr);
    assert_string_equal(self->fe->events->str, "OC");
}

static void watch_is_called_when_the_peer_goes(void **state)
{
    Case *self = *state;
    static uint8_t block[1 << 16];
    open_connected(self);
    while (qemu_chr_fe_write(&self->fe->chr, block, sizeof(block)) > 0) {
    }
    assert_true(qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT | G_IO_HUP,
                                      front_end_watch, self->fe) > 0);
    run_pending();
    assert_int_equal(self->fe->watch_calls, 0);
    close_fd(&self->peer);
    run_until(is_closed, self->fe);
    run_pending();
    assert_int_equal(self->fe->watch_calls, 1);
    assert_true(self->fe->watch_condition & (G_IO_HUP | G_IO_ERR));
    assert_int_equal(
        qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT, front_end_watch, self->fe), 0);
}

static void read_all_ends_with_the_input(void **state)
{
    Case *self = *state;
    uint8_t buf[10];
    open_connected(self);
    front_end_accept(self->fe, 0);
    peer_write(self, "short");
    close_fd(&self->peer);
    assert_int_equal(qemu_chr_fe_read_all(&self->fe->chr, buf, 10), 5);
    assert_memory_equal(buf, "short", 5);
    assert_string_equal(self->fe->events->str, "OC");
    assert_int_equal(qemu_chr_fe_read_all(&self->fe->chr, buf, 10), 0);
}

static void a_descriptor_can_be_the_client(void **state)
{
    Case *self = *state;
    int ends[2];
    open_unix(self, ",server=on,wait=off");
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    self->peer = ends[0];
    assert_int_equal(qemu_chr_add_client(qemu_chr_find("test"), ends[1]), 0);
    assert_int_equal(qemu_chr_add_client(qemu_chr_find("test"), ends[1]), -1);
    assert_string_equal(self->fe->events->str, "O");
    assert_both_ways(self);
}

static void handlers_can_run_in_another_context(void **state)
{
    Case *self = *state;
    GMainContext *context = g_main_context_new();
    open_connected(self);
    qemu_chr_fe_set_handlers(&self->fe->chr, front_end_can_receive, front_end_receive,
                             front_end_event, NULL, self->fe, context, true);
    peer_write(self, "there");
    run_pending();
    assert_input(self->fe, "");
    assert_true(g_main_context_iteration(context, TRUE));
    assert_input(self->fe, "there");
    front_end_listen(self->fe);
    peer_write(self, "!");
    assert_false(g_main_context_iteration(context, FALSE));
    run_pending();
    assert_input(self->fe, "there!");
    g_main_context_unref(context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(closed_comes_after_all_input),
        CASE(peer_that_goes_is_noticed_by_a_full_front_end),
        CASE(write_to_a_peer_that_is_gone_is_an_error),
        CASE(write_to_a_peer_that_is_gone_keeps_its_input),
        CASE(front_end_may_end_it_when_the_peer_goes),
        CASE(front_end_may_end_it_while_it_writes),
        CASE(front_end_may_end_it_while_it_receives),
        CASE(front_end_can_send_the_peer_away),
        CASE(watch_is_called_when_the_peer_goes),
        CASE(read_all_ends_with_the_input),
        CASE(a_descriptor_can_be_the_client),
        CASE(handlers_can_run_in_another_context),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
