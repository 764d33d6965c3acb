/* SPDX-License-Identifier: MIT */
/*
 * Trace points: lines of the log that are turned on by name, for who debugs a device.
 *
 *   TRACE("pl011_read", "offset 0x%" PRIx64 " value 0x%x", offset, value);
 *
 * is "pl011_read offset 0x4 value 0x12" after trace_enable_events("pl011_*"). While no
 * trace point at all is on, one costs a test of a variable, and the arguments are not
 * evaluated. Name and format are literals; the newline is added.
 */
#ifndef BINDERY_UTIL_TRACE_H
#define BINDERY_UTIL_TRACE_H

#include "bindery/util/log.h"

/* TRACE(name, format, ...) */
#define TRACE(event, ...)                                                                \
    do {                                                                                 \
        static TraceEvent trace_event_ = {event, 0};                                     \
        LOG_CHECK_FORMAT(__VA_ARGS__, );                                                 \
        if (G_UNLIKELY(__atomic_load_n(&trace_any_enabled, __ATOMIC_RELAXED)) &&         \
            trace_event_check(&trace_event_)) {                                          \
            log_line(event " " __VA_ARGS__);                                             \
        }                                                                                \
    } while (0)

#endif
