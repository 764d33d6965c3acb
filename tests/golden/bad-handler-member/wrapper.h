/* SPDX-License-Identifier: MIT */
/* A member that the record has not, and one that is no callback. */
#include <bindery/marks.h>

typedef struct operations {
    int (*read)(void *opaque);
    struct { _Bool (*accepts)(void *opaque); } valid;
    int endianness;
} operations;
struct timer { int n; };

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(operations, raed);
int timer_write(struct timer *timer) BINDERY_IMPLEMENTS(operations, wholly_unlike);
_Bool timer_accepts(struct timer *timer) BINDERY_IMPLEMENTS(operations, valid.acepts);
int timer_endianness(struct timer *timer) BINDERY_IMPLEMENTS(operations, endianness);
int timer_any(struct timer *timer) BINDERY_IMPLEMENTS(operations);
