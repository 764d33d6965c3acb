/* SPDX-License-Identifier: MIT */
/*
 * What an address space shows of a tree, byte by byte: trees made at random against a
 * model that asks the tree again for each address.
 */
#include "qemu/osdep.h"

#include "memory_fixture.h"

#define SPAN    96 /* addresses that are compared */
#define REGIONS 14

/* What is at an address: a region's number and the offset in it. */
typedef struct Spot {
    int region;
    hwaddr offset;
} Spot;

static MemoryRegion regions[REGIONS];
static Spot seen;

static uint64_t see(void *opaque, hwaddr addr, unsigned size)
{
    seen = (Spot){(int)((MemoryRegion *)opaque - regions), addr};
    return 0;
}

static void lose(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
}

static const MemoryRegionOps spot_ops = {
    .read = see,
    .write = lose,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .impl = {.max_access_size = 1},
};

static const Spot nowhere = {-1, 0};

/* --- the model ---------------------------------------------------------------------- */

/* What mr shows at an offset of it, which may be outside. */
static Spot model_at(MemoryRegion *mr, Int128 offset)
{
    MemoryRegion *sub;

    if (!mr->enabled || offset < 0 || offset >= mr->size) {
        return nowhere;
    }
    if (mr->alias) {
        return model_at(mr->alias, offset + mr->alias_offset);
    }
    /* By priority, and of equals the one that came last, which the list has first. */
    QTAILQ_FOREACH(sub, &mr->subregions, subregions_link)
    {
        Spot spot = model_at(sub, offset - sub->addr);
        if (spot.region >= 0) {
            return spot;
        }
    }
    return mr->terminates ? (Spot){(int)(mr - regions), (hwaddr)offset} : nowhere;
}

static void check_view(unsigned seed)
{
    for (hwaddr addr = 0; addr < SPAN; addr++) {
        Spot expected = model_at(&root, addr);
        MemTxResult result;
        seen = nowhere;
        address_space_ldub(&space, addr, NO_ATTRS, &result);
        if (seen.region != expected.region || seen.offset != expected.offset ||
            result != (expected.region < 0 ? MEMTX_DECODE_ERROR : MEMTX_OK)) {
            fail_msg("seed %u, address %u: region %d offset %u, model %d offset %u", seed,
                     (unsigned)addr, seen.region, (unsigned)seen.offset, expected.region,
                     (unsigned)expected.offset);
        }
    }
}

/* Pieces are in order, do not touch unless they differ, and are as the model says. */
typedef struct Walk {
    Int128 end;
    const MemoryRegion *mr;
    hwaddr next_offset;
} Walk;

static bool check_piece(Int128 start, Int128 len, const MemoryRegion *mr,
                        hwaddr offset_in_region, void *opaque)
{
    Walk *walk = opaque;

    assert_true(start >= walk->end && len > 0);
    assert_false(start == walk->end && mr == walk->mr &&
                 offset_in_region == walk->next_offset);
    Spot spot = model_at(&root, start);
    assert_ptr_equal(&regions[spot.region], mr);
    assert_int_equal(spot.offset, offset_in_region);
    *walk = (Walk){start + len, mr, offset_in_region + (hwaddr)len};
    return false;
}

static void check_pieces(void)
{
    Walk walk = {0};

    flatview_for_each_range(address_space_to_flatview(&space), check_piece, &walk);
}

/* --- trees at random ---------------------------------------------------------------- */

static unsigned random_state;

static unsigned random_below(unsigned n)
{
    random_state = random_state * 1103515245u + 12345u;
    return (random_state >> 16) % n;
}

static void make_random_region(unsigned i)
{
    MemoryRegion *mr = &regions[i];
    unsigned size = 1 + random_below(SPAN);

    switch (i == 0 ? 0 : random_below(4)) {
    case 0:
        memory_region_init(mr, NULL, NULL, size);
        break;
    case 1:
        /* Of one that came before: no alias leads back. */
        memory_region_init_alias(mr, NULL, NULL, &regions[random_below(i)],
                                 random_below(SPAN), size);
        break;
    default:
        memory_region_init_io(mr, NULL, &spot_ops, mr, NULL, size);
        break;
    }
}

static bool leads_to(MemoryRegion *from, MemoryRegion *to)
{
    MemoryRegion *sub;

    if (from == to || (from->alias && leads_to(from->alias, to))) {
        return true;
    }
    QTAILQ_FOREACH(sub, &from->subregions, subregions_link)
    {
        if (leads_to(sub, to)) {
            return true;
        }
    }
    return false;
}

