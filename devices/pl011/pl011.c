/* SPDX-License-Identifier: MIT */
/*
 * Whatever calls out of the device (lines, the serial line) is called when no borrow of
 * the registers is live: what is called may access the device again.
 */
#include "pl011.h"

#include "bindery/util/log.h"
#include "bindery/util/span.h"
#include "bindery/util/trace.h"

#include "generated/pl011_trampolines.h"
#include "pl011_registers.h"

static const uint8_t pl011_id_arm[PL011_NUM_IDS] = {
    0x11, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1,
};
static const uint8_t pl011_id_luminary[PL011_NUM_IDS] = {
    0x11, 0x00, 0x18, 0x01, 0x0d, 0xf0, 0x05, 0xb1,
};

/* The interrupts that drive each line (2.8). */
static const uint32_t pl011_irq_mask[PL011_NUM_IRQS] = {
    UARTINT_ERROR | UARTINT_MODEM | UARTINT_RT | UARTINT_TX | UARTINT_RX,
    UARTINT_RX,
    UARTINT_TX,
    UARTINT_RT,
    UARTINT_MODEM,
    UARTINT_ERROR,
};

/* For who reads a trace. */
static const char *pl011_register_name(hwaddr offset)
{
    static const char *const names[] = {
        [UARTDR / 4] = "DR",       [UARTRSR / 4] = "RSR",     [UARTFR / 4] = "FR",
        [UARTILPR / 4] = "ILPR",   [UARTIBRD / 4] = "IBRD",   [UARTFBRD / 4] = "FBRD",
        [UARTLCR_H / 4] = "LCR_H", [UARTCR / 4] = "CR",       [UARTIFLS / 4] = "IFLS",
        [UARTIMSC / 4] = "IMSC",   [UARTRIS / 4] = "RIS",     [UARTMIS / 4] = "MIS",
        [UARTICR / 4] = "ICR",     [UARTDMACR / 4] = "DMACR",
    };

    if (offset >= UARTPeriphID0) {
        return "ID";
    }
    return offset / 4 < ARRAY_LENGTH(names) && names[offset / 4] ? names[offset / 4]
                                                                 : "no register";
}

/* --- interrupts --------------------------------------------------------------------- */

static void pl011_update_irqs(PL011State *s)
{
    uint32_t masked;

    {
        BQL_BORROW(regs, &s->regs);
        masked = regs->int_level & regs->int_enabled;
    }
    TRACE("pl011_irq_state", "%d", masked != 0);
    for (int i = 0; i < PL011_NUM_IRQS; i++) {
        qemu_set_irq(s->irq[i], (masked & pl011_irq_mask[i]) != 0);
    }
}

/* --- reads -------------------------------------------------------------------------- */

static uint32_t pl011_read_data(PL011State *s)
{
    uint32_t word;

    {
        BQL_BORROW_MUT(regs, &s->regs);
        word = pl011_fifo_take(regs);
    }
    pl011_update_irqs(s);
    qemu_chr_fe_accept_input(&s->chr);
    return word;
}

static uint32_t pl011_read_register(PL011State *s, hwaddr offset)
{
    BQL_BORROW(regs, &s->regs);

    switch (offset) {
    case UARTRSR:
        return regs->rsr;
    case UARTFR:
        return regs->flags;
    case UARTILPR:
        return regs->ilpr;
    case UARTIBRD:
        return regs->ibrd;
    case UARTFBRD:
        return regs->fbrd;
    case UARTLCR_H:
        return regs->lcr;
    case UARTCR:
        return regs->cr;
    case UARTIFLS:
        return regs->ifl;
    case UARTIMSC:
        return regs->int_enabled;
    case UARTRIS:
        return regs->int_level;
    case UARTMIS:
        return regs->int_level & regs->int_enabled;
    case UARTDMACR:
        return regs->dmacr;
    case UARTPeriphID0 ... UARTPCellID3:
        return s->id[(offset - UARTPeriphID0) / 4];
    default:
        log_guest_error("pl011: read from offset 0x%x, where nothing can be read",
                        (unsigned)offset);
        return 0;
    }
}

