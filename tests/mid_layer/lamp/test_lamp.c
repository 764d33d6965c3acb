/* SPDX-License-Identifier: MIT */
/* The lamp of docs/mid-layer.md: what a guest, a line and the clock see of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/bql/lock.h"
#include "bindery/system/memtx.h"
#include "bindery/util/duration.h"
#include "lamp.h"

static MemoryRegion root;
static AddressSpace space;
static Lamp lamp;
static qemu_irq line;
static int level;

static void note_level(void *opaque, int n, int new_level)
{
    level = new_level;
}

static MemTxResult turn_on(uint32_t ms)
{
    MemTxResult result;

    address_space_stl_le(&space, 0, ms, MEMTXATTRS_UNSPECIFIED, &result);
    return result;
}

static uint32_t is_on(void)
{
    return address_space_ldl_le(&space, 0, MEMTXATTRS_UNSPECIFIED, NULL);
}

static void lamp_goes_out_by_itself(void **state)
{
    assert_int_equal(is_on(), 0);
    assert_int_equal(turn_on(5), MEMTX_OK);
    assert_int_equal(is_on(), 1);
    assert_int_equal(level, 1);
    virtual_clock_step(ns_from_ms(5) - 1);
    assert_int_equal(is_on(), 1);
    virtual_clock_step(1);
    assert_int_equal(is_on(), 0);
    assert_int_equal(level, 0);
}

static void time_of_zero_changes_nothing(void **state)
{
    turn_on(5);
    turn_on(0);
    assert_int_equal(level, 1);
    virtual_clock_step(ns_from_ms(5));
    assert_int_equal(level, 0);
    turn_on(0);
    assert_int_equal(level, 0);
}

static void finished_lamp_is_forgotten(void **state)
{
    turn_on(5);
    memory_region_del_subregion(&root, &lamp.iomem);
    lamp_finish(&lamp);
    memset(&lamp, 0xff, sizeof(lamp));
    virtual_clock_step(ns_from_ms(10));
    assert_int_equal(level, 1);
    lamp_init(&lamp, line);
    memory_region_add_subregion(&root, 0, &lamp.iomem);
}

static int make_lamp(void **state)
{
    bql_lock();
    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    memory_region_init(&root, NULL, NULL, UINT64_MAX);
    address_space_init(&space, &root, "test");
    line = qemu_allocate_irq(note_level, NULL, 0);
    lamp_init(&lamp, line);
    memory_region_add_subregion(&root, 0, &lamp.iomem);
    return 0;
}

static int drop_lamp(void **state)
{
    memory_region_del_subregion(&root, &lamp.iomem);
    lamp_finish(&lamp);
    qemu_free_irq(line);
    address_space_destroy(&space);
    object_unref(&root);
    bql_unlock();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lamp_goes_out_by_itself),
        cmocka_unit_test(time_of_zero_changes_nothing),
        cmocka_unit_test(finished_lamp_is_forgotten),
    };
    return cmocka_run_group_tests(tests, make_lamp, drop_lamp);
}
