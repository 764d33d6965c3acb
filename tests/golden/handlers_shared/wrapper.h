/* SPDX-License-Identifier: MIT */
/* Callbacks that share one pointer, as in libevent and SQLite; and objects that are awkward
 * to name or to pass on. */
#include <bindery/marks.h>

struct bufferevent;
typedef void (*data_cb)(struct bufferevent *bev, void *ctx);
typedef void (*event_cb)(struct bufferevent *bev, short what, void *ctx);
/**
 * Changes the callbacks of a buffer.
 *
 * @param readcb   called when there is data
 * @param writecb  called when there is room
 * @param eventcb  called when something happens
 * @param cbarg    passed to each
 */
void setcb(struct bufferevent *bev, data_cb readcb, data_cb writecb, event_cb eventcb,
           void *cbarg);
/** Reads on, until @p stop.
 *  @return what was read */
int read_on(struct bufferevent *bev, event_cb eventcb, int stop, void *cbarg);
/** @brief Calls back all the time.
 */
void always(event_cb eventcb, data_cb readcb, void *cbarg) __attribute__((nonnull(1, 2)));

typedef void (*free_fn)(void *data);
void collate(const char *name, void *data, int (*compare)(void *data, int a, int b),
             free_fn destroy);
void sort(int *items, int (*__compar)(const int *__a, const int *__b, void *__arg),
          void *__arg);
void visit(void (*visitor)(int n, void *user_data), void *user_data);
void look(void (*visitor)(int n, const void *user_data), const void *user_data);
/* No typed form: it would have to name a type that is deprecated. */
typedef int old_number __attribute__((deprecated));
void visit_some(old_number *n, event_cb eventcb, void *cbarg);

/* ---- the consumer ---- */

typedef struct Conn {
    int n;
} Conn;
typedef struct Other {
    int n;
} Other;

/* Together they are what one function registers. */
void conn_read(struct bufferevent *bev, Conn *conn) BINDERY_IMPLEMENTS(setcb, readcb);
void conn_event(struct bufferevent *bev, short what, Conn *conn)
    BINDERY_IMPLEMENTS(setcb, eventcb);
/* One of another object is none of them. */
void other_write(struct bufferevent *bev, Other *other) BINDERY_IMPLEMENTS(setcb, writecb);
/* Of a type, wherever that is taken; not where another callback may not be NULL. */
void other_event(struct bufferevent *bev, short what, const Other *other)
    BINDERY_IMPLEMENTS(event_cb);

/* What frees the object goes with it where a handler is marked for that, else as given. */
int order_compare(Conn *conn, int a, int b) BINDERY_IMPLEMENTS(collate, compare);
void order_free(Conn *conn) BINDERY_IMPLEMENTS(collate, destroy);
int other_compare(Other *other, int a, int b) BINDERY_IMPLEMENTS(collate, compare);

/* Names that belong to the C library are left to it. */
int scale_compare(const int *a, const int *b, Other *scale)
    BINDERY_IMPLEMENTS(sort, __compar);

/* A struct that only a pointer or an array has a name for. */
typedef struct {
    int a;
} *Handle;
typedef struct {
    int a;
} Cell[1];
void visit_handle(int n, Handle handle) BINDERY_IMPLEMENTS(visit, visitor);
void visit_cell(int n, Cell cell) BINDERY_IMPLEMENTS(visit, visitor);
void visit_conns(int n, Conn (*conns)[2]) BINDERY_IMPLEMENTS(visit, visitor);
/* What frees it may not be qualified, and of this nothing else has a name. */
void visit_constant(int n, const Conn (*conns)[2]) BINDERY_IMPLEMENTS(visit, visitor);
/* Qualifiers that the function does not have. */
typedef const volatile Conn Watched;
void visit_volatile(int n, volatile Conn *conn) BINDERY_IMPLEMENTS(visit, visitor);
void visit_watched(int n, Watched *conn) BINDERY_IMPLEMENTS(visit, visitor);
void look_watched(int n, Watched *conn) BINDERY_IMPLEMENTS(look, visitor);

/* Calling it from the bridge is meant. */
void visit_old(int n, Conn *conn) BINDERY_IMPLEMENTS(visit, visitor)
    __attribute__((deprecated("use visit_volatile")));
