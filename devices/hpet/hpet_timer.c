/* SPDX-License-Identifier: MIT */
#include "hpet_timer.h"

#include "bindery/system/memtx.h"
#include "bindery/util/trace.h"
#include "generated/hpet_trampolines.h"

/* Periodic deadlines are at least so far apart: a guest cannot drown its host in them. */
#define MIN_DISTANCE_NS UINT64_C(1000)

#define SIGN_BIT (UINT64_C(1) << 63)

static bool is_set(const HPETTimer *t, uint64_t bits)
{
    return (t->config & bits) != 0;
}

/* --- status and interrupt ----------------------------------------------------------- */

static uint64_t status_bit(const HPETTimer *t)
{
    return UINT64_C(1) << t->tn;
}

static bool is_pending(const HPETTimer *t)
{
    return (bql_cell_get(&t->hpet->isr) & status_bit(t)) != 0;
}

static void set_pending(HPETTimer *t, bool pending)
{
    uint64_t isr = bql_cell_get(&t->hpet->isr) & ~status_bit(t);

    bql_cell_set(&t->hpet->isr, pending ? isr | status_bit(t) : isr);
}

/* Legacy replacement goes before the timers' own routes (2.4.2.1). */
static qemu_irq line_of(const HPETTimer *t)
{
    if (hpet_is_legacy(t->hpet) && t->tn <= 1) {
        return t->hpet->lines[t->tn == 0 ? HPET_LINE_PIT : HPET_LINE_RTC];
    }
    return t->hpet->lines[(t->config & HPET_TN_INT_ROUTE) >> HPET_TN_INT_ROUTE_SHIFT];
}

static void deliver(HPETTimer *t)
{
    if (is_set(t, HPET_TN_FSB_EN)) {
        address_space_stl_le(&address_space_memory, HPET_FSB_INT_ADDR(t->fsb),
                             HPET_FSB_INT_VAL(t->fsb), MEMTXATTRS_UNSPECIFIED, NULL);
    } else if (is_set(t, HPET_TN_INT_TYPE_LEVEL)) {
        qemu_irq_raise(line_of(t));
    } else {
        qemu_irq_pulse(line_of(t));
    }
}

/*
 * The status follows the comparator alone: a timer that may not interrupt has one too
 * (2.3.8, bit 2). The line follows the status where interrupts are enabled.
 *
 * The block is at work while lines and memory are told, whether or not an access caused
 * that: an FSB message to the block's own registers is refused.
 */
static void update_interrupt(HPETTimer *t, bool active)
{
    MemReentrancyGuard *guard = &hpet_as_DeviceState(t->hpet)->mem_reentrancy_guard;
    bool engaged = guard->engaged_in_io;

    set_pending(t, active && is_set(t, HPET_TN_INT_TYPE_LEVEL));
    guard->engaged_in_io = true;
    if (active && is_set(t, HPET_TN_INT_ENB) && hpet_is_enabled(t->hpet)) {
        deliver(t);
    } else if (!is_set(t, HPET_TN_FSB_EN)) {
        qemu_irq_lower(line_of(t));
    }
    guard->engaged_in_io = engaged;
}

/* --- deadlines ---------------------------------------------------------------------- */

/* The first value of the counter, from now on, that matches the comparator. */
static uint64_t next_match(const HPETTimer *t, uint64_t counter)
{
    uint64_t match;

    if (!is_set(t, HPET_TN_32MODE)) {
        return t->cmp;
    }
    match = (counter & ~(uint64_t)UINT32_MAX) | (uint32_t)t->cmp;
    return match < counter ? match + (UINT64_C(1) << 32) : match;
}

/*
 * The first of match, match + period, match + 2 * period ... (modulo 2^64) that is not
 * before counter, where "before" is the sign of the difference. Periods are added until
 * that sign changes; how many that takes is one division, however far the counter is.
 */
static uint64_t match_after(uint64_t match, uint64_t period, uint64_t counter)
{
    uint64_t behind = counter - match;
    uint64_t count;

    if (behind == 0 || behind > SIGN_BIT) {
        return match;
    }
    if (period < SIGN_BIT) {
        count = (behind - 1) / period + 1;
    } else {
        /* Each period is a step back, up to where the difference turns around. */
        count = (SIGN_BIT - behind) / -period + 1;
    }
    return match + count * period;
}

static void arm(HPETTimer *t, uint64_t tick)
{
    uint64_t deadline = hpet_tick_to_ns(t->hpet, tick);

    if (is_set(t, HPET_TN_TYPE_PERIODIC) && deadline - t->last < MIN_DISTANCE_NS) {
        deadline = t->last + MIN_DISTANCE_NS;
    }
    t->last = deadline;
    timer_mod(&t->qemu_timer, (int64_t)deadline);
}

/* In 32-bit one-shot mode the wrap of the counter's low half interrupts as well. */
static void arm_next_match(HPETTimer *t)
{
    uint64_t counter = hpet_ticks(t->hpet);
    uint64_t wrap = (counter | UINT32_MAX) + 1;

    t->cmp64 = next_match(t, counter);
    t->wrap_flag =
        is_set(t, HPET_TN_32MODE) && !is_set(t, HPET_TN_TYPE_PERIODIC) && t->cmp64 > wrap;
    arm(t, t->wrap_flag ? wrap : t->cmp64);
}

/*
 * A match so far ahead that its nanoseconds wrap seems to have passed. It would expire
 * again and again without the clock moving on; it is never reached, so there is no
 * deadline.
 */
