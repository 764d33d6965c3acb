/* SPDX-License-Identifier: MIT */
#include "counter.h"
#include "counter_trampolines.h"

gboolean tick(Counter *counter)
{
    g_print("tick %d\n", ++counter->ticks);
    if (counter->ticks < counter->limit) {
        return G_SOURCE_CONTINUE;
    }
    g_main_loop_quit(counter->loop);
    return G_SOURCE_REMOVE;
}

gboolean announce(Counter *counter)
{
    g_print("from %d to %d\n", counter->ticks, counter->limit);
    return G_SOURCE_REMOVE;
}

void forget(Counter *counter)
{
    g_print("forgotten at %d\n", counter->ticks);
}

int main(void)
{
    Counter counter = {.loop = g_main_loop_new(NULL, FALSE), .limit = 3};

    announce_g_idle_add_full(G_PRIORITY_HIGH, &counter, forget_bridge);
    tick_g_timeout_add(1, &counter);
    g_main_loop_run(counter.loop);
    g_main_loop_unref(counter.loop);
    return counter.ticks != counter.limit;
}
