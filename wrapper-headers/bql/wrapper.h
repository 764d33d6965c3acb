/* SPDX-License-Identifier: MIT */
/* What the module "bql" shows: the big lock, bottom halves, the main loop. */
#include "qemu/osdep.h"

#include "block/aio.h"
#include "qemu/main-loop.h"
#include "runtime/bql_held.h"
#include "runtime/reentrancy.h"
