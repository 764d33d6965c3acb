/* SPDX-License-Identifier: MIT */
/* The HPET's timers: comparators, periods, 32-bit mode, status, routing, FSB messages. */
#include "hpet_fixture.h"

#define LINE 20

/* Timer tn with a configuration and a comparator, while the counter is halted. */
static void set_timer(unsigned tn, uint32_t config, uint64_t comparator)
{
    write32(timer_config(tn), config);
    write64(timer_comparator(tn), comparator);
}

/* --- one-shot ----------------------------------------------------------------------- */

static void one_shot_fires_once_at_the_match(void **state)
{
    Machine *m = *state;

    set_timer(0, INT_ENB | route(LINE), 100);
    write32(CONFIG, ENABLE);
    virtual_clock_step(999);
    assert_int_equal(rises(m, LINE), 0);
    virtual_clock_step(1);
    assert_int_equal(rises(m, LINE), 1);
    assert_int_equal(m->lines[LINE].level, 0);
    assert_int_equal(read32(STATUS), 0);
    run_ticks(1000000);
    assert_int_equal(rises(m, LINE), 0);
    assert_int_equal(read64(timer_comparator(0)), 100);
}

static void halted_counter_fires_nothing(void **state)
{
    Machine *m = *state;

    set_timer(0, INT_ENB | route(LINE), 100);
    run_ticks(1000);
    write32(CONFIG, ENABLE);
    run_ticks(50);
    write32(CONFIG, 0);
    run_ticks(1000);
    assert_int_equal(rises(m, LINE), 0);
    write32(CONFIG, ENABLE);
    run_ticks(50);
    assert_int_equal(rises(m, LINE), 1);
}

static void match_in_the_past_fires_at_once(void **state)
{
    Machine *m = *state;

    write64(COUNTER, 1000);
    set_timer(0, INT_ENB | route(LINE), 100);
    set_timer(1, INT_ENB | route(LINE + 1), 1000);
    write32(CONFIG, ENABLE);
    run_ticks(0);
    assert_int_equal(rises(m, LINE), 1);
    assert_int_equal(rises(m, LINE + 1), 1);
}

static void changed_configuration_arms_again(void **state)
{
    Machine *m = *state;

    set_timer(0, INT_ENB | route(LINE), 100);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal(rises(m, LINE), 1);
    write32(timer_config(0), INT_ENB | route(LINE + 1));
    run_ticks(0);
    assert_int_equal(rises(m, LINE), 0);
    assert_int_equal(rises(m, LINE + 1), 1);
}

/* --- configuration ------------------------------------------------------------------ */

static void configuration_keeps_what_the_guest_may_set(void **state)
{
    write64(timer_config(0), UINT64_MAX);
    assert_int_equal(read64(timer_config(0)), 0x00ff010400007f7e);
    write32(timer_config(0) + HIGH, 0);
    assert_int_equal(read64(timer_config(0)), 0x00ff010400007f7e);
    write64(timer_config(0), 0);
    assert_int_equal(read64(timer_config(0)), 0x00ff010400000030);
}

static void fsb_route_is_written_in_halves(void **state)
{
    write32(timer_fsb(2), 0x11223344);
    write32(timer_fsb(2) + HIGH, 0x55667788);
    assert_int_equal(read64(timer_fsb(2)), 0x5566778811223344);
    assert_int_equal(read32(timer_fsb(2) + HIGH), 0x55667788);
}

static void timer_behind_the_last_one_is_live_and_no_other(void **state)
{
    Machine *m = *state;

    write32(timer_config(3), LEVEL | INT_ENB | route(LINE));
    write32(timer_config(4), LEVEL | INT_ENB | route(LINE));
    assert_int_equal(read64(timer_config(3)), LEVEL | INT_ENB | route(LINE));
    assert_int_equal(read64(timer_config(4)), 0);
    write32(CONFIG, ENABLE);
    write32(timer_comparator(3), 100);
    run_ticks(100);
    assert_int_equal(m->lines[LINE].level, 1);
    assert_int_equal(read32(STATUS), 1 << 3);
    write32(STATUS, UINT32_MAX);
    assert_int_equal(read32(STATUS), 1 << 3);
}

static void block_of_32_timers_answers_for_those_in_its_space(void **state)
{
    Machine *m = *state;

    machine_unplug(m);
    machine_plug(m, new_hpet(32));
    set_timer(23, INT_ENB | route(LINE), 7);
    write32(CONFIG, ENABLE);
    run_ticks(7);
    assert_int_equal(rises(m, LINE), 1);
    assert_int_equal(read64(timer_config(23)) & 0xffff, 0x34 | route(LINE));
}

