/* SPDX-License-Identifier: MIT */
/*
 * Reset in three phases. An object and everything below it in the tree of buses and
 * devices first enters reset (each resets itself and touches nobody else), then holds
 * (it may drive lines and touch others), and at last exits. In each phase the children
 * come before their parent. An object is in reset as often as it was put there, and only
 * the first time runs enter and hold, the last one exit.
 *
 * Everything is called under the big lock. Entering reset from within an enter phase, a
 * cycle in the tree, and leaving a reset that was not entered are errors that abort.
 */
#ifndef HW_RESETTABLE_H
#define HW_RESETTABLE_H

#include "qom/object.h"

#define TYPE_RESETTABLE_INTERFACE "resettable"

typedef struct ResettableClass ResettableClass;
DECLARE_CLASS_CHECKERS(ResettableClass, RESETTABLE, TYPE_RESETTABLE_INTERFACE)

typedef enum ResetType {
    /* As if the power had been off. */
    RESET_TYPE_COLD,
    /* A state is loaded next; what it will set need not be reset. */
    RESET_TYPE_SNAPSHOT_LOAD,
    /* The machine wakes up from suspension. */
    RESET_TYPE_WAKEUP,
    /* Of processors; no device here has these. */
    RESET_TYPE_S390_CPU_INITIAL,
    RESET_TYPE_S390_CPU_NORMAL,
} ResetType;

typedef void (*ResettableEnterPhase)(Object *obj, ResetType type);
typedef void (*ResettableHoldPhase)(Object *obj, ResetType type);
typedef void (*ResettableExitPhase)(Object *obj, ResetType type);
/* Where the object keeps how far it is; borrowed. */
typedef ResettableState *(*ResettableGetState)(Object *obj);
typedef void (*ResettableChildCallback)(Object *child, void *opaque, ResetType type);
/* cb(child, opaque, type) for each child. */
typedef void (*ResettableChildForeach)(Object *obj, ResettableChildCallback cb,
                                       void *opaque, ResetType type);

/* NULL: there is nothing to do in the phase. */
typedef struct ResettablePhases {
    ResettableEnterPhase enter;
    ResettableHoldPhase hold;
    ResettableExitPhase exit;
} ResettablePhases;

struct ResettableClass {
    InterfaceClass parent_class;

    ResettablePhases phases;
    /* Devices and buses have these. child_foreach may be NULL. */
    ResettableGetState get_state;
    ResettableChildForeach child_foreach;
};

/* Private; zeroed at first. */
struct ResettableState {
    unsigned count;
    bool hold_phase_pending;
    bool exit_phase_in_progress;
};

static inline void resettable_state_clear(ResettableState *state)
{
    *state = (ResettableState){0};
}

/* All three phases. obj, here and below, has the interface. */
void resettable_reset(Object *obj, ResetType type);
/* Enter and hold; for each one there is a release with the same type. */
void resettable_assert_reset(Object *obj, ResetType type);
void resettable_release_reset(Object *obj, ResetType type);
bool resettable_is_in_reset(Object *obj);
/* An object with the interface as opaque; a cold reset of it. */
void resettable_cold_reset_fn(void *opaque);

/*
 * obj moves from below oldp to below newp (either may be NULL): it is then in reset as
 * often as it would be there from the start. Not during an enter or exit phase.
 */
void resettable_change_parent(Object *obj, Object *newp, Object *oldp);

/*
 * In a class_init: the class gets the phases that are not NULL, and *parent_phases what
 * it had before, for them to call.
 */
void resettable_class_set_parent_phases(ResettableClass *rc, ResettableEnterPhase enter,
                                        ResettableHoldPhase hold,
                                        ResettableExitPhase exit,
                                        ResettablePhases *parent_phases);

#endif