uint64_t pl011_read(PL011State *s, hwaddr offset, unsigned size)
{
    uint32_t value;

    offset &= ~(hwaddr)3;
    value = offset == UARTDR ? pl011_read_data(s) : pl011_read_register(s, offset);
    TRACE("pl011_read", "0x%03x %s: 0x%x", (unsigned)offset, pl011_register_name(offset),
          value);
    return value;
}

/* --- writes ------------------------------------------------------------------------- */

static void pl011_trace_baud_rate(PL011State *s, const PL011Registers *regs)
{
    unsigned clock_hz = clock_get_hz(s->clk);

    TRACE("pl011_baudrate_change", "%u baud: clock %u Hz, divisor %u + %u/64",
          pl011_baud_rate(regs, clock_hz), clock_hz, regs->ibrd, regs->fbrd);
}

/* What the manual says must not be is done, and logged. */
static void pl011_log_transmitter_off(PL011State *s)
{
    BQL_BORROW(regs, &s->regs);

    if (!(regs->cr & UARTCR_UARTEN) && !bql_cell_replace(&s->logged_disabled, true)) {
        log_guest_error("pl011: data written while UARTCR.UARTEN is 0");
    }
    if (!(regs->cr & UARTCR_TXE)) {
        log_guest_error("pl011: data written while UARTCR.TXE is 0");
    }
}

static void pl011_write_data(PL011State *s, uint8_t byte)
{
    pl011_log_transmitter_off(s);
    /* This waits for a peer that does not read. Without a peer the byte is lost. */
    qemu_chr_fe_write_all(&s->chr, &byte, sizeof(byte));
    {
        BQL_BORROW_MUT(regs, &s->regs);
        if (pl011_loopback(regs)) {
            pl011_fifo_put(regs, byte);
        }
        regs->int_level |= UARTINT_TX;
    }
    pl011_update_irqs(s);
}

static void pl011_write_line_control(PL011State *s, uint32_t value)
{
    bool update = false;
    uint32_t changed;
    int send_break = value & UARTLCR_H_BRK;

    {
        BQL_BORROW_MUT(regs, &s->regs);
        changed = regs->lcr ^ value;
        if (changed & UARTLCR_H_FEN) {
            pl011_fifo_reset(regs);
        }
        /* The break still meets the FIFO's old depth. */
        if (changed & value & UARTLCR_H_BRK && pl011_loopback(regs)) {
            update = pl011_fifo_put(regs, UARTDR_BE);
        }
        regs->lcr = value;
        regs->read_trigger = 1;
    }
    if (changed & UARTLCR_H_BRK) {
        qemu_chr_fe_ioctl(&s->chr, CHR_IOCTL_SERIAL_SET_BREAK, &send_break);
    }
    if (update) {
        pl011_update_irqs(s);
    }
}

/* Whether the interrupts may have changed. */
static bool pl011_write_control(PL011State *s, PL011Registers *regs, uint32_t value)
{
    if ((regs->cr ^ value) & UARTCR_UARTEN) {
        bql_cell_set(&s->logged_disabled, false);
    }
    regs->cr = value;
    if (!pl011_loopback(regs)) {
        return false;
    }
    pl011_loopback_modem(regs);
    return true;
}

/* Whether the interrupts may have changed. */
static bool pl011_write_register(PL011State *s, hwaddr offset, uint32_t value)
{
    BQL_BORROW_MUT(regs, &s->regs);

    switch (offset) {
    case UARTRSR:
        regs->rsr = 0;
        return false;
    case UARTFR:
        return false;
    case UARTILPR:
        regs->ilpr = value;
        return false;
    case UARTIBRD:
        regs->ibrd = value & UARTIBRD_MASK;
        pl011_trace_baud_rate(s, regs);
        return false;
    case UARTFBRD:
        regs->fbrd = value & UARTFBRD_MASK;
        pl011_trace_baud_rate(s, regs);
        return false;
    case UARTCR:
        return pl011_write_control(s, regs, value);
    case UARTIFLS:
        regs->ifl = value;
        regs->read_trigger = 1;
        return false;
    case UARTIMSC:
        regs->int_enabled = value;
        return true;
    case UARTICR:
        regs->int_level &= ~value;
        return true;
    case UARTDMACR:
        regs->dmacr = value;
        if (value & (UARTDMACR_RXDMAE | UARTDMACR_TXDMAE)) {
            log_unimplemented("pl011: DMA is not implemented");
        }
        return false;
    default:
        log_guest_error("pl011: write to offset 0x%x, where nothing can be written",
                        (unsigned)offset);
        return false;
    }
}

