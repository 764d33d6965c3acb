/* SPDX-License-Identifier: MIT */
/* A machine of one HPET, its lines watched, and RAM for what it writes. */
#ifndef TESTS_DEVICES_HPET_FIXTURE_H
#define TESTS_DEVICES_HPET_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/hwcore.h"

#define HPET_BASE UINT64_C(0xfed00000)
/* 4 KiB from here on are RAM. */
#define RAM_BASE UINT64_C(0x100000)

/* Register offsets, written down once more: the tests do not believe the device. */
enum {
    CAPABILITIES = 0x000,
    CONFIG = 0x010,
    STATUS = 0x020,
    COUNTER = 0x0f0,
    HIGH = 4, /* added to each of them */
};

static inline hwaddr timer_config(unsigned tn)
{
    return 0x100 + 0x20 * tn;
}

static inline hwaddr timer_comparator(unsigned tn)
{
    return 0x108 + 0x20 * tn;
}

static inline hwaddr timer_fsb(unsigned tn)
{
    return 0x110 + 0x20 * tn;
}

enum {
    ENABLE = 1 << 0,
    LEGACY = 1 << 1,
    LEVEL = 1 << 1,
    INT_ENB = 1 << 2,
    PERIODIC = 1 << 3,
    VAL_SET = 1 << 6,
    MODE32 = 1 << 8,
    FSB_EN = 1 << 14,
};

static inline uint32_t route(unsigned line)
{
    return line << 9;
}

typedef struct Line {
    int level;
    int rises; /* since somebody last set it to 0 */
} Line;

typedef struct Machine {
    DeviceState *dev;
    Line lines[32];
    int pit_enabled; /* -1: never said */
    qemu_irq *sinks; /* behind the lines, and the PIT's gate */
    uint8_t *ram;    /* borrowed from the region */
    MemoryRegion ram_region;
} Machine;

/* cmocka's set-up and tear-down of a test: *state is a Machine whose HPET has 3 timers.
 */
int machine_setup(void **state);
int machine_teardown(void **state);

/* A new device that is not realized, with a routing capability; for object_unref(). */
DeviceState *new_hpet(uint8_t timers);
/* The machine's HPET is another one from now on: stolen, realized, mapped and watched. */
void machine_plug(Machine *m, DeviceState *dev);
/* The machine has no HPET, and a fresh one can be plugged. */
void machine_unplug(Machine *m);

uint32_t read32(hwaddr offset);
uint64_t read64(hwaddr offset);
void write32(hwaddr offset, uint32_t value);
void write64(hwaddr offset, uint64_t value);

/* The virtual clock goes on by so many ticks of 10 ns. */
void run_ticks(uint64_t ticks);
/* How often the line rose since the last call. */
int rises(Machine *m, unsigned line);
/* The line rises once, at the last of so many ticks. */
#define assert_rises_after(m, line, ticks)                                               \
    do {                                                                                 \
        run_ticks((ticks)-1);                                                            \
        assert_int_equal(rises(m, line), 0);                                             \
        run_ticks(1);                                                                    \
        assert_int_equal(rises(m, line), 1);                                             \
    } while (0)
/* The device's input n. */
void set_input(Machine *m, int n, int level);

#endif
