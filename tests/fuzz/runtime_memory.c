/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a program that builds and changes a tree of regions and accesses it, also
 * from the callbacks of accesses. Whatever it does, RAM keeps its bytes, callbacks see
 * only offsets and sizes that their regions have, and owners live while they are called.
 */
#include "qemu/osdep.h"

#include "input.h"
#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "system/memory.h"

#define SPAN      256 /* addresses that are used */
#define PLACES    8
#define MAX_DEPTH 4
#define MAX_STEPS 400

/* An owner with one region. */
typedef struct Owner {
    Object parent_obj;
    MemoryRegion mr;
    bool ended;
    int in_use; /* callbacks that run */
} Owner;

#define TYPE_OWNER "fuzz-owner"
DECLARE_INSTANCE_CHECKER(Owner, OWNER, TYPE_OWNER)

static unsigned depth;
static unsigned steps;
static MemoryRegion root;
static AddressSpace space;
static Owner *owners[PLACES];

static void step(void);

static void check_call(Owner *owner, hwaddr addr, unsigned size)
{
    g_assert(!owner->ended);
    g_assert(size == 1 || size == 2 || size == 4 || size == 8);
    /* An access that begins in a region may reach over its end. */
    g_assert(addr < SPAN + 8);
    owner->in_use++;
    if (depth < MAX_DEPTH) {
        depth++;
        step();
        depth--;
    }
    owner->in_use--;
    g_assert(!owner->ended);
}

static uint64_t read_region(void *opaque, hwaddr addr, unsigned size)
{
    check_call(opaque, addr, size);
    return addr * 0x0101010101010101ULL;
}

static void write_region(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    g_assert(size == 8 || data >> (8 * size) == 0);
    check_call(opaque, addr, size);
}

static const MemoryRegionOps all_ops[] = {
    {.read = read_region, .write = write_region, .endianness = DEVICE_LITTLE_ENDIAN},
    {.read = read_region,
     .write = write_region,
     .endianness = DEVICE_BIG_ENDIAN,
     .valid = {.min_access_size = 1, .max_access_size = 8, .unaligned = true},
     .impl = {.min_access_size = 2, .max_access_size = 2}},
    {.read = read_region,
     .write = write_region,
     .endianness = DEVICE_LITTLE_ENDIAN,
     .valid = {.min_access_size = 4, .max_access_size = 4},
     .impl = {.min_access_size = 8, .max_access_size = 8}},
};

static void owner_finalize(Object *obj)
{
    Owner *owner = OWNER(obj);

    g_assert(owner->in_use == 0);
    owner->ended = true;
}

static void make(unsigned place)
{
    Owner *owner = OWNER(object_new(TYPE_OWNER));
    Owner *other = owners[next() % PLACES];
    uint64_t size = next() % SPAN;

    owners[place] = owner;
    switch (next() % 4) {
    case 0:
        memory_region_init(&owner->mr, OBJECT(owner), "box", size);
        break;
    case 1:
        memory_region_init_ram(&owner->mr, OBJECT(owner), "ram", size + 1, &error_abort);
        break;
    case 2:
        /* Of what has no aliases below it: none leads back. */
        if (other && !other->mr.alias && QTAILQ_EMPTY(&other->mr.subregions)) {
            object_ref(OBJECT(other));
            memory_region_init_alias(&owner->mr, OBJECT(owner), "alias", &other->mr,
                                     next() % SPAN, size);
            break;
        }
        /* fall through */
    default:
        memory_region_init_io(&owner->mr, OBJECT(owner),
                              &all_ops[next() % ARRAY_SIZE(all_ops)], owner, "io", size);
        break;
    }
}

static void unmap(MemoryRegion *mr)
{
    if (mr->container) {
        memory_region_del_subregion(mr->container, mr);
    }
}

static void drop(unsigned place)
{
    Owner *owner = owners[place];
    Object *aliased = owner->mr.alias ? owner->mr.alias->owner : NULL;
    MemoryRegion *sub;

    owners[place] = NULL;
    unmap(&owner->mr);
    while ((sub = QTAILQ_FIRST(&owner->mr.subregions)) != NULL) {
        memory_region_del_subregion(&owner->mr, sub);
    }
    object_unref(OBJECT(owner));
    if (aliased) {
        object_unref(aliased);
    }
}

