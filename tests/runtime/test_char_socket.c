/* SPDX-License-Identifier: MIT */
/* TCP and Unix sockets: servers, clients, peers that come and go. */
#include "qemu/osdep.h"

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "chardev_fixture.h"

typedef struct Case {
    char *directory;
    char *path;
    FrontEnd *fe;
    int peer;
    int listener;
} Case;

static int open_case(void **state)
{
    Case *self = g_new0(Case, 1);
    self->directory = new_directory();
    self->path = g_build_filename(self->directory, "s", NULL);
    self->peer = self->listener = -1;
    *state = self;
    return 0;
}

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
    *fd = -1;
}

static int close_case(void **state)
{
    Case *self = *state;
    if (self->fe) {
        front_end_free(self->fe);
    }
    close_fd(&self->peer);
    close_fd(&self->listener);
    remove_directory(self->directory);
    g_free(self->path);
    g_free(self);
    return 0;
}

/* --- peers ----------------------------------------------------------------------------
 */

static struct sockaddr_un unix_address(const Case *self)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_strlcpy(address.sun_path, self->path, sizeof(address.sun_path));
    return address;
}

static int unix_connect(const Case *self)
{
    struct sockaddr_un address = unix_address(self);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

static int unix_listen(const Case *self)
{
    struct sockaddr_un address = unix_address(self);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(self->path);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(fd, 1), 0);
    return fd;
}

/* The port that a listening Chardev has got, from its filename. */
static uint16_t tcp_port(Case *self)
{
    const char *name = qemu_chr_fe_get_driver(&self->fe->chr)->filename;
    const char *comma = strchr(name, ',');
    assert_non_null(comma);
    g_autofree char *address = g_strndup(name, comma - name);
    return (uint16_t)atoi(strrchr(address, ':') + 1);
}

static int tcp_connect(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

static void open_unix(Case *self, const char *options)
{
    g_autofree char *filename = g_strconcat("unix:", self->path, options, NULL);
    self->fe = front_end_open(filename);
}

/* A server with a client. */
static void open_connected(Case *self)
{
    open_unix(self, ",server=on,wait=off");
    self->peer = unix_connect(self);
    run_until(is_open, self->fe);
}

static void peer_write(Case *self, const char *text)
{
    assert_int_equal(write(self->peer, text, strlen(text)), strlen(text));
}

static int front_write(Case *self, const char *text)
{
    return qemu_chr_fe_write(&self->fe->chr, (const uint8_t *)text, (int)strlen(text));
}

static void assert_peer_reads(Case *self, const char *text)
{
    g_autofree char *buf = g_malloc0(strlen(text) + 1);
    assert_int_equal(recv(self->peer, buf, strlen(text), MSG_WAITALL), strlen(text));
    assert_string_equal(buf, text);
}

static void assert_both_ways(Case *self)
{
    g_byte_array_set_size(self->fe->input, 0);
    peer_write(self, "ping");
    run_until(has_input, self->fe);
    assert_input(self->fe, "ping");
    assert_int_equal(front_write(self, "pong"), 4);
    assert_peer_reads(self, "pong");
}

/* --- servers --------------------------------------------------------------------------
 */

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

static void too_long_path_is_refused(void **state)
{
    Error *err = NULL;
    g_autofree char *path = g_strnfill(200, 'x');
    g_autofree char *filename = g_strconcat("unix:/", path, NULL);
    assert_null(chardev_new("test", filename, &err));
    assert_non_null(strstr(error_get_pretty(err), "at most 107 bytes, not 201"));
    error_free(err);
}

/* --- clients --------------------------------------------------------------------------
 */

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

/* --- ends -----------------------------------------------------------------------------
 */

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

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

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
        CASE(too_long_path_is_refused),
        CASE(client_connects_at_once),
        CASE(tcp_client_connects_at_once),
        CASE(client_without_server_is_refused),
        CASE(client_stays_closed_when_the_server_leaves),
        CASE(client_tries_until_there_is_a_server),
        CASE(client_comes_back_after_the_server_was_gone),
        CASE(client_can_be_ended_while_it_connects),
        CASE(one_can_wait_for_the_server),
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
