/* SPDX-License-Identifier: MIT */
/*
 * Clocks of devices, which form trees: a clock with a source runs at the source's rate,
 * unless clock_set_mul_div() said otherwise. A clock is a number, its period; nothing
 * ticks. Periods are in 2^-32 ns; 0 is a clock that stands still.
 *
 * Under the big lock.
 */
#ifndef QEMU_HW_CLOCK_H
#define QEMU_HW_CLOCK_H

#include "qemu/host-utils.h"
#include "qemu/queue.h"
#include "qom/object.h"

#define TYPE_CLOCK "clock"
OBJECT_DECLARE_SIMPLE_TYPE(Clock, CLOCK)

/* Why a callback is called; as a mask, for what it wants to be. */
typedef enum ClockEvent {
    /* The period has changed. */
    ClockUpdate = 1,
    /* It will change when the callback returns. */
    ClockPreUpdate = 2,
} ClockEvent;

typedef void ClockCallback(void *opaque, ClockEvent event);

#define CLOCK_PERIOD_1SEC        (UINT64_C(1000000000) << 32)
#define CLOCK_PERIOD_FROM_NS(ns) ((ns) * (CLOCK_PERIOD_1SEC / UINT64_C(1000000000)))
/* A frequency of 0 is a period of 0, and the other way round. */
#define CLOCK_PERIOD_FROM_HZ(hz) (((hz) != 0) ? CLOCK_PERIOD_1SEC / (hz) : 0U)
#define CLOCK_PERIOD_TO_HZ(per)  (((per) != 0) ? CLOCK_PERIOD_1SEC / (per) : 0U)

/* All of it is private. */
struct Clock {
    Object parent_obj;

    uint64_t period;
    char *canonical_path;
    ClockCallback *callback;
    void *callback_opaque;
    unsigned int callback_events;
    /* The children's period is this clock's times multiplier / divider. */
    uint32_t multiplier;
    uint32_t divider;
    Clock *source;
    QLIST_HEAD(, Clock) children;
    QLIST_ENTRY(Clock) sibling;
};

/* The period, and the ratio where it is not 1. Loading calls no callbacks. */
extern const VMStateDescription vmstate_clock;
/* A Clock *; with "migration/vmstate.h". */
#define VMSTATE_CLOCK_V(field, state, version)                                           \
    VMSTATE_STRUCT_POINTER_V(field, state, version, vmstate_clock, Clock)
#define VMSTATE_CLOCK(field, state) VMSTATE_CLOCK_V(field, state, 0)
#define VMSTATE_ARRAY_CLOCK_V(field, state, num, version)                                \
    VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(field, state, num, version, vmstate_clock, Clock)
#define VMSTATE_ARRAY_CLOCK(field, state, num) VMSTATE_ARRAY_CLOCK_V(field, state, num, 0)

/* --- trees ---------------------------------------------------------------------------
 */

/* A new clock that stands still, the child name of parent; borrowed from it. */
Clock *clock_new(Object *parent, const char *name);
/* Keep the clock's path in the tree of objects for messages. */
void clock_setup_canonical_path(Clock *clk);

/*
 * cb(opaque, event) on the events of the mask; instead of what was there before. It is
 * called when the period changes from above, not by clock_set() on the clock itself. cb
 * may ask clocks, and must not change the tree.
 */
void clock_set_callback(Clock *clk, ClockCallback *cb, void *opaque, unsigned int events);
void clock_clear_callback(Clock *clk);

/*
 * clk, which has no source, runs from src. When either is finalized, the other one has
 * its last period and no source, or one child less. Periods below change at once, without
 * callbacks.
 */
void clock_set_source(Clock *clk, Clock *src);

static inline bool clock_has_source(const Clock *clk)
{
    return clk->source != NULL;
}

/* --- setting -------------------------------------------------------------------------
 */

/* Set the period, of this clock alone: whether it was another one. */
bool clock_set(Clock *clk, uint64_t value);

static inline bool clock_set_hz(Clock *clk, unsigned hz)
{
    return clock_set(clk, CLOCK_PERIOD_FROM_HZ(hz));
}

static inline bool clock_set_ns(Clock *clk, unsigned ns)
{
    return clock_set(clk, CLOCK_PERIOD_FROM_NS(ns));
}

/* Give the period to everything below, with callbacks: for each clock, then below it. */
void clock_propagate(Clock *clk);

/* Set, and propagate a change. */
static inline void clock_update(Clock *clk, uint64_t value)
{
    if (clock_set(clk, value)) {
        clock_propagate(clk);
    }
}

static inline void clock_update_hz(Clock *clk, unsigned hz)
{
    clock_update(clk, CLOCK_PERIOD_FROM_HZ(hz));
}

static inline void clock_update_ns(Clock *clk, unsigned ns)
{
    clock_update(clk, CLOCK_PERIOD_FROM_NS(ns));
}

/*
 * The children's PERIOD is the clock's times multiplier, over divider (which is not 0).
 * A multiplier of 0 stops them. clock_propagate() makes it known. Whether it changed.
 */
bool clock_set_mul_div(Clock *clk, uint32_t multiplier, uint32_t divider);

/* --- asking --------------------------------------------------------------------------
 */

static inline uint64_t clock_get(const Clock *clk)
{
    return clk->period;
}

static inline unsigned clock_get_hz(Clock *clk)
{
    return (unsigned)CLOCK_PERIOD_TO_HZ(clock_get(clk));
}

static inline bool clock_is_enabled(const Clock *clk)
{
    return clock_get(clk) != 0;
}

/* How long that many ticks take, in ns, rounded down; INT64_MAX when it is more. */
static inline uint64_t clock_ticks_to_ns(const Clock *clk, uint64_t ticks)
{
    unsigned __int128 ns = (unsigned __int128)clk->period * ticks >> 32;

    return ns > INT64_MAX ? INT64_MAX : (uint64_t)ns;
}

/* How often it ticks in ns nanoseconds, modulo 2^64; 0 when it stands still. */
static inline uint64_t clock_ns_to_ticks(const Clock *clk, uint64_t ns)
{
    return clk->period == 0 ? 0 : (uint64_t)(((unsigned __int128)ns << 32) / clk->period);
}

/* "33.3 MHz", new, for g_free(). */
char *clock_display_freq(Clock *clk);

#endif
