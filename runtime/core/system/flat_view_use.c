/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "flat_view_use.h"

#include "memory_impl.h"

unsigned flat_view_uses;
FlatView *flat_views_retired;

/* Between reading an address space's view and the reference to it. */
static QemuMutex reference_lock;

static void __attribute__((constructor(102))) flat_view_use_start(void)
{
    qemu_mutex_init(&reference_lock);
}

FlatView *flat_view_current(AddressSpace *as)
{
    if (as->current_map == &flat_view_of_nothing) {
        system_address_spaces_init(as);
    }
    return as->current_map;
}

static FlatView *reference(AddressSpace *as)
{
    FlatView *view;

    qemu_mutex_lock(&reference_lock);
    view = as->current_map;
    qatomic_inc(&view->ref);
    qemu_mutex_unlock(&reference_lock);
    return view;
}

FlatView *flat_view_take_reference(AddressSpace *as)
{
    FlatView *view = reference(as);

    if (view == &flat_view_of_nothing) {
        BQL_LOCK_GUARD();
        flat_view_drop_reference(view);
        flat_view_current(as);
        view = reference(as);
    }
    return view;
}

void flat_view_drop_reference(FlatView *view)
{
    if (qatomic_fetch_dec(&view->ref) == 1) {
        /* Owners that go with it are devices, which end under the lock. */
        BQL_LOCK_GUARD();
        flat_view_free(view);
    }
}

void flat_views_free_retired(void)
{
    /* Each may free owners, which may use or replace views: take one at a time. */
    while (flat_view_uses == 0 && flat_views_retired) {
        FlatView *view = flat_views_retired;
        flat_views_retired = view->next_retired;
        flat_view_drop_reference(view);
    }
}

void flat_view_replace(AddressSpace *as, FlatView *view)
{
    FlatView *old = as->current_map;

    qemu_mutex_lock(&reference_lock);
    as->current_map = view;
    qemu_mutex_unlock(&reference_lock);
    if (old != &flat_view_of_nothing) {
        old->next_retired = flat_views_retired;
        flat_views_retired = old;
    }
}
