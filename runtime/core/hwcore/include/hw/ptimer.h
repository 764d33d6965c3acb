/* SPDX-License-Identifier: MIT */
/*
 * Counters that count down to 0 with a frequency, in the guest's time, and then call
 * back, and begin again from a limit (periodic) or stop (one shot).
 *
 * Whatever changes a counter stands between ptimer_transaction_begin() and
 * ptimer_transaction_commit(), or aborts; the change takes effect at the commit, which
 * may call back. The callback runs inside a transaction: it may change the counter, and
 * begins none. When that lets the counter expire again, it is called again after it has
 * returned.
 *
 * A counter that is to run without period, or from 0 without a limit (see the policies),
 * stops, with a message in the log of the guest's errors. While the virtual clock goes
 * with the host's, a periodic counter runs off at most every 10 microseconds.
 *
 * Under the big lock.
 */
#ifndef PTIMER_H
#define PTIMER_H

#include "hw/clock.h"
#include "migration/vmstate.h"
#include "qemu/timer.h"

/*
 * Without a flag: a count of 0 that is set, or started from, calls back at once and is
 * then the limit; a running counter shows what it has completed, so one less right after
 * the start; after 0 comes the limit, without a period in between.
 */
#define PTIMER_POLICY_LEGACY 0
/* A periodic counter is 0 for one period, and then the limit. */
#define PTIMER_POLICY_WRAP_AFTER_ONE_PERIOD (1 << 0)
/* With a limit of 0, a periodic counter calls back in each period. */
#define PTIMER_POLICY_CONTINUOUS_TRIGGER (1 << 1)
/* A count of 0 that is set, or started from, calls back one period later. */
#define PTIMER_POLICY_NO_IMMEDIATE_TRIGGER (1 << 2)
/* It becomes the limit one period later. */
#define PTIMER_POLICY_NO_IMMEDIATE_RELOAD (1 << 3)
/* A running counter shows the count that it is in, not what it has completed. */
#define PTIMER_POLICY_NO_COUNTER_ROUND_DOWN (1 << 4)
/* Only counting calls back, not a count of 0. Not with NO_IMMEDIATE_TRIGGER: aborts. */
#define PTIMER_POLICY_TRIGGER_ONLY_ON_DECREMENT (1 << 5)

typedef struct ptimer_state ptimer_state;
typedef void (*ptimer_cb)(void *opaque);

/* A new counter that stands still, for ptimer_free(); opaque is borrowed. */
ptimer_state *ptimer_init(ptimer_cb callback, void *callback_opaque, uint8_t policy_mask);
/* s is stolen; NULL is fine. */
void ptimer_free(ptimer_state *s);

void ptimer_transaction_begin(ptimer_state *s);
void ptimer_transaction_commit(ptimer_state *s);

/* How fast it counts: nanoseconds for one; a clock over divisor; counts in a second. */
void ptimer_set_period(ptimer_state *s, int64_t period);
void ptimer_set_period_from_clock(ptimer_state *s, const Clock *clock,
                                  unsigned int divisor);
void ptimer_set_freq(ptimer_state *s, uint32_t freq);

/* Where it begins again; with reload not 0 the count is that, too. */
void ptimer_set_limit(ptimer_state *s, uint64_t limit, int reload);
uint64_t ptimer_get_limit(ptimer_state *s);
void ptimer_set_count(ptimer_state *s, uint64_t count);
/* No transaction is needed. */
uint64_t ptimer_get_count(ptimer_state *s);

/* Count, once when oneshot is not 0. One that runs goes on, in the mode that it is given.
 */
void ptimer_run(ptimer_state *s, int oneshot);
/* Keep the count; the part of a period that has passed is lost. */
void ptimer_stop(ptimer_state *s);

extern const VMStateDescription vmstate_ptimer;
/* A ptimer_state *. */
#define VMSTATE_PTIMER(_field, _state)                                                   \
    VMSTATE_STRUCT_POINTER_V(_field, _state, 1, vmstate_ptimer, ptimer_state)
#define VMSTATE_PTIMER_ARRAY(_f, _s, _n)                                                 \
    VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(_f, _s, _n, 0, vmstate_ptimer, ptimer_state)

#endif
