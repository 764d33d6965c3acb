/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/misc/unimp.h"

#include "qemu/host-utils.h"
#include "qemu/log.h"
#include "qemu/module.h"

static uint64_t unimp_read(void *opaque, hwaddr addr, unsigned size)
{
    const UnimplementedDeviceState *s = opaque;

    qemu_log_mask(LOG_UNIMP,
                  "%s: nobody implements this read (size %u, offset 0x%0*" PRIx64 ")\n",
                  s->name, size, (int)s->offset_fmt_width, addr);
    return 0;
}

static void unimp_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    const UnimplementedDeviceState *s = opaque;

    qemu_log_mask(LOG_UNIMP,
                  "%s: nobody implements this write (size %u, offset 0x%0*" PRIx64
                  ", value 0x%0*" PRIx64 ")\n",
                  s->name, size, (int)s->offset_fmt_width, addr, (int)size * 2, data);
}

static const MemoryRegionOps unimp_ops = {
    .read = unimp_read,
    .write = unimp_write,
    .impl = {.min_access_size = 1, .max_access_size = 8},
    .valid = {.min_access_size = 1, .max_access_size = 8},
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static void unimp_realize(DeviceState *dev, Error **errp)
{
    UnimplementedDeviceState *s = UNIMPLEMENTED_DEVICE(dev);

    if (s->size == 0 || !s->name) {
        error_setg(errp, "Property '%s' must be set", s->name ? "size" : "name");
        return;
    }
    /* Digits of the last offset. */
    s->offset_fmt_width = DIV_ROUND_UP(64 - (unsigned)clz64(s->size - 1), 4);
    memory_region_init_io(&s->iomem, OBJECT(s), &unimp_ops, s, s->name, s->size);
    sysbus_init_mmio(SYS_BUS_DEVICE(s), &s->iomem);
}

static const Property unimp_properties[] = {
    DEFINE_PROP_UINT64("size", UnimplementedDeviceState, size, 0),
    DEFINE_PROP_STRING("name", UnimplementedDeviceState, name),
};

static void unimp_class_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    dc->realize = unimp_realize;
    device_class_set_props(dc, unimp_properties);
}

static const TypeInfo unimp_types[] = {
    {
        .name = TYPE_UNIMPLEMENTED_DEVICE,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(UnimplementedDeviceState),
        .class_init = unimp_class_init,
    },
};

DEFINE_TYPES(unimp_types)
