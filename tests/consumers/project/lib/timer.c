/* SPDX-License-Identifier: MIT */
#include "timer.h"

#include <stdlib.h>

struct timer {
    unsigned period_ms;
    timer_func *func;
    void *opaque;
    base_time now;
};

timer *timer_new(unsigned period_ms, timer_func *func, void *opaque)
{
    timer *t = calloc(1, sizeof(*t));

    t->period_ms = period_ms;
    t->func = func;
    t->opaque = opaque;
    return t;
}

void timer_run(timer *t, unsigned ms)
{
    for (unsigned i = 1; i <= ms; i++) {
        t->now.ns += 1000000;
        if (i % t->period_ms == 0) {
            t->func(t->opaque, t->now);
        }
    }
}

void timer_free(timer *t)
{
    free(t);
}
