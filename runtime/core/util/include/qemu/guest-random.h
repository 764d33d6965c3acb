/* SPDX-License-Identifier: MIT */
/*
 * Random bytes that a guest may see: from the system, or reproducible after a seed was
 * set. Safe from any thread; reproducible only with one thread that asks.
 */
#ifndef QEMU_GUEST_RANDOM_H
#define QEMU_GUEST_RANDOM_H

#include <stddef.h>
#include <stdint.h>

#include "qemu/typedefs.h"

/* A decimal or 0x number as the seed; 0, or -1 with errp set when it is none. */
int qemu_guest_random_seed_main(const char *seedstr, Error **errp);

/* len bytes to buf; 0, or -1 with errp set. */
int qemu_guest_getrandom(void *buf, size_t len, Error **errp);
/* As qemu_guest_getrandom(); a failure ends the program. */
void qemu_guest_getrandom_nofail(void *buf, size_t len);

#endif
