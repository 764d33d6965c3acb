/* SPDX-License-Identifier: MIT */
/*
 * The machine's time, which real-time clocks show: the host's, in UTC, unless
 * machine_set_time() ("runtime/machine.h") says otherwise. Any thread, but not while that
 * runs.
 */
#ifndef SYSTEM_RTC_H
#define SYSTEM_RTC_H

#include <time.h>

/* The date that it is in offset seconds; tm is filled in. */
void qemu_get_timedate(struct tm *tm, time_t offset);
/* How many seconds the date is ahead of the machine's time. tm is borrowed and kept. */
time_t qemu_timedate_diff(struct tm *tm);

#endif
