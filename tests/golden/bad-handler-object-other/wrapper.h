/* SPDX-License-Identifier: MIT */
/* What looks like a part of another object's table is told; a table of its own has a name,
 * or what is in the other one too. */
#include <bindery/marks.h>

struct operations {
    int (*read)(void *opaque);
    int (*write)(void *opaque, int value);
    int (*flush)(void *opaque);
};
struct serial { int n; };
struct timer { int n; };

int serial_read(struct serial *serial) BINDERY_IMPLEMENTS(struct operations, read);
int serial_write(struct serial *serial, int value)
    BINDERY_IMPLEMENTS(struct operations, write);
int serial_flush(struct timer *timer) BINDERY_IMPLEMENTS(struct operations, flush);

/* Initializers count as what is filled in. */
struct settings {
    int (*get)(void *opaque);
    int (*set)(void *opaque, int value);
};
struct radio { int n; } BINDERY_TABLE(struct settings, radio_settings, .set = 0);
int radio_get(struct timer *timer) BINDERY_IMPLEMENTS(struct settings, get);

/* Callbacks of one record that are given different types. */
struct cursor { int n; };
struct module {
    int (*open)(void *opaque);
    int (*next)(struct cursor *cursor);
    int (*rewind)(struct cursor *cursor);
};
struct my_cursor { struct cursor cursor; };
int my_open(struct serial *serial) BINDERY_IMPLEMENTS(struct module, open);
int my_next(struct my_cursor *cursor) BINDERY_IMPLEMENTS(struct module, next);

/* Those that are given the same one have one object in a table. */
int his_open(struct serial *serial) BINDERY_IMPLEMENTS(struct module, open, his_module);
int his_next(struct my_cursor *cursor) BINDERY_IMPLEMENTS(struct module, next, his_module);
int his_rewind(struct cursor *cursor) BINDERY_IMPLEMENTS(struct module, rewind, his_module);

/* Of these there is nothing to say: each is whole, or has a name. */
struct hooks {
    int (*start)(void *opaque);
    int (*stop)(void *opaque);
};
int serial_start(struct serial *serial) BINDERY_IMPLEMENTS(struct hooks, start);
int timer_start(struct timer *timer) BINDERY_IMPLEMENTS(struct hooks, start);
int timer_stop(struct timer *timer) BINDERY_IMPLEMENTS(struct hooks, stop);
int radio_stop(struct radio *radio) BINDERY_IMPLEMENTS(struct hooks, stop, radio_hooks);
