/* SPDX-License-Identifier: MIT */
/* What the sources of this module know of each other. */
#ifndef SYSTEM_MEMORY_IMPL_H
#define SYSTEM_MEMORY_IMPL_H

#include "system/memory.h"

/* Of regions without callbacks: nothing is accepted. */
extern const MemoryRegionOps unassigned_mem_ops;

/* --- RAM ---------------------------------------------------------------------------- */

/* Counted: views and mappings keep the memory of a region that is gone. Any thread. */
RAMBlock *ram_block_ref(RAMBlock *block);
void ram_block_unref(RAMBlock *block);
/* The host's address of the first byte, borrowed; NULL without a block. */
uint8_t *ram_block_host(RAMBlock *block);
/* The owner of the block's region, borrowed, which may be NULL. */
Object *ram_block_owner(RAMBlock *block);
/* The block that ptr points into, with a new reference; NULL: none. */
RAMBlock *ram_block_find(const void *ptr);

/* --- regions ------------------------------------------------------------------------ */

/* Make a region of mr that ends in callbacks. ops is not NULL. */
void memory_region_set_ops(MemoryRegion *mr, const MemoryRegionOps *ops, void *opaque);

/* --- address spaces ----------------------------------------------------------------- */

typedef QTAILQ_HEAD(AddressSpaceList, AddressSpace) AddressSpaceList;
/* All of them; the big lock. */
extern AddressSpaceList address_spaces;

/* Make the system's own address spaces if as is one of them. Big lock. */
void system_address_spaces_init(AddressSpace *as);

/* The region that is where nothing is. */
MemoryRegion *unassigned_region(void);

/* --- listeners ---------------------------------------------------------------------- */

void memory_listeners_begin(void);
void memory_listeners_commit(void);
/* Tell as's listeners what changes from one view (may be NULL) to another. */
void memory_listeners_update(AddressSpace *as, FlatView *from, FlatView *to);

/* --- trees -------------------------------------------------------------------------- */

/* The outermost commit renders the views again. Within a transaction. */
void memory_tree_changed(void);

#endif
