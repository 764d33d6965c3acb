/* SPDX-License-Identifier: MIT */
/* The HPET's saved state: its bytes, going on from it, and streams that are not to be
 * trusted. */
#include <string.h>

#include "hpet_fixture.h"

#define LINE 20

/* Bytes of a section: the block's part, then so many for each timer. */
#define BLOCK_SIZE     25
#define TIMER_SIZE     42
#define NUM_TIMERS_AT  24
#define TIMER_TN_AT(i) (BLOCK_SIZE + TIMER_SIZE * (i))

static GByteArray *save(void)
{
    return snapshot_save(&error_abort);
}

static void load(const GByteArray *stream)
{
    assert_int_equal(snapshot_load(stream->data, stream->len, &error_abort),
                     SNAPSHOT_LOADED);
}

static void assert_refused(const GByteArray *stream, const char *text)
{
    Error *err = NULL;

    assert_int_equal(snapshot_load(stream->data, stream->len, &err), SNAPSHOT_REFUSED);
    if (!strstr(error_get_pretty(err), text)) {
        fail_msg("expected \"%s\" in \"%s\"", text, error_get_pretty(err));
    }
    error_free(err);
}

/* The HPET's section in a stream: behind name, instance and version. */
static uint8_t *section(const GByteArray *stream)
{
    uint8_t *name = memmem(stream->data, stream->len, "\4hpet", 5);

    assert_non_null(name);
    return name + 5 + 8;
}

static void put(GByteArray *bytes, uint64_t value, int size)
{
    for (int i = size - 1; i >= 0; i--) {
        uint8_t byte = (uint8_t)(value >> 8 * i);
        g_byte_array_append(bytes, &byte, 1);
    }
}

static void put_timer(GByteArray *bytes, unsigned tn, uint64_t config, uint64_t cmp,
                      uint64_t fsb, uint64_t period, unsigned wrap, uint64_t deadline)
{
    put(bytes, tn, 1);
    put(bytes, config, 8);
    put(bytes, cmp, 8);
    put(bytes, fsb, 8);
    put(bytes, period, 8);
    put(bytes, wrap, 1);
    put(bytes, deadline, 8);
}

static void put_subsection(GByteArray *bytes, const char *name, uint64_t value, int size)
{
    put(bytes, 5, 1);
    put(bytes, strlen(name), 1);
    g_byte_array_append(bytes, (const uint8_t *)name, (guint)strlen(name));
    put(bytes, 1, 4);
    put(bytes, value, size);
}

/* --- bytes -------------------------------------------------------------------------- */

static void section_has_the_bytes_of_version_2(void **state)
{
    Machine *m = *state;
    const uint64_t caps = 0x00ff010400000030;
    GByteArray *expected = g_byte_array_new();
    GByteArray *stream;

    run_ticks(300);
    write64(COUNTER, 0xfffff000);
    write32(timer_config(0), LEVEL | INT_ENB | route(LINE));
    write64(timer_comparator(0), 0xfffff100);
    write32(timer_config(1), PERIODIC | VAL_SET | INT_ENB);
    write64(timer_comparator(1), 0x100000000);
    write32(timer_config(2), MODE32 | INT_ENB);
    write32(timer_comparator(2), 7);
    write64(timer_fsb(2), 0x1122334455667788);
    write32(CONFIG, ENABLE);
    set_input(m, 1, 1);
    run_ticks(0x100);

    put(expected, ENABLE, 8);
    put(expected, 1, 8);
    put(expected, 0xfffff100, 8);
    put(expected, 3, 1);
    put_timer(expected, 0, caps | LEVEL | INT_ENB | route(LINE), 0xfffff100, 0, 0, 0,
              UINT64_MAX);
    put_timer(expected, 1, caps | PERIODIC | INT_ENB, 0x100000000, 0, 0x100000000, 0,
              3000 + 0x1000 * 10);
    put_timer(expected, 2, caps | MODE32 | INT_ENB, 7, 0x1122334455667788, 0, 1,
              3000 + 0x1000 * 10);
    put_subsection(expected, "hpet/rtc_irq_level", 1, 1);
    put_subsection(expected, "hpet/offset", 0xfffff000 * UINT64_C(10) - 3000, 8);

    stream = save();
    assert_memory_equal(section(stream), expected->data, expected->len);
    /* The section's footer follows, so nothing more is there. */
    assert_int_equal(section(stream)[expected->len], 0x7e);
    g_byte_array_unref(stream);
    g_byte_array_unref(expected);
}

static void subsections_are_left_out_while_they_say_nothing(void **state)
{
    GByteArray *stream = save();

    assert_int_equal(section(stream)[BLOCK_SIZE + 3 * TIMER_SIZE], 0x7e);
    g_byte_array_unref(stream);
}

/* --- going on ----------------------------------------------------------------------- */

static void loaded_block_goes_on(void **state)
{
    Machine *m = *state;
    GByteArray *stream;

    run_ticks(1000);
    write32(timer_config(0), PERIODIC | VAL_SET | LEVEL | INT_ENB | route(LINE));
    write64(timer_comparator(0), 1000);
    write32(CONFIG, ENABLE);
    run_ticks(1500);
    write32(STATUS, 1);
    rises(m, LINE);
    stream = save();

    machine_unplug(m);
    virtual_clock_set_ns(25000);
    machine_plug(m, new_hpet(3));
    load(stream);
    assert_int_equal(read64(COUNTER), 1500);
    assert_int_equal(read64(timer_comparator(0)), 2000);
    assert_rises_after(m, LINE, 500);
    assert_int_equal(read32(STATUS), 1);
    g_byte_array_unref(stream);
}

