/* SPDX-License-Identifier: MIT */
#include "setup.h"

#include <string.h>

#include "bindery/bql/lock.h"
#include "clock_state.h"
#include "device_spec.h"
#include "error.h"
#include "open_chardev.h"

const char *const setup_default_devices[] = {
    "pl011,addr=0x09000000,irq=32",
    /* Interrupts 2, 8 and 16 to 23 can be chosen, as on QEMU's q35. */
    "hpet,addr=0xfed00000,irq=0,hpet-intcap=0xff0104",
    NULL,
};

void setup_runtime(void)
{
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_fatal);
    bql_lock();
}

void setup_clock(const BoardOptions *options)
{
    if (options->icount) {
        /* A processor moves it, by its instructions. */
        virtual_clock_set_mode(options->cpu ? VIRTUAL_CLOCK_STEPPED
                                            : VIRTUAL_CLOCK_WARPED);
    } else if (!options->realtime && (options->qtest || options->script)) {
        virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    }
    virtual_clock_set_ns(0);
    clock_state_register();
}

/* --- log --------------------------------------------------------------------- */

static bool start_log(const char *items, GError **error)
{
    Error *err = NULL;
    int mask = qemu_str_to_log_mask(items);

    if (mask == 0) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "--log %s: expected names of guest_errors, invalid_mem, unimp, "
                    "trace:PATTERN with commas between",
                    items);
        return false;
    }
    qemu_set_log(mask, &err);
    return board_error_pass(err, BOARD_ERROR_FAILED, error);
}

/* --- properties of all devices of a type ------------------------------------- */

static bool set_global(const char *text, GError **error)
{
    const char *dot = strchr(text, '.');
    const char *equals = dot ? strchr(dot, '=') : NULL;

    if (!equals || dot == text || equals == dot + 1) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "--global %s: expected TYPE.PROPERTY=VALUE", text);
        return false;
    }
    g_autofree char *type = g_strndup(text, (gsize)(dot - text));
    g_autofree char *property = g_strndup(dot + 1, (gsize)(equals - dot - 1));
    ObjectClass *class = object_class_by_name(type);
    if (!class || !object_class_property_find(class, property)) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    class ? "--global %s: type '%s' has no property '%s'"
                          : "--global %s: there is no type '%s'",
                    text, type, property);
        return false;
    }
    /* The runtime borrows it for good. */
    GlobalProperty *global = g_new0(GlobalProperty, 1);
    global->driver = g_steal_pointer(&type);
    global->property = g_steal_pointer(&property);
    global->value = g_strdup(equals + 1);
    qdev_prop_register_global(global);
    return true;
}

/* --- chardevs ---------------------------------------------------------------- */

static bool open_serials(char **serials, GError **error)
{
    for (int i = 0; serials && serials[i]; i++) {
        g_autofree char *label = g_strdup_printf("serial%d", i);

        if (!open_chardev(label, "--serial", serials[i], error)) {
            return false;
        }
    }
    return true;
}

/* What spec says that the device's chardev is; NULL: nothing. */
static const char *chardev_of(const DeviceSpec *spec)
{
    for (guint i = 0; i < spec->properties->len; i++) {
        const DeviceSpecProperty *property =
            &g_array_index(spec->properties, DeviceSpecProperty, i);

        if (strcmp(property->name, "chardev") == 0) {
            return property->value;
        }
    }
    return NULL;
}

/* The next device that can have a chardev and has none; NULL: there is no such. */
static DeviceSpec *next_without_chardev(const GPtrArray *specs)
{
    for (guint i = 0; i < specs->len; i++) {
        DeviceSpec *spec = g_ptr_array_index(specs, i);
        ObjectClass *class = object_class_by_name(spec->type);

        if (class && object_class_property_find(class, "chardev") && !chardev_of(spec)) {
            return spec;
        }
    }
    return NULL;
}

static bool is_named(const GPtrArray *specs, const char *label)
{
    for (guint i = 0; i < specs->len; i++) {
        if (g_strcmp0(chardev_of(g_ptr_array_index(specs, i)), label) == 0) {
            return true;
        }
    }
    return false;
}

/* Those that no device names go to the devices in their order. */
static bool assign_serials(const GPtrArray *specs, char **serials, GError **error)
{
    for (int i = 0; serials && serials[i]; i++) {
        g_autofree char *label = g_strdup_printf("serial%d", i);

        if (is_named(specs, label)) {
            continue;
        }
        DeviceSpec *spec = next_without_chardev(specs);
        if (!spec) {
            g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                        "--serial %s: there is no device left whose property 'chardev' "
                        "it could be",
                        serials[i]);
            return false;
        }
        DeviceSpecProperty chardev = {g_strdup("chardev"), g_steal_pointer(&label)};
        g_array_append_val(spec->properties, chardev);
    }
    return true;
}

/* --- memory ------------------------------------------------------------------ */

static bool add_ram(Board *board, const char *text, GError **error)
{
    const char *size_text;
    uint64_t addr, size;

    if (qemu_strtou64(text, &size_text, 0, &addr) != 0 || *size_text != ',' ||
        qemu_strtosz(size_text + 1, NULL, &size) != 0) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "--ram %s: expected ADDR,SIZE as in 0x100000,64K", text);
        return false;
    }
    if (!board_add_ram(board, addr, size, error)) {
        g_prefix_error(error, "--ram %s: ", text);
        return false;
    }
    return true;
}

/* --- devices ----------------------------------------------------------------- */

/* texts (NULL: none) ends with NULL. False with error set. */
static bool add_specs(GPtrArray *specs, const char *const *texts, GError **error)
{
    for (; texts && *texts; texts++) {
        DeviceSpec *spec = device_spec_parse(*texts, error);

        if (!spec) {
            return false;
        }
        g_ptr_array_add(specs, spec);
    }
    return true;
}

static bool add_devices(Board *board, const BoardOptions *options, GError **error)
{
    g_autoptr(GPtrArray) specs =
        g_ptr_array_new_with_free_func((GDestroyNotify)device_spec_free);

    if ((!options->no_defaults && !add_specs(specs, setup_default_devices, error)) ||
        !add_specs(specs, (const char *const *)options->devices, error) ||
        !assign_serials(specs, options->serials, error)) {
        return false;
    }
    for (guint i = 0; i < specs->len; i++) {
        if (!board_add_device(board, g_ptr_array_index(specs, i), error)) {
            return false;
        }
    }
    return true;
}

bool setup_devices(Board *board, const BoardOptions *options, GError **error)
{
    if (options->log && !start_log(options->log, error)) {
        return false;
    }
    for (char **text = options->globals; text && *text; text++) {
        if (!set_global(*text, error)) {
            return false;
        }
    }
    if (!open_serials(options->serials, error) || !add_devices(board, options, error)) {
        return false;
    }
    for (char **text = options->rams; text && *text; text++) {
        if (!add_ram(board, *text, error)) {
            return false;
        }
    }
    board_reset(board);
    return true;
}
