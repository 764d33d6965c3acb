/* SPDX-License-Identifier: MIT */
/* What happens when a watchdog has run out. Under the big lock. */
#ifndef QEMU_WATCHDOG_H
#define QEMU_WATCHDOG_H

#include "qapi/qapi-types-run-state.h"

/* What it would do: as machine_set_watchdog_action() ("runtime/machine.h") has said. */
WatchdogAction get_watchdog_action(void);
/* Do it: ask for a reset, for the machine's end or stop, or say it on standard error. */
void watchdog_perform_action(void);

#endif
