/* SPDX-License-Identifier: MIT */
/* What the module "migration" shows: descriptions of state, streams, snapshots. */
#include "qemu/osdep.h"

#include "hw/vmstate-if.h"
#include "migration/blocker.h"
#include "migration/qemu-file-types.h"
#include "migration/register.h"
#include "migration/vmstate.h"
#include "qobject/json-writer.h"
#include "runtime/qemu_file.h"
#include "runtime/snapshot.h"
