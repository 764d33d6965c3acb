/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "flat_view_use.h"
#include "memory_impl.h"
#include "qemu/error-report.h"
#include "qemu/main-loop.h"
#include "system/memory.h"

/* Transactions that are open, and whether views are to be rendered at the end. */
static unsigned transaction_depth;
static bool update_pending;

static void require_lock(const char *function)
{
    if (!bql_locked()) {
        error_report("%s() without the big lock; call bql_lock() before the transaction",
                     function);
        abort();
    }
}

void memory_region_transaction_begin(void)
{
    require_lock(__func__);
    transaction_depth++;
}

void memory_tree_changed(void)
{
    update_pending = true;
}

static void update_views(void)
{
    AddressSpace *as;

    memory_listeners_begin();
    QTAILQ_FOREACH(as, &address_spaces, address_spaces_link)
    {
        FlatView *old = as->current_map;
        FlatView *view = flat_view_render(as->root);
        flat_view_replace(as, view);
        memory_listeners_update(as, old, view);
    }
    memory_listeners_commit();
}

void memory_region_transaction_commit(void)
{
    require_lock(__func__);
    if (transaction_depth == 0) {
        error_report("memory_region_transaction_commit() without a transaction; each "
                     "commit needs its begin");
        abort();
    }
    while (transaction_depth == 1 && update_pending) {
        update_pending = false;
        /* Listeners that access memory do not free what they are told about. */
        flat_view_uses++;
        update_views();
        flat_view_uses--;
    }
    transaction_depth--;
    if (transaction_depth == 0) {
        flat_views_free_retired();
    }
}

/* Commit a change of mr that shows if mr does. */
static void commit_change(bool shows)
{
    if (shows) {
        memory_tree_changed();
    }
    memory_region_transaction_commit();
}

/* --- subregions --------------------------------------------------------------------- */

/* Before the first one that it hides: a higher priority, or an equal one and later. */
static void link_subregion(MemoryRegion *mr, MemoryRegion *subregion)
{
    MemoryRegion *other;

    QTAILQ_FOREACH(other, &mr->subregions, subregions_link)
    {
        if (subregion->priority >= other->priority) {
            QTAILQ_INSERT_BEFORE(other, subregion, subregions_link);
            return;
        }
    }
    QTAILQ_INSERT_TAIL(&mr->subregions, subregion, subregions_link);
}

static void count_aliases(MemoryRegion *subregion, int change)
{
    for (MemoryRegion *alias = subregion->alias; alias; alias = alias->alias) {
        alias->mapped_via_alias += change;
    }
}

/* An owner that held itself by two of its regions would never go. */
static bool holds_owner(MemoryRegion *mr, MemoryRegion *subregion)
{
    return mr->owner == NULL || mr->owner != subregion->owner;
}

static void add_subregion(MemoryRegion *mr, hwaddr offset, MemoryRegion *subregion,
                          int priority)
{
    BQL_LOCK_GUARD();

    if (subregion->container) {
        error_report("memory region '%s' cannot become a subregion of '%s': it is one of "
                     "'%s'; add an alias of it",
                     memory_region_name(subregion), memory_region_name(mr),
                     memory_region_name(subregion->container));
        abort();
    }
    memory_region_transaction_begin();
    subregion->priority = priority;
    subregion->container = mr;
    subregion->addr = offset;
    count_aliases(subregion, 1);
    if (holds_owner(mr, subregion)) {
        memory_region_ref(subregion);
    }
    link_subregion(mr, subregion);
    commit_change(mr->enabled && subregion->enabled);
}

void memory_region_add_subregion(MemoryRegion *mr, hwaddr offset, MemoryRegion *subregion)
{
    add_subregion(mr, offset, subregion, 0);
}

void memory_region_add_subregion_overlap(MemoryRegion *mr, hwaddr offset,
                                         MemoryRegion *subregion, int priority)
{
    add_subregion(mr, offset, subregion, priority);
}

void memory_region_del_subregion(MemoryRegion *mr, MemoryRegion *subregion)
{
    BQL_LOCK_GUARD();

    if (subregion->container != mr) {
        error_report("memory region '%s' is not a subregion of '%s'",
                     memory_region_name(subregion), memory_region_name(mr));
        abort();
    }
    bool shows = mr->enabled && subregion->enabled;
    bool held = holds_owner(mr, subregion);
    memory_region_transaction_begin();
    subregion->container = NULL;
    count_aliases(subregion, -1);
    QTAILQ_REMOVE(&mr->subregions, subregion, subregions_link);
    if (held) {
        memory_region_unref(subregion);
    }
    commit_change(shows);
}

