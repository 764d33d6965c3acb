/* SPDX-License-Identifier: MIT */
/* A member of a table has one handler. */
#include <bindery/marks.h>

struct operations { int (*read)(void *opaque); };
struct timer { int n; };

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read);
int timer_read_too(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read);

/* Members of a union are one. */
struct choice {
    union { int (*first)(void *opaque); void (*second)(void *opaque); };
};
struct chooser { int n; };
int choose_first(struct chooser *chooser) BINDERY_IMPLEMENTS(struct choice, first);
void choose_second(struct chooser *chooser) BINDERY_IMPLEMENTS(struct choice, second);
