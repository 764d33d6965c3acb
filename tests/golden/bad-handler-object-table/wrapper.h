/* SPDX-License-Identifier: MIT */
/* All handlers of a table have one object, and a table that an object declares has that one.
 */
#include <bindery/marks.h>

struct operations {
    int (*read)(void *opaque);
    int (*write)(void *opaque, int value);
};
struct timer { int n; } BINDERY_TABLE(struct operations, timer_ops);
struct serial { int n; };

int serial_read(struct serial *serial) BINDERY_IMPLEMENTS(struct operations, read, timer_ops);
int serial_open(struct serial *serial) BINDERY_IMPLEMENTS(struct operations, read, mixed_ops);
int timer_write(struct timer *timer, int value)
    BINDERY_IMPLEMENTS(struct operations, write, mixed_ops);
