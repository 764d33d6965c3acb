/* SPDX-License-Identifier: MIT */
/* TCP and Unix sockets: servers and clients. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_socket.h"

/* --- servers ------------------------------------------------------------------------ */

static void unix_server_takes_a_client(void **state)
{
    Case *self = *state;
    open_unix(self, ",server=on,wait=off");
    run_pending();
    assert_string_equal(self->fe->events->str, "");
    self->peer = unix_connect(self);
    run_until(is_open, self->fe);
    assert_string_equal(self->fe->events->str, "O");
    assert_both_ways(self);
}

static void tcp_server_takes_a_client(void **state)
{
    Case *self = *state;
    self->fe = front_end_open("tcp:127.0.0.1:0,server=on,wait=off,nodelay=on");
    self->peer = tcp_connect(tcp_port(self));
    run_until(is_open, self->fe);
    assert_true(g_str_has_prefix(qemu_chr_find("test")->filename, "tcp:127.0.0.1:"));
    assert_both_ways(self);
}

static void tcp_server_without_host_listens_everywhere(void **state)
{
    Case *self = *state;
    self->fe = front_end_open("tcp::0,server=on,wait=off");
    self->peer = tcp_connect(tcp_port(self));
    run_until(is_open, self->fe);
    assert_both_ways(self);
}

static void tcp_server_takes_an_address_in_brackets(void **state)
{
    Case *self = *state;
    Error *err = NULL;
    Chardev *chr = chardev_new("test", "tcp:[::1]:0,server=on,wait=off", &err);
    if (!chr) { /* a host without IPv6 */
        assert_non_null(strstr(error_get_pretty(err), "cannot listen there"));
        error_free(err);
        return;
    }
    assert_true(g_str_has_prefix(chr->filename, "disconnected:tcp:[::1]:"));
    self->fe = front_end_new(chr);
}

static gpointer connect_soon(gpointer opaque)
{
    Case *self = opaque;
    while (access(self->path, F_OK) != 0) {
        g_usleep(1000);
    }
    g_usleep(20000);
    self->peer = unix_connect(self);
    return NULL;
}

static void server_waits_for_the_first_client(void **state)
{
    Case *self = *state;
    GThread *thread = g_thread_new("client", connect_soon, self);
    open_unix(self, ",server=on");
    assert_string_equal(self->fe->events->str, "O");
    g_thread_join(thread);
    assert_both_ways(self);
}

static void next_client_comes_when_one_has_left(void **state)
{
    Case *self = *state;
    open_connected(self);
    int second = unix_connect(self);
    run_pending();
    assert_string_equal(self->fe->events->str, "O");
    close(self->peer);
    self->peer = second;
    peer_write(self, "second");
    run_until(has_input, self->fe);
    assert_string_equal(self->fe->events->str, "OCO");
    assert_input(self->fe, "second");
    assert_both_ways(self);
}

static void a_socket_that_was_left_behind_is_replaced(void **state)
{
    Case *self = *state;
    int old = unix_listen(self);
    close(old);
    assert_int_equal(access(self->path, F_OK), 0);
    open_connected(self);
    assert_both_ways(self);
}

static void a_file_of_that_name_is_kept(void **state)
{
    Case *self = *state;
    g_autofree char *filename = g_strconcat("unix:", self->path, ",server=on", NULL);
    Error *err = NULL;
    assert_true(g_file_set_contents(self->path, "mine", -1, NULL));
    assert_null(chardev_new("test", filename, &err));
    assert_non_null(strstr(error_get_pretty(err), "cannot listen there: "));
    error_free(err);
    assert_int_equal(access(self->path, F_OK), 0);
}

static void name_of_a_unix_socket_goes_with_it(void **state)
{
    Case *self = *state;
    open_unix(self, ",server=on,wait=off");
    assert_int_equal(access(self->path, F_OK), 0);
    qemu_chr_fe_deinit(&self->fe->chr, true);
    assert_int_equal(access(self->path, F_OK), -1);
}

static void names_of_all_unix_sockets_can_be_taken_away(void **state)
{
    Case *self = *state;
    g_autofree char *gone = g_strconcat(self->path, "-gone", NULL);
    g_autofree char *other = g_strconcat("unix:", gone, ",server=on,wait=off", NULL);
    Chardev *chr = chardev_new("other", other, &error_abort);
    open_unix(self, ",server=on,wait=off");
    object_unparent(OBJECT(chr));
    assert_true(g_file_set_contents(gone, "mine", -1, NULL));
    chardev_remove_sockets();
    assert_int_equal(access(self->path, F_OK), -1);
    assert_int_equal(access(gone, F_OK), 0); /* what nobody listens at stays */
    unlink(gone);
}

static void too_long_path_is_refused(void **state)
{
    Error *err = NULL;
    g_autofree char *path = g_strnfill(200, 'x');
    g_autofree char *filename = g_strconcat("unix:/", path, NULL);
    assert_null(chardev_new("test", filename, &err));
    assert_non_null(strstr(error_get_pretty(err), "at most 107 bytes, not 201"));
    error_free(err);
}

