/* SPDX-License-Identifier: MIT */
/* What is implemented must be declared here, and be able to call something. */
#include <bindery/marks.h>

typedef int (*tick_fn)(void *data);
typedef int number;
struct counter { int n; };

int tick(struct counter *counter) BINDERY_IMPLEMENTS(tikc_fn);
int tock(struct counter *counter) BINDERY_IMPLEMENTS(something_else_entirely);
int of_struct(struct counter *counter) BINDERY_IMPLEMENTS(struct countr, n);
int of_number(struct counter *counter) BINDERY_IMPLEMENTS(number);
int of_typedef(struct counter *counter) BINDERY_IMPLEMENTS(tick_fn, member);