static void put_somewhere(MemoryRegion *mr)
{
    unsigned which = random_below(REGIONS + 2);
    MemoryRegion *container = which < REGIONS ? &regions[which] : &root;

    if (container->alias || leads_to(mr, container)) {
        container = &root;
    }
    memory_region_add_subregion_overlap(container, random_below(SPAN), mr,
                                        (int)random_below(5) - 2);
}

static void change_something(void)
{
    MemoryRegion *mr = &regions[random_below(REGIONS)];

    switch (random_below(6)) {
    case 0:
        memory_region_set_enabled(mr, !mr->enabled);
        break;
    case 1:
        memory_region_set_address(mr, random_below(SPAN));
        break;
    case 2:
        memory_region_set_size(mr, random_below(SPAN));
        break;
    case 3:
        if (mr->alias) {
            memory_region_set_alias_offset(mr, random_below(SPAN));
        }
        break;
    default:
        if (mr->container) {
            memory_region_del_subregion(mr->container, mr);
        } else {
            put_somewhere(mr);
        }
        break;
    }
}

static void random_trees_show_what_the_model_says(void **state)
{
    for (unsigned seed = 1; seed <= 150; seed++) {
        random_state = seed;
        for (unsigned i = 0; i < REGIONS; i++) {
            make_random_region(i);
        }
        for (unsigned i = 0; i < REGIONS; i++) {
            put_somewhere(&regions[i]);
        }
        for (unsigned change = 0; change < 30; change++) {
            check_view(seed);
            check_pieces();
            change_something();
        }
        for (unsigned i = 0; i < REGIONS; i++) {
            if (regions[i].container) {
                memory_region_del_subregion(regions[i].container, &regions[i]);
            }
        }
        for (unsigned i = REGIONS; i-- > 0;) {
            object_unref(OBJECT(&regions[i]));
        }
    }
}

/* --- the ends of the address space -------------------------------------------------- */

static void whole_address_space_is_one_piece(void **state)
{
    memory_region_init_io(&regions[0], NULL, &spot_ops, &regions[0], NULL, UINT64_MAX);
    memory_region_add_subregion(&root, 0, &regions[0]);
    assert_int_equal(memory_region_size(&regions[0]), UINT64_MAX);
    for (unsigned bit = 0; bit < 64; bit++) {
        address_space_ldub(&space, UINT64_C(1) << bit, NO_ATTRS, NULL);
        assert_int_equal(seen.offset, UINT64_C(1) << bit);
    }
    address_space_ldub(&space, UINT64_MAX, NO_ATTRS, NULL);
    assert_int_equal(seen.offset, UINT64_MAX);
    drop_region(&regions[0]);
}

static void what_is_behind_the_end_is_cut_off(void **state)
{
    MemTxResult result;

    memory_region_init_io(&regions[0], NULL, &spot_ops, &regions[0], NULL, 0x1000);
    memory_region_add_subregion(&root, UINT64_MAX - 0xf, &regions[0]);
    address_space_ldub(&space, UINT64_MAX, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_OK);
    assert_int_equal(seen.offset, 0xf);
    address_space_ldub(&space, 0, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    drop_region(&regions[0]);
}

static void empty_address_space_has_nothing(void **state)
{
    for (unsigned bit = 0; bit < 64; bit++) {
        MemTxResult result;
        assert_int_equal(
            address_space_ldq_le(&space, UINT64_C(1) << bit, NO_ATTRS, &result), 0);
        assert_int_equal(result, MEMTX_DECODE_ERROR);
    }
}

static void thousand_regions_are_each_found(void **state)
{
    MemoryRegion *many = g_new0(MemoryRegion, 1000);

    memory_region_transaction_begin();
    for (unsigned i = 0; i < 1000; i++) {
        memory_region_init_io(&many[i], NULL, &spot_ops, &regions[i % REGIONS], NULL,
                              8 + i % 64);
        memory_region_add_subregion(&root, i * 0x100, &many[i]);
    }
    memory_region_transaction_commit();
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = 0; i < 1000; i++) {
            unsigned k = i * 617 % 1000;
            address_space_ldub(&space, k * 0x100 + 7, NO_ATTRS, NULL);
            assert_int_equal(seen.region, k % REGIONS);
            assert_int_equal(seen.offset, 7);
            MemTxResult result;
            address_space_ldub(&space, k * 0x100 + 0x90, NO_ATTRS, &result);
            assert_int_equal(result, MEMTX_DECODE_ERROR);
        }
    }
    for (unsigned i = 0; i < 1000; i++) {
        drop_region(&many[i]);
    }
    g_free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(random_trees_show_what_the_model_says),
        MEMORY_TEST(whole_address_space_is_one_piece),
        MEMORY_TEST(what_is_behind_the_end_is_cut_off),
        MEMORY_TEST(empty_address_space_has_nothing),
        MEMORY_TEST(thousand_regions_are_each_found),
    };
    start_memory_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
