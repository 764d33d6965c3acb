/* SPDX-License-Identifier: MIT */
/* Where an object has several tables of a record, a handler says which it is for. */
#include <bindery/marks.h>

struct operations {
    int (*read)(void *opaque);
    int (*flags)(int value);
};
struct timer { int n; }
    BINDERY_TABLE(struct operations, slow_ops) BINDERY_TABLE(struct operations, fast_ops);

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read);
int flags(int value) BINDERY_IMPLEMENTS(struct operations, flags);
