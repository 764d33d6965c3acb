/* SPDX-License-Identifier: MIT */
/* An address space for each test, under the big lock; and a device that is bytes. */
#ifndef TESTS_RUNTIME_MEMORY_FIXTURE_H
#define TESTS_RUNTIME_MEMORY_FIXTURE_H

#include <cmocka.h>

#include "qapi/error.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "system/memory.h"

#define NO_ATTRS MEMTXATTRS_UNSPECIFIED

static MemoryRegion root;
static AddressSpace space;

static inline int make_space(void **state)
{
    bql_lock();
    memory_region_init(&root, NULL, NULL, UINT64_MAX);
    address_space_init(&space, &root, "test");
    return 0;
}

static inline int drop_space(void **state)
{
    address_space_destroy(&space);
    object_unref(OBJECT(&root));
    bql_unlock();
    return 0;
}

#define MEMORY_TEST(name) cmocka_unit_test_setup_teardown(name, make_space, drop_space)

static inline void start_memory_tests(void)
{
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
}

/* Take a region out of root and end it. */
static inline void drop_region(MemoryRegion *mr)
{
    if (mr->container) {
        memory_region_del_subregion(mr->container, mr);
    }
    object_unref(OBJECT(mr));
}

/* An owner of regions; its finalization is counted. */
#define TYPE_TEST_OWNER "test-owner"
static int owners_finalized;

static inline void test_owner_finalize(Object *obj)
{
    owners_finalized++;
}

static inline void register_test_owner(void)
{
    static const TypeInfo info = {
        .name = TYPE_TEST_OWNER,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(Object) + sizeof(MemoryRegion),
        .instance_finalize = test_owner_finalize,
    };
    type_register_static(&info);
}

/* The region in an owner's memory. */
static inline MemoryRegion *owners_region(Object *owner)
{
    return (MemoryRegion *)(void *)(owner + 1);
}

#endif
