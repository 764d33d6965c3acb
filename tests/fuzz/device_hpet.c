/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as what happens to two HPETs, one with 3 timers and one with 32: accesses of
 * every size and place, FSB messages to memory and to the registers themselves, inputs,
 * steps and jumps of the clock, resets, and states that are saved, damaged and loaded.
 * Whatever happens, a step of the clock ends after as many firings as fit into it, both
 * widths read the same, a state that is loaded is what would be saved, and one that is
 * refused changes nothing.
 */
#include "device.h"
#include "hpet.h"
#include "input.h"

#define MAX_STEPS 300
#define BLOCKS    2
#define SPACING   0x1000 /* of their registers */
#define RAM_BASE  0x8000
#define RAM_SIZE  0x1000

/* A timer fires when it is armed in the past, at a wrap and its match, and each us. */
#define FIRINGS(ns) ((HPET_MAX_TIMERS + 1) * BLOCKS * ((ns) / 1000 + 4))

static DeviceState *blocks[BLOCKS];
static uint64_t line_changes;
static GByteArray *saved;

/* --- the processor ------------------------------------------------------------------ */

/* Mostly registers, of the first timers more often than of the others. */
static hwaddr next_offset(void)
{
    static const hwaddr global[] = {HPET_GCAP_ID, HPET_GEN_CONF, HPET_GINTR_STA,
                                    HPET_MAIN_CNT};
    static const hwaddr timer[] = {HPET_TIMER_CONF, HPET_TIMER_COMP, HPET_TIMER_FSB_ROUTE,
                                   0x18};
    unsigned choice = next();
    hwaddr offset = (choice & 1 ? SPACING : 0) + (choice & 2 ? HPET_HIGH_HALF : 0);

    if (choice >= 0xf0) {
        return offset + next_bytes(2) % HPET_REGISTER_SPACE;
    }
    if (choice >= 0xa0) {
        return offset + global[choice >> 2 & 3];
    }
    return offset + HPET_TIMERS + HPET_TIMER_STRIDE * (choice >> 4) +
           timer[choice >> 2 & 3];
}

/* Values near to what matters: few bits, the counter, an FSB address, the ends. */
static uint64_t next_value(void)
{
    unsigned choice = next();

    switch (choice & 7) {
    case 0:
        return next();
    case 1:
        return read_sized(HPET_MAIN_CNT, 8) + next_bytes(2) - 0x1000;
    case 2:
        return (uint64_t)((choice & 8 ? RAM_BASE : BASE) + next_bytes(2) % 0x2000) << 32 |
               next();
    case 3:
        return UINT64_MAX / 10 - next();
    case 4:
        return (UINT64_C(1) << (choice >> 3) * 2) - next() % 3;
    case 5:
        return next_bytes(2) << 1;
    default:
        return next_bytes(8);
    }
}

static void check_registers(void)
{
    for (hwaddr block = 0; block < BLOCKS * SPACING; block += SPACING) {
        for (hwaddr offset = 0; offset < HPET_REGISTER_SPACE; offset += 8) {
            uint64_t low = read_sized(block + offset, 4);
            uint64_t high = read_sized(block + offset + HPET_HIGH_HALF, 4);

            g_assert(read_sized(block + offset, 8) == (high << 32 | low));
        }
    }
    g_assert((uint32_t)read_sized(HPET_GCAP_ID, 4) == 0x8086a201);
    g_assert((uint32_t)read_sized(SPACING + HPET_GCAP_ID, 4) == 0x8086bf01);
}

static void set_line(void *opaque, int n, int level)
{
    line_changes++;
}

/* --- the clock ---------------------------------------------------------------------- */

static void step_clock(void)
{
    uint64_t ns = next_bytes(2);

    line_changes = 0;
    virtual_clock_step((int64_t)ns);
    /* A firing is a pulse at most. */
    g_assert(line_changes <= 2 * FIRINGS(ns));
}

/* Nothing fires on the way, and much may be due afterwards. */
static void jump_clock(void)
{
    virtual_clock_set_ns((int64_t)(next_bytes(8) >> (1 + next() % 63)));
    line_changes = 0;
    virtual_clock_step(0);
    g_assert(line_changes <= 2 * FIRINGS(0));
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
        /* A deadline before 0 is one of 0 from now on. */
        g_byte_array_unref(saved);
        saved = save();
        g_assert(snapshot_load(saved->data, saved->len, &error_abort) == SNAPSHOT_LOADED);
        after = save();
        assert_same(after, saved);
        break;
    case SNAPSHOT_REFUSED:
        after = save();
        assert_same(after, before);
        break;
    case SNAPSHOT_RESET_NEEDED:
        g_assert_not_reached();
    }
}

/* --- steps -------------------------------------------------------------------------- */

static void step(void)
{
    unsigned what = next() % 16;

    switch (what) {
    case 0:
    case 1:
    case 2:
        step_clock();
        break;
    case 3:
        jump_clock();
        break;
    case 4:
        qemu_set_irq(qdev_get_gpio_in(blocks[next() % BLOCKS], next() % HPET_NUM_INPUTS),
                     next());
        break;
    case 5:
        device_cold_reset(blocks[next() % BLOCKS]);
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
    case 9:
        read_sized(next_offset(), 1u << next() % 4);
        break;
    default: {
        hwaddr offset = next_offset();
        uint64_t value = next_value();

        write_sized(offset, what == 10 ? 1u << next() % 4 : 4u << (what & 1), value);
        break;
    }
    }
}

/* --- set-up ------------------------------------------------------------------------- */

static qemu_irq *sinks;

void target_start(void)
{
    MemoryRegion *ram = g_new0(MemoryRegion, 1);

    start_runtime();
    sinks = qemu_allocate_irqs(set_line, NULL, HPET_NUM_LINES + 1);
    memory_region_init_ram(ram, NULL, "fuzz-ram", RAM_SIZE, &error_abort);
    memory_region_add_subregion(get_system_memory(), RAM_BASE, ram);
}

/* New ones for each input: there is state that is neither reset nor saved. */
static void plug(unsigned block)
{
    DeviceState *dev = qdev_new(TYPE_HPET);
    SysBusDevice *sbd = SYS_BUS_DEVICE(dev);

    qdev_prop_set_uint8(dev, "timers", block ? HPET_MAX_TIMERS : HPET_MIN_TIMERS);
    qdev_prop_set_uint32(dev, "hpet-intcap", UINT32_MAX);
    qdev_prop_set_bit(dev, "msi", block == 0);
    qdev_prop_set_bit(dev, "hpet-offset-saved", block == 0);
    sysbus_realize_and_unref(sbd, &error_abort);
    sysbus_mmio_map(sbd, 0, BASE + SPACING * block);
    for (int n = 0; n < HPET_NUM_LINES; n++) {
        sysbus_connect_irq(sbd, n, sinks[n]);
    }
    qdev_connect_gpio_out(dev, 0, sinks[HPET_NUM_LINES]);
    device_cold_reset(dev);
    blocks[block] = dev;
}

void target_run(void)
{
    virtual_clock_set_ns(0);
    for (unsigned i = 0; i < BLOCKS; i++) {
        plug(i);
    }
    saved = save();
    for (int i = 0; input_is_left() && i < MAX_STEPS; i++) {
        step();
    }
    check_registers();
    g_byte_array_unref(saved);
    for (unsigned i = 0; i < BLOCKS; i++) {
        object_unparent(OBJECT(blocks[i]));
    }
}