void pl011_write(PL011State *s, hwaddr offset, uint64_t value, unsigned size)
{
    offset &= ~(hwaddr)3;
    TRACE("pl011_write", "0x%03x %s: 0x%x", (unsigned)offset, pl011_register_name(offset),
          (unsigned)value);
    if (offset == UARTDR) {
        pl011_write_data(s, value);
    } else if (offset == UARTLCR_H) {
        pl011_write_line_control(s, value);
    } else if (pl011_write_register(s, offset, value)) {
        pl011_update_irqs(s);
    }
}

/* --- the serial line ---------------------------------------------------------------- */

/* UARTEN and RXE do not count: software exists that never sets them. */
int pl011_can_receive(PL011State *s)
{
    BQL_BORROW(regs, &s->regs);

    return pl011_fifo_room(regs);
}

/* What the host sends is dropped in loopback, which takes the line away (3.3.8). */
static void pl011_receive_word(PL011State *s, uint32_t word)
{
    bool update;

    {
        BQL_BORROW_MUT(regs, &s->regs);
        update = !pl011_loopback(regs) && pl011_fifo_put(regs, word);
    }
    if (update) {
        pl011_update_irqs(s);
    }
}

void pl011_receive(PL011State *s, const uint8_t *buf, int size)
{
    TRACE("pl011_receive", "%d bytes", size);
    SPAN_FOR_EACH(byte, byte_span(buf, size)) {
        pl011_receive_word(s, *byte);
    }
}

void pl011_event(PL011State *s, QEMUChrEvent event)
{
    if (event == CHR_EVENT_BREAK) {
        pl011_receive_word(s, UARTDR_BE);
    }
}

/* --- clock and reset ---------------------------------------------------------------- */

void pl011_clock_update(PL011State *s, ClockEvent event)
{
    BQL_BORROW(regs, &s->regs);

    pl011_trace_baud_rate(s, regs);
}

/* The lines stay as they are until the next access updates them. */
void pl011_reset_hold(PL011State *s, ResetType type)
{
    BQL_BORROW_MUT(regs, &s->regs);

    pl011_registers_reset(regs);
}

/* --- saved state -------------------------------------------------------------------- */

bool pl011_clock_needed(PL011State *s)
{
    return s->migrate_clk;
}

bool pl011_post_load(PL011State *s, int version_id, Error **errp)
{
    BQL_BORROW_MUT(regs, &s->regs);

    return pl011_registers_loaded(regs, errp);
}

/* --- class -------------------------------------------------------------------------- */

void pl011_init(PL011State *s)
{
    SysBusDevice *sbd = pl011_as_SysBusDevice(s);

    pl011_ops_memory_region_init_io(&s->iomem, pl011_as_Object(s), s, "pl011",
                                    PL011_SIZE);
    sysbus_init_mmio(sbd, &s->iomem);
    for (int i = 0; i < PL011_NUM_IRQS; i++) {
        sysbus_init_irq(sbd, &s->irq[i]);
    }
    s->clk = pl011_clock_update_qdev_init_clock_in(pl011_as_DeviceState(s), "clk", s,
                                                   ClockUpdate);
    s->id = pl011_id_arm;
}

void pl011_luminary_init(PL011LuminaryState *s)
{
    pl011_luminary_as_PL011State(s)->id = pl011_id_luminary;
}

void pl011_realize(PL011State *s, Error **errp)
{
    pl011_qemu_chr_fe_set_handlers(&s->chr, s, NULL, true);
}

DeviceState *pl011_create(hwaddr addr, qemu_irq irq, Chardev *chr)
{
    DeviceState *dev = qdev_new(TYPE_PL011);
    SysBusDevice *sbd = pl011_as_SysBusDevice(pl011_from_DeviceState(dev));

    qdev_prop_set_chr(dev, "chardev", chr);
    sysbus_realize_and_unref(sbd, &error_fatal);
    sysbus_mmio_map(sbd, 0, addr);
    sysbus_connect_irq(sbd, 0, irq);
    return dev;
}
