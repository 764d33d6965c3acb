/* SPDX-License-Identifier: MIT */
/* What is generated has names of its own. */
#include <bindery/marks.h>

typedef int (*tick_fn)(void *data);
void add(tick_fn tick, void *data);
struct operations { int (*read)(void *opaque); };
struct counter { int n; };

int tick(struct counter *counter) BINDERY_IMPLEMENTS(tick_fn);
void tick_bridge(void);
extern int tick_add;
struct base { int n; };
struct derived { struct base base; } BINDERY_TYPE("derived");
struct base *derived_as_base(struct derived *derived);
struct switched { int n; } BINDERY_TABLE(struct operations, add, .read = 0);
int counter_read(struct counter *counter)
    BINDERY_IMPLEMENTS(struct operations, read, counter_read_bridge);
enum sort { ops_sorted };
int sort_read(struct counter *counter) BINDERY_IMPLEMENTS(struct operations, read, ops_sorted);
