/* SPDX-License-Identifier: MIT */
/*
 * What the program around the devices decides in place of a machine. This header is the
 * runtime's own: no device includes it. Under the big lock.
 */
#ifndef RUNTIME_MACHINE_H
#define RUNTIME_MACHINE_H

#include <stdint.h>

#include "qapi/qapi-types-run-state.h"
#include "qemu/timer.h"

/*
 * Called when a device has switched the machine off, and the machine has stopped:
 * usually it ends the program's loop with exit_code. NULL (as at first): nothing more
 * happens.
 */
typedef void MachineShutdownHandler(ShutdownCause cause, int exit_code, void *opaque);
void machine_set_shutdown_handler(MachineShutdownHandler *handler, void *opaque);

/* What a watchdog does; WATCHDOG_ACTION_RESET at first. False with errp set for
 * WATCHDOG_ACTION_INJECT_NMI: there is no processor to take it. */
bool machine_set_watchdog_action(WatchdogAction action, Error **errp);

/*
 * The time of the machine's real-time clocks ("system/rtc.h"): it is start, in seconds
 * since 1970, now, and goes on with that clock, which rtc_clock becomes. At first it is
 * the host's time.
 */
void machine_set_time(int64_t start, QEMUClockType clock);

#endif
