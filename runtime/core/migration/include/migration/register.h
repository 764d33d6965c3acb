/* SPDX-License-Identifier: MIT */
/*
 * Sections that a device reads and writes by itself, instead of by a description. Under
 * the big lock. Streams that are written in several parts while the machine runs are not
 * made here; the handlers for them are not in SaveVMHandlers.
 */
#ifndef MIGRATION_REGISTER_H
#define MIGRATION_REGISTER_H

#include <stdint.h>

#include "hw/vmstate-if.h"
#include "qemu/typedefs.h"

typedef struct SaveVMHandlers {
    /* Write the state; a failure is the stream's. NULL: there is no section. */
    void (*save_state)(QEMUFile *f, void *opaque);
    /* Read what was saved in version version_id: 0, or a negative errno value. */
    int (*load_state)(QEMUFile *f, void *opaque, int version_id);
} SaveVMHandlers;

/*
 * Add a section idstr (copied; up to 255 bytes) with ops and opaque, both borrowed until
 * unregister_savevm(). instance_id is a number or VMSTATE_INSTANCE_ID_ANY; a stream with
 * a version above version_id is refused. Result: 0. It ends the program where another
 * section has both name and number.
 */
int register_savevm_live(const char *idstr, uint32_t instance_id, int version_id,
                         const SaveVMHandlers *ops, void *opaque);
/* Forget the sections of that name ("PATH/idstr" where obj has a path) and opaque. */
void unregister_savevm(VMStateIf *obj, const char *idstr, void *opaque);

#endif
