/* SPDX-License-Identifier: MIT */
/*
 * What this runtime adds to chardev/char.h: failures as Error, and the outer side of
 * Chardevs in memory, with which a test or an embedding program plays the peer. Under the
 * big lock.
 */
#ifndef RUNTIME_CHARDEV_H
#define RUNTIME_CHARDEV_H

#include <stddef.h>
#include <stdint.h>

#include "chardev/char.h"

/* As qemu_chr_new() in the default context, but NULL comes with errp set. */
Chardev *chardev_new(const char *label, const char *filename, Error **errp);
/*
 * Whether filename is written as one that chardev_new() takes: false with errp set.
 * Nothing is opened, so that opening it can still fail.
 */
bool chardev_check_filename(const char *filename, Error **errp);
/*
 * Take the names of all Unix sockets that Chardevs listen at away. For a handler of a
 * signal that ends the program at once, in the thread that makes and ends Chardevs, which
 * it may have interrupted.
 */
void chardev_remove_sockets(void);

/*
 * A Chardev "memory" keeps the last N bytes of its size=N, 65536 by default and a power
 * of two, that the front end has written: like a log, it never makes the front end wait.
 * Input waits until the front end takes it. In all four chr must be one in memory.
 */
/* Take up to size of the oldest bytes that were written; how many. */
size_t chardev_memory_read(Chardev *chr, uint8_t *buf, size_t size);
/* Bytes that chardev_memory_read() would find. */
size_t chardev_memory_written(Chardev *chr);
/*
 * Input for the front end: copied, given to it at once as far as it can take it, and the
 * rest by the main loop when it can.
 */
void chardev_memory_write(Chardev *chr, const uint8_t *buf, size_t size);
/* Bytes of input that the front end has not taken yet. */
size_t chardev_memory_unread(Chardev *chr);

#endif
