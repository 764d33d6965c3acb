/* SPDX-License-Identifier: MIT */
/* Who decides about an access, what it results in, and who must not make one now. */
#include "qemu/osdep.h"

#include "memory_fixture.h"
#include "runtime/memory.h"

/* The last callback. */
static hwaddr called_addr;
static unsigned n_calls;
static uint64_t written;

static uint64_t device_read(void *opaque, hwaddr addr, unsigned size)
{
    called_addr = addr;
    n_calls++;
    return 0x11223344;
}

static void device_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    called_addr = addr;
    n_calls++;
    written = data;
}

typedef struct Asked {
    hwaddr addr;
    unsigned size;
    bool is_write;
    MemTxAttrs attrs;
} Asked;

static Asked asked;

static bool accept_low_half(void *opaque, hwaddr addr, unsigned size, bool is_write,
                            MemTxAttrs attrs)
{
    *(Asked *)opaque = (Asked){addr, size, is_write, attrs};
    return addr < 8;
}

static const MemoryRegionOps choosy_ops = {
    .read = device_read,
    .write = device_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.accepts = accept_low_half},
};

static void accepts_is_asked_first_and_decides(void **state)
{
    MemoryRegion mr;
    MemTxResult result;

    memory_region_init_io(&mr, NULL, &choosy_ops, &asked, NULL, 0x100);
    memory_region_add_subregion(&root, 0x1000, &mr);
    n_calls = 0;
    address_space_ldl_le(&space, 0x1004, (MemTxAttrs){.requester_id = 77}, &result);
    assert_int_equal(result, MEMTX_OK);
    assert_int_equal(asked.addr, 4);
    assert_int_equal(asked.size, 4);
    assert_false(asked.is_write);
    assert_int_equal(asked.attrs.requester_id, 77);
    n_calls = 0;
    address_space_stb(&space, 0x1008, 1, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_DECODE_ERROR);
    assert_true(asked.is_write);
    assert_int_equal(n_calls, 0);
    drop_region(&mr);
}

static MemTxResult failing_read(void *opaque, hwaddr addr, uint64_t *data, unsigned size,
                                MemTxAttrs attrs)
{
    *data = 0xa0 + addr;
    return addr == 1 ? MEMTX_ERROR : addr == 2 ? MEMTX_ACCESS_ERROR : MEMTX_OK;
}

static MemTxResult failing_write(void *opaque, hwaddr addr, uint64_t data, unsigned size,
                                 MemTxAttrs attrs)
{
    return attrs.secure ? MEMTX_OK : MEMTX_ERROR;
}

static const MemoryRegionOps failing_ops = {
    .read_with_attrs = failing_read,
    .write_with_attrs = failing_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 1, .max_access_size = 4},
    .impl = {.min_access_size = 1, .max_access_size = 1},
};

static void result_is_the_union_of_all_pieces(void **state)
{
    MemoryRegion mr;
    MemTxResult result;

    memory_region_init_io(&mr, NULL, &failing_ops, NULL, NULL, 0x100);
    memory_region_add_subregion(&root, 0, &mr);
    assert_int_equal(address_space_ldl_le(&space, 0, NO_ATTRS, &result), 0xa3a2a1a0);
    assert_int_equal(result, MEMTX_ERROR | MEMTX_ACCESS_ERROR);
    address_space_lduw_le(&space, 4, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_OK);
    address_space_stw_le(&space, 0, 0, NO_ATTRS, &result);
    assert_int_equal(result, MEMTX_ERROR);
    address_space_stw_le(&space, 0, 0, (MemTxAttrs){.secure = 1}, &result);
    assert_int_equal(result, MEMTX_OK);
    drop_region(&mr);
}

