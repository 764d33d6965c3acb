/* SPDX-License-Identifier: MIT */
/*
 * Devices that are simply there: their registers are somewhere in the system's memory and
 * their interrupts go to lines of the board. A device announces memory regions,
 * interrupts and ports when it is made or realized, which are numbered from 0; the board
 * maps and connects them. Numbers that the device does not have abort.
 */
#ifndef HW_SYSBUS_H
#define HW_SYSBUS_H

#include "hw/qdev-core.h"
#include "system/memory.h"

#define QDEV_MAX_MMIO 32
#define QDEV_MAX_PIO  32

#define TYPE_SYSTEM_BUS "System"
DECLARE_INSTANCE_CHECKER(BusState, SYSTEM_BUS, TYPE_SYSTEM_BUS)

#define TYPE_SYS_BUS_DEVICE "sys-bus-device"
OBJECT_DECLARE_TYPE(SysBusDevice, SysBusDeviceClass, SYS_BUS_DEVICE)

/* The same for devices that users may make. */
#define TYPE_DYNAMIC_SYS_BUS_DEVICE "dynamic-sysbus-device"

/* The name of a device's interrupts among its GPIO outputs. */
#define SYSBUS_DEVICE_GPIO_IRQ "sysbus-irq"

struct SysBusDeviceClass {
    DeviceClass parent_class;

    /* What follows "@" in the firmware's name of the device, new; or NULL. */
    char *(*explicit_ofw_unit_address)(const SysBusDevice *dev);
    /* An interrupt was connected to irq. */
    void (*connect_irq_notifier)(SysBusDevice *dev, qemu_irq irq);
};

/* Private. */
struct SysBusDevice {
    DeviceState parent_obj;

    int num_mmio;
    struct {
        hwaddr addr; /* all ones: not mapped */
        MemoryRegion *memory;
    } mmio[QDEV_MAX_MMIO];
    int num_pio;
    uint32_t pio[QDEV_MAX_PIO];
};

/* --- for the device ------------------------------------------------------------------
 */

/* memory (borrowed, the device's own) is the next region. */
void sysbus_init_mmio(SysBusDevice *dev, MemoryRegion *memory);
/* *p, a member of the device, is the next interrupt. */
void sysbus_init_irq(SysBusDevice *dev, qemu_irq *p);
/* The interrupts of target are those of dev, instead. */
void sysbus_pass_irq(SysBusDevice *dev, SysBusDevice *target);
/* size ports from ioport on, for the firmware's name of the device. */
void sysbus_init_ioports(SysBusDevice *dev, uint32_t ioport, uint32_t size);

/* --- for the board -------------------------------------------------------------------
 */

/* Borrowed; NULL for a number that is not announced. */
MemoryRegion *sysbus_mmio_get_region(const SysBusDevice *dev, int n);
bool sysbus_has_irq(const SysBusDevice *dev, int n);
bool sysbus_has_mmio(const SysBusDevice *dev, unsigned int n);

/* The interrupt drives irq, which it references; NULL: nothing. */
void sysbus_connect_irq(SysBusDevice *dev, int n, qemu_irq irq);
bool sysbus_is_irq_connected(const SysBusDevice *dev, int n);
/* Borrowed; NULL: none. */
qemu_irq sysbus_get_connected_irq(const SysBusDevice *dev, int n);

/* The region is at addr of the system's memory, and no longer where it was. */
void sysbus_mmio_map(SysBusDevice *dev, int n, hwaddr addr);
void sysbus_mmio_map_overlap(SysBusDevice *dev, int n, hwaddr addr, int priority);
/* The region of that name: its number, or -1. */
int sysbus_mmio_map_name(SysBusDevice *dev, const char *name, hwaddr addr);
/* Nothing where it is not mapped. Leaving the tree of objects does it, too. */
void sysbus_mmio_unmap(SysBusDevice *dev, int n);

/* As qdev_realize() and qdev_realize_and_unref(), on the system bus. */
bool sysbus_realize(SysBusDevice *dev, Error **errp);
bool sysbus_realize_and_unref(SysBusDevice *dev, Error **errp);

/*
 * A new device, realized (or the program ends), region 0 at addr unless that is all ones,
 * interrupts connected to qemu_irq arguments up to a NULL. Borrowed from the tree.
 */
DeviceState *sysbus_create_varargs(const char *name, hwaddr addr, ...);
static inline DeviceState *sysbus_create_simple(const char *name, hwaddr addr,
                                                qemu_irq irq)
{
    return sysbus_create_varargs(name, addr, irq, NULL);
}

typedef void FindSysbusDeviceFunc(SysBusDevice *sbdev, void *opaque);
/* func for each of a user's devices: those with a place from qdev_set_id(). */
void foreach_dynamic_sysbus_device(FindSysbusDeviceFunc *func, void *opaque);

#endif
