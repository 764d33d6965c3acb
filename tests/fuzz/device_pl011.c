/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as what happens to a PL011: accesses of every size and place, input and
 * breaks of the host, steps of the clock, changes of UARTCLK, resets, and states that are
 * saved, damaged and loaded. Whatever happens, the lines follow the masked status, a
 * state that is loaded is what would be saved, and one that is refused changes nothing.
 */
#include "device.h"
#include "input.h"
#include "pl011.h"
#include "pl011_registers.h"

#define MAX_STEPS 400

static Chardev *host;
static DeviceState *dev;
static Clock *uartclk;
static unsigned lines;       /* bit n: line n is high */
static GByteArray *pristine; /* what was saved at the start */
static GByteArray *saved;

/* --- the processor ------------------------------------------------------------------ */

/* Mostly registers that there are, and some that are not. */
static unsigned next_offset(void)
{
    unsigned choice = next();

    return choice < 0xe0 ? choice % 0x54 : UARTPeriphID0 + choice % 0x20;
}

static void check_registers(void)
{
    static const unsigned masks[PL011_NUM_IRQS] = {0x7ff, 0x10, 0x20, 0x40, 0x0f, 0x780};
    uint32_t masked = (uint32_t)read_sized(UARTMIS, 4);

    g_assert(masked == (uint32_t)(read_sized(UARTRIS, 4) & read_sized(UARTIMSC, 4)));
    g_assert(read_sized(UARTIBRD, 4) <= UARTIBRD_MASK);
    g_assert(read_sized(UARTFBRD, 4) <= UARTFBRD_MASK);
    /* A write that clears nothing brings the lines up to date. */
    write_sized(UARTICR, 4, 0);
    for (int n = 0; n < PL011_NUM_IRQS; n++) {
        g_assert((lines >> n & 1) == ((masked & masks[n]) != 0));
    }
}

static void set_line(void *opaque, int n, int level)
{
    lines = (lines & ~(1u << n)) | (unsigned)(level != 0) << n;
}

/* --- the host ----------------------------------------------------------------------- */

static void host_sends(void)
{
    uint8_t bytes[20];
    size_t count = next() % (sizeof(bytes) + 1);

    for (size_t i = 0; i < count; i++) {
        bytes[i] = next();
    }
    chardev_memory_write(host, bytes, count);
}

/* --- states ------------------------------------------------------------------------- */

/* What was saved, with some bytes changed or cut off. */
static void load(unsigned damage)
{
    g_autoptr(GByteArray) before = save();
    g_autoptr(GByteArray) after = NULL;
    size_t size = damage_state(saved, damage);

    switch (snapshot_load(saved->data, size, NULL)) {
    case SNAPSHOT_LOADED:
        after = save();
        /* The divisors are masked and a word is moved: the second load finds all done. */
        g_assert(snapshot_load(after->data, after->len, &error_abort) == SNAPSHOT_LOADED);
        g_byte_array_unref(saved);
        saved = save();
        assert_same(saved, after);
        break;
    case SNAPSHOT_REFUSED:
        after = save();
        assert_same(after, before);
        break;
    case SNAPSHOT_RESET_NEEDED:
        /* Breaks had filled the FIFO past its depth, which no state may say. */
        device_cold_reset(dev);
        break;
    }
}

/* --- steps -------------------------------------------------------------------------- */

static void step(void)
{
    unsigned what = next() % 16;

    switch (what) {
    case 0:
        host_sends();
        break;
    case 1:
        qemu_chr_be_event(host, CHR_EVENT_BREAK);
        break;
    case 2:
        main_loop_wait(true);
        break;
    case 3:
        virtual_clock_step((int64_t)(next_bytes(8) >> 32));
        break;
    case 4:
        clock_update(uartclk, next_bytes(8));
        break;
    case 5:
        device_cold_reset(dev);
        break;
    case 6:
        g_byte_array_unref(saved);
        saved = save();
        break;
    case 7:
        load(next() % 8);
        break;
    case 8:
        check_registers();
        break;
    default:
        if (what % 2) {
            read_sized(next_offset(), 1u << next() % 4);
        } else {
            unsigned offset = next_offset();
            unsigned size = 1u << next() % 4;

            write_sized(offset, size, next_bytes(8));
        }
        break;
    }
}

void target_start(void)
{
    SysBusDevice *sbd;

    start_runtime();
    uartclk = clock_new(qdev_get_machine(), "uartclk");
    host = chardev_new("host", "memory,size=64", &error_abort);
    dev = qdev_new(TYPE_PL011);
    sbd = SYS_BUS_DEVICE(dev);
    qdev_prop_set_chr(dev, "chardev", host);
    qdev_connect_clock_in(dev, "clk", uartclk);
    sysbus_realize_and_unref(sbd, &error_abort);
    sysbus_mmio_map(sbd, 0, BASE);
    for (int n = 0; n < PL011_NUM_IRQS; n++) {
        sysbus_connect_irq(sbd, n, qemu_allocate_irq(set_line, NULL, n));
    }
    device_cold_reset(dev);
    pristine = save();
}

/* The same at the start of each input, whatever the one before it left. */
static void set_up(void)
{
    virtual_clock_set_ns(0);
    clock_update(uartclk, 0);
    while (chardev_memory_unread(host) > 0) {
        read_sized(UARTDR, 4);
        main_loop_wait(true);
    }
    g_assert(snapshot_load(pristine->data, pristine->len, &error_abort) ==
             SNAPSHOT_LOADED);
    write_sized(UARTICR, 4, 0);
    saved = save();
}

void target_run(void)
{
    set_up();
    for (int i = 0; input_is_left() && i < MAX_STEPS; i++) {
        step();
    }
    check_registers();
    g_byte_array_unref(saved);
}
