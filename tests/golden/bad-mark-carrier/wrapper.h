/* SPDX-License-Identifier: MIT */
/* A mark belongs on what can have its meaning. */
#include <bindery/marks.h>

typedef int (*tick_fn)(void *data);
typedef int number BINDERY_TYPE("number");
typedef struct { int n; } *pointer BINDERY_TYPE("pointer");
struct counter {
    int n BINDERY_IMPLEMENTS(tick_fn);
    int m BINDERY_TYPE("member");
} BINDERY_IMPLEMENTS(tick_fn);
union either { int n BINDERY_PROPERTY("n"); } BINDERY_TYPE("either");
enum state { OFF BINDERY_PROPERTY("off") } BINDERY_TYPE("state");
extern int variable BINDERY_MIGRATE();
int tick(struct counter *counter) BINDERY_TYPE("tick") BINDERY_PROPERTY("tick");
int tock(struct counter *counter BINDERY_IMPLEMENTS(tick_fn));
void cast(void) BINDERY_CAST_CHECK(tick) BINDERY_TABLE(struct counter, table);
