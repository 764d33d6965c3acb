/* SPDX-License-Identifier: MIT */
/*
 * Bytes from a socket through the PL011's data register and back, by a guest that echoes:
 * beside a program that reads from the socket what the FIFO holds and writes it back byte
 * by byte, as the device does. Prints a line for each: bytes and nanoseconds, best of
 * several. The argument is the path of a socket to be made.
 */
#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "bindery/bql/lock.h"
#include "bindery/system/memtx.h"
#include "pl011.h"
#include "pl011_registers.h"

#define BASE UINT64_C(0x09000000)

enum {
    BYTES = 200 * 1000,
    BLOCK = 4096,
    ROUNDS = 3
};

static int64_t host_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* --- the peer ----------------------------------------------------------------------- */

/* Sends at most a block ahead of what has come back. */
static void *exchange(void *data)
{
    static const char block[BLOCK];
    const int fd = *(int *)data;
    char back[BLOCK];
    size_t sent = 0, got = 0;

    while (got < BYTES) {
        if (sent < BYTES && sent - got < BLOCK) {
            sent += (size_t)send(fd, block, MIN(BLOCK, BYTES - sent), MSG_NOSIGNAL);
        }
        got += (size_t)recv(fd, back, sizeof back, 0);
    }
    return NULL;
}

/* --- the device --------------------------------------------------------------------- */

static uint32_t load(hwaddr offset)
{
    return address_space_ldl_le(&address_space_memory, BASE + offset,
                                MEMTXATTRS_UNSPECIFIED, NULL);
}

static void store(hwaddr offset, uint32_t value)
{
    address_space_stl_le(&address_space_memory, BASE + offset, value,
                         MEMTXATTRS_UNSPECIFIED, NULL);
}

static size_t echo_what_came(void)
{
    size_t count = 0;

    while (!(load(UARTFR) & UARTFR_RXFE)) {
        store(UARTDR, load(UARTDR) & 0xff);
        count++;
    }
    return count;
}

static int64_t time_device(int fd)
{
    const int64_t start = host_ns();
    pthread_t peer;

    pthread_create(&peer, NULL, exchange, &fd);
    for (size_t count = 0; count < BYTES;) {
        main_loop_wait(false);
        count += echo_what_came();
    }
    pthread_join(peer, NULL);
    return host_ns() - start;
}

/* --- the plain program -------------------------------------------------------------- */

static int64_t time_plain(void)
{
    const int64_t start = host_ns();
    char bytes[PL011_FIFO_DEPTH];
    pthread_t peer;
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        return INT64_MAX;
    }
    pthread_create(&peer, NULL, exchange, &ends[0]);
    for (size_t count = 0; count < BYTES;) {
        const ssize_t got = recv(ends[1], bytes, sizeof bytes, 0);

        for (ssize_t i = 0; i < got; i++) {
            count += (size_t)send(ends[1], &bytes[i], 1, MSG_NOSIGNAL);
        }
    }
    pthread_join(peer, NULL);
    close(ends[0]);
    close(ends[1]);
    return host_ns() - start;
}

/* --- both --------------------------------------------------------------------------- */

static int connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    g_strlcpy(address.sun_path, path, sizeof address.sun_path);
    return connect(fd, (struct sockaddr *)&address, sizeof address) == 0 ? fd : -1;
}

int main(int argc, char **argv)
{
    g_autofree char *name = g_strdup_printf("unix:%s,server=on,wait=off", argv[argc - 1]);
    int64_t plain = INT64_MAX, device = INT64_MAX;
    int fd;

    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    pl011_create(BASE, NULL, qemu_chr_new("serial0", name, NULL));
    store(UARTLCR_H, UARTLCR_H_FEN);
    fd = connect_to(argv[argc - 1]);
    if (fd < 0) {
        return 1;
    }
    for (int round = 0; round < ROUNDS; round++) {
        plain = MIN(plain, time_plain());
        device = MIN(device, time_device(fd));
    }
    printf("plain %d bytes %" G_GINT64_FORMAT " ns\n", BYTES, plain);
    printf("pl011 %d bytes %" G_GINT64_FORMAT " ns\n", BYTES, device);
    return 0;
}
