/* SPDX-License-Identifier: MIT */
/* Accesses of bus masters. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bindery/bql/lock.h"
#include "bindery/system/memtx.h"

#define RAM_SIZE 4096

static MemoryRegion root, ram;
static AddressSpace space;

/* Copies a descriptor of a guest; false with errp set where it is not in memory. */
static bool fetch_descriptor(hwaddr address, ByteBuffer descriptor, Error **errp)
{
    return memtx_ok(
        address_space_read_span(&space, address, MEMTXATTRS_UNSPECIFIED, descriptor),
        errp, "cannot read the descriptor at 0x%" PRIx64, address);
}

static void spans_are_read_and_written(void **state)
{
    const uint8_t sent[] = {1, 2, 3};
    uint8_t got[4] = {9, 9, 9, 9};

    assert_int_equal(address_space_write_span(&space, 16, MEMTXATTRS_UNSPECIFIED,
                                              span_of_array(ByteSpan, sent)),
                     MEMTX_OK);
    assert_true(fetch_descriptor(16, byte_buffer(got, 3), &error_abort));
    assert_memory_equal(got, "\1\2\3\11", 4);
}

static void failures_say_what_went_wrong(void **state)
{
    uint8_t got[4];
    OWNED_ERROR(nowhere);
    OWNED_ERROR(refused);
    OWNED_ERROR(failed);

    assert_false(fetch_descriptor(RAM_SIZE, span_of_array(ByteBuffer, got), nowhere));
    assert_string_equal(error_get_pretty(*nowhere),
                        "cannot read the descriptor at 0x1000: nothing takes such an "
                        "access there");
    assert_false(memtx_ok(MEMTX_ACCESS_ERROR | MEMTX_ERROR, refused, "no"));
    assert_string_equal(error_get_pretty(*refused), "no: the access is refused");
    assert_false(memtx_ok(MEMTX_ERROR, failed, "no"));
    assert_string_equal(error_get_pretty(*failed), "no: the device failed");
}

static int make_space(void **state)
{
    bql_lock();
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    memory_region_init(&root, NULL, NULL, UINT64_MAX);
    memory_region_init_ram(&ram, NULL, "ram", RAM_SIZE, &error_abort);
    memory_region_add_subregion(&root, 0, &ram);
    address_space_init(&space, &root, "test");
    return 0;
}

static int drop_space(void **state)
{
    address_space_destroy(&space);
    memory_region_del_subregion(&root, &ram);
    object_unparent(OBJECT(&ram));
    object_unref(&root);
    bql_unlock();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_are_read_and_written),
        cmocka_unit_test(failures_say_what_went_wrong),
    };
    return cmocka_run_group_tests(tests, make_space, drop_space);
}
