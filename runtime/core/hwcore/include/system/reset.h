/* SPDX-License-Identifier: MIT */
/*
 * What is reset when the machine is: objects with the interface of "hw/resettable.h", and
 * functions, which are called in the hold phase. All that are registered are reset as one
 * tree, in the order in which they were registered: each phase of all before the next
 * phase. The bus of system devices ("hw/sysbus.h") comes last, and need not be
 * registered.
 *
 * Under the big lock; nothing is registered or taken back during a reset.
 */
#ifndef QEMU_SYSTEM_RESET_H
#define QEMU_SYSTEM_RESET_H

#include "hw/resettable.h"
#include "qapi/qapi-events-run-state.h"

typedef void QEMUResetHandler(void *opaque);

/* obj is borrowed until it is taken back. */
void qemu_register_resettable(Object *obj);
void qemu_unregister_resettable(Object *obj);
void qemu_register_reset(QEMUResetHandler *func, void *opaque);
/* The same, but not for RESET_TYPE_SNAPSHOT_LOAD. */
void qemu_register_reset_nosnapshotload(QEMUResetHandler *func, void *opaque);
/* What was registered with that func and opaque; one that is not there aborts. */
void qemu_unregister_reset(QEMUResetHandler *func, void *opaque);

/* Reset it all. A device asks for it by qemu_system_reset_request(). */
void qemu_devices_reset(ResetType type);

#endif
