/* SPDX-License-Identifier: MIT */
/* The HPET's block: capabilities, counter, legacy replacement, reset, numbering. */
#include <glib/gstdio.h>

#include "bindery/system/memtx.h"
#include "hpet_fixture.h"
#include "hpet_fw_cfg.h"

/* --- capabilities and widths -------------------------------------------------------- */

static void capabilities_tell_period_vendor_and_last_timer(void **state)
{
    Machine *m = *state;

    /* 10,000,000 fs; vendor 8086; legacy and 64-bit capable; revision 1. */
    assert_int_equal(read64(CAPABILITIES), 0x009896808086a201);
    assert_int_equal(read32(CAPABILITIES), 0x8086a201);
    assert_int_equal(read32(CAPABILITIES + HIGH), 10000000);

    machine_unplug(m);
    machine_plug(m, new_hpet(32));
    assert_int_equal(read32(CAPABILITIES), 0x8086bf01);
}

static void capabilities_cannot_be_written(void **state)
{
    write64(CAPABILITIES, UINT64_MAX);
    assert_int_equal(read64(CAPABILITIES), 0x009896808086a201);
}

static void general_configuration_has_two_bits(void **state)
{
    write64(CONFIG, UINT64_MAX);
    assert_int_equal(read64(CONFIG), 3);
    write32(CONFIG + HIGH, UINT32_MAX);
    assert_int_equal(read64(CONFIG), 3);
    write32(CONFIG, 0);
    assert_int_equal(read64(CONFIG), 0);
}

static void narrow_accesses_read_0_and_write_nothing(void **state)
{
    AddressSpace *as = &address_space_memory;
    MemTxAttrs attrs = MEMTXATTRS_UNSPECIFIED;

    write64(COUNTER, 0x1122334455667788);
    assert_int_equal(address_space_ldub(as, HPET_BASE + COUNTER, attrs, NULL), 0);
    assert_int_equal(address_space_lduw_le(as, HPET_BASE + COUNTER, attrs, NULL), 0);
    address_space_stb(as, HPET_BASE + COUNTER, 0xff, attrs, NULL);
    address_space_stw_le(as, HPET_BASE + COUNTER, 0xffff, attrs, NULL);
    assert_int_equal(read64(COUNTER), 0x1122334455667788);
}

static void offsets_without_a_register_read_0_and_take_writes(void **state)
{
    static const hwaddr offsets[] = {0x008, 0x018, 0x028, 0x0e8, 0x0f8, 0x118, 0x11c};

    for (size_t i = 0; i < G_N_ELEMENTS(offsets); i++) {
        write32(offsets[i], UINT32_MAX);
        assert_int_equal(read32(offsets[i]), 0);
    }
}

/* --- the counter -------------------------------------------------------------------- */

static void halted_counter_is_written_in_halves(void **state)
{
    write32(COUNTER, 0x55667788);
    write32(COUNTER + HIGH, 0x11223344);
    assert_int_equal(read64(COUNTER), 0x1122334455667788);
    run_ticks(1000);
    assert_int_equal(read64(COUNTER), 0x1122334455667788);
    assert_int_equal(read32(COUNTER + HIGH), 0x11223344);
}

static void counter_ticks_every_10_ns_while_enabled(void **state)
{
    write64(COUNTER, 0x1fffffffe);
    write32(CONFIG, ENABLE);
    virtual_clock_step(9);
    assert_int_equal(read64(COUNTER), 0x1fffffffe);
    virtual_clock_step(1);
    assert_int_equal(read64(COUNTER), 0x1ffffffff);
    run_ticks(1);
    assert_int_equal(read32(COUNTER), 0);
    assert_int_equal(read32(COUNTER + HIGH), 2);

    write32(CONFIG, 0);
    run_ticks(100);
    assert_int_equal(read64(COUNTER), 0x200000000);
    write32(CONFIG, ENABLE);
    run_ticks(5);
    assert_int_equal(read64(COUNTER), 0x200000005);
}

static void write_to_the_running_counter_has_no_effect(void **state)
{
    write32(CONFIG, ENABLE);
    run_ticks(10);
    write64(COUNTER, 1000000);
    assert_int_equal(read64(COUNTER), 10);
    /* Halting notes the counter, so the write is lost. */
    write32(CONFIG, 0);
    assert_int_equal(read64(COUNTER), 10);
}

static void running_counter_wraps_with_the_nanoseconds(void **state)
{
    write64(COUNTER, UINT64_MAX / 10);
    write32(CONFIG, ENABLE);
    assert_int_equal(read64(COUNTER), UINT64_MAX / 10);
    run_ticks(1);
    assert_int_equal(read64(COUNTER), 0);
}

/* --- legacy replacement ------------------------------------------------------------- */

