/* SPDX-License-Identifier: MIT */
/* What is where in the system's memory. */
#include "board.h"

#include "board_impl.h"
#include "error.h"

typedef struct BoardRam {
    BoardRegion region;
    MemoryRegion memory;
} BoardRam;

/* --- places ------------------------------------------------------------------ */

static uint64_t last_byte(const BoardRegion *region)
{
    return region->addr + region->size - 1;
}

static bool check_place(const Board *board, const BoardRegion *region, GError **error)
{
    if (region->size == 0 || last_byte(region) < region->addr) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "0x%" G_GINT64_MODIFIER "x bytes do not fit at 0x%" G_GINT64_MODIFIER
                    "x",
                    region->size, region->addr);
        return false;
    }
    for (guint i = 0; i < board->regions->len; i++) {
        const BoardRegion *other = g_ptr_array_index(board->regions, i);

        if (region->addr <= last_byte(other) && other->addr <= last_byte(region)) {
            g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                        "0x%" G_GINT64_MODIFIER "x bytes at 0x%" G_GINT64_MODIFIER
                        "x overlap '%s' at 0x%" G_GINT64_MODIFIER
                        "x; choose another address, or leave the default devices out "
                        "with --nodefaults",
                        region->size, region->addr,
                        other->device ? other->device->id : "ram", other->addr);
            return false;
        }
    }
    return true;
}

static int compare_regions(gconstpointer a, gconstpointer b)
{
    const BoardRegion *first = *(BoardRegion *const *)a;
    const BoardRegion *second = *(BoardRegion *const *)b;

    return first->addr < second->addr ? -1 : first->addr > second->addr;
}

static void add_region(Board *board, BoardRegion *region)
{
    g_ptr_array_add(board->regions, region);
    g_ptr_array_sort(board->regions, compare_regions);
}

const BoardRegion *board_find_region(const Board *board, uint64_t addr)
{
    for (guint i = 0; i < board->regions->len; i++) {
        const BoardRegion *region = g_ptr_array_index(board->regions, i);

        if (addr >= region->addr && addr <= last_byte(region)) {
            return region;
        }
    }
    return NULL;
}

/* --- devices ----------------------------------------------------------------- */

static bool map_region(Board *board, BoardDevice *device, int number, uint64_t addr,
                       GError **error)
{
    BoardRegion *region = g_new0(BoardRegion, 1);

    g_ptr_array_add(device->regions, region);
    region->device = device;
    region->number = number;
    region->addr = addr;
    region->size =
        memory_region_size(sysbus_mmio_get_region(board_sysbus(device), number));
    if (!check_place(board, region, error)) {
        return false;
    }
    add_region(board, region);
    sysbus_mmio_map(board_sysbus(device), number, addr);
    return true;
}

bool board_map_regions(Board *board, BoardDevice *device, const DeviceSpec *spec,
                       GError **error)
{
    for (int i = 0; i < DEVICE_SPEC_REGIONS; i++) {
        bool wanted = spec->placed >> i & 1;
        bool present = sysbus_has_mmio(board_sysbus(device), (unsigned)i);

        if (wanted && !present) {
            g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                        "the device has no memory region %d", i);
            return false;
        }
        if (present && i == 0 && !wanted) {
            g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                        "its registers need a place: say addr=ADDRESS");
            return false;
        }
        if (wanted && !map_region(board, device, i, spec->addr[i], error)) {
            return false;
        }
    }
    return true;
}

/* --- RAM --------------------------------------------------------------------- */

static void ram_free(gpointer data)
{
    BoardRam *ram = data;

    memory_region_del_subregion(get_system_memory(), &ram->memory);
    object_unparent(OBJECT(&ram->memory));
    g_free(ram);
}

GPtrArray *board_rams_new(void)
{
    return g_ptr_array_new_with_free_func(ram_free);
}

bool board_add_ram(Board *board, uint64_t addr, uint64_t size, GError **error)
{
    BoardRam *ram = g_new0(BoardRam, 1);
    Error *err = NULL;

    ram->region.addr = addr;
    ram->region.size = size;
    if (!check_place(board, &ram->region, error)) {
        g_free(ram);
        return false;
    }
    memory_region_init_ram(&ram->memory, NULL, "ram", size, &err);
    if (!board_error_pass(err, BOARD_ERROR_FAILED, error)) {
        g_free(ram);
        return false;
    }
    memory_region_add_subregion(get_system_memory(), addr, &ram->memory);
    g_ptr_array_add(board->rams, ram);
    add_region(board, &ram->region);
    return true;
}
