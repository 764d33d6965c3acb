/* SPDX-License-Identifier: MIT */
/* The part of the log that trace points need. */
#ifndef QEMU_LOG_FOR_TRACE_H
#define QEMU_LOG_FOR_TRACE_H

#include <stdbool.h>

#include <glib.h>

/* The LOG_ bits that are on; change it through qemu_set_log(). */
extern int qemu_loglevel;

#define LOG_TRACE (1 << 15)

static inline bool qemu_loglevel_mask(int mask)
{
    return (qemu_loglevel & mask) != 0;
}

/* One whole message to the log while any bit is on. Safe from any thread. */
void qemu_log(const char *fmt, ...) G_GNUC_PRINTF(1, 2);

#endif
