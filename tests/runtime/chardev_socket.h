/* SPDX-License-Identifier: MIT */
/* A socket Chardev with its front end, and the socket of a peer. */
#ifndef TESTS_RUNTIME_CHARDEV_SOCKET_H
#define TESTS_RUNTIME_CHARDEV_SOCKET_H

#include <arpa/inet.h>
#include <netinet/in.h>
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

static inline int open_case(void **state)
{
    Case *self = g_new0(Case, 1);
    self->directory = new_directory();
    self->path = g_build_filename(self->directory, "s", NULL);
    self->peer = self->listener = -1;
    *state = self;
    return 0;
}

static inline void close_fd(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
    }
    *fd = -1;
}

static inline int close_case(void **state)
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

static inline struct sockaddr_un unix_address(const Case *self)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_strlcpy(address.sun_path, self->path, sizeof(address.sun_path));
    return address;
}

static inline int unix_connect(const Case *self)
{
    struct sockaddr_un address = unix_address(self);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

static inline int unix_listen(const Case *self)
{
    struct sockaddr_un address = unix_address(self);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(self->path);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(fd, 1), 0);
    return fd;
}

/* The port that a listening Chardev has got, from its filename. */
static inline uint16_t tcp_port(Case *self)
{
    const char *name = qemu_chr_fe_get_driver(&self->fe->chr)->filename;
    const char *comma = strchr(name, ',');
    assert_non_null(comma);
    g_autofree char *address = g_strndup(name, comma - name);
    return (uint16_t)atoi(strrchr(address, ':') + 1);
}

static inline int tcp_connect(uint16_t port)
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

static inline void open_unix(Case *self, const char *options)
{
    g_autofree char *filename = g_strconcat("unix:", self->path, options, NULL);
    self->fe = front_end_open(filename);
}

/* A server with a client. */
static inline void open_connected(Case *self)
{
    open_unix(self, ",server=on,wait=off");
    self->peer = unix_connect(self);
    run_until(is_open, self->fe);
}

static inline void peer_write(Case *self, const char *text)
{
    assert_int_equal(write(self->peer, text, strlen(text)), strlen(text));
}

static inline int front_write(Case *self, const char *text)
{
    return qemu_chr_fe_write(&self->fe->chr, (const uint8_t *)text, (int)strlen(text));
}

static inline void assert_peer_reads(Case *self, const char *text)
{
    g_autofree char *buf = g_malloc0(strlen(text) + 1);
    assert_int_equal(recv(self->peer, buf, strlen(text), MSG_WAITALL), strlen(text));
    assert_string_equal(buf, text);
}

static inline void assert_both_ways(Case *self)
{
    g_byte_array_set_size(self->fe->input, 0);
    peer_write(self, "ping");
    run_until(has_input, self->fe);
    assert_input(self->fe, "ping");
    assert_int_equal(front_write(self, "pong"), 4);
    assert_peer_reads(self, "pong");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

#endif
