/* SPDX-License-Identifier: MIT */
#include "board.h"

#include "board_impl.h"
#include "error.h"
#include "irq_lines.h"

/* --- one device -------------------------------------------------------------- */

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

        object_property_parse(OBJECT(state), property->name, property->value, &err);
        if (!board_error_pass(err, BOARD_ERROR_USAGE, error)) {
            return false;
        }
    }
    return true;
}

/* --- its interrupts ---------------------------------------------------------- */

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
    sysbus_connect_irq(board_sysbus(device), number, output->irq);
    return true;
}

static bool connect_outputs(Board *board, BoardDevice *device, const DeviceSpec *spec,
                            GError **error)
{
    int number = 0;

    for (; sysbus_has_irq(board_sysbus(device), number); number++) {
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

/* --- devices of a board ------------------------------------------------------ */

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
    if (!sysbus_realize_and_unref(board_sysbus(device), &err)) {
        object_unparent(OBJECT(device->state));
        return board_error_pass(err, BOARD_ERROR_USAGE, error);
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
    if (!board_map_regions(board, device, spec, error) ||
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

/* --- the board itself -------------------------------------------------------- */

Board *board_create(void)
{
    Board *board = g_new0(Board, 1);

    board->irq_lines = irq_lines_create();
    board->devices = g_ptr_array_new_with_free_func(device_free);
    board->regions = g_ptr_array_new();
    board->rams = board_rams_new();
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

        object_unparent(OBJECT(device->state));
    }
    object_unparent(OBJECT(board->irq_lines));
    g_ptr_array_unref(board->devices);
    g_ptr_array_unref(board->regions);
    g_ptr_array_unref(board->rams);
    g_array_unref(board->observers);
    g_free(board);
}
