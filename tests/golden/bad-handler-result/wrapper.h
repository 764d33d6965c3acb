/* SPDX-License-Identifier: MIT */
/* The result has the callback's type; only for a void * may it be any object. */
#include <bindery/marks.h>

typedef int (*count_fn)(void *data);
typedef void (*done_fn)(void *data);
typedef void *(*make_fn)(void *data);
typedef char *(*name_fn)(void *data);
struct counter { int n; };

void no_result(struct counter *counter) BINDERY_IMPLEMENTS(count_fn);
int a_result(struct counter *counter) BINDERY_IMPLEMENTS(done_fn);
const struct counter *constant(struct counter *counter) BINDERY_IMPLEMENTS(make_fn);
void *anything(struct counter *counter) BINDERY_IMPLEMENTS(name_fn);