/* --- level and status --------------------------------------------------------------- */

static void level_stays_until_its_status_is_cleared(void **state)
{
    Machine *m = *state;

    set_timer(1, LEVEL | INT_ENB | route(LINE), 100);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal(m->lines[LINE].level, 1);
    assert_int_equal(read32(STATUS), 2);
    write32(STATUS, 1);
    assert_int_equal(read32(STATUS), 2);
    assert_int_equal(m->lines[LINE].level, 1);
    write32(STATUS + HIGH, UINT32_MAX);
    assert_int_equal(read32(STATUS), 2);
    write32(STATUS, 2);
    assert_int_equal(read32(STATUS), 0);
    assert_int_equal(m->lines[LINE].level, 0);
}

static void status_is_set_without_interrupt_enable(void **state)
{
    Machine *m = *state;

    set_timer(0, LEVEL | route(LINE), 100);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal(read32(STATUS), 1);
    assert_int_equal(m->lines[LINE].level, 0);
    write32(timer_config(0), LEVEL | INT_ENB | route(LINE));
    assert_int_equal(m->lines[LINE].level, 1);
}

static void halting_lowers_the_line_and_keeps_the_status(void **state)
{
    Machine *m = *state;

    set_timer(0, LEVEL | INT_ENB | route(LINE), 100);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    write32(CONFIG, 0);
    assert_int_equal(m->lines[LINE].level, 0);
    assert_int_equal(read32(STATUS), 1);
    write32(CONFIG, ENABLE);
    assert_int_equal(m->lines[LINE].level, 1);
}

static void level_that_becomes_edge_lowers_the_line_and_pulses(void **state)
{
    Machine *m = *state;

    set_timer(0, LEVEL | INT_ENB | route(LINE), 100);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal(rises(m, LINE), 1);
    write32(timer_config(0), INT_ENB | route(LINE));
    assert_int_equal(m->lines[LINE].level, 0);
    assert_int_equal(read32(STATUS), 0);
    run_ticks(0);
    assert_int_equal(rises(m, LINE), 1);
    assert_int_equal(m->lines[LINE].level, 0);
}

static void route_of_a_pending_level_moves_and_leaves_the_old_line_high(void **state)
{
    Machine *m = *state;

    set_timer(0, LEVEL | INT_ENB | route(LINE), 100);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    write32(timer_config(0), LEVEL | INT_ENB | route(LINE + 1));
    run_ticks(0);
    assert_int_equal(m->lines[LINE].level, 1);
    assert_int_equal(m->lines[LINE + 1].level, 1);
    write32(STATUS, 1);
    assert_int_equal(m->lines[LINE].level, 1);
    assert_int_equal(m->lines[LINE + 1].level, 0);
}

/* --- periodic ----------------------------------------------------------------------- */

static void value_set_gives_value_and_period(void **state)
{
    Machine *m = *state;

    write32(timer_config(0), PERIODIC | VAL_SET | INT_ENB | route(LINE));
    write64(timer_comparator(0), 5000);
    assert_int_equal(read32(timer_config(0)) & VAL_SET, 0);
    write64(timer_comparator(0), 2000);
    assert_int_equal(read64(timer_comparator(0)), 5000);
    write32(CONFIG, ENABLE);
    assert_rises_after(m, LINE, 5000);
    /*
     * A clock that is stepped meets the match exactly, which is not left before the
     * counter is beyond it: it fires once more, a microsecond later.
     */
    assert_int_equal(read64(timer_comparator(0)), 5000);
    run_ticks(100);
    assert_int_equal(rises(m, LINE), 1);
    assert_int_equal(read64(timer_comparator(0)), 7000);
    assert_rises_after(m, LINE, 1900);
    run_ticks(200000);
    assert_int_equal(rises(m, LINE), 2 * 100);
}

static void period_goes_on_after_the_counter_was_halted(void **state)
{
    Machine *m = *state;

    write32(timer_config(0), PERIODIC | VAL_SET | INT_ENB | route(LINE));
    write64(timer_comparator(0), 1000);
    write32(CONFIG, ENABLE);
    run_ticks(2500);
    assert_int_equal(rises(m, LINE), 2 * 2);
    write32(CONFIG, 0);
    run_ticks(100000);
    write32(CONFIG, ENABLE);
    assert_rises_after(m, LINE, 500);
}

