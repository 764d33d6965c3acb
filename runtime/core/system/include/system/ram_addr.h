/* SPDX-License-Identifier: MIT */
/* Numbers of bytes of RAM: all RAM of a program has one numbering, apart from any bus. */
#ifndef SYSTEM_RAM_ADDR_H
#define SYSTEM_RAM_ADDR_H

#include <inttypes.h>
#include <stdint.h>

typedef uintptr_t ram_addr_t;
#define RAM_ADDR_MAX UINTPTR_MAX
#define RAM_ADDR_FMT "%" PRIxPTR

/* Of a region that has no RAM. */
#define RAM_ADDR_INVALID (~(ram_addr_t)0)

/* Who watches writes to RAM; nothing here records them. */
#define DIRTY_MEMORY_VGA       0
#define DIRTY_MEMORY_CODE      1
#define DIRTY_MEMORY_MIGRATION 2
#define DIRTY_MEMORY_NUM       3

#endif
