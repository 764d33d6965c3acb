/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "system/watchdog.h"

#include "qapi/error.h"
#include "qemu/error-report.h"
#include "runtime/machine.h"
#include "system/runstate.h"

static WatchdogAction action = WATCHDOG_ACTION_RESET;

const QEnumLookup WatchdogAction_lookup = {
    .array =
        (const char *const[]){
            [WATCHDOG_ACTION_RESET] = "reset",
            [WATCHDOG_ACTION_SHUTDOWN] = "shutdown",
            [WATCHDOG_ACTION_POWEROFF] = "poweroff",
            [WATCHDOG_ACTION_PAUSE] = "pause",
            [WATCHDOG_ACTION_DEBUG] = "debug",
            [WATCHDOG_ACTION_NONE] = "none",
            [WATCHDOG_ACTION_INJECT_NMI] = "inject-nmi",
        },
    .size = WATCHDOG_ACTION__MAX,
};

WatchdogAction get_watchdog_action(void)
{
    return action;
}

bool machine_set_watchdog_action(WatchdogAction new_action, Error **errp)
{
    if (new_action == WATCHDOG_ACTION_INJECT_NMI) {
        error_setg(errp,
                   "a watchdog can't do '%s': there is no processor; choose 'reset', "
                   "'shutdown', 'poweroff', 'pause', 'debug' or 'none'",
                   WatchdogAction_str(new_action));
        return false;
    }
    assert(new_action < WATCHDOG_ACTION__MAX);
    action = new_action;
    return true;
}

void watchdog_perform_action(void)
{
    switch (action) {
    case WATCHDOG_ACTION_RESET:
        qemu_system_reset_request(SHUTDOWN_CAUSE_GUEST_RESET);
        break;
    case WATCHDOG_ACTION_SHUTDOWN:
        qemu_system_powerdown_request();
        break;
    case WATCHDOG_ACTION_POWEROFF:
        qemu_system_shutdown_request(SHUTDOWN_CAUSE_GUEST_SHUTDOWN);
        break;
    case WATCHDOG_ACTION_PAUSE:
        qemu_system_vmstop_request(RUN_STATE_WATCHDOG);
        break;
    case WATCHDOG_ACTION_DEBUG:
        error_report("a watchdog has run out");
        break;
    default:
        break;
    }
}
