/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/ptimer.h"

#include "qemu/bitops.h"
#include "qemu/host-utils.h"
#include "qemu/log.h"
#include "runtime/clock.h"

/* What faster periodic counters are slowed down to, in ns. */
#define SHORTEST_RUN 10000

enum {
    STOPPED,
    PERIODIC,
    ONE_SHOT,
};

/* Why the next run is worked out: whether it lasts one period more by WRAP_AFTER. */
typedef enum {
    RUN_SET,     /* count, limit, period or mode were set */
    RUN_WRAPPED, /* it has counted down to 0 */
    RUN_DELAYED, /* a 0 that was left as it was is over, or there is no limit */
} RunReason;

struct ptimer_state {
    uint8_t enabled;
    uint64_t limit;
    /* The count when the run began; of a stopped counter, the count. */
    uint64_t delta;
    /* ns for one count, and 2^-32 of them. */
    uint32_t period_frac;
    int64_t period;
    /* When the run began and ends. */
    int64_t last_event;
    int64_t next_event;
    uint8_t policy;
    QEMUTimer *timer;
    ptimer_cb callback;
    void *opaque;
    bool in_transaction;
    bool need_reload;
};

static bool has(const ptimer_state *s, unsigned policy)
{
    return (s->policy & policy) != 0;
}

static bool has_period(const ptimer_state *s)
{
    return s->period != 0 || s->period_frac != 0;
}

/* Of a run of count counts; in 2^-32 ns. */
static unsigned __int128 run_period(const ptimer_state *s, uint64_t count)
{
    uint64_t period = (uint64_t)s->period;
    unsigned __int128 exact = (unsigned __int128)period << 32 | s->period_frac;

    if (s->enabled != PERIODIC || virtual_clock_mode() != VIRTUAL_CLOCK_REAL ||
        count * period >= SHORTEST_RUN) {
        return exact;
    }
    if (period > 0) {
        return (unsigned __int128)(SHORTEST_RUN / count) << 32;
    }
    if ((exact * count) >> 32 >= SHORTEST_RUN) {
        return exact;
    }
    return ((unsigned __int128)SHORTEST_RUN << 32) / count;
}

static void stop_for_want_of(ptimer_state *s, const char *what)
{
    qemu_log_mask(LOG_GUEST_ERROR, "ptimer: %s is zero, disabling the counter\n", what);
    timer_del(s->timer);
    s->enabled = STOPPED;
}

/* How many counts the run has, of which delta are seen; 0: none. */
static uint64_t run_length(const ptimer_state *s, uint64_t delta, RunReason reason)
{
    if (has(s, PTIMER_POLICY_WRAP_AFTER_ONE_PERIOD) && reason == RUN_WRAPPED) {
        delta++;
    }
    if (delta != 0) {
        return delta;
    }
    if (has(s, PTIMER_POLICY_CONTINUOUS_TRIGGER) && s->enabled == PERIODIC &&
        s->limit == 0) {
        return 1;
    }
    if (has(s, PTIMER_POLICY_NO_IMMEDIATE_TRIGGER) && reason != RUN_DELAYED) {
        return 1;
    }
    if (has(s, PTIMER_POLICY_NO_IMMEDIATE_RELOAD) && s->enabled == PERIODIC &&
        s->limit != 0) {
        return 1;
    }
    return 0;
}

/* A new run, from next_event on. */
static void reload(ptimer_state *s, RunReason reason)
{
    unsigned __int128 period;
    uint64_t length;

    if (s->delta == 0 && !has(s, PTIMER_POLICY_NO_IMMEDIATE_TRIGGER) &&
        !(reason == RUN_SET && has(s, PTIMER_POLICY_TRIGGER_ONLY_ON_DECREMENT))) {
        /* Which may set anything. */
        s->callback(s->opaque);
    }
    if (s->delta == 0 && !has(s, PTIMER_POLICY_NO_IMMEDIATE_RELOAD)) {
        s->delta = s->limit;
    }
    if (!has_period(s)) {
        stop_for_want_of(s, "the period");
        return;
    }
    length = run_length(s, s->delta, reason);
    if (length == 0) {
        if (s->enabled != STOPPED) {
            stop_for_want_of(s, "the limit");
        }
        return;
    }
    period = run_period(s, length);
    s->last_event = s->next_event;
    s->next_event =
        (int64_t)((uint64_t)s->last_event + length * (uint64_t)(period >> 32) +
                  (uint64_t)(((period & UINT32_MAX) * length) >> 32));
    timer_mod(s->timer, s->next_event);
}

static void tick(void *opaque)
{
    ptimer_state *s = opaque;
    bool trigger = true;

    if (s->enabled == STOPPED) {
        /* Only a damaged state has such a timer. */
        return;
    }
    ptimer_transaction_begin(s);
    if (s->enabled == ONE_SHOT) {
        s->delta = 0;
        s->enabled = STOPPED;
    } else {
        RunReason reason = s->delta == 0 || s->limit == 0 ? RUN_DELAYED : RUN_WRAPPED;

        /* The 0 that is over now has called back when it was set. */
        trigger = reason == RUN_WRAPPED || has(s, PTIMER_POLICY_NO_IMMEDIATE_TRIGGER);
        s->delta = s->limit;
        reload(s, reason);
    }
    if (trigger) {
        s->callback(s->opaque);
    }
    ptimer_transaction_commit(s);
}

/*
 * Whole periods in a time above 0, rounded down. The quotient is of 64 bits by 64, so
 * that of a long time the period's last bits do not count, which are rounded up: a
 * counter never goes back.
 */
