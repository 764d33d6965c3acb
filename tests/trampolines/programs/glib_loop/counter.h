/* SPDX-License-Identifier: MIT */
/* A counter in GLib's main loop. */
#ifndef COUNTER_H
#define COUNTER_H

#include "bindery/marks.h"
#include "glib.h"

typedef struct Counter {
    GMainLoop *loop;
    int ticks, limit;
} Counter;

/** Counts one tick; the last one ends the loop. */
gboolean tick(Counter *counter) BINDERY_IMPLEMENTS(GSourceFunc);

/** Says where the counter starts, once. */
gboolean announce(Counter *counter) BINDERY_IMPLEMENTS(GSourceFunc);

/** Says that no source has the counter any more. */
void forget(Counter *counter) BINDERY_IMPLEMENTS(GDestroyNotify);

#endif
