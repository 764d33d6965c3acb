/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "system/rtc.h"

#include "qemu/cutils.h"
#include "qemu/timer.h"
#include "runtime/machine.h"

/* What the machine's time is ahead of the clock, in ms. */
static int64_t ahead_ms;

void machine_set_time(int64_t start, QEMUClockType clock)
{
    rtc_clock = clock;
    ahead_ms = start * 1000 - qemu_clock_get_ms(clock);
}

static time_t machine_time(void)
{
    return (time_t)((qemu_clock_get_ms(rtc_clock) + ahead_ms) / 1000);
}

void qemu_get_timedate(struct tm *tm, time_t offset)
{
    const time_t date = machine_time() + offset;

    gmtime_r(&date, tm);
}

time_t qemu_timedate_diff(struct tm *tm)
{
    return mktimegm(tm) - machine_time();
}
