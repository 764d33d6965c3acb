/* SPDX-License-Identifier: MIT */
/* What of hwcore can be owned besides its QOM types: see "bindery/util/owned.h". */
#ifndef BINDERY_HWCORE_OWNED_H
#define BINDERY_HWCORE_OWNED_H

#include "bindery/hwcore.h"
#include "bindery/util/owned.h"

/* A reference each. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeviceState, object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BusState, object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ptimer_state, ptimer_free)

#endif