static uint64_t periods_in(uint64_t time, unsigned __int128 period)
{
    int shift = MIN(clz64(time), clz64((uint64_t)(period >> 32)));
    unsigned __int128 divisor;

    if (shift >= 32) {
        divisor = period << (shift - 32);
    } else {
        unsigned __int128 lost = ((unsigned __int128)1 << (32 - shift)) - 1;

        divisor = (period + lost) >> (32 - shift);
    }
    return (uint64_t)(((unsigned __int128)time << shift) / divisor);
}

/* Whether the run is the one of limit + 1 counts, and in the first of them. */
static bool is_in_extra_period(const ptimer_state *s, uint64_t counter, int64_t now)
{
    if (!has(s, PTIMER_POLICY_WRAP_AFTER_ONE_PERIOD) || s->enabled == ONE_SHOT ||
        s->delta != s->limit) {
        return false;
    }
    /* Only at the very beginning nothing is rounded off. */
    return counter == (now == s->last_event ? s->limit + 1 : s->limit);
}

uint64_t ptimer_get_count(ptimer_state *s)
{
    int64_t now;
    uint64_t counter = 0;

    if (s->enabled == STOPPED || s->delta == 0) {
        return s->delta;
    }
    now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    if (now < s->next_event) {
        counter = periods_in((uint64_t)(s->next_event - now), run_period(s, s->delta));
        if (is_in_extra_period(s, counter, now)) {
            return 0;
        }
    }
    if (has(s, PTIMER_POLICY_NO_COUNTER_ROUND_DOWN) && now != s->last_event) {
        counter++;
    }
    return counter;
}

/* --- setting ------------------------------------------------------------------------ */

void ptimer_set_count(ptimer_state *s, uint64_t count)
{
    assert(s->in_transaction);
    s->delta = count;
    s->need_reload = s->need_reload || s->enabled != STOPPED;
}

void ptimer_run(ptimer_state *s, int oneshot)
{
    bool stopped = s->enabled == STOPPED;

    assert(s->in_transaction);
    if (stopped && !has_period(s)) {
        stop_for_want_of(s, "the period");
        return;
    }
    s->enabled = oneshot ? ONE_SHOT : PERIODIC;
    s->need_reload = s->need_reload || stopped;
}

void ptimer_stop(ptimer_state *s)
{
    assert(s->in_transaction);
    if (s->enabled != STOPPED) {
        s->delta = ptimer_get_count(s);
        timer_del(s->timer);
        s->enabled = STOPPED;
        s->need_reload = false;
    }
}

/* In ns, and 2^-32 of them. The count up to now was made with the old one. */
static void set_exact_period(ptimer_state *s, int64_t period, uint32_t frac)
{
    assert(s->in_transaction);
    s->delta = ptimer_get_count(s);
    s->period = period;
    s->period_frac = frac;
    s->need_reload = s->need_reload || s->enabled != STOPPED;
}

void ptimer_set_period(ptimer_state *s, int64_t period)
{
    set_exact_period(s, period, 0);
}

void ptimer_set_period_from_clock(ptimer_state *s, const Clock *clock,
                                  unsigned int divisor)
{
    unsigned __int128 period = (unsigned __int128)clock_get(clock) * divisor;

    set_exact_period(s, (int64_t)(period >> 32), (uint32_t)period);
}

void ptimer_set_freq(ptimer_state *s, uint32_t freq)
{
    uint64_t period = CLOCK_PERIOD_FROM_HZ(freq);

    set_exact_period(s, (int64_t)(period >> 32), (uint32_t)period);
}

void ptimer_set_limit(ptimer_state *s, uint64_t limit, int reload_now)
{
    assert(s->in_transaction);
    s->limit = limit;
    if (reload_now) {
        ptimer_set_count(s, limit);
    }
}

uint64_t ptimer_get_limit(ptimer_state *s)
{
    return s->limit;
}

void ptimer_transaction_begin(ptimer_state *s)
{
    assert(!s->in_transaction);
    s->in_transaction = true;
    s->need_reload = false;
}

void ptimer_transaction_commit(ptimer_state *s)
{
    assert(s->in_transaction);
    /* Working it out may call back, and that may set it once more. */
    while (s->need_reload && s->enabled != STOPPED) {
        s->need_reload = false;
        s->next_event = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
        reload(s, RUN_SET);
    }
    s->in_transaction = false;
}

/* --- making ------------------------------------------------------------------------- */

ptimer_state *ptimer_init(ptimer_cb callback, void *callback_opaque, uint8_t policy_mask)
{
    ptimer_state *s = g_new0(ptimer_state, 1);

    assert(callback);
    s->policy = policy_mask;
    assert(!has(s, PTIMER_POLICY_TRIGGER_ONLY_ON_DECREMENT) ||
           !has(s, PTIMER_POLICY_NO_IMMEDIATE_TRIGGER));
    s->callback = callback;
    s->opaque = callback_opaque;
    s->timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, tick, s);
    return s;
}

void ptimer_free(ptimer_state *s)
{
    if (s) {
        timer_free(s->timer);
        g_free(s);
    }
}

const VMStateDescription vmstate_ptimer = {
    .name = "ptimer",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(enabled, ptimer_state),
            VMSTATE_UINT64(limit, ptimer_state),
            VMSTATE_UINT64(delta, ptimer_state),
            VMSTATE_UINT32(period_frac, ptimer_state),
            VMSTATE_INT64(period, ptimer_state),
            VMSTATE_INT64(last_event, ptimer_state),
            VMSTATE_INT64(next_event, ptimer_state),
            VMSTATE_TIMER_PTR(timer, ptimer_state),
            VMSTATE_END_OF_LIST(),
        },
};
