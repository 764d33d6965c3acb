/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/clock.h"

#include "qemu/cutils.h"
#include "qemu/module.h"

/* --- what the clocks below a clock are ---------------------------------------------- */

static uint64_t period_from_source(const Clock *clk)
{
    const Clock *source = clk->source;

    return muldiv64(source->period, source->multiplier, source->divider);
}

static void call_back(const Clock *clk, ClockEvent event, bool wanted)
{
    if (wanted && (clk->callback_events & event) != 0) {
        clk->callback(clk->callback_opaque, event);
    }
}

/* Whether that changes anything, so that what is below has to follow. */
static bool follow_source(Clock *clk, bool callbacks)
{
    const uint64_t period = period_from_source(clk);

    if (period == clk->period) {
        return false;
    }
    call_back(clk, ClockPreUpdate, callbacks);
    clk->period = period;
    call_back(clk, ClockUpdate, callbacks);
    return true;
}

/* The clock behind clk and all that is below clk, in the tree below root; NULL: none. */
static Clock *behind(Clock *clk, const Clock *root)
{
    while (clk != root && !QLIST_NEXT(clk, sibling)) {
        clk = clk->source;
    }
    return clk != root ? QLIST_NEXT(clk, sibling) : NULL;
}

/* A walk down and along the tree: each clock comes before those below it. */
static void settle_below(Clock *root, bool callbacks)
{
    Clock *clk = QLIST_FIRST(&root->children);

    while (clk) {
        const bool descend = follow_source(clk, callbacks);

        clk = descend && !QLIST_EMPTY(&clk->children) ? QLIST_FIRST(&clk->children)
                                                      : behind(clk, root);
    }
}

void clock_propagate(Clock *clk)
{
    settle_below(clk, true);
}

/* --- settings ----------------------------------------------------------------------- */

bool clock_set(Clock *clk, uint64_t value)
{
    const uint64_t before = clk->period;

    clk->period = value;
    return before != value;
}

bool clock_set_mul_div(Clock *clk, uint32_t multiplier, uint32_t divider)
{
    const bool changes = multiplier != clk->multiplier || divider != clk->divider;

    assert(divider > 0);
    clk->multiplier = multiplier;
    clk->divider = divider;
    return changes;
}

void clock_set_callback(Clock *clk, ClockCallback *cb, void *opaque, unsigned int events)
{
    clk->callback_events = cb ? events : 0;
    clk->callback_opaque = opaque;
    clk->callback = cb;
}

void clock_clear_callback(Clock *clk)
{
    clock_set_callback(clk, NULL, NULL, 0);
}

char *clock_display_freq(Clock *clk)
{
    return freq_to_str(CLOCK_PERIOD_TO_HZ(clk->period));
}

/* --- the tree ----------------------------------------------------------------------- */

void clock_set_source(Clock *clk, Clock *src)
{
    assert(!clock_has_source(clk));
    clk->source = src;
    QLIST_INSERT_HEAD(&src->children, clk, sibling);
    if (follow_source(clk, false)) {
        settle_below(clk, false);
    }
}

static void leave_source(Clock *clk)
{
    if (clock_has_source(clk)) {
        QLIST_REMOVE(clk, sibling);
        clk->source = NULL;
    }
}

void clock_setup_canonical_path(Clock *clk)
{
    char *before = clk->canonical_path;

    clk->canonical_path = object_get_canonical_path(OBJECT(clk));
    g_free(before);
}

Clock *clock_new(Object *parent, const char *name)
{
    Clock *clk = CLOCK(object_new(TYPE_CLOCK));

    object_property_add_child(parent, name, OBJECT(clk));
    clock_setup_canonical_path(clk);
    object_unref(clk); /* parent has it */
    return clk;
}

/* --- the type ----------------------------------------------------------------------- */

static void clock_init(Object *obj)
{
    Clock *clk = CLOCK(obj);

    QLIST_INIT(&clk->children);
    clk->multiplier = clk->divider = 1;
}

/* Whoever is called back goes with the parent, and somebody may still have the clock. */
static void clock_unparent(Object *obj)
{
    clock_clear_callback(CLOCK(obj));
}

static void clock_finalize(Object *obj)
{
    Clock *clk = CLOCK(obj);

    leave_source(clk);
    while (!QLIST_EMPTY(&clk->children)) {
        leave_source(QLIST_FIRST(&clk->children));
    }
    g_free(clk->canonical_path);
}

static void clock_class_init(ObjectClass *klass, const void *data)
{
    klass->unparent = clock_unparent;
}

static const TypeInfo clock_types[] = {
    {
        .name = TYPE_CLOCK,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(Clock),
        .instance_init = clock_init,
        .instance_finalize = clock_finalize,
        .class_init = clock_class_init,
    },
};

DEFINE_TYPES(clock_types)
