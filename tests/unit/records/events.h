/* SPDX-License-Identifier: MIT */
/* What the hand-made record consumer.ir.json depends on. */
#ifndef EVENTS_H
#define EVENTS_H

typedef struct Base {
    int kind;
} Base;

typedef struct Widget {
    Base base;
    int width;
} Widget;

typedef struct WidgetClass {
    void (*finalize)(Base *base);
} WidgetClass;

typedef struct Stream {
    void *(*allocate)(void *opaque, unsigned long size);
    void (*release)(void *opaque, void *memory);
    void *opaque;
    int level;
} Stream;

typedef struct Operations {
    unsigned long (*read)(void *opaque, unsigned long offset);
    void (*write)(void *opaque, unsigned long offset, unsigned long value);
    struct {
        unsigned min, max;
    } size;
} Operations;

typedef int (*TickFunction)(void *opaque);

unsigned add_timeout(unsigned interval, TickFunction function, void *data);
int register_for_a_long_time(const char *name_of_the_timer, unsigned long interval_in_ns,
                             TickFunction function, void *user_data,
                             void (*destroy)(void *user_data));
int use_operations(const Operations *operations, void *opaque);

#endif
