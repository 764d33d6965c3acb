/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/resettable.h"

#include "qemu/module.h"

/* More than any tree has: a sign of a cycle. */
#define RESET_DEPTH_MAX 50

/* There is one reset at a time, under the big lock. */
static bool entering;
static unsigned exiting;

static ResettableState *state_of(ResettableClass *rc, Object *obj)
{
    return rc->get_state(obj);
}

static void for_children(ResettableClass *rc, Object *obj, ResettableChildCallback cb,
                         ResetType type)
{
    if (rc->child_foreach) {
        rc->child_foreach(obj, cb, NULL, type);
    }
}

static void enter(Object *obj, void *opaque, ResetType type)
{
    ResettableClass *rc = RESETTABLE_GET_CLASS(obj);
    ResettableState *state = state_of(rc, obj);
    bool first = state->count++ == 0;

    assert(!state->exit_phase_in_progress);
    assert(state->count <= RESET_DEPTH_MAX);
    for_children(rc, obj, enter, type);
    if (first) {
        if (rc->phases.enter) {
            rc->phases.enter(obj, type);
        }
        state->hold_phase_pending = true;
    }
}

static void hold(Object *obj, void *opaque, ResetType type)
{
    ResettableClass *rc = RESETTABLE_GET_CLASS(obj);
    ResettableState *state = state_of(rc, obj);

    assert(!state->exit_phase_in_progress);
    for_children(rc, obj, hold, type);
    if (state->hold_phase_pending) {
        state->hold_phase_pending = false;
        if (rc->phases.hold) {
            rc->phases.hold(obj, type);
        }
    }
}

static void leave(Object *obj, void *opaque, ResetType type)
{
    ResettableClass *rc = RESETTABLE_GET_CLASS(obj);
    ResettableState *state = state_of(rc, obj);

    assert(!state->exit_phase_in_progress);
    state->exit_phase_in_progress = true;
    for_children(rc, obj, leave, type);
    assert(state->count > 0);
    if (--state->count == 0 && rc->phases.exit) {
        rc->phases.exit(obj, type);
    }
    state->exit_phase_in_progress = false;
}

void resettable_assert_reset(Object *obj, ResetType type)
{
    assert(!entering);
    entering = true;
    enter(obj, NULL, type);
    entering = false;
    hold(obj, NULL, type);
}

void resettable_release_reset(Object *obj, ResetType type)
{
    assert(!entering);
    exiting++;
    leave(obj, NULL, type);
    exiting--;
}

void resettable_reset(Object *obj, ResetType type)
{
    resettable_assert_reset(obj, type);
    resettable_release_reset(obj, type);
}

void resettable_cold_reset_fn(void *opaque)
{
    resettable_reset(opaque, RESET_TYPE_COLD);
}

static unsigned count_of(Object *obj)
{
    return obj ? state_of(RESETTABLE_GET_CLASS(obj), obj)->count : 0;
}

bool resettable_is_in_reset(Object *obj)
{
    return count_of(obj) > 0;
}

void resettable_change_parent(Object *obj, Object *newp, Object *oldp)
{
    ResettableState *state = state_of(RESETTABLE_GET_CLASS(obj), obj);
    unsigned before = count_of(oldp);
    unsigned after = count_of(newp);

    assert(!entering && exiting == 0);
    for (unsigned i = before; i < after; i++) {
        resettable_assert_reset(obj, RESET_TYPE_COLD);
    }
    if (before > 0 && state->hold_phase_pending) {
        /* The old parent's hold phase will not come here any more. */
        hold(obj, NULL, RESET_TYPE_COLD);
    }
    for (unsigned i = after; i < before; i++) {
        resettable_release_reset(obj, RESET_TYPE_COLD);
    }
}

void resettable_class_set_parent_phases(ResettableClass *rc,
                                        ResettableEnterPhase enter_phase,
                                        ResettableHoldPhase hold_phase,
                                        ResettableExitPhase exit_phase,
                                        ResettablePhases *parent_phases)
{
    *parent_phases = rc->phases;
    rc->phases.enter = enter_phase ? enter_phase : rc->phases.enter;
    rc->phases.hold = hold_phase ? hold_phase : rc->phases.hold;
    rc->phases.exit = exit_phase ? exit_phase : rc->phases.exit;
}

static const TypeInfo resettable_types[] = {
    {
        .name = TYPE_RESETTABLE_INTERFACE,
        .parent = TYPE_INTERFACE,
        .class_size = sizeof(ResettableClass),
    },
};

DEFINE_TYPES(resettable_types)
