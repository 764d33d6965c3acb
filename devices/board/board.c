/* SPDX-License-Identifier: MIT */
#include "board.h"

#include "board_impl.h"
#include "error.h"
#include "irq_lines.h"

/* --- one device ----------------------------------------------------------------------
 */

static SysBusDevice *sysbus(const BoardDevice *device)
{
    return (SysBusDevice *)device->state;
}

static void device_free(gpointer data)
{
    BoardDevice *device = data;

    g_ptr_array_unref(device->outputs);
    g_ptr_array_unref(device->regions);
    g_free(device->id);
    g_free(device);
}

static void output_free(gpointer data)
{
    DrivenOutput *driven = data;

    qemu_free_irq(driven->output.irq);
    g_free(driven);
}

/* The class of a type that can be put on the system bus. */
static ObjectClass *find_class(const char *type, GError **error)
{
    ObjectClass *class = object_class_by_name(type);

    if (!class) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "there is no device type '%s'; --list-types says which there are",
                    type);
    } else if (!object_class_dynamic_cast(class, TYPE_SYS_BUS_DEVICE) ||
               object_class_is_abstract(class)) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "'%s' is no type of a device on the system bus; --list-types says "
                    "which there are",
                    type);
        class = NULL;
    }
    return class;
}

static bool set_properties(DeviceState *state, const GArray *properties, GError **error)
{
    for (guint i = 0; i < properties->len; i++) {
        const DeviceSpecProperty *property =
            &g_array_index(properties, DeviceSpecProperty, i);
        Error *err = NULL;

        object_property_parse((Object *)state, property->name, property->value, &err);
        if (!board_error_pass(err, BOARD_ERROR_FAILED, error)) {
            return false;
        }
    }
    return true;
}

/* --- its place -----------------------------------------------------------------------
 */

/* The last byte of a region that begins at addr; false where there is no such. */
static bool last_byte(uint64_t addr, uint64_t size, uint64_t *last)
{
    *last = addr + size - 1;
    return *last >= addr && (size != 0 || addr == 0);
}

static bool check_place(const Board *board, const BoardRegion *region, GError **error)
{
    uint64_t last, other_last;

    if (!last_byte(region->addr, region->size, &last)) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "region %d of 0x%" G_GINT64_MODIFIER "x bytes does not fit at "
                    "0x%" G_GINT64_MODIFIER "x",
                    region->number, region->size, region->addr);
        return false;
    }
    for (guint i = 0; i < board->regions->len; i++) {
        const BoardRegion *other = g_ptr_array_index(board->regions, i);

        last_byte(other->addr, other->size, &other_last);
        if (region->addr <= other_last && other->addr <= last) {
            g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                        "region %d at 0x%" G_GINT64_MODIFIER "x overlaps region %d of "
                        "'%s' at 0x%" G_GINT64_MODIFIER "x; choose another addr=, or "
                        "leave the default devices out with --nodefaults",
                        region->number, region->addr, other->number, other->device->id,
                        other->addr);
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

static bool map_region(Board *board, BoardDevice *device, int number, uint64_t addr,
                       GError **error)
{
    BoardRegion *region = g_new0(BoardRegion, 1);

    g_ptr_array_add(device->regions, region);
    region->device = device;
    region->number = number;
    region->addr = addr;
    region->size = memory_region_size(sysbus_mmio_get_region(sysbus(device), number));
    if (!check_place(board, region, error)) {
        return false;
    }
    g_ptr_array_add(board->regions, region);
    g_ptr_array_sort(board->regions, compare_regions);
    sysbus_mmio_map(sysbus(device), number, addr);
    return true;
}

static bool map_regions(Board *board, BoardDevice *device, const DeviceSpec *spec,
                        GError **error)
{
    for (int i = 0; i < DEVICE_SPEC_REGIONS; i++) {
        bool wanted = spec->placed >> i & 1;
        bool present = sysbus_has_mmio(sysbus(device), (unsigned)i);

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

/* --- its interrupts ------------------------------------------------------------------
 */

static void output_set(void *opaque, int n, int level)
{
    DrivenOutput *driven = opaque;
    BoardOutput *output = &driven->output;

    if (output->line >= 0) {
        qemu_set_irq(qdev_get_gpio_in(driven->board->irq_lines, output->line), level);
    }
    if (output->level != (level != 0)) {
        output->level = level != 0;
        board_tell_output(driven->board, output);
    }
}

static bool connect_output(Board *board, BoardDevice *device, int number, int line,
                           GError **error)
{
    DrivenOutput *driven = g_new0(DrivenOutput, 1);
    BoardOutput *output = &driven->output;

    driven->board = board;
    output->device = device;
    output->number = number;
    output->line = line;
    output->irq = qemu_allocate_irq(output_set, driven, number);
    g_ptr_array_add(device->outputs, output);
    if (line >= IRQ_LINES) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "interrupt %d would drive line %d, and the board has lines 0 to %d",
                    number, line, IRQ_LINES - 1);
        return false;
    }
    if (line >= 0 && board->drivers[line]) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "interrupt %d would drive line %d, which '%s' drives; choose another "
                    "irq=",
                    number, line, board->drivers[line]->device->id);
        return false;
    }
    if (line >= 0) {
        board->drivers[line] = output;
    }
    sysbus_connect_irq(sysbus(device), number, output->irq);
    return true;
}