static void inputs_pass_through_without_legacy_replacement(void **state)
{
    Machine *m = *state;

    set_input(m, 0, 1);
    set_input(m, 1, 1);
    assert_int_equal(m->lines[0].level, 1);
    assert_int_equal(m->lines[8].level, 1);
    set_input(m, 0, 0);
    set_input(m, 1, 0);
    assert_int_equal(m->lines[0].level, 0);
    assert_int_equal(m->lines[8].level, 0);
}

static void legacy_replacement_cuts_the_inputs_off(void **state)
{
    Machine *m = *state;

    assert_int_equal(m->pit_enabled, 1);
    set_input(m, 0, 1);
    set_input(m, 1, 1);
    write32(CONFIG, LEGACY);
    assert_int_equal(m->pit_enabled, 0);
    assert_int_equal(m->lines[0].level, 0);
    assert_int_equal(m->lines[8].level, 0);

    set_input(m, 0, 0);
    set_input(m, 0, 1);
    set_input(m, 1, 0);
    set_input(m, 1, 1);
    assert_int_equal(m->lines[0].level, 0);
    assert_int_equal(m->lines[8].level, 0);

    /* The RTC's level is known, the PIT's is not. */
    write32(CONFIG, 0);
    assert_int_equal(m->pit_enabled, 1);
    assert_int_equal(m->lines[0].level, 0);
    assert_int_equal(m->lines[8].level, 1);
}

static void legacy_replacement_routes_timers_0_and_1(void **state)
{
    Machine *m = *state;

    for (unsigned tn = 0; tn < 3; tn++) {
        write32(timer_config(tn), INT_ENB | route(20 + tn));
        write64(timer_comparator(tn), 100);
    }
    write32(CONFIG, ENABLE | LEGACY);
    run_ticks(100);
    assert_int_equal(rises(m, 0), 1);
    assert_int_equal(rises(m, 8), 1);
    assert_int_equal(rises(m, 20) + rises(m, 21), 0);
    assert_int_equal(rises(m, 22), 1);
}

/* --- reset -------------------------------------------------------------------------- */

static void reset_keeps_fsb_routes_status_and_lines(void **state)
{
    Machine *m = *state;

    write64(timer_fsb(1), 0x1122334455667788);
    write32(timer_config(0), LEVEL | INT_ENB | route(20));
    write64(timer_comparator(0), 5);
    write32(CONFIG, ENABLE | LEGACY);
    run_ticks(5);
    write32(timer_config(0), LEVEL | INT_ENB | route(20));
    assert_int_equal(read32(STATUS), 1);
    assert_int_equal(m->lines[0].level, 1);

    device_cold_reset(m->dev);
    assert_int_equal(read64(CONFIG), 0);
    assert_int_equal(read64(COUNTER), 0);
    assert_int_equal(read64(timer_config(0)), 0x00ff010400000030);
    assert_int_equal(read64(timer_comparator(0)), UINT64_MAX);
    assert_int_equal(read64(timer_fsb(1)), 0x1122334455667788);
    assert_int_equal(read32(STATUS), 1);
    assert_int_equal(m->lines[0].level, 1);
    assert_int_equal(m->pit_enabled, 1);
}

static void reset_disarms_timers(void **state)
{
    Machine *m = *state;

    write32(timer_config(0), INT_ENB | route(20));
    write64(timer_comparator(0), 100);
    write32(CONFIG, ENABLE);
    device_cold_reset(m->dev);
    run_ticks(1000);
    assert_int_equal(rises(m, 20), 0);
}

static void property_msi_shows_as_capability(void **state)
{
    Machine *m = *state;
    DeviceState *dev = new_hpet(3);

    qdev_prop_set_bit(dev, "msi", true);
    machine_unplug(m);
    machine_plug(m, dev);
    assert_int_equal(read64(timer_config(2)), 0x00ff010400008030);
}

/* --- trace points ------------------------------------------------------------------- */

static void trace_points_tell_what_makes_no_sense(void **state)
{
    g_autofree char *path = NULL;
    g_autofree char *text = NULL;
    int fd = g_file_open_tmp("hpet-trace-XXXXXX", &path, NULL);

    assert_true(fd >= 0);
    close(fd);
    qemu_set_log_filename(path, &error_abort);
    trace_enable_events("hpet_*");
    read32(0x0e8);
    read32(timer_config(9));
    write32(CONFIG, ENABLE);
    write32(COUNTER, 0x1234);
    write32(timer_config(0), MODE32);
    write32(timer_comparator(0) + HIGH, 1);
    trace_enable_events("-hpet_*");
    qemu_set_log_filename(NULL, &error_abort);

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_unlink(path);
    assert_non_null(strstr(text, "hpet_ram_read offset 0xe8 size 4\n"));
    assert_non_null(strstr(text, "hpet_ram_read_invalid offset 0xe8\n"));
    assert_non_null(strstr(text, "hpet_timer_id_out_of_range timer 9\n"));
    assert_non_null(strstr(text, "hpet_ram_write offset 0xf0 size 4 value 0x1234\n"));
    assert_non_null(
        strstr(text, "hpet_ram_write_counter_write_while_enabled value 0x1234\n"));
    assert_non_null(strstr(text, "hpet_ram_write_invalid_tn_cmp timer 0 has 32 bits\n"));
}

