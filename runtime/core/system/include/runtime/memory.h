/* SPDX-License-Identifier: MIT */
/*
 * How a layer above tells the memory dispatcher which owners of regions are devices with
 * a re-entrancy guard.
 */
#ifndef RUNTIME_MEMORY_H
#define RUNTIME_MEMORY_H

#include "qemu/typedefs.h"
#include "runtime/reentrancy.h"

/* The guard of an owner of regions, borrowed as long as the owner lives; NULL: it has
 * none. */
typedef MemReentrancyGuard *MemoryGuardLookup(Object *owner);

/*
 * Asked when a region with an owner is initialized; NULL (as it begins): no owner has a
 * guard. While a callback of one region runs, accesses to all I/O regions with the same
 * guard give MEMTX_ACCESS_ERROR and read 0, with one warning. Called before regions are
 * made.
 */
void memory_set_guard_lookup(MemoryGuardLookup *lookup);

#endif