/* --- changes ------------------------------------------------------------------------ */

void memory_region_set_enabled(MemoryRegion *mr, bool enabled)
{
    BQL_LOCK_GUARD();

    if (mr->enabled != enabled) {
        memory_region_transaction_begin();
        mr->enabled = enabled;
        commit_change(true);
    }
}

void memory_region_set_address(MemoryRegion *mr, hwaddr addr)
{
    BQL_LOCK_GUARD();

    if (mr->addr == addr) {
        return;
    }
    memory_region_transaction_begin();
    mr->addr = addr;
    if (mr->container) {
        /* It comes last among its equals, as if it were added now. */
        QTAILQ_REMOVE(&mr->container->subregions, mr, subregions_link);
        link_subregion(mr->container, mr);
    }
    commit_change(mr->enabled);
}

void memory_region_set_size(MemoryRegion *mr, uint64_t size)
{
    BQL_LOCK_GUARD();
    Int128 bytes = size == UINT64_MAX ? int128_2_64() : int128_make64(size);

    if (mr->size == bytes) {
        return;
    }
    if (mr->ram_block) {
        error_report(
            "memory region '%s': its RAM has a size of its own, which "
            "memory_region_set_size() cannot change; show a part of it by an alias",
            memory_region_name(mr));
        abort();
    }
    memory_region_transaction_begin();
    mr->size = bytes;
    commit_change(true);
}

void memory_region_set_alias_offset(MemoryRegion *mr, hwaddr offset)
{
    BQL_LOCK_GUARD();

    g_assert(mr->alias);
    if (mr->alias_offset != offset) {
        memory_region_transaction_begin();
        mr->alias_offset = offset;
        commit_change(mr->enabled);
    }
}

/* Set one of mr's flags. */
static void set_flag(MemoryRegion *mr, bool *flag, bool value)
{
    BQL_LOCK_GUARD();

    if (*flag != value) {
        memory_region_transaction_begin();
        *flag = value;
        commit_change(mr->enabled);
    }
}

void memory_region_set_readonly(MemoryRegion *mr, bool readonly)
{
    set_flag(mr, &mr->readonly, readonly);
}

void memory_region_set_nonvolatile(MemoryRegion *mr, bool nonvolatile)
{
    set_flag(mr, &mr->nonvolatile, nonvolatile);
}

void memory_region_set_unmergeable(MemoryRegion *mr, bool unmergeable)
{
    set_flag(mr, &mr->unmergeable, unmergeable);
}

void memory_region_rom_device_set_romd(MemoryRegion *mr, bool romd_mode)
{
    g_assert(mr->rom_device);
    set_flag(mr, &mr->romd_mode, romd_mode);
}

/* --- finding ------------------------------------------------------------------------ */

/* The piece, with nothing referenced. */
static MemoryRegionSection find(MemoryRegion *mr, hwaddr addr, uint64_t size)
{
    MemoryRegionSection none = {0};
    AddressSpace *as;

    for (; mr->container; mr = mr->container) {
        addr += mr->addr;
    }
    QTAILQ_FOREACH(as, &address_spaces, address_spaces_link)
    {
        if (as->root == mr) {
            break;
        }
    }
    if (!as || size == 0) {
        return none;
    }
    FlatView *view = as->current_map;
    unsigned index = flat_view_first_index(view, addr);
    hwaddr last = addr + (size - 1) < addr ? HWADDR_MAX : addr + (size - 1);
    if (index == view->nr || view->ranges[index].start > last) {
        return none;
    }
    MemoryRegionSection found = flat_range_section(view, &view->ranges[index]);
    hwaddr start = MAX(addr, view->ranges[index].start);
    last = MIN(last, view->ranges[index].last);
    found.offset_within_region += start - found.offset_within_address_space;
    found.offset_within_address_space = start;
    found.size = (Int128)last - start + 1;
    return found;
}

MemoryRegionSection memory_region_find(MemoryRegion *mr, hwaddr addr, uint64_t size)
{
    BQL_LOCK_GUARD();
    MemoryRegionSection section = find(mr, addr, size);

    memory_region_ref(section.mr);
    return section;
}

bool memory_region_present(MemoryRegion *container, hwaddr addr)
{
    BQL_LOCK_GUARD();
    MemoryRegion *mr = find(container, addr, 1).mr;

    return mr && mr != container;
}
