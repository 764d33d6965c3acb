/* SPDX-License-Identifier: MIT */
/* Events for a monitor. There is none here, so that nobody hears of them. */
#ifndef QAPI_EVENTS_MISC_H
#define QAPI_EVENTS_MISC_H

#include <stdint.h>

/* The guest has set the clock: offset in seconds from the machine's time. */
static inline void qapi_event_send_rtc_change(int64_t offset, const char *qom_path)
{
    (void)offset;
    (void)qom_path;
}

#endif
