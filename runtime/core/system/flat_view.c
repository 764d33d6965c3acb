/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "flat_view.h"

#include "memory_impl.h"
#include "qemu/error-report.h"
#include "qemu/host-utils.h"
#include "qemu/memalign.h"

QEMU_BUILD_BUG_ON(sizeof(FlatRange) != 64);

/* A tree that is as deep as this has an alias that leads back into itself. */
#define MAX_DEPTH 512

/* The cache has two places or more for each range, and no fewer than 2 to this power. */
#define MIN_SLOT_BITS 4

typedef struct Interval {
    Int128 start;
    Int128 end;
} Interval;

/* What containers and aliases on the way say about all that is below. */
typedef struct Inherited {
    bool readonly;
    bool nonvolatile;
    bool unmergeable;
} Inherited;

static void describe_memory(FlatRange *range)
{
    MemoryRegion *mr = range->mr;

    if (mr->ram_block && (memory_region_is_romd(mr) || (mr->ram && !mr->ram_device))) {
        range->block = mr->ram_block;
        range->ram =
            ram_block_host(mr->ram_block) + flat_range_offset(range, range->start);
        range->ram_writable = mr->ram && !range->readonly;
    }
}

/* Whether the dispatcher would do an aligned access of size bytes by one plain callback.
 */
static bool is_simple(const MemoryRegionOps *ops, unsigned size)
{
    unsigned least = ops->impl.min_access_size ? ops->impl.min_access_size : 1;
    unsigned most = ops->impl.max_access_size ? ops->impl.max_access_size : 4;

    if (ops->valid.max_access_size) {
        least = MAX(least, ops->valid.min_access_size);
        most = MIN(most, ops->valid.max_access_size);
    }
    return !ops->valid.accepts && size >= least && size <= most;
}

static void describe_callbacks(FlatRange *range)
{
    MemoryRegion *mr = range->mr;
    unsigned order = flat_range_order(devend_memop(mr->ops->endianness));

    range->ops = mr->ops;
    if (mr->ram || mr->rom_device || mr->readonly) {
        return; /* has rules of its own */
    }
    for (unsigned size = 1; size <= 8; size *= 2) {
        if (is_simple(mr->ops, size)) {
            range->simple_reads[order] |= mr->ops->read ? size : 0;
            range->simple_writes[order] |= mr->ops->write ? size : 0;
        }
    }
}

static Interval range_interval(const FlatRange *range)
{
    return (Interval){range->start, (Int128)range->last + 1};
}

/* Index of the first range that ends behind at. */
static unsigned first_behind(GArray *ranges, Int128 at)
{
    unsigned low = 0;
    unsigned high = ranges->len;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if ((Int128)g_array_index(ranges, FlatRange, middle).last < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* mr, which begins at base, wherever in clip no range is yet. */
static void fill_gaps(GArray *ranges, MemoryRegion *mr, Int128 base, Interval clip,
                      Inherited inherited)
{
    Int128 at = clip.start;
    unsigned i = first_behind(ranges, at);

    while (at < clip.end) {
        Interval next = {clip.end, clip.end};
        if (i < ranges->len) {
            next = range_interval(&g_array_index(ranges, FlatRange, i));
        }
        if (at < next.start) {
            FlatRange range = {
                .start = int128_get64(at),
                .last = int128_get64(int128_min(next.start, clip.end) - 1),
                .mr = mr,
                .to_region = int128_getlo(-base),
                .romd_mode = mr->romd_mode,
                .readonly = inherited.readonly,
                .nonvolatile = inherited.nonvolatile,
                .unmergeable = inherited.unmergeable,
            };
            describe_memory(&range);
            describe_callbacks(&range);
            g_array_insert_val(ranges, i, range);
            i++;
        }
        at = next.end;
        i++;
    }
}

/* mr, whose container begins at base, as far as clip shows it. */
static void render(GArray *ranges, MemoryRegion *mr, Int128 base, Interval clip,
                   Inherited inherited, unsigned depth)
{
    MemoryRegion *sub;

    if (depth > MAX_DEPTH) {
        error_report("memory region '%s': its aliases lead back to it without an end; "
                     "let no alias show itself",
                     memory_region_name(mr));
        abort();
    }
    if (!mr->enabled) {
        return;
    }
    base += mr->addr;
    clip.start = int128_max(clip.start, base);
    clip.end = int128_min(clip.end, base + mr->size);
    if (clip.start >= clip.end) {
        return;
    }
    inherited.readonly |= mr->readonly;
    inherited.nonvolatile |= mr->nonvolatile;
    inherited.unmergeable |= mr->unmergeable;
    if (mr->alias) {
        base -= (Int128)mr->alias->addr + mr->alias_offset;
        render(ranges, mr->alias, base, clip, inherited, depth + 1);
        return;
    }
    /* The list begins with what hides the rest. */
    QTAILQ_FOREACH(sub, &mr->subregions, subregions_link)
    {
        render(ranges, sub, base, clip, inherited, depth + 1);
    }
    if (mr->terminates) {
        fill_gaps(ranges, mr, base, clip, inherited);
    }
}

static bool continues(const FlatRange *a, const FlatRange *b)
{
    return a->last + 1 == b->start && a->mr == b->mr && a->to_region == b->to_region &&
           a->readonly == b->readonly && a->nonvolatile == b->nonvolatile &&
           !a->unmergeable && !b->unmergeable;
}

/* Make one of ranges that are one piece of a region. */
static void join(GArray *ranges)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < ranges->len; i++) {
        FlatRange *range = &g_array_index(ranges, FlatRange, i);
        FlatRange *before = kept ? &g_array_index(ranges, FlatRange, kept - 1) : NULL;
        if (before && continues(before, range)) {
            before->last = range->last;
        } else {
            g_array_index(ranges, FlatRange, kept++) = *range;
        }
    }
    g_array_set_size(ranges, kept);
}