static void change(Owner *owner)
{
    MemoryRegion *mr = &owner->mr;

    switch (next() % 5) {
    case 0:
        memory_region_set_enabled(mr, !mr->enabled);
        break;
    case 1:
        memory_region_set_address(mr, next() % SPAN);
        break;
    case 2:
        if (!mr->ram) {
            memory_region_set_size(mr, next() % SPAN);
        }
        break;
    case 3:
        memory_region_set_readonly(mr, !mr->readonly);
        break;
    default:
        if (mr->alias) {
            memory_region_set_alias_offset(mr, next() % SPAN);
        }
        break;
    }
}

static void map(Owner *owner)
{
    Owner *box = owners[next() % PLACES];
    MemoryRegion *container = &root;

    /* Only into what is in nothing that is below it, and never below an alias' target. */
    if (box && box != owner && !box->mr.alias && !memory_region_is_mapped(&box->mr) &&
        QTAILQ_EMPTY(&owner->mr.subregions) && !owner->mr.alias) {
        container = &box->mr;
    }
    memory_region_add_subregion_overlap(container, next() % SPAN, &owner->mr,
                                        (int8_t)next());
}

static void transfer(void)
{
    uint8_t buffer[24] = {0};
    hwaddr addr = next() % SPAN;
    hwaddr len = next() % (sizeof(buffer) - 8);
    MemTxAttrs attrs = {.memory = next() % 8 == 0};

    /* Nothing is written behind len. */
    memset(buffer + len, 0xa5, 8);
    address_space_rw(&space, addr, attrs, buffer, len, next() & 1);
    for (unsigned i = 0; i < 8; i++) {
        g_assert(buffer[len + i] == 0xa5);
    }
}

static void map_memory(void)
{
    hwaddr addr = next() % SPAN;
    hwaddr len = next() % 64;
    bool is_write = next() & 1;
    uint8_t *buffer =
        address_space_map(&space, addr, &len, is_write, MEMTXATTRS_UNSPECIFIED);

    if (buffer) {
        memset(buffer, next(), is_write ? len : 0);
        if (depth < MAX_DEPTH) {
            depth++;
            step();
            depth--;
        }
        address_space_unmap(&space, buffer, len, is_write, len);
    }
}

static void access_word(void)
{
    hwaddr addr = next() % SPAN;
    MemTxResult result;

    switch (next() % 6) {
    case 0:
        address_space_ldub(&space, addr, MEMTXATTRS_UNSPECIFIED, &result);
        break;
    case 1:
        address_space_lduw_be(&space, addr, MEMTXATTRS_UNSPECIFIED, &result);
        break;
    case 2:
        address_space_ldq_le(&space, addr, MEMTXATTRS_UNSPECIFIED, &result);
        break;
    case 3:
        address_space_stl_be(&space, addr, next(), MEMTXATTRS_UNSPECIFIED, &result);
        break;
    case 4:
        address_space_stl_le(&space, addr, next(), MEMTXATTRS_UNSPECIFIED, &result);
        break;
    default:
        address_space_ldl_le(&space, addr, MEMTXATTRS_UNSPECIFIED, &result);
        break;
    }
}

static void step(void)
{
    unsigned what = next();
    unsigned place = what / 8 % PLACES;
    Owner *owner = owners[place];

    if (++steps > MAX_STEPS) {
        return;
    }
    switch (what % 8) {
    case 0:
        if (owner) {
            drop(place);
        } else {
            make(place);
        }
        break;
    case 1:
        if (owner && owner->mr.container) {
            unmap(&owner->mr);
        } else if (owner) {
            map(owner);
        }
        break;
    case 2:
        if (owner) {
            change(owner);
        }
        break;
    case 3:
        map_memory();
        break;
    case 4:
        transfer();
        break;
    case 5:
        memory_region_transaction_begin();
        step();
        memory_region_transaction_commit();
        break;
    default:
        access_word();
        break;
    }
}

void target_start(void)
{
    static const TypeInfo owner_type = {
        .name = TYPE_OWNER,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(Owner),
        .instance_align = __alignof__(Owner),
        .instance_finalize = owner_finalize,
    };

    module_call_init(MODULE_INIT_QOM);
    type_register_static(&owner_type);
    qemu_init_main_loop(&error_abort);
    bql_lock();
}

void target_run(void)
{
    steps = 0;
    memory_region_init(&root, NULL, NULL, UINT64_MAX);
    address_space_init(&space, &root, "fuzz");
    while (input_is_left() && steps < MAX_STEPS) {
        step();
    }
    for (unsigned i = 0; i < PLACES; i++) {
        if (owners[i]) {
            drop(i);
        }
    }
    g_assert(QTAILQ_EMPTY(&root.subregions));
    address_space_destroy(&space);
    object_unref(OBJECT(&root));
}
