/* SPDX-License-Identifier: MIT */
/*
 * 32 periodic HPET timers with different periods, against a plain heap of 32 deadlines
 * whose owners do the least that a periodic timer has to: the next match, a status bit
 * and a call for its line. Prints a line for each: firings and nanoseconds, best of
 * several.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "bindery/bql/lock.h"
#include "hpet.h"

enum {
    TIMERS = HPET_MAX_TIMERS,
    ROUNDS = 5
};

#define SPAN_NS    (INT64_C(200) * 1000 * 1000)
#define PERIOD(tn) (UINT64_C(1000) + 100 * (tn)) /* ticks */
/* Edge, enabled, periodic, to line tn. */
#define CONFIG(tn) ((uint64_t)(tn) << 9 | 0x0c)

static uint64_t fired;

static void line_set(void *opaque, int n, int level)
{
    fired += level != 0;
}

/* Of this program's own time: others may be at work. */
static int64_t host_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* --- the plain heap ----------------------------------------------------------------- */

typedef struct PlainTimer {
    uint64_t deadline, match, period;
    int line;
} PlainTimer;

static PlainTimer *heap[TIMERS];
static uint64_t plain_now, plain_status;

static void move_down(size_t index)
{
    PlainTimer *timer = heap[index];

    for (size_t child; (child = 2 * index + 1) < TIMERS; index = child) {
        if (child + 1 < TIMERS && heap[child + 1]->deadline < heap[child]->deadline) {
            child++;
        }
        if (timer->deadline <= heap[child]->deadline) {
            break;
        }
        heap[index] = heap[child];
    }
    heap[index] = timer;
}

static int64_t time_plain(void)
{
    static PlainTimer timers[TIMERS];
    void (*volatile set)(void *, int, int) = line_set;
    int64_t start;

    for (int i = 0; i < TIMERS; i++) {
        timers[i] = (PlainTimer){10 * PERIOD(i), PERIOD(i), PERIOD(i), i};
        heap[i] = &timers[i];
    }
    start = host_ns();
    while (heap[0]->deadline <= (uint64_t)SPAN_NS) {
        PlainTimer *timer = heap[0];

        plain_now = timer->deadline;
        timer->match += timer->period;
        timer->deadline = 10 * timer->match;
        move_down(0);
        plain_status &= ~(UINT64_C(1) << timer->line);
        set(NULL, timer->line, 1);
        set(NULL, timer->line, 0);
    }
    return host_ns() - start;
}

/* --- the HPET ----------------------------------------------------------------------- */

static void put64(uint8_t *bytes, uint64_t value)
{
    value = GUINT64_TO_BE(value);
    memcpy(bytes, &value, sizeof(value));
}

/* The last eight timers have no registers in the block's memory: all are set by a state.
 */
static void set_timers(void)
{
    GByteArray *state = snapshot_save(&error_abort);
    /* Behind name, instance and version; the block has 25 bytes, a timer 42. */
    uint8_t *section = (uint8_t *)memmem(state->data, state->len, "\4hpet", 5) + 13;

    for (unsigned i = 0; i < TIMERS; i++) {
        uint8_t *timer = section + 25 + (size_t)42 * i;

        put64(timer + 1, CONFIG(i));
        put64(timer + 9, PERIOD(i));
        put64(timer + 25, PERIOD(i));
    }
    snapshot_load(state->data, state->len, &error_abort);
    g_byte_array_unref(state);
}

static int64_t time_hpet(DeviceState *dev, MemoryRegion *registers)
{
    int64_t start;

    device_cold_reset(dev);
    set_timers();
    memory_region_dispatch_write(registers, HPET_GEN_CONF, HPET_CONF_ENABLE, MO_32,
                                 (MemTxAttrs){.unspecified = true});
    start = host_ns();
    virtual_clock_step(SPAN_NS);
    return host_ns() - start;
}

static DeviceState *make_hpet(void)
{
    DeviceState *dev = qdev_new(TYPE_HPET);
    SysBusDevice *sbd = SYS_BUS_DEVICE(dev);

    qdev_prop_set_uint8(dev, "timers", TIMERS);
    qdev_prop_set_uint32(dev, "hpet-intcap", UINT32_MAX);
    sysbus_realize_and_unref(sbd, &error_abort);
    for (int i = 0; i < HPET_NUM_LINES; i++) {
        sysbus_connect_irq(sbd, i, qemu_allocate_irq(line_set, NULL, i));
    }
    return dev;
}

/* --- both --------------------------------------------------------------------------- */

static void print_best(const char *name, uint64_t firings, int64_t ns)
{
    printf("%s %" G_GUINT64_FORMAT " firings %" G_GINT64_FORMAT " ns\n", name, firings,
           ns);
}

int main(void)
{
    int64_t plain = INT64_MAX, hpet = INT64_MAX;
    uint64_t plain_fired = 0, hpet_fired = 0;
    DeviceState *dev;

    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    dev = make_hpet();
    for (int round = 0; round < ROUNDS; round++) {
        fired = 0;
        plain = MIN(plain, time_plain());
        plain_fired = fired;
        fired = 0;
        hpet = MIN(hpet, time_hpet(dev, sysbus_mmio_get_region(SYS_BUS_DEVICE(dev), 0)));
        hpet_fired = fired;
    }
    print_best("plain", plain_fired, plain);
    print_best("hpet", hpet_fired, hpet);
    return 0;
}