/* What an empty view has in its cache: no address is in it. */
static const FlatRange no_range = {.start = 1, .last = 0};
static const FlatRange *no_slots[2] = {&no_range, &no_range};

FlatView flat_view_of_nothing = {
    .ref = 1,
    .slots = no_slots,
    .last_found = &no_range,
    .slot_shift = 63,
};

/* Granules are no larger than the smallest range, so that each range has a place. */
static void prepare_cache(FlatView *view)
{
    const FlatRange *first = view->nr ? view->ranges : &no_range;
    hwaddr smallest = HWADDR_MAX;
    unsigned bits = MIN_SLOT_BITS;

    for (unsigned i = 0; i < view->nr; i++) {
        smallest = MIN(smallest, view->ranges[i].last - view->ranges[i].start);
    }
    while ((1u << bits) < 2 * view->nr) {
        bits++;
    }
    view->granule_bits = (uint8_t)MIN(12, 63 - clz64(smallest | 1));
    view->slot_shift = (uint8_t)(64 - bits);
    view->slots = g_new(const FlatRange *, 1u << bits);
    for (unsigned i = 0; i < 1u << bits; i++) {
        view->slots[i] = first;
    }
    view->last_found = first;
}

FlatView *flat_view_render(MemoryRegion *root)
{
    g_autoptr(GArray) ranges = g_array_sized_new(FALSE, FALSE, sizeof(FlatRange), 16);
    FlatView *view = g_new0(FlatView, 1);

    if (root) {
        render(ranges, root, 0, (Interval){0, int128_2_64()}, (Inherited){0}, 0);
    }
    join(ranges);
    view->ref = 1;
    view->nr = ranges->len;
    view->ranges =
        qemu_memalign(sizeof(FlatRange), MAX(1u, view->nr) * sizeof(FlatRange));
    memcpy(view->ranges, ranges->data, view->nr * sizeof(FlatRange));
    for (unsigned i = 0; i < view->nr; i++) {
        memory_region_ref(view->ranges[i].mr);
        ram_block_ref(view->ranges[i].block);
    }
    prepare_cache(view);
    return view;
}

void flat_view_free(FlatView *view)
{
    for (unsigned i = 0; i < view->nr; i++) {
        ram_block_unref(view->ranges[i].block);
        memory_region_unref(view->ranges[i].mr);
    }
    qemu_vfree(view->ranges);
    g_free((void *)view->slots);
    g_free(view);
}

unsigned flat_view_first_index(const FlatView *view, hwaddr addr)
{
    unsigned low = 0;
    unsigned high = view->nr;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (view->ranges[middle].last < addr) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const FlatRange *flat_view_search(FlatView *view, hwaddr addr)
{
    const FlatRange *range = qatomic_read(&view->last_found);

    if (!flat_range_has(range, addr)) {
        unsigned index = flat_view_first_index(view, addr);
        if (index == view->nr || !flat_range_has(&view->ranges[index], addr)) {
            return NULL;
        }
        range = &view->ranges[index];
        qatomic_set(&view->last_found, range);
    }
    qatomic_set(flat_view_slot(view, addr), range);
    return range;
}

MemoryRegionSection flat_range_section(FlatView *view, const FlatRange *range)
{
    return (MemoryRegionSection){
        .size = (Int128)range->last - range->start + 1,
        .mr = range->mr,
        .fv = view,
        .offset_within_region = flat_range_offset(range, range->start),
        .offset_within_address_space = range->start,
        .readonly = range->readonly,
        .nonvolatile = range->nonvolatile,
        .unmergeable = range->unmergeable,
    };
}
