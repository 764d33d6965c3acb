/* SPDX-License-Identifier: MIT */
/* A bridge in a source of its own must see the handler, and pass it what it takes. */
#include <bindery/marks.h>

typedef int (*tick_fn)(void *data);
typedef int (*print_fn)(void *data, ...);
typedef int (*any_fn)();
struct counter { int n; };

static inline int in_header(struct counter *counter) BINDERY_IMPLEMENTS(tick_fn);
static inline int in_header(struct counter *counter)
{
    return counter->n;
}
int variadic(struct counter *counter, ...) BINDERY_IMPLEMENTS(tick_fn);
int print(struct counter *counter) BINDERY_IMPLEMENTS(print_fn);
int both(const char *format, ...) BINDERY_IMPLEMENTS(print_fn);
int any(struct counter *counter) BINDERY_IMPLEMENTS(any_fn);
