/* SPDX-License-Identifier: MIT */
/*
 * How many elements the memory behind a device's pointers holds: as many as its numbers
 * said before a stream could change them. A table from the address of a number to that.
 */
#ifndef RUNTIME_VMSTATE_LIMITS_H
#define RUNTIME_VMSTATE_LIMITS_H

#include "migration/vmstate.h"

/* New, for g_hash_table_unref(). */
GHashTable *vmstate_limits_new(void);

/*
 * Take down the numbers of the state at opaque, of its subsections and of what is
 * embedded in it. Numbers that are in the table stay as they were. Parts that have a
 * pre_load hook are left out: their turn is after the hook.
 */
void vmstate_limits_note(GHashTable *limits, const VMStateDescription *vmsd,
                         const void *opaque);

/* Whether the number at address is in the table; it is *limit then. */
bool vmstate_limits_find(GHashTable *limits, const void *address, uint64_t *limit);

/* The size bytes at start became another piece of memory. */
void vmstate_limits_forget(GHashTable *limits, const void *start, size_t size);

#endif
