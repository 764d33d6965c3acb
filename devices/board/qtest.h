/* SPDX-License-Identifier: MIT */
/*
 * The qtest protocol over a chardev: lines with commands come in, and their answers go
 * out. A client that does not read its answers is not served until it does, and nothing
 * else waits for it. Under the big lock.
 */
#ifndef BOARD_QTEST_H
#define BOARD_QTEST_H

#include <glib.h>

#include "board.h"

typedef struct Qtest Qtest;

/* The only client there can be has gone. */
typedef void QtestEndFunc(void *opaque);

/*
 * Serve the client at spec, which is a chardev: "unix:PATH" and "tcp:HOST:PORT" connect
 * to who waits there, and wait for clients with ",server=on"; "stdio" is a client, too.
 * New, for qtest_destroy(); NULL with error set. board and opaque are borrowed.
 */
Qtest *qtest_create(Board *board, const char *spec, QtestEndFunc *end, void *opaque,
                    GError **error);
/* qtest is stolen, with its chardev; NULL is fine. */
void qtest_destroy(Qtest *qtest);

#endif
