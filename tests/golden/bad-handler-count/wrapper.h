/* SPDX-License-Identifier: MIT */
/* A handler takes as many parameters as the callback passes. */
#include <bindery/marks.h>

typedef int (*tick_fn)(void *data);
struct counter { int n; };

int too_many(struct counter *counter, int extra) BINDERY_IMPLEMENTS(tick_fn);
int none(void) BINDERY_IMPLEMENTS(tick_fn);
