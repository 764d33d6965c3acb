/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/resettable.h"

#include "qemu/module.h"

/*
 * A phase is a walk over a list: the objects of a reset tree, each behind all that is
 * below it. The list is made anew for each phase, as a handler may change the tree.
 */
typedef struct ResetList {
    GPtrArray *objects;  /* of Object * */
    GHashTable *reached; /* Object *: met already, on the way down */
} ResetList;

/* What is going on, under the big lock: nothing may move to another parent meanwhile. */
static struct {
    bool entering;
    unsigned exiting; /* one in another: an exit handler may reset something else */
} now;

static ResettableState *state_of(Object *obj)
{
    return RESETTABLE_GET_CLASS(obj)->get_state(obj);
}

static void list_below(Object *obj, void *opaque, ResetType type)
{
    ResetList *list = opaque;
    ResettableClass *rc = RESETTABLE_GET_CLASS(obj);

    if (!g_hash_table_add(list->reached, obj)) {
        g_error("reset: %s is below itself, or below two others",
                object_get_typename(obj));
    }
    if (rc->child_foreach) {
        rc->child_foreach(obj, list_below, list, type);
    }
    g_ptr_array_add(list->objects, object_ref(obj));
}

/* New: obj and all below it, to be freed with g_ptr_array_unref(). */
static GPtrArray *list_tree(Object *obj, ResetType type)
{
    ResetList list = {g_ptr_array_new_with_free_func(object_unref),
                      g_hash_table_new(NULL, NULL)};

    list_below(obj, &list, type);
    g_hash_table_unref(list.reached);
    return list.objects;
}

/* All are in reset before the first handler is called. */
static void enter_tree(Object *root, ResetType type)
{
    GPtrArray *tree = list_tree(root, type);

    for (guint i = 0; i < tree->len; i++) {
        ResettableState *state = state_of(tree->pdata[i]);
        assert(!state->exit_phase_in_progress);
        state->count++;
    }
    for (guint i = 0; i < tree->len; i++) {
        Object *obj = tree->pdata[i];
        ResettableClass *rc = RESETTABLE_GET_CLASS(obj);
        if (state_of(obj)->count > 1) {
            continue;
        }
        if (rc->phases.enter) {
            rc->phases.enter(obj, type);
        }
        state_of(obj)->hold_phase_pending = true;
    }
    g_ptr_array_unref(tree);
}

static void hold_tree(Object *root, ResetType type)
{
    GPtrArray *tree = list_tree(root, type);

    for (guint i = 0; i < tree->len; i++) {
        Object *obj = tree->pdata[i];
        ResettableClass *rc = RESETTABLE_GET_CLASS(obj);
        const bool pending = state_of(obj)->hold_phase_pending;

        state_of(obj)->hold_phase_pending = false;
        if (pending && rc->phases.hold) {
            rc->phases.hold(obj, type);
        }
    }
    g_ptr_array_unref(tree);
}

/* What is above is in reset until all below it has left. */
static void exit_tree(Object *root, ResetType type)
{
    GPtrArray *tree = list_tree(root, type);

    for (guint i = 0; i < tree->len; i++) {
        state_of(tree->pdata[i])->exit_phase_in_progress = true;
    }
    for (guint i = 0; i < tree->len; i++) {
        Object *obj = tree->pdata[i];
        ResettableClass *rc = RESETTABLE_GET_CLASS(obj);
        ResettableState *state = state_of(obj);

        assert(state->count > 0);
        state->count--;
        if (state->count == 0 && rc->phases.exit) {
            rc->phases.exit(obj, type);
        }
        state->exit_phase_in_progress = false;
    }
    g_ptr_array_unref(tree);
}

void resettable_assert_reset(Object *obj, ResetType type)
{
    assert(!now.entering);
    now.entering = true;
    enter_tree(obj, type);
    now.entering = false;
    hold_tree(obj, type);
}

void resettable_release_reset(Object *obj, ResetType type)
{
    assert(!now.entering);
    now.exiting++;
    exit_tree(obj, type);
    now.exiting--;
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

bool resettable_is_in_reset(Object *obj)
{
    return state_of(obj)->count > 0;
}

/* An object has the resets of its own and one for each that its parent is in. */
void resettable_change_parent(Object *obj, Object *newp, Object *oldp)
{
    int missing = 0;

    assert(!now.entering && now.exiting == 0);
    if (newp != NULL) {
        missing += (int)state_of(newp)->count;
    }
    if (oldp != NULL) {
        missing -= (int)state_of(oldp)->count;
    }
    for (; missing > 0; missing--) {
        resettable_assert_reset(obj, RESET_TYPE_COLD);
    }
    if (oldp != NULL && state_of(oldp)->count > 0) {
        /* The old parent's hold phase will not come here any more. */
        hold_tree(obj, RESET_TYPE_COLD);
    }
    for (; missing < 0; missing++) {
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
