/* SPDX-License-Identifier: MIT */
/* A member of a table has one handler. */
#include <bindery/marks.h>

struct operations { int (*read)(void *opaque); };
struct timer { int n; };

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read);
int timer_read_too(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read);
