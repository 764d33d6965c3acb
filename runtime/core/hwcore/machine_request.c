/* SPDX-License-Identifier: MIT */
/* What devices ask of the machine, and the bottom half that does it. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qemu/log.h"
#include "qemu/main-loop.h"
#include "runtime/machine.h"
#include "system/reset.h"
#include "system/runstate.h"

static NotifierList shutdown_notifiers = NOTIFIER_LIST_INITIALIZER(shutdown_notifiers);
static NotifierList powerdown_notifiers = NOTIFIER_LIST_INITIALIZER(powerdown_notifiers);
static NotifierList suspend_notifiers = NOTIFIER_LIST_INITIALIZER(suspend_notifiers);
static NotifierList wakeup_notifiers = NOTIFIER_LIST_INITIALIZER(wakeup_notifiers);

/* What is asked and not done yet. */
static struct {
    bool suspend;
    ShutdownCause shutdown;
    int exit_code;
    ShutdownCause reset;
    WakeupReason wakeup;
    bool powerdown;
    RunState stop; /* RUN_STATE__MAX: nothing */
} asked = {.stop = RUN_STATE__MAX};

static unsigned wakeup_enabled = ~0u; /* a bit for each WakeupReason */
static bool wakeup_supported;

static struct {
    MachineShutdownHandler *call;
    void *opaque;
} shutdown_handler;

/* --- doing it ----------------------------------------------------------------------- */

static void sleep_now(void)
{
    notifier_list_notify(&suspend_notifiers, NULL);
    runstate_set(RUN_STATE_SUSPENDED);
}

static void shut_down(void)
{
    ShutdownCause cause = asked.shutdown;
    const int exit_code = asked.exit_code;

    asked.shutdown = SHUTDOWN_CAUSE_NONE;
    asked.exit_code = 0;
    notifier_list_notify(&shutdown_notifiers, &cause);
    vm_stop(RUN_STATE_SHUTDOWN);
    if (shutdown_handler.call) {
        shutdown_handler.call(cause, exit_code, shutdown_handler.opaque);
    }
}

void qemu_system_reset(ShutdownCause reason)
{
    qemu_devices_reset(reason == SHUTDOWN_CAUSE_SNAPSHOT_LOAD ? RESET_TYPE_SNAPSHOT_LOAD
                                                              : RESET_TYPE_COLD);
}

static void reset_now(void)
{
    const ShutdownCause cause = asked.reset;

    asked.reset = SHUTDOWN_CAUSE_NONE;
    qemu_system_reset(cause);
    if (!runstate_is_running() && !runstate_check(RUN_STATE_INMIGRATE) &&
        !runstate_check(RUN_STATE_FINISH_MIGRATE)) {
        runstate_set(RUN_STATE_PRELAUNCH);
    }
}

static void wake_up(void)
{
    WakeupReason reason = asked.wakeup;

    asked.wakeup = QEMU_WAKEUP_REASON_NONE;
    notifier_list_notify(&wakeup_notifiers, &reason);
}

static void stop_now(void)
{
    const RunState state = asked.stop;

    asked.stop = RUN_STATE__MAX;
    vm_stop(state);
}

static void do_what_is_asked(void *opaque)
{
    if (asked.suspend) {
        asked.suspend = false;
        sleep_now();
    }
    if (asked.shutdown) {
        shut_down();
    }
    if (asked.reset) {
        reset_now();
    }
    if (asked.wakeup) {
        wake_up();
    }
    if (asked.powerdown) {
        asked.powerdown = false;
        notifier_list_notify(&powerdown_notifiers, NULL);
    }
    if (asked.stop != RUN_STATE__MAX) {
        stop_now();
    }
}

static void ask(void)
{
    static QEMUBH *bh;

    if (!bh) {
        bh = qemu_bh_new(do_what_is_asked, NULL);
    }
    qemu_bh_schedule(bh);
}

/* --- asking ------------------------------------------------------------------------- */

void qemu_system_reset_request(ShutdownCause reason)
{
    asked.reset = reason;
    ask();
}

ShutdownCause qemu_reset_requested_get(void)
{
    return asked.reset;
}

void qemu_system_shutdown_request_with_code(ShutdownCause reason, int exit_code)
{
    asked.exit_code = exit_code;
    qemu_system_shutdown_request(reason);
}