static void loaded_mode_32_timer_matches_after_the_wrap(void **state)
{
    Machine *m = *state;
    GByteArray *stream;

    write64(COUNTER, 0xfffffff0);
    write32(timer_config(0), MODE32 | INT_ENB | route(LINE));
    write32(timer_comparator(0), 0x20);
    write32(CONFIG, ENABLE);
    stream = save();
    machine_unplug(m);
    machine_plug(m, new_hpet(3));
    load(stream);
    run_ticks(0x10);
    rises(m, LINE);
    assert_rises_after(m, LINE, 0x20);
    g_byte_array_unref(stream);
}

/* With the property the counter jumps with the clock, without it the clock does not
 * count. */
static void offset_is_saved_or_found_anew(void **state)
{
    Machine *m = *state;

    for (int saved = 0; saved <= 1; saved++) {
        DeviceState *dev = new_hpet(3);
        GByteArray *stream;

        qdev_prop_set_bit(dev, "hpet-offset-saved", saved);
        machine_unplug(m);
        machine_plug(m, dev);
        virtual_clock_set_ns(0);
        write32(CONFIG, ENABLE);
        run_ticks(100);
        stream = save();
        virtual_clock_set_ns(5000);
        load(stream);
        assert_int_equal(read64(COUNTER), saved ? 500 : 100);
        g_byte_array_unref(stream);
    }
}

static void level_of_the_rtc_is_loaded_or_cleared(void **state)
{
    Machine *m = *state;
    GByteArray *low, *high;

    write32(CONFIG, LEGACY);
    low = save();
    set_input(m, 1, 1);
    high = save();
    load(low);
    write32(CONFIG, 0);
    assert_int_equal(m->lines[8].level, 0);
    load(high);
    write32(CONFIG, 0);
    assert_int_equal(m->lines[8].level, 1);
    g_byte_array_unref(low);
    g_byte_array_unref(high);
}

/* --- streams that are not to be trusted --------------------------------------------- */

static void other_number_of_timers_is_refused(void **state)
{
    Machine *m = *state;
    GByteArray *stream;

    machine_unplug(m);
    machine_plug(m, new_hpet(5));
    stream = save();
    machine_unplug(m);
    machine_plug(m, new_hpet(3));
    write64(COUNTER, 77);
    assert_refused(stream, "make the device with timers=5");
    assert_int_equal(read64(COUNTER), 77);

    section(stream)[NUM_TIMERS_AT] = 3;
    assert_refused(stream, "more or fewer fields");
    assert_int_equal(read64(COUNTER), 77);
    g_byte_array_unref(stream);
}

static void timer_with_another_number_is_refused(void **state)
{
    GByteArray *stream = save();

    write64(COUNTER, 77);
    section(stream)[TIMER_TN_AT(1)] = 200;
    assert_refused(stream, "timer 1 says that it is number 200");
    assert_int_equal(read64(COUNTER), 77);
    assert_int_equal(read64(timer_config(1)), 0x00ff010400000030);
    g_byte_array_unref(stream);
}

static void version_1_is_refused(void **state)
{
    GByteArray *stream = save();

    section(stream)[-1] = 1;
    assert_refused(stream, "version 1 is older than version 2");
    g_byte_array_unref(stream);
}

static void truncated_streams_change_nothing(void **state)
{
    GByteArray *stream;
    uint8_t *data;
    guint end;

    write32(CONFIG, ENABLE);
    stream = save();
    data = section(stream);
    end = (guint)(data - stream->data) + BLOCK_SIZE + 3 * TIMER_SIZE;
    write32(CONFIG, 0);
    write64(COUNTER, 77);
    for (guint length = 0; length < end; length++) {
        GByteArray part = {stream->data, length};

        assert_refused(&part, "");
        assert_int_equal(read64(COUNTER), 77);
    }
    g_byte_array_unref(stream);
}

/* Whatever the bytes are: refused, or loaded and then no harm. */
static void damaged_streams_do_no_harm(void **state)
{
    static const uint8_t values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    GByteArray *good;
    size_t size, at;

    write32(timer_config(0), PERIODIC | VAL_SET | LEVEL | INT_ENB | route(LINE));
    write64(timer_comparator(0), 1000);
    write32(CONFIG, ENABLE);
    good = save();
    at = (size_t)(section(good) - good->data);
    size = BLOCK_SIZE + 3 * TIMER_SIZE + 30;

    for (size_t i = 0; i < size; i++) {
        for (size_t v = 0; v < G_N_ELEMENTS(values); v++) {
            g_autoptr(GByteArray) bad = g_byte_array_new();
            Error *err = NULL;

            g_byte_array_append(bad, good->data, good->len);
            bad->data[at + i] = values[v];
            if (snapshot_load(bad->data, bad->len, &err) != SNAPSHOT_LOADED) {
                error_free(err);
            }
            run_ticks(1000);
            write32(CONFIG, 0);
            write32(CONFIG, ENABLE | LEGACY);
            run_ticks(1000);
        }
    }
    load(good);
    assert_int_equal(read64(timer_comparator(1)), UINT64_MAX);
    g_byte_array_unref(good);
}

#define test(name) cmocka_unit_test_setup_teardown(name, machine_setup, machine_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(section_has_the_bytes_of_version_2),
        test(subsections_are_left_out_while_they_say_nothing),
        test(loaded_block_goes_on),
        test(loaded_mode_32_timer_matches_after_the_wrap),
        test(offset_is_saved_or_found_anew),
        test(level_of_the_rtc_is_loaded_or_cleared),
        test(other_number_of_timers_is_refused),
        test(timer_with_another_number_is_refused),
        test(version_1_is_refused),
        test(truncated_streams_change_nothing),
        test(damaged_streams_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
