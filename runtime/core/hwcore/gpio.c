/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/irq.h"
#include "hw/qdev-core.h"
#include "qapi/error.h"
#include "qemu/error-report.h"

#define UNNAMED_IN  "unnamed-gpio-in"
#define UNNAMED_OUT "unnamed-gpio-out"

static NamedGPIOList *find_list(DeviceState *dev, const char *name)
{
    NamedGPIOList *list;

    QLIST_FOREACH(list, &dev->gpios, node)
    {
        if (g_strcmp0(list->name, name) == 0) {
            return list;
        }
    }
    return NULL;
}

static NamedGPIOList *make_list(DeviceState *dev, const char *name)
{
    NamedGPIOList *list = find_list(dev, name);

    if (!list) {
        list = g_new0(NamedGPIOList, 1);
        list->name = g_strdup(name);
        QLIST_INSERT_HEAD(&dev->gpios, list, node);
    }
    return list;
}

static char *input_name(const char *name, int n)
{
    return g_strdup_printf("%s[%d]", name ? name : UNNAMED_IN, n);
}

static char *output_name(const char *name, int n)
{
    return g_strdup_printf("%s[%d]", name ? name : UNNAMED_OUT, n);
}

void qdev_init_gpio_in_named_with_opaque(DeviceState *dev, qemu_irq_handler handler,
                                         void *opaque, const char *name, int n)
{
    NamedGPIOList *list = make_list(dev, name);
    int first = list->num_in;

    /* One name is for one direction. */
    assert(!name || list->num_out == 0);
    list->in = qemu_extend_irqs(list->in, first, handler, opaque, n);
    list->num_in += n;
    for (int i = first; i < list->num_in; i++) {
        g_autofree char *child = input_name(name, i);

        object_property_add_child(OBJECT(dev), child, OBJECT(list->in[i]));
    }
}

void qdev_init_gpio_in(DeviceState *dev, qemu_irq_handler handler, int n)
{
    qdev_init_gpio_in_named(dev, handler, NULL, n);
}

void qdev_init_gpio_out_named(DeviceState *dev, qemu_irq *pins, const char *name, int n)
{
    NamedGPIOList *list = make_list(dev, name);

    assert(!name || list->num_in == 0);
    for (int i = 0; i < n; i++) {
        g_autofree char *link = output_name(name, list->num_out + i);

        pins[i] = NULL;
        object_property_add_link(OBJECT(dev), link, TYPE_IRQ, (Object **)&pins[i],
                                 object_property_allow_set_link, OBJ_PROP_LINK_STRONG);
    }
    list->num_out += n;
}

void qdev_init_gpio_out(DeviceState *dev, qemu_irq *pins, int n)
{
    qdev_init_gpio_out_named(dev, pins, NULL, n);
}

qemu_irq qdev_get_gpio_in_named(DeviceState *dev, const char *name, int n)
{
    NamedGPIOList *list = find_list(dev, name);

    if (!list || n < 0 || n >= list->num_in) {
        g_autofree char *input = input_name(name, n);

        error_report("device '%s' of type '%s' has no input '%s'",
                     qdev_get_printable_name(dev), object_get_typename(OBJECT(dev)),
                     input);
        abort();
    }
    return list->in[n];
}

qemu_irq qdev_get_gpio_in(DeviceState *dev, int n)
{
    return qdev_get_gpio_in_named(dev, NULL, n);
}

void qdev_connect_gpio_out_named(DeviceState *dev, const char *name, int n, qemu_irq pin)
{
    g_autofree char *link = output_name(name, n);

    object_property_set_link(OBJECT(dev), link, OBJECT(pin), &error_abort);
}

void qdev_connect_gpio_out(DeviceState *dev, int n, qemu_irq pin)
{
    qdev_connect_gpio_out_named(dev, NULL, n, pin);
}

qemu_irq qdev_get_gpio_out_connector(const DeviceState *dev, const char *name, int n)
{
    g_autofree char *link = output_name(name, n);

    if (!object_property_find(OBJECT(dev), link)) {
        return NULL;
    }
    return (qemu_irq)object_property_get_link(OBJECT(dev), link, &error_abort);
}

qemu_irq qdev_intercept_gpio_out(DeviceState *dev, qemu_irq icpt, const char *name, int n)
{
    qemu_irq before = qdev_get_gpio_out_connector(dev, name, n);

    qdev_connect_gpio_out_named(dev, name, n, icpt);
    return before;
}

static void alias_in(DeviceState *container, DeviceState *dev, const char *property)
{
    object_property_add_alias(OBJECT(container), property, OBJECT(dev), property);
}

void qdev_pass_gpios(DeviceState *dev, DeviceState *container, const char *name)
{
    NamedGPIOList *list = make_list(dev, name);

    for (int i = 0; i < list->num_in; i++) {
        g_autofree char *input = input_name(name, i);

        alias_in(container, dev, input);
    }
    for (int i = 0; i < list->num_out; i++) {
        g_autofree char *output = output_name(name, i);

        alias_in(container, dev, output);
    }
    QLIST_REMOVE(list, node);
    QLIST_INSERT_HEAD(&container->gpios, list, node);
}
