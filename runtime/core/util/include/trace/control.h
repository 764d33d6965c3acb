/* SPDX-License-Identifier: MIT */
/*
 * Trace points: functions trace_NAME() that tracetool.py makes from a trace-events file.
 * While no trace point is on, each costs one test of one global variable. Messages go to
 * the log ("qemu/log.h") as "NAME text". Safe from any thread.
 */
#ifndef TRACE_CONTROL_H
#define TRACE_CONTROL_H

#include <stdbool.h>
#include <stdio.h>

#include "qemu/atomic.h"
#include "qemu/compiler.h"

/* One trace point of one source; only the functions below look inside. */
typedef struct TraceEvent {
    const char *name;
    unsigned int state; /* see trace_event_check() */
} TraceEvent;

/* Whether any pattern is set; read it through trace_event_active(). */
extern bool trace_any_enabled;

/*
 * Turn on the trace points whose names match a pattern ('*' and '?'), and the log for
 * them; with '-' before it, turn them off. The latest pattern that matches decides.
 */
void trace_enable_events(const char *pattern);
/* Forget all patterns: every trace point is off. */
void trace_disable_all_events(void);

bool trace_event_check(TraceEvent *event);

static inline bool trace_event_active(TraceEvent *event)
{
    return unlikely(qatomic_read(&trace_any_enabled)) && trace_event_check(event);
}

/* id is TRACE_NAME in capitals. Whether that trace point is on, to prepare its arguments.
 */
#define trace_event_get_state(id)          (id##_ENABLED && trace_event_active(&id))
#define trace_event_get_state_backends(id) trace_event_get_state(id)

#endif
