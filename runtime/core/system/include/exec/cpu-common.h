/* SPDX-License-Identifier: MIT */
/*
 * The system memory (address_space_memory) by address alone, as old devices use it: with
 * no attributes, and failures are lost. Any thread, see "system/memory-access.h".
 */
#ifndef CPU_COMMON_H
#define CPU_COMMON_H

#include <stdbool.h>

#include "exec/hwaddr.h"
#include "system/ram_addr.h"

void cpu_physical_memory_rw(hwaddr addr, void *buf, hwaddr len, bool is_write);
void cpu_physical_memory_read(hwaddr addr, void *buf, hwaddr len);
void cpu_physical_memory_write(hwaddr addr, const void *buf, hwaddr len);

/* As address_space_map() and address_space_unmap(). */
void *cpu_physical_memory_map(hwaddr addr, hwaddr *plen, bool is_write);
void cpu_physical_memory_unmap(void *buffer, hwaddr len, bool is_write,
                               hwaddr access_len);

#endif
