/* SPDX-License-Identifier: MIT */
/* What devices tell an emulator with caches, dirty logs and queued writes; and refusals.
 */
#include "qemu/osdep.h"

#include "qemu/error-report.h"
#include "system/memory.h"

void memory_region_set_dirty(MemoryRegion *mr, hwaddr addr, hwaddr size)
{
}

void memory_region_flush_rom_device(MemoryRegion *mr, hwaddr addr, hwaddr size)
{
}

void memory_region_set_coalescing(MemoryRegion *mr)
{
}

void memory_region_add_coalescing(MemoryRegion *mr, hwaddr offset, uint64_t size)
{
}

void memory_region_clear_coalescing(MemoryRegion *mr)
{
}

void memory_region_set_flush_coalesced(MemoryRegion *mr)
{
}

void memory_region_clear_flush_coalesced(MemoryRegion *mr)
{
}

void qemu_flush_coalesced_mmio_buffer(void)
{
}

static void refuse_eventfd(const MemoryRegion *mr, hwaddr addr)
{
    error_report("memory region '%s': an ioeventfd at 0x%" HWADDR_PRIX
                 " is not supported; handle the write in the region's callback",
                 memory_region_name(mr), addr);
    abort();
}

void memory_region_add_eventfd(MemoryRegion *mr, hwaddr addr, unsigned size,
                               bool match_data, uint64_t data, EventNotifier *e)
{
    refuse_eventfd(mr, addr);
}

void memory_region_del_eventfd(MemoryRegion *mr, hwaddr addr, unsigned size,
                               bool match_data, uint64_t data, EventNotifier *e)
{
    refuse_eventfd(mr, addr);
}
