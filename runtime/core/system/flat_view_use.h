/* SPDX-License-Identifier: MIT */
/*
 * Using a view while it may be replaced. Under the big lock, which is the usual case, a
 * use is only counted: a view that is replaced is kept until no use is left. Other
 * threads take a reference.
 */
#ifndef SYSTEM_FLAT_VIEW_USE_H
#define SYSTEM_FLAT_VIEW_USE_H

#include "flat_view.h"
#include "qemu/main-loop.h"
#include "runtime/bql_held.h"

typedef struct ViewUse {
    FlatView *view;
    /* The user had the big lock when it began, and has it when it ends. */
    bool locked;
} ViewUse;

/* Uses under the big lock, and views that wait for the last of them. Both under that
 * lock. */
extern unsigned flat_view_uses;
extern FlatView *flat_views_retired;

/* What as shows; the system's own address spaces are made now at the latest. Big lock. */
FlatView *flat_view_current(AddressSpace *as);

FlatView *flat_view_take_reference(AddressSpace *as);
void flat_view_drop_reference(FlatView *view);
void flat_views_free_retired(void);

/* Show view (stolen) in as. Big lock. */
void flat_view_replace(AddressSpace *as, FlatView *view);

static inline void view_use_end_locked(void)
{
    if (--flat_view_uses == 0 && unlikely(flat_views_retired != NULL)) {
        flat_views_free_retired();
    }
}

static inline ViewUse view_use_begin(AddressSpace *as)
{
    ViewUse use = {.locked = bql_is_held};

    if (likely(use.locked)) {
        flat_view_uses++;
        use.view = flat_view_current(as);
    } else {
        use.view = flat_view_take_reference(as);
    }
    return use;
}

static inline void view_use_end(ViewUse *use)
{
    if (likely(use->locked)) {
        view_use_end_locked();
    } else {
        flat_view_drop_reference(use->view);
    }
}

#endif
