/* SPDX-License-Identifier: MIT */
/*
 * The ISA bus: devices with ports, sixteen interrupt lines, and channels for DMA. There
 * is at most one. Where a function takes a device, NULL stands for the bus, and without a
 * bus it aborts, unless it says otherwise.
 *
 * Under the big lock.
 */
#ifndef HW_ISA_H
#define HW_ISA_H

#include "hw/qdev-core.h"
#include "qom/object.h"
#include "system/ioport.h"
#include "system/memory.h"

#define ISA_NUM_IRQS 16

#define TYPE_ISA_DEVICE "isa-device"
OBJECT_DECLARE_SIMPLE_TYPE(ISADevice, ISA_DEVICE)

#define TYPE_ISA_BUS "ISA"
OBJECT_DECLARE_SIMPLE_TYPE(ISABus, ISA_BUS)

/* --- DMA: what a controller offers to devices ----------------------------------------
 */

#define TYPE_ISADMA "isa-dma"
typedef struct IsaDmaClass IsaDmaClass;
DECLARE_CLASS_CHECKERS(IsaDmaClass, ISADMA, TYPE_ISADMA)
#define ISADMA(obj) INTERFACE_CHECK(IsaDma, (obj), TYPE_ISADMA)

typedef enum {
    ISADMA_TRANSFER_VERIFY,
    ISADMA_TRANSFER_READ,
    ISADMA_TRANSFER_WRITE,
    ISADMA_TRANSFER_ILLEGAL,
} IsaDmaTransferMode;

/* Transfer from position pos of size bytes on: the position afterwards. */
typedef int (*IsaDmaTransferHandler)(void *opaque, int nchan, int pos, int size);

struct IsaDmaClass {
    InterfaceClass parent;

    bool (*has_autoinitialization)(IsaDma *obj, int nchan);
    /* The number of bytes. */
    int (*read_memory)(IsaDma *obj, int nchan, void *buf, int pos, int len);
    int (*write_memory)(IsaDma *obj, int nchan, void *buf, int pos, int len);
    void (*hold_DREQ)(IsaDma *obj, int nchan);
    void (*release_DREQ)(IsaDma *obj, int nchan);
    void (*schedule)(IsaDma *obj);
    void (*register_channel)(IsaDma *obj, int nchan,
                             IsaDmaTransferHandler transfer_handler, void *opaque);
};

/* --- the bus and its devices ---------------------------------------------------------
 */

/* Private. */
struct ISABus {
    BusState parent_obj;

    MemoryRegion *address_space;
    MemoryRegion *address_space_io;
    qemu_irq *irqs_in;
    IsaDma *dma[2];
};

struct ISADevice {
    DeviceState parent_obj;

    /* The lowest port that was registered; 0: none yet. */
    int ioport_id;
};

/*
 * A new bus below dev (NULL: below a bridge of its own on the system bus), borrowed. The
 * regions are borrowed for good. NULL with errp set: there is one.
 */
ISABus *isa_bus_new(DeviceState *dev, MemoryRegion *address_space,
                    MemoryRegion *address_space_io, Error **errp);
/* The sixteen lines that devices drive, borrowed for good. */
void isa_bus_register_input_irqs(ISABus *bus, qemu_irq *irqs_in);
qemu_irq isa_bus_get_irq(ISABus *bus, unsigned irqnum);
/* The controllers of channels 0 to 3 and of 4 to 7, borrowed; once. */
void isa_bus_dma(ISABus *bus, IsaDma *dma8, IsaDma *dma16);
/* NULL: no controller. */
IsaDma *isa_bus_get_dma(ISABus *bus, int nchan);
ISABus *isa_bus_from_device(ISADevice *dev);

/* As those for any device ("hw/qdev-core.h"). */
ISADevice *isa_new(const char *name);
ISADevice *isa_try_new(const char *name);
bool isa_realize_and_unref(ISADevice *dev, ISABus *bus, Error **errp);
/* Borrowed; a failure ends the program. */
ISADevice *isa_create_simple(ISABus *bus, const char *name);

qemu_irq isa_get_irq(ISADevice *dev, unsigned isairq);
/* The device's unnamed output line drives an interrupt line. */
void isa_connect_gpio_out(ISADevice *isadev, int gpioirq, unsigned isairq);
MemoryRegion *isa_address_space(ISADevice *dev);
MemoryRegion *isa_address_space_io(ISADevice *dev);

/* Put a region at a port; a list of ports, which it initializes: 0, or -ENODEV where
 * there is no bus. */
void isa_register_ioport(ISADevice *dev, MemoryRegion *io, uint16_t start);
int isa_register_portio_list(ISADevice *dev, PortioList *piolist, uint16_t start,
                             const MemoryRegionPortio *portio, void *opaque,
                             const char *name);

#endif
