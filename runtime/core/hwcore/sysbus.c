/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/sysbus.h"

#include "qapi/error.h"
#include "qemu/error-report.h"
#include "qemu/module.h"
#include "system/address-spaces.h"

#define NOT_MAPPED (~(hwaddr)0)

/* --- the device's side -------------------------------------------------------------- */

void sysbus_init_mmio(SysBusDevice *dev, MemoryRegion *memory)
{
    assert(dev->num_mmio < QDEV_MAX_MMIO);
    dev->mmio[dev->num_mmio].addr = NOT_MAPPED;
    dev->mmio[dev->num_mmio].memory = memory;
    dev->num_mmio++;
}

void sysbus_init_irq(SysBusDevice *dev, qemu_irq *p)
{
    qdev_init_gpio_out_named(DEVICE(dev), p, SYSBUS_DEVICE_GPIO_IRQ, 1);
}

void sysbus_pass_irq(SysBusDevice *dev, SysBusDevice *target)
{
    qdev_pass_gpios(DEVICE(target), DEVICE(dev), SYSBUS_DEVICE_GPIO_IRQ);
}

void sysbus_init_ioports(SysBusDevice *dev, uint32_t ioport, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        assert(dev->num_pio < QDEV_MAX_PIO);
        dev->pio[dev->num_pio++] = ioport + i;
    }
}

/* --- registers ---------------------------------------------------------------------- */

bool sysbus_has_mmio(const SysBusDevice *dev, unsigned int n)
{
    return n < (unsigned)dev->num_mmio;
}

MemoryRegion *sysbus_mmio_get_region(const SysBusDevice *dev, int n)
{
    assert(n >= 0 && n < QDEV_MAX_MMIO);
    return dev->mmio[n].memory;
}

static void check_mmio(const SysBusDevice *dev, int n)
{
    if (n < 0 || n >= dev->num_mmio) {
        error_report("device '%s' of type '%s' has no memory region %d",
                     qdev_get_printable_name(DEVICE(dev)),
                     object_get_typename(OBJECT(dev)), n);
        abort();
    }
}

void sysbus_mmio_unmap(SysBusDevice *dev, int n)
{
    check_mmio(dev, n);
    if (dev->mmio[n].addr != NOT_MAPPED) {
        dev->mmio[n].addr = NOT_MAPPED;
        memory_region_del_subregion(get_system_memory(), dev->mmio[n].memory);
    }
}

void sysbus_mmio_map_overlap(SysBusDevice *dev, int n, hwaddr addr, int priority)
{
    check_mmio(dev, n);
    if (dev->mmio[n].addr == addr) {
        return;
    }
    sysbus_mmio_unmap(dev, n);
    dev->mmio[n].addr = addr;
    memory_region_add_subregion_overlap(get_system_memory(), addr, dev->mmio[n].memory,
                                        priority);
}

void sysbus_mmio_map(SysBusDevice *dev, int n, hwaddr addr)
{
    sysbus_mmio_map_overlap(dev, n, addr, 0);
}

int sysbus_mmio_map_name(SysBusDevice *dev, const char *name, hwaddr addr)
{
    for (int i = 0; i < dev->num_mmio; i++) {
        if (strcmp(memory_region_name(dev->mmio[i].memory), name) == 0) {
            sysbus_mmio_map(dev, i, addr);
            return i;
        }
    }
    return -1;
}

/* --- interrupts --------------------------------------------------------------------- */

bool sysbus_has_irq(const SysBusDevice *dev, int n)
{
    g_autofree char *name = g_strdup_printf("%s[%d]", SYSBUS_DEVICE_GPIO_IRQ, n);

    return object_property_find(OBJECT(dev), name) != NULL;
}

qemu_irq sysbus_get_connected_irq(const SysBusDevice *dev, int n)
{
    return qdev_get_gpio_out_connector(DEVICE(dev), SYSBUS_DEVICE_GPIO_IRQ, n);
}

bool sysbus_is_irq_connected(const SysBusDevice *dev, int n)
{
    return sysbus_get_connected_irq(dev, n) != NULL;
}

void sysbus_connect_irq(SysBusDevice *dev, int n, qemu_irq irq)
{
    SysBusDeviceClass *sbc = SYS_BUS_DEVICE_GET_CLASS(dev);

    qdev_connect_gpio_out_named(DEVICE(dev), SYSBUS_DEVICE_GPIO_IRQ, n, irq);
    if (sbc->connect_irq_notifier) {
        sbc->connect_irq_notifier(dev, irq);
    }
}

/* --- making ------------------------------------------------------------------------- */

bool sysbus_realize(SysBusDevice *dev, Error **errp)
{
    return qdev_realize(DEVICE(dev), sysbus_get_default(), errp);
}

