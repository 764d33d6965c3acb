/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "flat_view_use.h"
#include "memory_impl.h"
#include "qemu/error-report.h"
#include "qemu/main-loop.h"
#include "system/memory.h"

/* All listeners, by priority; each is also in its address space's list. */
static QTAILQ_HEAD(, MemoryListener) listeners = QTAILQ_HEAD_INITIALIZER(listeners);

typedef void SectionFunction(MemoryListener *listener, MemoryRegionSection *section);

static void call(SectionFunction *function, MemoryListener *listener, FlatView *view,
                 const FlatRange *range)
{
    if (function) {
        MemoryRegionSection section = flat_range_section(view, range);
        function(listener, &section);
    }
}

static void begin(MemoryListener *listener)
{
    if (listener->begin) {
        listener->begin(listener);
    }
}

static void commit(MemoryListener *listener)
{
    if (listener->commit) {
        listener->commit(listener);
    }
}

void memory_listeners_begin(void)
{
    MemoryListener *listener;

    QTAILQ_FOREACH(listener, &listeners, link)
    {
        begin(listener);
    }
}

void memory_listeners_commit(void)
{
    MemoryListener *listener;

    QTAILQ_FOREACH(listener, &listeners, link)
    {
        commit(listener);
    }
}

static bool view_has(const FlatView *view, const FlatRange *range)
{
    unsigned index = flat_view_first_index(view, range->start);

    if (index == view->nr) {
        return false;
    }
    const FlatRange *other = &view->ranges[index];
    return other->start == range->start && other->last == range->last &&
           other->mr == range->mr && other->to_region == range->to_region &&
           other->romd_mode == range->romd_mode && other->readonly == range->readonly &&
           other->nonvolatile == range->nonvolatile &&
           other->unmergeable == range->unmergeable;
}

void memory_listeners_update(AddressSpace *as, FlatView *from, FlatView *to)
{
    MemoryListener *listener;

    if (QTAILQ_EMPTY(&as->listeners)) {
        return;
    }
    for (unsigned i = 0; i < from->nr; i++) {
        const FlatRange *range = &from->ranges[i];
        if (view_has(to, range)) {
            continue;
        }
        QTAILQ_FOREACH_REVERSE(listener, &as->listeners, link_as)
        {
            call(listener->region_del, listener, from, range);
        }
    }
    for (unsigned i = 0; i < to->nr; i++) {
        const FlatRange *range = &to->ranges[i];
        bool was_there = view_has(from, range);
        QTAILQ_FOREACH(listener, &as->listeners, link_as)
        {
            call(was_there ? listener->region_nop : listener->region_add, listener, to,
                 range);
        }
    }
}

/* After those of the same priority or a lower one. */
static void insert(MemoryListener *listener, AddressSpace *as)
{
    MemoryListener *other;

    QTAILQ_FOREACH_REVERSE(other, &listeners, link)
    {
        if (other->priority <= listener->priority) {
            break;
        }
    }
    if (other) {
        QTAILQ_INSERT_AFTER(&listeners, other, listener, link);
    } else {
        QTAILQ_INSERT_HEAD(&listeners, listener, link);
    }
    QTAILQ_FOREACH_REVERSE(other, &as->listeners, link_as)
    {
        if (other->priority <= listener->priority) {
            break;
        }
    }
    if (other) {
        QTAILQ_INSERT_AFTER(&as->listeners, other, listener, link_as);
    } else {
        QTAILQ_INSERT_HEAD(&as->listeners, listener, link_as);
    }
}

/* Tell one listener of all that as shows. */
static void tell_all(MemoryListener *listener, SectionFunction *function)
{
    ViewUse use = view_use_begin(listener->address_space);

    begin(listener);
    for (unsigned i = 0; i < use.view->nr; i++) {
        call(function, listener, use.view, &use.view->ranges[i]);
    }
    commit(listener);
    view_use_end(&use);
}

void memory_listener_register(MemoryListener *listener, AddressSpace *as)
{
    BQL_LOCK_GUARD();

    if (listener->address_space) {
        error_report("memory listener '%s' is registered already; a listener is for one "
                     "address space",
                     listener->name ? listener->name : "");
        abort();
    }
    system_address_spaces_init(as);
    listener->address_space = as;
    insert(listener, as);
    tell_all(listener, listener->region_add);
}

void memory_listener_unregister(MemoryListener *listener)
{
    BQL_LOCK_GUARD();

    if (!listener->address_space) {
        return;
    }
    tell_all(listener, listener->region_del);
    QTAILQ_REMOVE(&listeners, listener, link);
    QTAILQ_REMOVE(&listener->address_space->listeners, listener, link_as);
    listener->address_space = NULL;
}

void address_space_remove_listeners(AddressSpace *as)
{
    BQL_LOCK_GUARD();
    MemoryListener *listener;

    while ((listener = QTAILQ_FIRST(&as->listeners)) != NULL) {
        memory_listener_unregister(listener);
    }
}
