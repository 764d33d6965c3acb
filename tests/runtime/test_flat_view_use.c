/* SPDX-License-Identifier: MIT */
/* Accesses while what they see changes: from callbacks, and from other threads. */
#include "qemu/osdep.h"

#include "memory_fixture.h"
#include "qemu/atomic.h"
#include "qemu/thread.h"

/* What a callback does before it answers. */
typedef struct Action {
    void (*act)(void *opaque);
    void *opaque;
    unsigned calls;
} Action;

static uint64_t act_read(void *opaque, hwaddr addr, unsigned size)
{
    Action *action = opaque;

    action->calls++;
    if (action->act) {
        action->act(action->opaque);
    }
    return 0x42;
}

static void act_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    act_read(opaque, addr, size);
}

static const MemoryRegionOps action_ops = {
    .read = act_read,
    .write = act_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static void unmap(void *opaque)
{
    MemoryRegion *mr = opaque;

    if (mr->container) {
        memory_region_del_subregion(mr->container, mr);
    }
}

static void access_goes_on_in_the_view_that_it_began_with(void **state)
{
    MemoryRegion mr;
    Action action = {unmap, &mr, 0};
    uint8_t data[12];

    memory_region_init_io(&mr, NULL, &action_ops, &action, NULL, 0x100);
    memory_region_add_subregion(&root, 0, &mr);
    /* The first of three reads takes the region away. */
    assert_int_equal(address_space_read(&space, 0, NO_ATTRS, data, sizeof(data)),
                     MEMTX_OK);
    assert_int_equal(action.calls, 3);
    assert_int_equal(address_space_read(&space, 0, NO_ATTRS, data, sizeof(data)),
                     MEMTX_DECODE_ERROR);
    drop_region(&mr);
}

static void drop_owner(void *opaque)
{
    Object **owner = opaque;

    if (*owner) {
        memory_region_del_subregion(&root, owners_region(*owner));
        object_unref(*owner);
        *owner = NULL;
        assert_int_equal(owners_finalized, 0);
    }
}

static void owner_lives_until_the_access_ends(void **state)
{
    for (int is_load = 0; is_load < 2; is_load++) {
        Object *owner = object_new(TYPE_TEST_OWNER);
        Action action = {drop_owner, &owner, 0};
        uint8_t data[8];

        owners_finalized = 0;
        memory_region_init_io(owners_region(owner), owner, &action_ops, &action, "r", 8);
        memory_region_add_subregion(&root, 0, owners_region(owner));
        if (is_load) {
            assert_int_equal(address_space_ldub(&space, 0, NO_ATTRS, NULL), 0x42);
        } else {
            address_space_read(&space, 0, NO_ATTRS, data, sizeof(data));
        }
        assert_int_equal(owners_finalized, 1);
        assert_null(owner);
    }
}

static MemoryRegion *ram_to_drop;

static void drop_ram(void *opaque)
{
    if (ram_to_drop) {
        drop_region(ram_to_drop);
        ram_to_drop = NULL;
    }
}

static void ram_lives_until_the_access_ends(void **state)
{
    MemoryRegion mr;
    MemoryRegion ram;
    Action action = {drop_ram, NULL, 0};
    uint8_t data[16] = {0};

    memory_region_init_io(&mr, NULL, &action_ops, &action, NULL, 8);
    memory_region_init_ram(&ram, NULL, NULL, 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0, &mr);
    memory_region_add_subregion(&root, 8, &ram);
    memset(memory_region_get_ram_ptr(&ram), 0x77, 8);
    ram_to_drop = &ram;
    assert_int_equal(address_space_read(&space, 0, NO_ATTRS, data, sizeof(data)),
                     MEMTX_OK);
    assert_int_equal(data[0], 0x42);
    assert_int_equal(data[8], 0x77);
    assert_int_equal(address_space_ldub(&space, 8, NO_ATTRS, NULL), 0);
    drop_region(&mr);
}

static AddressSpace *other_space;

static void destroy_space(void *opaque)
{
    if (other_space) {
        address_space_destroy_free(other_space);
        other_space = NULL;
    }
}

static void address_space_may_end_during_an_access(void **state)
{
    MemoryRegion mr;
    Action action = {destroy_space, NULL, 0};
    uint8_t data[8];

    memory_region_init_io(&mr, NULL, &action_ops, &action, NULL, 0x100);
    other_space = g_new0(AddressSpace, 1);
    address_space_init(other_space, &mr, NULL);
    assert_int_equal(address_space_read(other_space, 0, NO_ATTRS, data, 8), MEMTX_OK);
    assert_null(other_space);
    assert_int_equal(action.calls, 2);
    drop_region(&mr);
}

static void read_inner(void *opaque)
{
    Action *self = opaque;

    if (self->calls < 50) {
        assert_int_equal(address_space_ldub(&space, 0, NO_ATTRS, NULL), 0x42);
    }
}

static void accesses_nest(void **state)
{
    MemoryRegion mr;
    Action action = {read_inner, &action, 0};

    memory_region_init_io(&mr, NULL, &action_ops, &action, NULL, 0x100);
    memory_region_add_subregion(&root, 0, &mr);
    assert_int_equal(address_space_ldub(&space, 0, NO_ATTRS, NULL), 0x42);
    assert_int_equal(action.calls, 50);
    drop_region(&mr);
}

/* --- other threads ------------------------------------------------------------------ */

typedef struct Reader {
    QemuThread thread;
    unsigned reads;
} Reader;

static bool stop;
static bool lock_seen_free;

static void note_lock(void *opaque)
{
    if (!bql_locked()) {
        qatomic_set(&lock_seen_free, true);
    }
}

/* Reads RAM, which is always there, and a device, which comes and goes. */
static void *read_all_the_time(void *opaque)
{
    Reader *reader = opaque;

    while (!qatomic_read(&stop)) {
        MemTxResult result;
        assert_int_equal(address_space_ldl_le(&space, 0x1000, NO_ATTRS, &result),
                         0x11223344);
        assert_int_equal(result, MEMTX_OK);
        uint8_t byte = address_space_ldub(&space, 0, NO_ATTRS, &result);
        assert_true(result == MEMTX_OK ? byte == 0x42 : byte == 0);
        qatomic_inc(&reader->reads);
    }
    return NULL;
}

static void threads_read_while_the_tree_changes(void **state)
{
    MemoryRegion mr;
    MemoryRegion ram;
    Action action = {note_lock, NULL, 0};
    Reader readers[2] = {0};

    memory_region_init_io(&mr, NULL, &action_ops, &action, NULL, 0x100);
    memory_region_init_ram(&ram, NULL, NULL, 0x1000, &error_abort);
    memory_region_add_subregion(&root, 0x1000, &ram);
    stl_le_p(memory_region_get_ram_ptr(&ram), 0x11223344);
    stop = false;
    lock_seen_free = false;
    for (int i = 0; i < 2; i++) {
        qemu_thread_create(&readers[i].thread, "reader", read_all_the_time, &readers[i],
                           QEMU_THREAD_JOINABLE);
    }
    for (unsigned i = 0; i < 500 || qatomic_read(&readers[0].reads) < 50 ||
                         qatomic_read(&readers[1].reads) < 50;
         i++) {
        memory_region_add_subregion(&root, 0, &mr);
        memory_region_del_subregion(&root, &mr);
        /* Let the readers have the lock for the device. */
        memory_region_add_subregion(&root, 0, &mr);
        bql_unlock();
        g_thread_yield();
        bql_lock();
        memory_region_del_subregion(&root, &mr);
    }
    qatomic_set(&stop, true);
    bql_unlock();
    for (int i = 0; i < 2; i++) {
        qemu_thread_join(&readers[i].thread);
    }
    bql_lock();
    assert_true(action.calls > 0);
    assert_false(lock_seen_free);
    drop_region(&mr);
    drop_region(&ram);
}

static void *read_once(void *opaque)
{
    assert_int_equal(address_space_ldub(&space, 0, NO_ATTRS, NULL), 0x42);
    return NULL;
}

static void lockless_region_is_read_without_the_lock(void **state)
{
    MemoryRegion mr;
    Action action = {note_lock, NULL, 0};
    QemuThread thread;

    memory_region_init_io(&mr, NULL, &action_ops, &action, NULL, 0x100);
    memory_region_enable_lockless_io(&mr);
    memory_region_add_subregion(&root, 0, &mr);
    lock_seen_free = false;
    /* We have the lock all the time. */
    qemu_thread_create(&thread, "lockless", read_once, NULL, QEMU_THREAD_JOINABLE);
    qemu_thread_join(&thread);
    assert_true(lock_seen_free);
    assert_int_equal(action.calls, 1);
    drop_region(&mr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(access_goes_on_in_the_view_that_it_began_with),
        MEMORY_TEST(owner_lives_until_the_access_ends),
        MEMORY_TEST(ram_lives_until_the_access_ends),
        MEMORY_TEST(address_space_may_end_during_an_access),
        MEMORY_TEST(accesses_nest),
        MEMORY_TEST(threads_read_while_the_tree_changes),
        MEMORY_TEST(lockless_region_is_read_without_the_lock),
    };
    start_memory_tests();
    register_test_owner();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
