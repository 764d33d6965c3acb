/* SPDX-License-Identifier: MIT */
/* Callbacks that share a pointer: one handler of an object for each. */
#include <bindery/marks.h>

typedef void (*event_fn)(int what, void *data);
void watch(event_fn event, void (*idle)(void *data), void *data);
typedef struct Conn {
    int n;
} Conn;
void conn_idle(Conn *conn) BINDERY_IMPLEMENTS(watch, idle);
void conn_sleep(Conn *conn) BINDERY_IMPLEMENTS(watch, idle);
void conn_event(int what, Conn *conn) BINDERY_IMPLEMENTS(event_fn);