/* --- making ------------------------------------------------------------------------- */

static void assert_not_realized(DeviceState *dev, const char *text)
{
    Error *err = NULL;

    assert_false(sysbus_realize(SYS_BUS_DEVICE(dev), &err));
    assert_non_null(strstr(error_get_pretty(err), text));
    error_free(err);
    object_unref(OBJECT(dev));
}

static void realize_refuses_bad_properties(void **state)
{
    DeviceState *dev = new_hpet(3);

    assert_not_realized(new_hpet(2), "3 to 32 timers, not 2");
    assert_not_realized(new_hpet(33), "3 to 32 timers, not 33");
    qdev_prop_set_uint32(dev, "hpet-intcap", 0);
    assert_not_realized(dev, "\"hpet-intcap\" is not set");
}

static void blocks_are_numbered_and_described(void **state)
{
    Machine *m = *state;
    DeviceState *devs[HPET_FW_CFG_BLOCKS];
    /* As firmware reads it: little-endian. */
    const uint8_t first[] = {1, 0x01, 0xa2, 0x86, 0x80, 0, 0, 0xd0, 0xfe, 0, 0, 0, 0};

    assert_int_equal(HPET_BASE, 0xfed00000);
    assert_memory_equal(&hpet_fw_cfg, first, sizeof(first));
    assert_int_equal(sizeof(hpet_fw_cfg), 1 + 8 * 15);

    for (int i = 1; i < HPET_FW_CFG_BLOCKS; i++) {
        devs[i] = new_hpet((uint8_t)(3 + i));
        sysbus_realize(SYS_BUS_DEVICE(devs[i]), &error_abort);
        sysbus_mmio_map(SYS_BUS_DEVICE(devs[i]), 0, HPET_BASE + 0x1000 * (hwaddr)i);
        device_cold_reset(devs[i]);
        assert_int_equal(hpet_fw_cfg.count, i + 1);
        assert_int_equal(GUINT64_FROM_LE(hpet_fw_cfg.hpet[i].address),
                         HPET_BASE + 0x1000 * (hwaddr)i);
    }
    assert_int_equal(GUINT32_FROM_LE(hpet_fw_cfg.hpet[7].event_timer_block_id),
                     0x8086a901);
    assert_not_realized(new_hpet(3), "there can be no more");

    /* A number that was given back is the next one. */
    qdev_unrealize(devs[4]);
    assert_int_equal(hpet_fw_cfg.count, 8);
    assert_int_equal(hpet_fw_cfg.hpet[4].address, 0);
    object_property_set_bool(OBJECT(devs[4]), "realized", true, &error_abort);
    device_cold_reset(devs[4]);
    assert_int_not_equal(hpet_fw_cfg.hpet[4].event_timer_block_id, 0);

    for (int i = 1; i < HPET_FW_CFG_BLOCKS; i++) {
        object_unparent(OBJECT(devs[i]));
        object_unref(OBJECT(devs[i]));
    }
    assert_int_equal(hpet_fw_cfg.count, 1);
    assert_ptr_equal(m->dev, object_resolve_path_type("", "hpet", NULL));
}

#define test(name) cmocka_unit_test_setup_teardown(name, machine_setup, machine_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(capabilities_tell_period_vendor_and_last_timer),
        test(capabilities_cannot_be_written),
        test(general_configuration_has_two_bits),
        test(narrow_accesses_read_0_and_write_nothing),
        test(offsets_without_a_register_read_0_and_take_writes),
        test(halted_counter_is_written_in_halves),
        test(counter_ticks_every_10_ns_while_enabled),
        test(write_to_the_running_counter_has_no_effect),
        test(running_counter_wraps_with_the_nanoseconds),
        test(inputs_pass_through_without_legacy_replacement),
        test(legacy_replacement_cuts_the_inputs_off),
        test(legacy_replacement_routes_timers_0_and_1),
        test(reset_keeps_fsb_routes_status_and_lines),
        test(reset_disarms_timers),
        test(property_msi_shows_as_capability),
        test(trace_points_tell_what_makes_no_sense),
        test(realize_refuses_bad_properties),
        test(blocks_are_numbered_and_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
