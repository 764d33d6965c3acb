/* SPDX-License-Identifier: MIT */
/* What of bql can be owned: see "bindery/util/owned.h". */
#ifndef BINDERY_BQL_OWNED_H
#define BINDERY_BQL_OWNED_H

#include "bindery/bql.h"
#include "bindery/util/owned.h"

/* A bottom half; it is cancelled, also where it is the one that runs. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QEMUBH, qemu_bh_delete)

#endif
