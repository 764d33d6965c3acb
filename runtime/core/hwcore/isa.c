/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/isa/isa.h"

#include "hw/sysbus.h"
#include "qapi/error.h"
#include "qemu/error-report.h"
#include "qemu/module.h"

#define TYPE_ISA_BRIDGE "isabus-bridge"

static ISABus *the_bus;

/* --- the bus ------------------------------------------------------------------------ */

ISABus *isa_bus_new(DeviceState *dev, MemoryRegion *address_space,
                    MemoryRegion *address_space_io, Error **errp)
{
    DeviceState *bridge = NULL;

    if (the_bus) {
        error_setg(errp, "There is an ISA bus already, '%s'", BUS(the_bus)->name);
        return NULL;
    }
    if (!dev) {
        bridge = qdev_new(TYPE_ISA_BRIDGE);
        dev = bridge;
    }
    the_bus = ISA_BUS(qbus_new(TYPE_ISA_BUS, dev, NULL));
    the_bus->address_space = address_space;
    the_bus->address_space_io = address_space_io;
    if (bridge) {
        sysbus_realize_and_unref(SYS_BUS_DEVICE(bridge), &error_abort);
    }
    return the_bus;
}

void isa_bus_register_input_irqs(ISABus *bus, qemu_irq *irqs_in)
{
    bus->irqs_in = irqs_in;
}

qemu_irq isa_bus_get_irq(ISABus *bus, unsigned irqnum)
{
    assert(irqnum < ISA_NUM_IRQS && bus->irqs_in);
    return bus->irqs_in[irqnum];
}

void isa_bus_dma(ISABus *bus, IsaDma *dma8, IsaDma *dma16)
{
    assert(dma8 && dma16 && !bus->dma[0] && !bus->dma[1]);
    bus->dma[0] = dma8;
    bus->dma[1] = dma16;
}

IsaDma *isa_bus_get_dma(ISABus *bus, int nchan)
{
    assert(nchan >= 0 && nchan < 8);
    return bus->dma[nchan / 4];
}

/* --- devices ------------------------------------------------------------------------ */

ISABus *isa_bus_from_device(ISADevice *dev)
{
    return ISA_BUS(qdev_get_parent_bus(DEVICE(dev)));
}

ISADevice *isa_new(const char *name)
{
    return ISA_DEVICE(qdev_new(name));
}

ISADevice *isa_try_new(const char *name)
{
    DeviceState *dev = qdev_try_new(name);

    return dev ? ISA_DEVICE(dev) : NULL;
}

bool isa_realize_and_unref(ISADevice *dev, ISABus *bus, Error **errp)
{
    return qdev_realize_and_unref(DEVICE(dev), BUS(bus), errp);
}

ISADevice *isa_create_simple(ISABus *bus, const char *name)
{
    ISADevice *dev = isa_new(name);

    isa_realize_and_unref(dev, bus, &error_fatal);
    return dev;
}

/* NULL: there is none. */
static ISABus *find_bus(ISADevice *dev)
{
    return dev && DEVICE(dev)->parent_bus ? isa_bus_from_device(dev) : the_bus;
}

static ISABus *bus_of(ISADevice *dev)
{
    ISABus *bus = find_bus(dev);

    if (!bus) {
        error_report("there is no ISA bus: make one with isa_bus_new() before");
        abort();
    }
    return bus;
}

qemu_irq isa_get_irq(ISADevice *dev, unsigned isairq)
{
    return isa_bus_get_irq(bus_of(dev), isairq);
}

void isa_connect_gpio_out(ISADevice *isadev, int gpioirq, unsigned isairq)
{
    qdev_connect_gpio_out(DEVICE(isadev), gpioirq, isa_get_irq(isadev, isairq));
}

MemoryRegion *isa_address_space(ISADevice *dev)
{
    return bus_of(dev)->address_space;
}

MemoryRegion *isa_address_space_io(ISADevice *dev)
{
    return bus_of(dev)->address_space_io;
}

static void note_port(ISADevice *dev, uint16_t port)
{
    if (dev && (dev->ioport_id == 0 || port < dev->ioport_id)) {
        dev->ioport_id = port;
    }
}

void isa_register_ioport(ISADevice *dev, MemoryRegion *io, uint16_t start)
{
    memory_region_add_subregion(isa_address_space_io(dev), start, io);
    note_port(dev, start);
}

int isa_register_portio_list(ISADevice *dev, PortioList *piolist, uint16_t start,
                             const MemoryRegionPortio *portio, void *opaque,
                             const char *name)
{
    if (!find_bus(dev)) {
        return -ENODEV;
    }
    portio_list_init(piolist, OBJECT(dev), portio, opaque, name);
    portio_list_add(piolist, isa_address_space_io(dev), start);
    note_port(dev, start);
    return 0;
}

/* --- the types ---------------------------------------------------------------------- */

static char *fw_dev_path(DeviceState *dev)
{
    const int port = ISA_DEVICE(dev)->ioport_id;

    return port ? g_strdup_printf("%s@%04x", qdev_fw_name(dev), (unsigned)port)
                : g_strdup(qdev_fw_name(dev));
}

static void bus_class_init(ObjectClass *klass, const void *data)
{
    BUS_CLASS(klass)->get_fw_dev_path = fw_dev_path;
}

static void bus_finalize(Object *obj)
{
    if (the_bus == ISA_BUS(obj)) {
        the_bus = NULL;
    }
}

static void device_class_init(ObjectClass *klass, const void *data)
{
    DEVICE_CLASS(klass)->bus_type = TYPE_ISA_BUS;
}

static void bridge_class_init(ObjectClass *klass, const void *data)
{
    DEVICE_CLASS(klass)->fw_name = "isa";
    set_bit(DEVICE_CATEGORY_BRIDGE, DEVICE_CLASS(klass)->categories);
}

static const TypeInfo isa_types[] = {
    {
        .name = TYPE_ISADMA,
        .parent = TYPE_INTERFACE,
        .class_size = sizeof(IsaDmaClass),
    },
    {
        .name = TYPE_ISA_BUS,
        .parent = TYPE_BUS,
        .instance_size = sizeof(ISABus),
        .instance_finalize = bus_finalize,
        .class_init = bus_class_init,
    },
    {
        .name = TYPE_ISA_DEVICE,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(ISADevice),
        .abstract = true,
        .class_init = device_class_init,
    },
    {
        .name = TYPE_ISA_BRIDGE,
        .parent = TYPE_SYS_BUS_DEVICE,
        .class_init = bridge_class_init,
    },
};

DEFINE_TYPES(isa_types)