void qemu_system_shutdown_request(ShutdownCause reason)
{
    asked.shutdown = reason;
    ask();
}

ShutdownCause qemu_shutdown_requested_get(void)
{
    return asked.shutdown;
}

void qemu_register_shutdown_notifier(Notifier *notifier)
{
    notifier_list_add(&shutdown_notifiers, notifier);
}

void machine_set_shutdown_handler(MachineShutdownHandler *handler, void *opaque)
{
    shutdown_handler.call = handler;
    shutdown_handler.opaque = opaque;
}

void qemu_system_powerdown_request(void)
{
    asked.powerdown = true;
    ask();
}

void qemu_register_powerdown_notifier(Notifier *notifier)
{
    notifier_list_add(&powerdown_notifiers, notifier);
}

void qemu_system_vmstop_request_prepare(void)
{
}

void qemu_system_vmstop_request(RunState reason)
{
    asked.stop = reason;
    ask();
}

void qemu_system_debug_request(void)
{
    qemu_system_vmstop_request(RUN_STATE_DEBUG);
}

void qemu_system_guest_panicked(GuestPanicInformation *info)
{
    qemu_log_mask(LOG_GUEST_ERROR, "the guest has crashed\n");
    g_free(info);
    vm_stop(RUN_STATE_GUEST_PANICKED);
    qemu_system_shutdown_request(SHUTDOWN_CAUSE_GUEST_PANIC);
}

void qemu_system_guest_crashloaded(GuestPanicInformation *info)
{
    qemu_log_mask(LOG_GUEST_ERROR, "the guest has crashed, and saves a dump\n");
    g_free(info);
}

void qemu_system_guest_pvshutdown(void)
{
    qemu_system_shutdown_request(SHUTDOWN_CAUSE_GUEST_SHUTDOWN);
}

/* --- sleep -------------------------------------------------------------------------- */

void qemu_system_suspend_request(void)
{
    if (!runstate_check(RUN_STATE_SUSPENDED)) {
        asked.suspend = true;
        ask();
    }
}

void qemu_register_suspend_notifier(Notifier *notifier)
{
    notifier_list_add(&suspend_notifiers, notifier);
}

void qemu_system_wakeup_request(WakeupReason reason, Error **errp)
{
    if (!runstate_check(RUN_STATE_SUSPENDED)) {
        error_setg(errp, "the machine is '%s': it does not sleep, so it can't wake up",
                   RunState_str(runstate_get()));
        return;
    }
    if (wakeup_enabled & (1u << reason)) {
        runstate_set(RUN_STATE_RUNNING);
        asked.wakeup = reason;
        ask();
    }
}

void qemu_system_wakeup_enable(WakeupReason reason, bool enabled)
{
    wakeup_enabled = (wakeup_enabled & ~(1u << reason)) | ((unsigned)enabled << reason);
}

void qemu_register_wakeup_notifier(Notifier *notifier)
{
    notifier_list_add(&wakeup_notifiers, notifier);
}

void qemu_register_wakeup_support(void)
{
    wakeup_supported = true;
}

bool qemu_wakeup_suspend_enabled(void)
{
    return wakeup_supported;
}

/* --- names -------------------------------------------------------------------------- */

const QEnumLookup ShutdownCause_lookup = {
    .array =
        (const char *const[]){
            [SHUTDOWN_CAUSE_NONE] = "none",
            [SHUTDOWN_CAUSE_HOST_ERROR] = "host-error",
            [SHUTDOWN_CAUSE_HOST_QMP_QUIT] = "host-qmp-quit",
            [SHUTDOWN_CAUSE_HOST_QMP_SYSTEM_RESET] = "host-qmp-system-reset",
            [SHUTDOWN_CAUSE_HOST_SIGNAL] = "host-signal",
            [SHUTDOWN_CAUSE_HOST_UI] = "host-ui",
            [SHUTDOWN_CAUSE_GUEST_SHUTDOWN] = "guest-shutdown",
            [SHUTDOWN_CAUSE_GUEST_RESET] = "guest-reset",
            [SHUTDOWN_CAUSE_GUEST_PANIC] = "guest-panic",
            [SHUTDOWN_CAUSE_SUBSYSTEM_RESET] = "subsystem-reset",
            [SHUTDOWN_CAUSE_SNAPSHOT_LOAD] = "snapshot-load",
        },
    .size = SHUTDOWN_CAUSE__MAX,
};
