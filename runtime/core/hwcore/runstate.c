/* SPDX-License-Identifier: MIT */
/* Whether the machine runs, and who is told when that changes. */
#include "qemu/osdep.h"

#include "system/runstate.h"

#include "hw/qdev-core.h"
#include "runtime/clock.h"

struct VMChangeStateEntry {
    VMChangeStateHandler *cb;
    VMChangeStateHandler *prepare_cb;
    VMChangeStateHandlerWithRet *cb_ret;
    void *opaque;
    int priority;
};

static struct {
    RunState state;
    bool was_suspended; /* when it was stopped */
    VirtualClockMode clock_mode;
    GPtrArray *entries; /* of VMChangeStateEntry *, by priority; NULL: none yet */
} vm = {.state = RUN_STATE_RUNNING};

bool runstate_check(RunState state)
{
    return vm.state == state;
}

RunState runstate_get(void)
{
    return vm.state;
}

void runstate_set(RunState new_state)
{
    assert(new_state >= 0 && new_state < RUN_STATE__MAX);
    vm.state = new_state;
}

bool runstate_is_running(void)
{
    return vm.state == RUN_STATE_RUNNING;
}

bool runstate_needs_reset(void)
{
    return vm.state == RUN_STATE_INTERNAL_ERROR || vm.state == RUN_STATE_SHUTDOWN;
}

/* --- who is told -------------------------------------------------------------------- */

VMChangeStateEntry *qemu_add_vm_change_state_handler_prio_full(
    VMChangeStateHandler *cb, VMChangeStateHandler *prepare_cb,
    VMChangeStateHandlerWithRet *cb_ret, void *opaque, int priority)
{
    VMChangeStateEntry *entry = g_rc_box_new0(VMChangeStateEntry);
    guint place = 0;

    *entry = (VMChangeStateEntry){cb, prepare_cb, cb_ret, opaque, priority};
    if (!vm.entries) {
        vm.entries = g_ptr_array_new_with_free_func(g_rc_box_release);
    }
    while (place < vm.entries->len &&
           ((VMChangeStateEntry *)vm.entries->pdata[place])->priority <= priority) {
        place++;
    }
    g_ptr_array_insert(vm.entries, (gint)place, entry);
    return entry;
}

VMChangeStateEntry *qemu_add_vm_change_state_handler_prio(VMChangeStateHandler *cb,
                                                          void *opaque, int priority)
{
    return qemu_add_vm_change_state_handler_prio_full(cb, NULL, NULL, opaque, priority);
}

VMChangeStateEntry *qemu_add_vm_change_state_handler(VMChangeStateHandler *cb,
                                                     void *opaque)
{
    return qemu_add_vm_change_state_handler_prio(cb, opaque, 0);
}

VMChangeStateEntry *
qdev_add_vm_change_state_handler_full(DeviceState *dev, VMChangeStateHandler *cb,
                                      VMChangeStateHandler *prepare_cb,
                                      VMChangeStateHandlerWithRet *cb_ret, void *opaque)
{
    int depth = 0;

    for (BusState *bus = dev->parent_bus; bus;
         bus = bus->parent ? bus->parent->parent_bus : NULL) {
        depth++;
    }
    return qemu_add_vm_change_state_handler_prio_full(cb, prepare_cb, cb_ret, opaque,
                                                      depth);
}

VMChangeStateEntry *qdev_add_vm_change_state_handler(DeviceState *dev,
                                                     VMChangeStateHandler *cb,
                                                     VMChangeStateHandlerWithRet *cb_ret,
                                                     void *opaque)
{
    return qdev_add_vm_change_state_handler_full(dev, cb, NULL, cb_ret, opaque);
}

void qemu_del_vm_change_state_handler(VMChangeStateEntry *e)
{
    g_ptr_array_remove(vm.entries, e);
}

static int call(const VMChangeStateEntry *entry, bool prepare, bool running,
                RunState state)
{
    VMChangeStateHandler *cb = prepare ? entry->prepare_cb : entry->cb;

    if (cb) {
        cb(entry->opaque, running, state);
    }
    return !prepare && entry->cb_ret ? entry->cb_ret(entry->opaque, running, state) : 0;
}

static void *keep(const void *entry, void *unused)
{
    return g_rc_box_acquire((void *)entry);
}

/* A handler may take entries away: those are not called any more. */
static int call_all(bool prepare, bool running, RunState state)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_copy(vm.entries, keep, NULL);
    int result = 0;

    for (guint i = 0; i < entries->len; i++) {
        VMChangeStateEntry *entry = entries->pdata[running ? i : entries->len - 1 - i];

        if (g_ptr_array_find(vm.entries, entry, NULL)) {
            int ret = call(entry, prepare, running, state);
            result = ret ? ret : result;
        }
    }
    return result;
}

int vm_state_notify(bool running, RunState state)
{
    if (!vm.entries) {
        return 0;
    }
    call_all(true, running, state);
    return call_all(false, running, state);
}

/* --- stopping and going on ---------------------------------------------------------- */

int vm_stop(RunState state)
{
    if (!runstate_is_live(vm.state)) {
        runstate_set(state);
        return 0;
    }
    vm.was_suspended = vm.state == RUN_STATE_SUSPENDED;
    runstate_set(state);
    vm.clock_mode = virtual_clock_mode();
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    return vm_state_notify(false, state);
}

int vm_stop_force_state(RunState state)
{
    return vm_stop(state);
}

void vm_start(void)
{
    if (runstate_is_live(vm.state)) {
        return;
    }
    virtual_clock_set_mode(vm.clock_mode);
    runstate_set(vm.was_suspended ? RUN_STATE_SUSPENDED : RUN_STATE_RUNNING);
    vm.was_suspended = false;
    vm_state_notify(true, vm.state);
}

/* --- names -------------------------------------------------------------------------- */

const QEnumLookup RunState_lookup = {
    .array =
        (const char *const[]){
            [RUN_STATE_DEBUG] = "debug",
            [RUN_STATE_INMIGRATE] = "inmigrate",
            [RUN_STATE_INTERNAL_ERROR] = "internal-error",
            [RUN_STATE_IO_ERROR] = "io-error",
            [RUN_STATE_PAUSED] = "paused",
            [RUN_STATE_POSTMIGRATE] = "postmigrate",
            [RUN_STATE_PRELAUNCH] = "prelaunch",
            [RUN_STATE_FINISH_MIGRATE] = "finish-migrate",
            [RUN_STATE_RESTORE_VM] = "restore-vm",
            [RUN_STATE_RUNNING] = "running",
            [RUN_STATE_SAVE_VM] = "save-vm",
            [RUN_STATE_SHUTDOWN] = "shutdown",
            [RUN_STATE_SUSPENDED] = "suspended",
            [RUN_STATE_WATCHDOG] = "watchdog",
            [RUN_STATE_GUEST_PANICKED] = "guest-panicked",
            [RUN_STATE_COLO] = "colo",
        },
    .size = RUN_STATE__MAX,
};
