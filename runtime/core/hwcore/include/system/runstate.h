/* SPDX-License-Identifier: MIT */
/*
 * Whether the machine runs, and what devices ask of it: to be reset, to be switched off,
 * to be stopped, to sleep and to wake up. What is asked happens in a bottom half, not
 * during the call, so that a device may ask from within a write to its registers.
 *
 * The machine runs from the program's start. The program around the devices says what
 * happens at the end: "runtime/machine.h". Everything is called under the big lock.
 */
#ifndef SYSTEM_RUNSTATE_H
#define SYSTEM_RUNSTATE_H

#include "qapi/qapi-types-run-state.h"
#include "qemu/notify.h"
#include "qemu/typedefs.h"

/* --- the state -----------------------------------------------------------------------
 */

bool runstate_check(RunState state);
void runstate_set(RunState new_state);
RunState runstate_get(void);
bool runstate_is_running(void);
/* After RUN_STATE_INTERNAL_ERROR and _SHUTDOWN: only a reset leads on. */
bool runstate_needs_reset(void);

/* Time goes on: the machine runs, or sleeps. */
static inline bool runstate_is_live(RunState state)
{
    return state == RUN_STATE_RUNNING || state == RUN_STATE_SUSPENDED;
}

static inline bool shutdown_caused_by_guest(ShutdownCause cause)
{
    return cause >= SHUTDOWN_CAUSE_GUEST_SHUTDOWN;
}

/* Stop the virtual clock, set the state and tell the handlers. Result: 0, or what the
 * last handler with a result said that was not 0. A machine that stands gets the state.
 */
int vm_stop(RunState state);
/* The same; the state is set in any case. */
int vm_stop_force_state(RunState state);
/* Go on: the virtual clock is as it was before vm_stop(). */
void vm_start(void);

/* --- who is told ---------------------------------------------------------------------
 */

typedef void VMChangeStateHandler(void *opaque, bool running, RunState state);
typedef int VMChangeStateHandlerWithRet(void *opaque, bool running, RunState state);

/*
 * cb(opaque, running, state) when the machine starts and stops. Handlers of lower
 * priority are called first at a start and last at a stop; of those with one priority,
 * the one that was added first. The prepare_cb of all come before the others. A device's
 * priority is the number of buses above it. Any function may be NULL. The entry is new,
 * for qemu_del_vm_change_state_handler(), which a handler may call, too.
 */
VMChangeStateEntry *qemu_add_vm_change_state_handler(VMChangeStateHandler *cb,
                                                     void *opaque);
VMChangeStateEntry *qemu_add_vm_change_state_handler_prio(VMChangeStateHandler *cb,
                                                          void *opaque, int priority);
VMChangeStateEntry *qemu_add_vm_change_state_handler_prio_full(
    VMChangeStateHandler *cb, VMChangeStateHandler *prepare_cb,
    VMChangeStateHandlerWithRet *cb_ret, void *opaque, int priority);
VMChangeStateEntry *qdev_add_vm_change_state_handler(DeviceState *dev,
                                                     VMChangeStateHandler *cb,
                                                     VMChangeStateHandlerWithRet *cb_ret,
                                                     void *opaque);
VMChangeStateEntry *
qdev_add_vm_change_state_handler_full(DeviceState *dev, VMChangeStateHandler *cb,
                                      VMChangeStateHandler *prepare_cb,
                                      VMChangeStateHandlerWithRet *cb_ret, void *opaque);
void qemu_del_vm_change_state_handler(VMChangeStateEntry *e);
/* Tell all; the result of the last handler that did not say 0. */
int vm_state_notify(bool running, RunState state);

/* --- what is asked -------------------------------------------------------------------
 */

/* Reset everything that "system/reset.h" knows. */
void qemu_system_reset_request(ShutdownCause reason);
/* Switch off: the notifiers are called with a ShutdownCause *, the machine stops. */
void qemu_system_shutdown_request(ShutdownCause reason);
void qemu_system_shutdown_request_with_code(ShutdownCause reason, int exit_code);
void qemu_register_shutdown_notifier(Notifier *notifier);
/* Somebody has pressed the button: the notifiers (an ACPI device) tell the guest. */
void qemu_system_powerdown_request(void);
void qemu_register_powerdown_notifier(Notifier *notifier);
/* Stop in that state. The _prepare form, which a call of the other follows, is for
 * callers that may not be interrupted between the two; here it is nothing. */
void qemu_system_vmstop_request(RunState reason);
void qemu_system_vmstop_request_prepare(void);
void qemu_system_debug_request(void);
/* The guest has crashed: the machine stops and is switched off. It has crashed and saves
 * a dump itself: nothing but a log line. It has ended itself: switch off. info is stolen,
 * and NULL is fine. */
void qemu_system_guest_panicked(GuestPanicInformation *info);
void qemu_system_guest_crashloaded(GuestPanicInformation *info);
void qemu_system_guest_pvshutdown(void);

/* What is asked and not done yet; SHUTDOWN_CAUSE_NONE: nothing. */
ShutdownCause qemu_shutdown_requested_get(void);
ShutdownCause qemu_reset_requested_get(void);

/* Reset now. For the program around the devices. */
void qemu_system_reset(ShutdownCause reason);

/* --- sleep ---------------------------------------------------------------------------
 */

typedef enum WakeupReason {
    QEMU_WAKEUP_REASON_NONE = 0,
    QEMU_WAKEUP_REASON_RTC,
    QEMU_WAKEUP_REASON_PMTIMER,
    QEMU_WAKEUP_REASON_OTHER,
} WakeupReason;

void qemu_system_suspend_request(void);
void qemu_register_suspend_notifier(Notifier *notifier);
/* An error when the machine does not sleep; nothing when the reason is not enabled. The
 * machine runs at once, and the notifiers are called later with a WakeupReason *. */
void qemu_system_wakeup_request(WakeupReason reason, Error **errp);
void qemu_system_wakeup_enable(WakeupReason reason, bool enabled);
void qemu_register_wakeup_notifier(Notifier *notifier);
/* A board says that it can sleep. */
void qemu_register_wakeup_support(void);
bool qemu_wakeup_suspend_enabled(void);

#endif
