/* SPDX-License-Identifier: MIT */
/*
 * A device's lines, by name and number. Each has a property: an input is a child of the
 * device, an output a link to what it drives, which the property's setter connects.
 */
#include "qemu/osdep.h"

#include "hw/irq.h"
#include "hw/qdev-core.h"
#include "qapi/error.h"
#include "qemu/error-report.h"

typedef enum Direction {
    LINE_IN,
    LINE_OUT,
} Direction;

/* The property of a line, new. */
static char *line_property(Direction direction, const char *name, int n)
{
    if (!name) {
        name = direction == LINE_IN ? "unnamed-gpio-in" : "unnamed-gpio-out";
    }
    return g_strdup_printf("%s[%d]", name, n);
}

/* --- lists of lines of one name ----------------------------------------------------- */

static NamedGPIOList *lines_called(const DeviceState *dev, const char *name)
{
    NamedGPIOList *lines = QLIST_FIRST(&dev->gpios);

    while (lines && g_strcmp0(lines->name, name) != 0) {
        lines = QLIST_NEXT(lines, node);
    }
    return lines;
}

/* The list for more lines of that direction; a name that is not NULL is for one. */
static NamedGPIOList *lines_to_extend(DeviceState *dev, const char *name,
                                      Direction direction)
{
    NamedGPIOList *lines = lines_called(dev, name);

    if (!lines) {
        lines = g_new0(NamedGPIOList, 1);
        lines->name = g_strdup(name);
        QLIST_INSERT_HEAD(&dev->gpios, lines, node);
    }
    assert(!name || (direction == LINE_IN ? lines->num_out : lines->num_in) == 0);
    return lines;
}

/* --- inputs ------------------------------------------------------------------------- */

void qdev_init_gpio_in_named_with_opaque(DeviceState *dev, qemu_irq_handler handler,
                                         void *opaque, const char *name, int n)
{
    NamedGPIOList *lines = lines_to_extend(dev, name, LINE_IN);
    const int wanted = lines->num_in + n;

    lines->in = qemu_extend_irqs(lines->in, lines->num_in, handler, opaque, n);
    for (; lines->num_in < wanted; lines->num_in++) {
        g_autofree char *property = line_property(LINE_IN, name, lines->num_in);

        object_property_add_child(OBJECT(dev), property,
                                  OBJECT(lines->in[lines->num_in]));
    }
}

void qdev_init_gpio_in(DeviceState *dev, qemu_irq_handler handler, int n)
{
    qdev_init_gpio_in_named_with_opaque(dev, handler, dev, NULL, n);
}

qemu_irq qdev_get_gpio_in_named(DeviceState *dev, const char *name, int n)
{
    const NamedGPIOList *lines = lines_called(dev, name);
    const int count = lines ? lines->num_in : 0;

    if (n < 0 || n >= count) {
        g_autofree char *property = line_property(LINE_IN, name, n);

        error_report("device '%s' of type '%s' has no input '%s'",
                     qdev_get_printable_name(dev), object_get_typename(OBJECT(dev)),
                     property);
        abort();
    }
    return lines->in[n];
}

qemu_irq qdev_get_gpio_in(DeviceState *dev, int n)
{
    return qdev_get_gpio_in_named(dev, NULL, n);
}

/* --- outputs ------------------------------------------------------------------------ */

static void add_output(DeviceState *dev, NamedGPIOList *lines, qemu_irq *pin)
{
    g_autofree char *property = line_property(LINE_OUT, lines->name, lines->num_out);

    *pin = NULL;
    object_property_add_link(OBJECT(dev), property, TYPE_IRQ, (Object **)pin,
                             object_property_allow_set_link, OBJ_PROP_LINK_STRONG);
    lines->num_out++;
}

void qdev_init_gpio_out_named(DeviceState *dev, qemu_irq *pins, const char *name, int n)
{
    NamedGPIOList *lines = lines_to_extend(dev, name, LINE_OUT);

    for (qemu_irq *pin = pins; pin < pins + n; pin++) {
        add_output(dev, lines, pin);
    }
}

void qdev_init_gpio_out(DeviceState *dev, qemu_irq *pins, int n)
{
    qdev_init_gpio_out_named(dev, pins, NULL, n);
}

qemu_irq qdev_get_gpio_out_connector(const DeviceState *dev, const char *name, int n)
{
    g_autofree char *property = line_property(LINE_OUT, name, n);
    Object *target = NULL;

    if (object_property_find(OBJECT(dev), property)) {
        target = object_property_get_link(OBJECT(dev), property, &error_abort);
    }
    return (qemu_irq)target;
}

void qdev_connect_gpio_out_named(DeviceState *dev, const char *name, int n, qemu_irq pin)
{
    g_autofree char *property = line_property(LINE_OUT, name, n);

    object_property_set_link(OBJECT(dev), property, OBJECT(pin), &error_abort);
}

void qdev_connect_gpio_out(DeviceState *dev, int n, qemu_irq pin)
{
    qdev_connect_gpio_out_named(dev, NULL, n, pin);
}

qemu_irq qdev_intercept_gpio_out(DeviceState *dev, qemu_irq icpt, const char *name, int n)
{
    qemu_irq intercepted = qdev_get_gpio_out_connector(dev, name, n);

    qdev_connect_gpio_out_named(dev, name, n, icpt);
    return intercepted;
}

/* --- lines of a part, shown by the whole -------------------------------------------- */

static void show_lines(DeviceState *container, DeviceState *dev, Direction direction,
                       const NamedGPIOList *lines)
{
    const int count = direction == LINE_IN ? lines->num_in : lines->num_out;

    for (int n = 0; n < count; n++) {
        g_autofree char *property = line_property(direction, lines->name, n);

        object_property_add_alias(OBJECT(container), property, OBJECT(dev), property);
    }
}

void qdev_pass_gpios(DeviceState *dev, DeviceState *container, const char *name)
{
    NamedGPIOList *lines = lines_called(dev, name);

    if (lines) {
        show_lines(container, dev, LINE_IN, lines);
        show_lines(container, dev, LINE_OUT, lines);
        QLIST_REMOVE(lines, node);
        QLIST_INSERT_HEAD(&container->gpios, lines, node);
    }
}
