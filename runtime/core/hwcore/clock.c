/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/clock.h"

#include "qemu/cutils.h"
#include "qemu/module.h"

void clock_setup_canonical_path(Clock *clk)
{
    g_free(clk->canonical_path);
    clk->canonical_path = object_get_canonical_path(OBJECT(clk));
}

Clock *clock_new(Object *parent, const char *name)
{
    Clock *clk = CLOCK(object_new(TYPE_CLOCK));

    object_property_add_child(parent, name, OBJECT(clk));
    object_unref(clk);
    clock_setup_canonical_path(clk);
    return clk;
}

void clock_set_callback(Clock *clk, ClockCallback *cb, void *opaque, unsigned int events)
{
    clk->callback = cb;
    clk->callback_opaque = opaque;
    clk->callback_events = cb ? events : 0;
}

void clock_clear_callback(Clock *clk)
{
    clock_set_callback(clk, NULL, NULL, 0);
}

bool clock_set(Clock *clk, uint64_t value)
{
    bool changed = clk->period != value;

    clk->period = value;
    return changed;
}

static uint64_t child_period(const Clock *clk)
{
    return muldiv64(clk->period, clk->multiplier, clk->divider);
}

static void tell(Clock *clk, ClockEvent event)
{
    if (clk->callback_events & event) {
        clk->callback(clk->callback_opaque, event);
    }
}

static void set_below(Clock *clk, bool callbacks)
{
    uint64_t period = child_period(clk);
    Clock *child;

    QLIST_FOREACH(child, &clk->children, sibling)
    {
        if (child->period == period) {
            continue;
        }
        if (callbacks) {
            tell(child, ClockPreUpdate);
        }
        child->period = period;
        if (callbacks) {
            tell(child, ClockUpdate);
        }
        set_below(child, callbacks);
    }
}

void clock_propagate(Clock *clk)
{
    set_below(clk, true);
}

void clock_set_source(Clock *clk, Clock *src)
{
    assert(!clk->source);
    clk->period = child_period(src);
    QLIST_INSERT_HEAD(&src->children, clk, sibling);
    clk->source = src;
    set_below(clk, false);
}

bool clock_set_mul_div(Clock *clk, uint32_t multiplier, uint32_t divider)
{
    assert(divider != 0);
    if (clk->multiplier == multiplier && clk->divider == divider) {
        return false;
    }
    clk->multiplier = multiplier;
    clk->divider = divider;
    return true;
}

char *clock_display_freq(Clock *clk)
{
    return freq_to_str(CLOCK_PERIOD_TO_HZ(clk->period));
}

static void disconnect(Clock *clk)
{
    if (clk->source) {
        clk->source = NULL;
        QLIST_REMOVE(clk, sibling);
    }
}

static void clock_init(Object *obj)
{
    Clock *clk = CLOCK(obj);

    clk->multiplier = 1;
    clk->divider = 1;
    QLIST_INIT(&clk->children);
}

static void clock_finalize(Object *obj)
{
    Clock *clk = CLOCK(obj);
    Clock *child;

    while ((child = QLIST_FIRST(&clk->children)) != NULL) {
        disconnect(child);
    }
    disconnect(clk);
    g_free(clk->canonical_path);
}

static const TypeInfo clock_types[] = {
    {
        .name = TYPE_CLOCK,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(Clock),
        .instance_init = clock_init,
        .instance_finalize = clock_finalize,
    },
};

DEFINE_TYPES(clock_types)
