/* SPDX-License-Identifier: MIT */
#ifndef TIMER_H
#define TIMER_H

#include "base.h"

/** What a timer calls when it is due. */
typedef void timer_func(void *opaque, base_time now);

typedef struct timer timer;

/** A timer that calls the function with the pointer every so many milliseconds. */
timer *timer_new(unsigned period_ms, timer_func *func, void *opaque);

/** Lets the time go by. */
void timer_run(timer *t, unsigned ms);

void timer_free(timer *t);

#endif