static void periods_are_at_least_a_microsecond(void **state)
{
    Machine *m = *state;

    write32(timer_config(0), PERIODIC | VAL_SET | INT_ENB | route(LINE));
    write64(timer_comparator(0), 1);
    write32(CONFIG, ENABLE);
    run_ticks(1000);
    assert_in_range(rises(m, LINE), 9, 11);
    run_ticks(1000);
    assert_int_equal(rises(m, LINE), 10);
}

static void period_0_fires_once(void **state)
{
    Machine *m = *state;

    write32(timer_config(0), PERIODIC | VAL_SET | INT_ENB | route(LINE));
    write64(timer_comparator(0), 0);
    write32(CONFIG, ENABLE);
    run_ticks(100000);
    assert_int_equal(rises(m, LINE), 1);
}

/* A loop that adds periods one by one would go on for centuries. */
static void tiny_period_catches_up_with_a_far_counter(void **state)
{
    Machine *m = *state;

    write64(COUNTER, UINT64_MAX / 20);
    write32(timer_config(0), PERIODIC | VAL_SET | INT_ENB | route(LINE));
    write64(timer_comparator(0), 3);
    write32(CONFIG, ENABLE);
    run_ticks(0);
    assert_in_range(rises(m, LINE), 1, 2);
    assert_in_range(read64(timer_comparator(0)) - UINT64_MAX / 20, 0, 2);
    assert_int_equal(read64(timer_comparator(0)) % 3, 0);
    run_ticks(1000);
    assert_in_range(rises(m, LINE), 9, 11);
}

/* Its nanoseconds wrap, and it seems to have passed, long ago or just now. */
static void match_beyond_the_clock_does_not_hang(void **state)
{
    Machine *m = *state;
    static const uint64_t matches[] = {UINT64_MAX / 12, UINT64_MAX / 10 + 500};
    static const uint64_t periods[] = {1, 1000, UINT64_MAX / 2, UINT64_MAX};

    for (size_t i = 0; i < G_N_ELEMENTS(matches) * G_N_ELEMENTS(periods); i++) {
        machine_unplug(m);
        virtual_clock_set_ns(0);
        machine_plug(m, new_hpet(3));
        write32(CONFIG, ENABLE);
        run_ticks(500);
        write32(timer_config(0), PERIODIC | VAL_SET | INT_ENB | route(LINE));
        write64(timer_comparator(0), matches[i % G_N_ELEMENTS(matches)]);
        write64(timer_comparator(0), periods[i / G_N_ELEMENTS(matches)]);
        run_ticks(10000);
        assert_in_range(rises(m, LINE), 1, 101);
    }
}

/* --- 32-bit mode -------------------------------------------------------------------- */

static void mode_32_cuts_comparator_and_period(void **state)
{
    write64(timer_comparator(0), 0x1122334455667788);
    write32(timer_config(0), MODE32);
    assert_int_equal(read64(timer_comparator(0)), 0x55667788);
    write64(timer_comparator(0), 0x99aabbccddeeff00);
    assert_int_equal(read64(timer_comparator(0)), 0xddeeff00);
}

static void mode_32_ignores_the_high_half_and_keeps_value_set(void **state)
{
    write32(timer_config(0), MODE32 | PERIODIC | VAL_SET);
    write32(timer_comparator(0) + HIGH, 0x1234);
    assert_int_equal(read64(timer_comparator(0)), UINT32_MAX);
    assert_int_equal(read32(timer_config(0)) & VAL_SET, VAL_SET);
    write32(timer_comparator(0), 0x5678);
    assert_int_equal(read64(timer_comparator(0)), 0x5678);
    assert_int_equal(read32(timer_config(0)) & VAL_SET, 0);
}

static void mode_32_periodic_goes_through_the_wrap(void **state)
{
    Machine *m = *state;

    run_ticks(1000);
    write64(COUNTER, 0x7fffffff0);
    write32(timer_config(0), MODE32 | PERIODIC | VAL_SET | INT_ENB | route(LINE));
    write32(timer_comparator(0), 0xfffffff8);
    write32(timer_comparator(0), 0x200);
    write32(CONFIG, ENABLE);
    run_ticks(8);
    assert_int_equal(rises(m, LINE), 1);
    run_ticks(0x1ff);
    assert_int_equal(rises(m, LINE), 1);
    assert_int_equal(read64(timer_comparator(0)), 0x1f8);
    run_ticks(1);
    assert_int_equal(rises(m, LINE), 1);
}

