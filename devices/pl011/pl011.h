/* SPDX-License-Identifier: MIT */
/*
 * ARM PrimeCell UART (PL011), and the variant of Luminary Micro, which has other
 * identification registers.
 *
 * To the board: region 0 has the registers, clock input "clk" is UARTCLK, the property
 * "chardev" is the serial line. Interrupts 0 to 5 are UARTINTR (all of the others),
 * UARTRXINTR, UARTTXINTR, UARTRTINTR, UARTMSINTR and UARTEINTR.
 *
 * Simplified as in QEMU's model, which software counts on: bytes are sent at once,
 * whatever the baud rate and the enable bits say; a received byte interrupts at once,
 * whatever UARTIFLS says.
 */
#ifndef PL011_H
#define PL011_H

#include "bindery/bql/bql_cell.h"
#include "bindery/hwcore.h"
#include "bindery/marks.h"
#include "pl011_register_file.h"

#define TYPE_PL011          "pl011"
#define TYPE_PL011_LUMINARY "pl011_luminary"

#define PL011_NUM_IRQS 6
#define PL011_NUM_IDS  8

typedef struct PL011State PL011State;
struct PL011State {
    SysBusDevice parent_obj;

    MemoryRegion iomem;
    CharFrontend chr BINDERY_PROPERTY("chardev");
    qemu_irq irq[PL011_NUM_IRQS];
    Clock *clk BINDERY_MIGRATE(.table = vmstate_pl011_clock);
    bool migrate_clk BINDERY_PROPERTY("migrate-clk", true);
    const uint8_t *id; /* UARTPeriphID0 to UARTPCellID3, borrowed for good */
    /* A transmission while UARTEN is off is logged once, until UARTEN changes. */
    BqlCell(bool) logged_disabled;
    BqlRefCell(PL011Registers) regs BINDERY_MIGRATE(.vmsd = vmstate_pl011_regs);
} BINDERY_TYPE("pl011", SysBusDevice)
BINDERY_TABLE(VMStateDescription, vmstate_pl011, .version_id = 2, .minimum_version_id = 2)
BINDERY_TABLE(VMStateDescription, vmstate_pl011_clock, .name = "pl011/clock",
              .version_id = 1, .minimum_version_id = 1)
BINDERY_TABLE(MemoryRegionOps, pl011_ops, .endianness = DEVICE_LITTLE_ENDIAN,
              .impl = {.min_access_size = 4, .max_access_size = 4})
BINDERY_CLASS(DeviceClass, .desc = "ARM PrimeCell UART (PL011)");

typedef struct PL011LuminaryState {
    PL011State parent_obj;
} PL011LuminaryState BINDERY_TYPE("pl011_luminary", PL011State);

/*
 * A PL011 whose registers are at addr, whose UARTINTR drives irq, and whose line is chr:
 * realized, or the program ends with a message. All three may be used as in
 * sysbus_mmio_map(), sysbus_connect_irq() and qdev_prop_set_chr(): irq and chr may be
 * NULL. Borrowed from the tree of objects.
 */
DeviceState *pl011_create(hwaddr addr, qemu_irq irq, Chardev *chr);

/* --- handlers ----------------------------------------------------------------------- */

void pl011_init(PL011State *s) BINDERY_IMPLEMENTS(TypeInfo, instance_init);
void pl011_luminary_init(PL011LuminaryState *s)
    BINDERY_IMPLEMENTS(TypeInfo, instance_init);
void pl011_realize(PL011State *s, Error **errp) BINDERY_IMPLEMENTS(DeviceClass, realize);
void pl011_reset_hold(PL011State *s, ResetType type)
    BINDERY_IMPLEMENTS(ResettableClass, phases.hold);

uint64_t pl011_read(PL011State *s, hwaddr offset, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, read);
void pl011_write(PL011State *s, hwaddr offset, uint64_t value, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, write);

int pl011_can_receive(PL011State *s)
    BINDERY_IMPLEMENTS(qemu_chr_fe_set_handlers, fd_can_read);
void pl011_receive(PL011State *s, const uint8_t *buf, int size)
    BINDERY_IMPLEMENTS(qemu_chr_fe_set_handlers, fd_read);
void pl011_event(PL011State *s, QEMUChrEvent event)
    BINDERY_IMPLEMENTS(qemu_chr_fe_set_handlers, fd_event);

void pl011_clock_update(PL011State *s, ClockEvent event)
    BINDERY_IMPLEMENTS(qdev_init_clock_in, callback);

bool pl011_clock_needed(PL011State *s)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_pl011_clock);
bool pl011_post_load(PL011State *s, int version_id, Error **errp)
    BINDERY_IMPLEMENTS(VMStateDescription, post_load_errp, vmstate_pl011);

#endif
