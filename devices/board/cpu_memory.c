/* SPDX-License-Identifier: MIT */
/* The board's memory as the processor sees it. */
#include <string.h>

#include "cpu_impl.h"
#include "error.h"

/* Unicorn's unit of memory, in bytes. */
#define CPU_PAGE_SIZE 4096

/* Addresses that are no RAM. */
typedef struct CpuWindow {
    BoardCpu *cpu;
    uint64_t addr;
} CpuWindow;

/* --- accesses ---------------------------------------------------------------- */

static uint64_t window_read(uc_engine *uc, uint64_t offset, unsigned size, void *opaque)
{
    const CpuWindow *window = opaque;
    BoardCpu *cpu = window->cpu;
    uint64_t value = 0;

    cpu_clock_sync(cpu);
    board_read(cpu->board, window->addr + offset, &value, size);
    cpu_clock_restart(cpu);
    return GUINT64_FROM_LE(value);
}

static void window_write(uc_engine *uc, uint64_t offset, unsigned size, uint64_t value,
                         void *opaque)
{
    const CpuWindow *window = opaque;
    BoardCpu *cpu = window->cpu;
    uint64_t data = GUINT64_TO_LE(value);

    cpu_clock_sync(cpu);
    board_write(cpu->board, window->addr + offset, &data, size);
    cpu_clock_restart(cpu);
}

/* --- the map ----------------------------------------------------------------- */

/* The host's address of RAM that the system's memory shows; borrowed. */
static void *ram_pointer(const BoardRegion *region)
{
    MemoryRegionSection section =
        memory_region_find(get_system_memory(), region->addr, region->size);
    void *ptr = memory_region_get_ram_ptr(section.mr);

    memory_region_unref(section.mr);
    return ptr;
}

static bool map_ram(BoardCpu *cpu, const BoardRegion *region, GError **error)
{
    if (region->addr % CPU_PAGE_SIZE != 0 || region->size % CPU_PAGE_SIZE != 0) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "--ram 0x%" G_GINT64_MODIFIER "x,0x%" G_GINT64_MODIFIER
                    "x: a processor's RAM begins and ends at multiples of %d",
                    region->addr, region->size, CPU_PAGE_SIZE);
        return false;
    }
    return cpu_check(uc_mem_map_ptr(cpu->uc, region->addr, region->size, UC_PROT_ALL,
                                    ram_pointer(region)),
                     "RAM", error);
}

/* The addresses from addr on, up to end, are the board's. */
static bool map_window(BoardCpu *cpu, uint64_t addr, uint64_t end, GError **error)
{
    if (addr >= end) {
        return true;
    }
    CpuWindow *window = g_new0(CpuWindow, 1);
    window->cpu = cpu;
    window->addr = addr;
    g_ptr_array_add(cpu->windows, window);
    return cpu_check(
        uc_mmio_map(cpu->uc, addr, end - addr, window_read, window, window_write, window),
        "device registers", error);
}

bool cpu_map_memory(BoardCpu *cpu, GError **error)
{
    const GPtrArray *regions = cpu->board->regions;
    uint64_t end = UINT64_C(1) << cpu->arch->address_bits;
    uint64_t addr = 0;

    cpu->windows = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < regions->len; i++) {
        const BoardRegion *region = g_ptr_array_index(regions, i);

        if (region->device || region->addr >= end) {
            continue;
        }
        if (!map_window(cpu, addr, region->addr, error) || !map_ram(cpu, region, error)) {
            return false;
        }
        addr = region->addr + region->size;
    }
    return map_window(cpu, addr, end, error);
}

void cpu_unmap_memory(BoardCpu *cpu)
{
    g_clear_pointer(&cpu->windows, g_ptr_array_unref);
}