static void mode_32_one_shot_waits_for_the_wrap(void **state)
{
    Machine *m = *state;

    write64(COUNTER, 0xfffffff00);
    set_timer(0, MODE32 | INT_ENB | route(LINE), 0x40);
    write32(CONFIG, ENABLE);
    run_ticks(0xff);
    assert_int_equal(rises(m, LINE), 0);
    run_ticks(1);
    rises(m, LINE);
    assert_rises_after(m, LINE, 0x40);
}

/* --- FSB messages ------------------------------------------------------------------- */

static void fsb_message_goes_to_memory_and_not_to_the_line(void **state)
{
    Machine *m = *state;

    set_timer(0, FSB_EN | INT_ENB | route(LINE), 100);
    write32(timer_fsb(0), 0xcafef00d);
    write32(timer_fsb(0) + HIGH, RAM_BASE + 0x104);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal((uint32_t)ldl_le_p(m->ram + 0x104), 0xcafef00d);
    assert_int_equal((uint32_t)ldl_le_p(m->ram + 0x108), 0);
    assert_int_equal(rises(m, LINE), 0);
    assert_int_equal(read32(STATUS), 0);
}

static void fsb_level_sets_the_status(void **state)
{
    Machine *m = *state;

    set_timer(0, FSB_EN | LEVEL | INT_ENB | route(LINE), 100);
    write32(timer_fsb(0), 7);
    write32(timer_fsb(0) + HIGH, RAM_BASE);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal(read32(STATUS), 1);
    assert_int_equal((uint32_t)ldl_le_p(m->ram), 7);
    assert_int_equal(m->lines[LINE].level, 0);
    /* Halting and resetting deliver nothing more; running again does. */
    memset(m->ram, 0, 4);
    write32(CONFIG, 0);
    assert_int_equal((uint32_t)ldl_le_p(m->ram), 0);
    write32(CONFIG, ENABLE);
    assert_int_equal((uint32_t)ldl_le_p(m->ram), 7);
}

/* A message to the general configuration would halt the counter. */
static void fsb_message_to_the_block_itself_is_refused(void **state)
{
    Machine *m = *state;

    set_timer(0, FSB_EN | LEVEL | INT_ENB, 100);
    write32(timer_fsb(0), 0);
    write32(timer_fsb(0) + HIGH, HPET_BASE + CONFIG);
    write32(CONFIG, ENABLE);
    run_ticks(100);
    assert_int_equal(read32(STATUS), 1);
    assert_int_equal(read32(CONFIG), ENABLE);
    /* And as what an access or a reset causes. */
    write32(timer_config(0), FSB_EN | LEVEL);
    write32(timer_config(0), FSB_EN | LEVEL | INT_ENB);
    assert_int_equal(read32(CONFIG), ENABLE);
    write32(timer_fsb(0) + HIGH, HPET_BASE + timer_comparator(1));
    device_cold_reset(m->dev);
    assert_int_equal(read64(timer_comparator(1)), UINT64_MAX);
}

#define test(name) cmocka_unit_test_setup_teardown(name, machine_setup, machine_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(one_shot_fires_once_at_the_match),
        test(halted_counter_fires_nothing),
        test(match_in_the_past_fires_at_once),
        test(changed_configuration_arms_again),
        test(configuration_keeps_what_the_guest_may_set),
        test(fsb_route_is_written_in_halves),
        test(timer_behind_the_last_one_is_live_and_no_other),
        test(block_of_32_timers_answers_for_those_in_its_space),
        test(level_stays_until_its_status_is_cleared),
        test(status_is_set_without_interrupt_enable),
        test(halting_lowers_the_line_and_keeps_the_status),
        test(level_that_becomes_edge_lowers_the_line_and_pulses),
        test(route_of_a_pending_level_moves_and_leaves_the_old_line_high),
        test(value_set_gives_value_and_period),
        test(period_goes_on_after_the_counter_was_halted),
        test(periods_are_at_least_a_microsecond),
        test(period_0_fires_once),
        test(tiny_period_catches_up_with_a_far_counter),
        test(match_beyond_the_clock_does_not_hang),
        test(mode_32_cuts_comparator_and_period),
        test(mode_32_ignores_the_high_half_and_keeps_value_set),
        test(mode_32_periodic_goes_through_the_wrap),
        test(mode_32_one_shot_waits_for_the_wrap),
        test(fsb_message_goes_to_memory_and_not_to_the_line),
        test(fsb_level_sets_the_status),
        test(fsb_message_to_the_block_itself_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