bool sysbus_realize_and_unref(SysBusDevice *dev, Error **errp)
{
    return qdev_realize_and_unref(DEVICE(dev), sysbus_get_default(), errp);
}

DeviceState *sysbus_create_varargs(const char *name, hwaddr addr, ...)
{
    DeviceState *dev = qdev_new(name);
    SysBusDevice *sbd = SYS_BUS_DEVICE(dev);
    qemu_irq irq;
    va_list lines;

    sysbus_realize_and_unref(sbd, &error_fatal);
    if (addr != NOT_MAPPED) {
        sysbus_mmio_map(sbd, 0, addr);
    }
    va_start(lines, addr);
    for (int n = 0; (irq = va_arg(lines, qemu_irq)) != NULL; n++) {
        sysbus_connect_irq(sbd, n, irq);
    }
    va_end(lines);
    return dev;
}

typedef struct ForeachCall {
    FindSysbusDeviceFunc *func;
    void *opaque;
} ForeachCall;

static int call_for_device(Object *child, void *opaque)
{
    const ForeachCall *call = opaque;
    Object *dev = object_dynamic_cast(child, TYPE_SYS_BUS_DEVICE);

    if (!dev) {
        return object_child_foreach(child, call_for_device, opaque);
    }
    call->func(SYS_BUS_DEVICE(dev), call->opaque);
    return 0;
}

void foreach_dynamic_sysbus_device(FindSysbusDeviceFunc *func, void *opaque)
{
    ForeachCall call = {func, opaque};

    object_child_foreach(machine_get_container("peripheral"), call_for_device, &call);
    object_child_foreach(machine_get_container("peripheral-anon"), call_for_device,
                         &call);
}

BusState *sysbus_get_default(void)
{
    /* For good: it is where boards put what they are made of. */
    static BusState *main_system_bus;

    if (!main_system_bus) {
        main_system_bus = qbus_new(TYPE_SYSTEM_BUS, NULL, "main-system-bus");
    }
    return main_system_bus;
}

/* --- the types ---------------------------------------------------------------------- */

static char *fw_dev_path(DeviceState *dev)
{
    SysBusDevice *sbd = SYS_BUS_DEVICE(dev);
    SysBusDeviceClass *sbc = SYS_BUS_DEVICE_GET_CLASS(sbd);
    const char *name = qdev_fw_name(dev);

    if (sbc->explicit_ofw_unit_address) {
        g_autofree char *unit = sbc->explicit_ofw_unit_address(sbd);

        if (unit) {
            return g_strdup_printf("%s@%s", name, unit);
        }
    }
    if (sbd->num_mmio > 0) {
        return g_strdup_printf("%s@%016" PRIx64, name, sbd->mmio[0].addr);
    }
    if (sbd->num_pio > 0) {
        return g_strdup_printf("%s@i%04x", name, sbd->pio[0]);
    }
    return g_strdup(name);
}

static void system_bus_class_init(ObjectClass *klass, const void *data)
{
    BUS_CLASS(klass)->get_fw_dev_path = fw_dev_path;
}

/* A region that is mapped would keep its device for good. */
static void sysbus_device_unparent(Object *obj)
{
    SysBusDevice *sbd = SYS_BUS_DEVICE(obj);

    for (int i = 0; i < sbd->num_mmio; i++) {
        sysbus_mmio_unmap(sbd, i);
    }
    object_class_by_name(TYPE_DEVICE)->unparent(obj);
}

/* For types that call their parent's. */
static void sysbus_device_realize(DeviceState *dev, Error **errp)
{
}

static void sysbus_device_class_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    klass->unparent = sysbus_device_unparent;
    dc->realize = sysbus_device_realize;
    dc->bus_type = TYPE_SYSTEM_BUS;
    /* Nobody would connect what a user makes. */
    dc->user_creatable = false;
}

static void dynamic_sysbus_device_class_init(ObjectClass *klass, const void *data)
{
    DEVICE_CLASS(klass)->user_creatable = true;
}

static const TypeInfo sysbus_types[] = {
    {
        .name = TYPE_SYSTEM_BUS,
        .parent = TYPE_BUS,
        .instance_size = sizeof(BusState),
        .class_init = system_bus_class_init,
    },
    {
        .name = TYPE_SYS_BUS_DEVICE,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(SysBusDevice),
        .abstract = true,
        .class_size = sizeof(SysBusDeviceClass),
        .class_init = sysbus_device_class_init,
    },
    {
        .name = TYPE_DYNAMIC_SYS_BUS_DEVICE,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(SysBusDevice),
        .abstract = true,
        .class_init = dynamic_sysbus_device_class_init,
    },
};

DEFINE_TYPES(sysbus_types)