static bool connect_outputs(Board *board, BoardDevice *device, const DeviceSpec *spec,
                            GError **error)
{
    int number = 0;

    for (; sysbus_has_irq(sysbus(device), number); number++) {
        int line = spec->irq >= 0 ? spec->irq + number : -1;

        if (!connect_output(board, device, number, line, error)) {
            return false;
        }
    }
    if (spec->irq >= 0 && number == 0) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "the device has no interrupt that irq= could connect");
        return false;
    }
    return true;
}

/* --- devices of a board ---------------------------------------------------------------
 */

static bool id_is_taken(const Board *board, const char *id)
{
    for (guint i = 0; i < board->devices->len; i++) {
        const BoardDevice *device = g_ptr_array_index(board->devices, i);

        if (strcmp(device->id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* The type's name, followed by a number from the second device on; new. */
static char *choose_id(const Board *board, const char *type)
{
    char *id = g_strdup(type);

    for (int i = 1; id_is_taken(board, id); i++) {
        g_free(id);
        id = g_strdup_printf("%s-%d", type, i);
    }
    return id;
}

/* On failure it is as if the device had never been. */
static bool realize(Board *board, BoardDevice *device, const DeviceSpec *spec,
                    GError **error)
{
    Error *err = NULL;

    if (!set_properties(device->state, spec->properties, error)) {
        object_unref(device->state);
        return false;
    }
    if (!qdev_set_id(device->state, g_strdup(device->id), &err)) {
        object_unref(device->state);
        return board_error_pass(err, BOARD_ERROR_USAGE, error);
    }
    if (!sysbus_realize_and_unref(sysbus(device), &err)) {
        object_unparent((Object *)device->state);
        return board_error_pass(err, BOARD_ERROR_FAILED, error);
    }
    return true;
}

bool board_add_device(Board *board, const DeviceSpec *spec, GError **error)
{
    ObjectClass *class = find_class(spec->type, error);

    if (!class) {
        return false;
    }
    BoardDevice *device = g_new0(BoardDevice, 1);
    device->state = qdev_new(spec->type);
    device->type = object_class_get_name(class);
    device->id = spec->id ? g_strdup(spec->id) : choose_id(board, spec->type);
    device->outputs = g_ptr_array_new_with_free_func(output_free);
    device->regions = g_ptr_array_new_with_free_func(g_free);
    if (!realize(board, device, spec, error)) {
        g_prefix_error(error, "device '%s': ", device->id);
        device_free(device);
        return false;
    }
    g_ptr_array_add(board->devices, device);
    if (!map_regions(board, device, spec, error) ||
        !connect_outputs(board, device, spec, error)) {
        g_prefix_error(error, "device '%s': ", device->id);
        return false;
    }
    return true;
}

const GPtrArray *board_devices(const Board *board)
{
    return board->devices;
}

void board_reset(Board *board)
{
    bus_cold_reset(sysbus_get_default());
}

/* --- the board itself ------------------------------------------------------------------
 */

Board *board_create(void)
{
    Board *board = g_new0(Board, 1);

    irq_lines_register_type();
    board->irq_lines = irq_lines_create();
    board->devices = g_ptr_array_new_with_free_func(device_free);
    board->regions = g_ptr_array_new();
    board->observers = board_observers_new();
    return board;
}

void board_destroy(Board *board)
{
    if (!board) {
        return;
    }
    for (guint i = board->devices->len; i > 0; i--) {
        BoardDevice *device = g_ptr_array_index(board->devices, i - 1);

        object_unparent((Object *)device->state);
    }
    object_unparent((Object *)board->irq_lines);
    g_ptr_array_unref(board->devices);
    g_ptr_array_unref(board->regions);
    g_array_unref(board->observers);
    g_free(board);
}
