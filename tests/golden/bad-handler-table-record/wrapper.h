/* SPDX-License-Identifier: MIT */
/* A table is of one record. */
#include <bindery/marks.h>

struct readers { int (*read)(void *opaque); };
struct writers { int (*write)(void *opaque); };
struct timer { int n; };

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(struct readers, read, timer_ops);
int timer_write(struct timer *timer) BINDERY_IMPLEMENTS(struct writers, write, timer_ops);
