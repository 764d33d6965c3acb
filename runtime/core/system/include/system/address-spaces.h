/* SPDX-License-Identifier: MIT */
/*
 * The system's own address spaces: memory, of 2^64 bytes, and I/O ports, of 64 KiB, where
 * what nobody answers reads as ones and is not an error. They are made when they are
 * first needed, after the types are registered, under the big lock.
 */
#ifndef SYSTEM_ADDRESS_SPACES_H
#define SYSTEM_ADDRESS_SPACES_H

#include "system/memory.h"

/* The roots, to which boards add their regions. Borrowed. */
MemoryRegion *get_system_memory(void);
MemoryRegion *get_system_io(void);

extern AddressSpace address_space_memory;
extern AddressSpace address_space_io;

#endif
