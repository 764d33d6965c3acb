/* SPDX-License-Identifier: MIT */
#include "irq_monitor.h"

#include <string.h>

#include "error.h"

/* Lines with higher numbers are passed on and not told. */
#define MONITORED_LINES 256

#define UNNAMED_IN  "unnamed-gpio-in"
#define UNNAMED_OUT "unnamed-gpio-out"

/* An output and what it led to; for good. */
typedef struct Interception {
    char *name;
    qemu_irq before;
} Interception;

/* What intercepts an input is called with the line alone: there is one monitor. */
static struct {
    DeviceState *device;
    bool inputs;
    GPtrArray *outputs;
    bool level[MONITORED_LINES];
    IrqMonitorFunc *func;
    void *opaque;
} monitor;

void irq_monitor_set_listener(IrqMonitorFunc *func, void *opaque)
{
    monitor.func = func;
    monitor.opaque = opaque;
    memset(monitor.level, 0, sizeof(monitor.level));
}

static void line_set(int n, int level)
{
    if (n < MONITORED_LINES && monitor.level[n] != (level != 0)) {
        monitor.level[n] = level != 0;
        if (monitor.func) {
            monitor.func(monitor.opaque, n, level != 0);
        }
    }
}

static void output_set(void *opaque, int n, int level)
{
    const Interception *interception = opaque;

    qemu_set_irq(interception->before, level);
    line_set(n, level);
}

static void input_set(void *opaque, int n, int level)
{
    const qemu_irq *before = opaque;

    qemu_set_irq(*before, level);
    line_set(n, level);
}

/* --- finding ----------------------------------------------------------------- */

static DeviceState *find_device(const char *path, GError **error)
{
    bool ambiguous = false;
    Object *object = object_resolve_path(path, &ambiguous);
    DeviceState *device =
        object ? (DeviceState *)object_dynamic_cast(object, TYPE_DEVICE) : NULL;

    if (!device) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED,
                    ambiguous ? "There are several objects '%s'" : "Unknown device '%s'",
                    path);
    }
    return device;
}

/* Whether the device has the line as a property of that kind. */
static bool has_line(DeviceState *device, const char *name, int n, const char *kind)
{
    g_autofree char *property = g_strdup_printf("%s[%d]", name, n);
    const char *type = object_property_get_type(OBJECT(device), property, NULL);

    return type && g_str_has_prefix(type, kind);
}

static bool may_monitor(DeviceState *device, GError **error)
{
    if (monitor.device && monitor.device != device) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED,
                    "IRQ intercept already enabled for '%s'",
                    monitor.device->canonical_path);
        return false;
    }
    return true;
}

static bool no_lines(GError **error)
{
    g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED,
                "No intercepts installed: the device has no such lines");
    return false;
}

/* --- outputs ----------------------------------------------------------------- */

static void intercept_output(DeviceState *device, const char *name, int n)
{
    Interception *interception = g_new0(Interception, 1);
    qemu_irq line = qemu_allocate_irq(output_set, interception, n);

    interception->name = g_strdup(name);
    /* The output drops its reference of what it led to, which is still called. */
    interception->before = qdev_get_gpio_out_connector(device, name, n);
    object_ref(interception->before);
    qdev_connect_gpio_out_named(device, name, n, line);
    qemu_free_irq(line); /* the output has it */
    g_ptr_array_add(monitor.outputs, interception);
}

static bool is_intercepted(const char *name)
{
    for (guint i = 0; i < monitor.outputs->len; i++) {
        const Interception *interception = g_ptr_array_index(monitor.outputs, i);

        if (g_strcmp0(interception->name, name) == 0) {
            return true;
        }
    }
    return false;
}

bool irq_monitor_outputs(const char *path, const char *name, GError **error)
{
    DeviceState *device = find_device(path, error);
    const char *shown = name ? name : UNNAMED_OUT;

    if (!device || !may_monitor(device, error)) {
        return false;
    }
    if (!has_line(device, shown, 0, "link<")) {
        return no_lines(error);
    }
    if (!monitor.outputs) {
        monitor.outputs = g_ptr_array_new();
    }
    if (!is_intercepted(name)) {
        for (int n = 0; has_line(device, shown, n, "link<"); n++) {
            intercept_output(device, name, n);
        }
    }
    monitor.device = device;
    return true;
}

/* --- inputs ------------------------------------------------------------------ */

static int intercept_input(Object *child, void *opaque)
{
    bool *found = opaque;
    qemu_irq line = (qemu_irq)object_dynamic_cast(child, TYPE_IRQ);

    if (line) {
        *found = true;
        if (!monitor.inputs) {
            qemu_irq_intercept_in(&line, input_set, 1);
        }
    }
    return 0;
}

bool irq_monitor_inputs(const char *path, GError **error)
{
    DeviceState *device = find_device(path, error);
    bool found = false;

    if (!device || !may_monitor(device, error)) {
        return false;
    }
    object_child_foreach(OBJECT(device), intercept_input, &found);
    if (!found) {
        return no_lines(error);
    }
    monitor.device = device;
    monitor.inputs = true;
    return true;
}

bool irq_set_input(const char *path, const char *name, int n, int level, GError **error)
{
    DeviceState *device = find_device(path, error);

    if (!device) {
        return false;
    }
    if (!has_line(device, name ? name : UNNAMED_IN, n, "child<")) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "'%s' has no input '%s[%d]'",
                    path, name ? name : UNNAMED_IN, n);
        return false;
    }
    qemu_set_irq(qdev_get_gpio_in_named(device, name, n), level);
    return true;
}