static const MemoryRegionOps plain_ops = {
    .read = device_read,
    .write = device_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static void dispatch_follows_aliases(void **state)
{
    MemoryRegion mr;
    MemoryRegion alias;
    MemoryRegion outer;
    uint64_t value = 0;

    memory_region_init_io(&mr, NULL, &plain_ops, NULL, NULL, 0x100);
    memory_region_init_alias(&alias, NULL, NULL, &mr, 0x10, 0x20);
    memory_region_init_alias(&outer, NULL, NULL, &alias, 4, 8);
    assert_int_equal(
        memory_region_dispatch_read(&outer, 4, &value, MO_32 | MO_LE, NO_ATTRS),
        MEMTX_OK);
    assert_int_equal(called_addr, 0x18);
    assert_int_equal(value, 0x11223344);
    memory_region_dispatch_read(&outer, 4, &value, MO_32 | MO_BE, NO_ATTRS);
    assert_int_equal(value, 0x44332211);
    memory_region_dispatch_write(&outer, 0, 0x1122, MO_16 | MO_BE, NO_ATTRS);
    assert_int_equal(called_addr, 0x14);
    assert_int_equal(written, 0x2211);
    object_unref(OBJECT(&outer));
    object_unref(OBJECT(&alias));
    object_unref(OBJECT(&mr));
}

/* --- one access to a device at a time ----------------------------------------------- */

static MemReentrancyGuard the_guard;

static MemReentrancyGuard *guard_of(Object *owner)
{
    return &the_guard;
}

static MemTxResult inner_result;
static bool engaged;

static uint64_t read_other(void *opaque, hwaddr addr, unsigned size)
{
    engaged = the_guard.engaged_in_io;
    if (addr == 0) {
        return address_space_ldub(&space, 0x100, NO_ATTRS, &inner_result);
    }
    return 0x5a;
}

static void write_nothing(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
}

static const MemoryRegionOps reentrant_ops = {
    .read = read_other,
    .write = write_nothing,
    .endianness = DEVICE_LITTLE_ENDIAN,
};

static void access_to_a_device_at_work_is_refused(void **state)
{
    Object *owner = object_new(TYPE_TEST_OWNER);
    MemoryRegion mr;
    MemoryRegion other;
    MemTxResult result;

    memory_set_guard_lookup(guard_of);
    memory_region_init_io(&mr, owner, &reentrant_ops, &mr, NULL, 0x100);
    memory_region_init_io(&other, owner, &reentrant_ops, &other, NULL, 0x100);
    memory_set_guard_lookup(NULL);
    memory_region_add_subregion(&root, 0, &mr);
    memory_region_add_subregion(&root, 0xff, &other);
    /* other's offset 1 is at 0x100 */
    assert_int_equal(address_space_ldub(&space, 0, NO_ATTRS, &result), 0);
    assert_int_equal(result, MEMTX_OK);
    assert_int_equal(inner_result, MEMTX_ACCESS_ERROR);
    assert_true(engaged);
    assert_false(the_guard.engaged_in_io);
    /* Not refused: from outside, and where the device says that it can do it. */
    assert_int_equal(address_space_ldub(&space, 0x100, NO_ATTRS, &result), 0x5a);
    assert_int_equal(result, MEMTX_OK);
    other.disable_reentrancy_guard = true;
    mr.disable_reentrancy_guard = true;
    assert_int_equal(address_space_ldub(&space, 0, NO_ATTRS, &result), 0x5a);
    assert_int_equal(inner_result, MEMTX_OK);
    /* A lockless one can. */
    other.disable_reentrancy_guard = mr.disable_reentrancy_guard = false;
    memory_region_enable_lockless_io(&other);
    address_space_ldub(&space, 0, NO_ATTRS, &result);
    assert_int_equal(inner_result, MEMTX_OK);
    drop_region(&mr);
    drop_region(&other);
    object_unref(owner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY_TEST(accepts_is_asked_first_and_decides),
        MEMORY_TEST(result_is_the_union_of_all_pieces),
        MEMORY_TEST(dispatch_follows_aliases),
        MEMORY_TEST(access_to_a_device_at_work_is_refused),
    };
    start_memory_tests();
    register_test_owner();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
