/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/or-irq.h"
#include "hw/qdev-properties.h"
#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu/module.h"

/* Lines that every saved state has. */
#define LINES_ALWAYS_SAVED 16

static void set_input(void *opaque, int n, int level)
{
    OrIRQState *s = opaque;
    bool any = false;

    s->levels[n] = level != 0;
    for (int i = 0; i < s->num_lines && !any; i++) {
        any = s->levels[i];
    }
    qemu_set_irq(s->out_irq, any);
}

static void or_irq_reset(DeviceState *dev)
{
    memset(OR_IRQ(dev)->levels, 0, sizeof(OR_IRQ(dev)->levels));
}

static void or_irq_realize(DeviceState *dev, Error **errp)
{
    OrIRQState *s = OR_IRQ(dev);

    if (s->num_lines == 0 || s->num_lines > MAX_OR_LINES) {
        error_setg(errp, "num-lines is %d, and must be 1 to %d", s->num_lines,
                   MAX_OR_LINES);
        return;
    }
    qdev_init_gpio_in(dev, set_input, s->num_lines);
}

static void or_irq_init(Object *obj)
{
    qdev_init_gpio_out(DEVICE(obj), &OR_IRQ(obj)->out_irq, 1);
}

static bool more_lines(void *opaque)
{
    const OrIRQState *s = opaque;

    return s->num_lines > LINES_ALWAYS_SAVED;
}

static const VMStateDescription vmstate_or_irq_extras = {
    .name = "or-irq-extras",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = more_lines,
    .fields =
        (const VMStateField[]){
            VMSTATE_VARRAY_UINT16_UNSAFE(levels, OrIRQState, num_lines, 0,
                                         vmstate_info_bool, bool),
            VMSTATE_END_OF_LIST(),
        },
};

static const VMStateDescription vmstate_or_irq = {
    .name = TYPE_OR_IRQ,
    .version_id = 1,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_BOOL_SUB_ARRAY(levels, OrIRQState, 0, LINES_ALWAYS_SAVED),
            VMSTATE_END_OF_LIST(),
        },
    .subsections = (const VMStateDescription *const[]){&vmstate_or_irq_extras, NULL},
};

static const Property or_irq_properties[] = {
    DEFINE_PROP_UINT16("num-lines", OrIRQState, num_lines, 1),
};

static void or_irq_class_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    device_class_set_legacy_reset(dc, or_irq_reset);
    device_class_set_props(dc, or_irq_properties);
    dc->realize = or_irq_realize;
    dc->vmsd = &vmstate_or_irq;
    dc->user_creatable = false;
    set_bit(DEVICE_CATEGORY_MISC, dc->categories);
}

static const TypeInfo or_irq_types[] = {
    {
        .name = TYPE_OR_IRQ,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(OrIRQState),
        .instance_init = or_irq_init,
        .class_init = or_irq_class_init,
    },
};

DEFINE_TYPES(or_irq_types)