static void arm_next_period(HPETTimer *t, uint64_t counter)
{
    int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);

    t->cmp64 = match_after(t->cmp64, t->period, counter);
    t->cmp = is_set(t, HPET_TN_32MODE) ? (uint32_t)t->cmp64 : t->cmp64;
    if ((int64_t)hpet_tick_to_ns(t->hpet, t->cmp64) > now - (int64_t)MIN_DISTANCE_NS) {
        arm(t, t->cmp64);
    }
}

void hpet_timer_expired(HPETTimerCell *cell)
{
    BQL_BORROW_MUT(t, cell);

    if (is_set(t, HPET_TN_TYPE_PERIODIC) && t->period != 0) {
        arm_next_period(t, hpet_ticks(t->hpet));
    } else if (t->wrap_flag) {
        t->wrap_flag = 0;
        arm(t, t->cmp64);
    }
    update_interrupt(t, true);
}

/* --- registers ---------------------------------------------------------------------- */

uint64_t hpet_timer_read(const HPETTimer *t, unsigned reg)
{
    switch (reg) {
    case HPET_TIMER_CONF:
        return t->config;
    case HPET_TIMER_COMP:
        return t->cmp;
    case HPET_TIMER_FSB_ROUTE:
        return t->fsb;
    default:
        TRACE("hpet_ram_read_invalid", "timer %u register 0x%x", t->tn, reg);
        return 0;
    }
}

static void write_config(HPETTimer *t, HPETWrite write)
{
    uint64_t before = t->config;
    uint64_t after = hpet_write_to(write, before, HPET_TN_WRITABLE);
    uint64_t rising = ~before & after;
    uint64_t falling = before & ~after;

    if (falling & HPET_TN_INT_TYPE_LEVEL) {
        /* By the old route, and whether or not FSB is enabled at the same time. */
        update_interrupt(t, false);
    }
    t->config = after;
    if ((rising & HPET_TN_INT_ENB) && is_pending(t)) {
        update_interrupt(t, true);
    }
    if (is_set(t, HPET_TN_32MODE)) {
        t->cmp = (uint32_t)t->cmp;
        t->period = (uint32_t)t->period;
    }
    if (hpet_is_enabled(t->hpet)) {
        arm_next_match(t);
    }
}

static void write_comparator(HPETTimer *t, HPETWrite write)
{
    if (is_set(t, HPET_TN_32MODE)) {
        /* There is no high half, and writing it does not use up the value-set bit. */
        if (!(write.mask & UINT32_MAX)) {
            TRACE("hpet_ram_write_invalid_tn_cmp", "timer %u has 32 bits", t->tn);
            return;
        }
        write = (HPETWrite){.value = (uint32_t)write.value, .mask = UINT64_MAX};
    }
    if (!is_set(t, HPET_TN_TYPE_PERIODIC) || is_set(t, HPET_TN_VAL_SET)) {
        t->cmp = hpet_write_to(write, t->cmp, UINT64_MAX);
    }
    if (is_set(t, HPET_TN_TYPE_PERIODIC)) {
        t->period = hpet_write_to(write, t->period, UINT64_MAX);
    }
    t->config &= ~HPET_TN_VAL_SET;
    if (hpet_is_enabled(t->hpet)) {
        arm_next_match(t);
    }
}

void hpet_timer_write(HPETTimer *t, unsigned reg, HPETWrite write)
{
    switch (reg) {
    case HPET_TIMER_CONF:
        write_config(t, write);
        break;
    case HPET_TIMER_COMP:
        write_comparator(t, write);
        break;
    case HPET_TIMER_FSB_ROUTE:
        t->fsb = hpet_write_to(write, t->fsb, UINT64_MAX);
        break;
    default:
        TRACE("hpet_ram_write_invalid", "timer %u register 0x%x", t->tn, reg);
        break;
    }
}

/* --- what the block does with all timers -------------------------------------------- */

void hpet_timer_start(HPETTimer *t)
{
    if (is_set(t, HPET_TN_INT_ENB) && is_pending(t)) {
        update_interrupt(t, true);
    }
    arm_next_match(t);
}

void hpet_timer_stop(HPETTimer *t)
{
    timer_del(&t->qemu_timer);
    if (is_pending(t)) {
        update_interrupt(t, true);
    }
}

void hpet_timer_clear_status(HPETTimer *t)
{
    update_interrupt(t, false);
}

void hpet_timer_reset(HPETTimer *t)
{
    hpet_timer_stop(t);
    t->cmp = UINT64_MAX;
    t->config = HPET_TN_PER_INT_CAP | HPET_TN_SIZE_CAP |
                (t->hpet->msi ? HPET_TN_FSB_INT_DEL_CAP : 0) |
                HPET_TN_INT_ROUTE_CAP(t->hpet->intcap);
    t->period = 0;
    t->wrap_flag = 0;
}

void hpet_timer_loaded(HPETTimer *t, uint64_t counter)
{
    t->cmp64 = next_match(t, counter);
    /* So long ago that the next deadline is where the comparator says. */
    t->last = (uint64_t)(qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) - NANOSECONDS_PER_SECOND);
}

void hpet_timer_init(HPETTimerCell *cell, HPETState *hpet, uint8_t tn)
{
    BQL_BORROW_MUT(t, cell);

    t->hpet = hpet;
    t->tn = tn;
    hpet_timer_expired_timer_init_ns(&t->qemu_timer, QEMU_CLOCK_VIRTUAL, cell);
}

void hpet_timer_finish(HPETTimerCell *cell)
{
    BQL_BORROW_MUT(t, cell);

    timer_del(&t->qemu_timer);
    timer_deinit(&t->qemu_timer);
}
