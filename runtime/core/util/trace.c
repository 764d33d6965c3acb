/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/lockable.h"
#include "qemu/log.h"
#include "qemu/thread.h"
#include "trace/control.h"

bool trace_any_enabled;

static GPtrArray *patterns; /* of char *, in the order of their setting */
/* Grows by 2 with each change of patterns; an event's state is that and its verdict. */
static unsigned int generation = 2;
static QemuMutex patterns_lock;

static void __attribute__((constructor(101))) trace_start(void)
{
    qemu_mutex_init(&patterns_lock);
}

void trace_enable_events(const char *pattern)
{
    WITH_QEMU_LOCK_GUARD(&patterns_lock)
    {
        if (!patterns) {
            patterns = g_ptr_array_new_with_free_func(g_free);
        }
        g_ptr_array_add(patterns, g_strdup(pattern));
        qatomic_add(&generation, 2);
        qatomic_set(&trace_any_enabled, true);
    }
    if (!qemu_loglevel_mask(LOG_TRACE)) {
        qemu_set_log(qemu_loglevel | LOG_TRACE, NULL);
    }
}

void trace_disable_all_events(void)
{
    QEMU_LOCK_GUARD(&patterns_lock);
    g_clear_pointer(&patterns, g_ptr_array_unref);
    qatomic_add(&generation, 2);
    qatomic_set(&trace_any_enabled, false);
}

static bool matches(const char *name)
{
    bool enabled = false;

    QEMU_LOCK_GUARD(&patterns_lock);
    for (guint i = 0; patterns && i < patterns->len; i++) {
        const char *pattern = g_ptr_array_index(patterns, i);
        bool enables = pattern[0] != '-';
        if (g_pattern_match_simple(enables ? pattern : pattern + 1, name)) {
            enabled = enables;
        }
    }
    return enabled;
}

bool trace_event_check(TraceEvent *event)
{
    unsigned int state = qatomic_read(&event->state);
    unsigned int now = qatomic_read(&generation);
    if ((state & ~1U) != now) {
        state = now | matches(event->name);
        qatomic_set(&event->state, state);
    }
    return (state & 1) && qemu_loglevel_mask(LOG_TRACE);
}
