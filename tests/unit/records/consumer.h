/* SPDX-License-Identifier: MIT */
/* The header that the hand-made record consumer.ir.json says the handlers of. */
#ifndef CONSUMER_H
#define CONSUMER_H

#include "events.h"

typedef struct Counter {
    Widget parent;
    unsigned long ticks;
} Counter;

/** Counts one tick; 0 when it was the last. */
int counter_tick(Counter *counter);
/** The ticks so far, whatever the offset. */
unsigned long counter_read(Counter *counter, unsigned long offset);
void counter_write(Counter *counter, unsigned long offset, unsigned long value);
void counter_finalize(Counter *counter);
void *counter_allocate(Counter *counter, unsigned long size);
void counter_release(Counter *counter, void *memory);
int is_counter(const Widget *widget);

#endif
