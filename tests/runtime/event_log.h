/* SPDX-License-Identifier: MIT */
/* What callbacks note in a test: cmocka's set-up and tear-down make it anew for each. */
#ifndef TESTS_RUNTIME_EVENT_LOG_H
#define TESTS_RUNTIME_EVENT_LOG_H

#include <glib.h>

static GString *events;

static inline int make_log(void **state)
{
    events = g_string_new(NULL);
    return 0;
}

static inline int drop_log(void **state)
{
    g_string_free(events, TRUE);
    return 0;
}

#endif