/* --- clients ------------------------------------------------------------------------ */

static void client_connects_at_once(void **state)
{
    Case *self = *state;
    self->listener = unix_listen(self);
    open_unix(self, "");
    assert_string_equal(self->fe->events->str, "O");
    self->peer = accept(self->listener, NULL, NULL);
    assert_both_ways(self);
}

static void tcp_client_connects_at_once(void **state)
{
    Case *self = *state;
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof(address);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    self->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(self->listener, (struct sockaddr *)&address, length), 0);
    assert_int_equal(listen(self->listener, 1), 0);
    getsockname(self->listener, (struct sockaddr *)&address, &length);
    g_autofree char *filename =
        g_strdup_printf("tcp:localhost:%u,nodelay", ntohs(address.sin_port));
    self->fe = front_end_open(filename);
    self->peer = accept(self->listener, NULL, NULL);
    assert_both_ways(self);
}

static void client_without_server_is_refused(void **state)
{
    Case *self = *state;
    g_autofree char *filename = g_strconcat("unix:", self->path, NULL);
    Error *err = NULL;
    assert_null(chardev_new("test", filename, &err));
    assert_non_null(strstr(error_get_pretty(err), "cannot connect: "));
    error_free(err);
}

static void client_stays_closed_when_the_server_leaves(void **state)
{
    Case *self = *state;
    self->listener = unix_listen(self);
    open_unix(self, "");
    self->peer = accept(self->listener, NULL, NULL);
    close_fd(&self->peer);
    run_until(is_closed, self->fe);
    assert_string_equal(self->fe->events->str, "OC");
    assert_string_equal(qemu_chr_find("test")->filename, "disconnected:socket");
    assert_int_equal(front_write(self, "x"), -1);
    assert_int_equal(errno, EIO);
}

static void client_tries_until_there_is_a_server(void **state)
{
    Case *self = *state;
    open_unix(self, ",reconnect-ms=5");
    run_pending();
    assert_string_equal(self->fe->events->str, "");
    self->listener = unix_listen(self);
    run_until(is_open, self->fe);
    self->peer = accept(self->listener, NULL, NULL);
    assert_both_ways(self);
}

static void client_comes_back_after_the_server_was_gone(void **state)
{
    Case *self = *state;
    self->listener = unix_listen(self);
    open_unix(self, ",reconnect-ms=5");
    run_until(is_open, self->fe);
    self->peer = accept(self->listener, NULL, NULL);
    assert_both_ways(self);
    close_fd(&self->listener);
    close_fd(&self->peer);
    run_until(is_closed, self->fe);
    run_pending();
    self->listener = unix_listen(self);
    run_until(is_open, self->fe);
    self->peer = accept(self->listener, NULL, NULL);
    assert_string_equal(self->fe->events->str, "OCO");
    assert_both_ways(self);
}

static void client_can_be_ended_while_it_connects(void **state)
{
    Case *self = *state;
    self->listener = unix_listen(self);
    open_unix(self, ",reconnect-ms=5");
    qemu_chr_fe_deinit(&self->fe->chr, true);
    run_pending();
    assert_string_equal(self->fe->events->str, "");
}

static gpointer listen_soon(gpointer opaque)
{
    Case *self = opaque;
    g_usleep(20000);
    self->listener = unix_listen(self);
    return NULL;
}

static void one_can_wait_for_the_server(void **state)
{
    Case *self = *state;
    open_unix(self, ",reconnect-ms=5");
    GThread *thread = g_thread_new("server", listen_soon, self);
    assert_int_equal(qemu_chr_fe_wait_connected(&self->fe->chr, &error_abort), 0);
    g_thread_join(thread);
    assert_string_equal(self->fe->events->str, "O");
    self->peer = accept(self->listener, NULL, NULL);
    assert_both_ways(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(unix_server_takes_a_client),
        CASE(tcp_server_takes_a_client),
        CASE(tcp_server_without_host_listens_everywhere),
        CASE(tcp_server_takes_an_address_in_brackets),
        CASE(server_waits_for_the_first_client),
        CASE(next_client_comes_when_one_has_left),
        CASE(a_socket_that_was_left_behind_is_replaced),
        CASE(a_file_of_that_name_is_kept),
        CASE(name_of_a_unix_socket_goes_with_it),
        CASE(names_of_all_unix_sockets_can_be_taken_away),
        CASE(too_long_path_is_refused),
        CASE(client_connects_at_once),
        CASE(tcp_client_connects_at_once),
        CASE(client_without_server_is_refused),
        CASE(client_stays_closed_when_the_server_leaves),
        CASE(client_tries_until_there_is_a_server),
        CASE(client_comes_back_after_the_server_was_gone),
        CASE(client_can_be_ended_while_it_connects),
        CASE(one_can_wait_for_the_server),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
