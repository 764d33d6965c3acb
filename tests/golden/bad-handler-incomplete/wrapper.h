/* SPDX-License-Identifier: MIT */
/* A record whose members are not declared here. */
#include <bindery/marks.h>

struct operations;
struct timer { int n; };

int timer_read(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, read);
