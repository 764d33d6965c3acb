/* SPDX-License-Identifier: MIT */
/* A member has a handler or an initializer. */
#include <bindery/marks.h>

struct operations {
    int (*read)(void *opaque);
    struct { int minimum; _Bool (*accepts)(void *opaque); } valid;
};
int any_read(void *opaque);
struct timer { int n; }
    BINDERY_TABLE(struct operations, timer_ops, .read = any_read, .valid = {.minimum = 1})
    BINDERY_TABLE(struct operations, other_ops);

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read, timer_ops);
_Bool timer_accepts(struct timer *timer)
    BINDERY_IMPLEMENTS(struct operations, valid.accepts, timer_ops);
