/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/ptimer.h"
#include "hwcore_fixture.h"
#include "vmstate_fixture.h"

static int calls;

static void count_call(void *opaque)
{
    calls++;
}

/* A counter with a period in ns, running. */
static ptimer_state *run(uint8_t policy, int64_t period, uint64_t count, uint64_t limit,
                         int oneshot)
{
    ptimer_state *s = ptimer_init(count_call, NULL, policy);

    calls = 0;
    ptimer_transaction_begin(s);
    ptimer_set_period(s, period);
    ptimer_set_limit(s, limit, 0);
    ptimer_set_count(s, count);
    ptimer_run(s, oneshot);
    ptimer_transaction_commit(s);
    return s;
}

static void assert_count(ptimer_state *s, uint64_t count, int expected_calls)
{
    assert_int_equal(ptimer_get_count(s), count);
    assert_int_equal(calls, expected_calls);
}

static void one_shot_counts_down_and_stops(void **state)
{
    ptimer_state *s = run(PTIMER_POLICY_LEGACY, 100, 10, 10, 1);

    assert_count(s, 10, 0);
    virtual_clock_step(1);
    assert_count(s, 9, 0);
    virtual_clock_step(998);
    assert_count(s, 0, 0);
    virtual_clock_step(1);
    assert_count(s, 0, 1);
    virtual_clock_step(5000);
    assert_count(s, 0, 1);
    ptimer_free(s);
}

static void periodic_begins_again_from_the_limit(void **state)
{
    ptimer_state *s = run(PTIMER_POLICY_LEGACY, 100, 5, 10, 0);

    virtual_clock_step(500);
    assert_count(s, 10, 1);
    virtual_clock_step(950);
    assert_count(s, 0, 1);
    virtual_clock_step(2050);
    assert_int_equal(calls, 4);
    ptimer_transaction_begin(s);
    ptimer_stop(s);
    ptimer_transaction_commit(s);
    virtual_clock_step(5000);
    assert_count(s, 10, 4);
    ptimer_free(s);
}

static void round_down_policy_shows_the_count_it_is_in(void **state)
{
    ptimer_state *s = run(PTIMER_POLICY_NO_COUNTER_ROUND_DOWN, 100, 10, 10, 1);

    assert_count(s, 10, 0);
    virtual_clock_step(50);
    assert_count(s, 10, 0);
    virtual_clock_step(100);
    assert_count(s, 9, 0);
    ptimer_free(s);
}

static void wrap_policy_stays_at_zero_for_a_period(void **state)
{
    uint8_t policy =
        PTIMER_POLICY_WRAP_AFTER_ONE_PERIOD | PTIMER_POLICY_NO_COUNTER_ROUND_DOWN;
    ptimer_state *s = run(policy, 100, 2, 2, 0);

    virtual_clock_step(200);
    assert_count(s, 0, 1);
    virtual_clock_step(50);
    assert_count(s, 0, 1);
    virtual_clock_step(60);
    assert_count(s, 2, 1);
    virtual_clock_step(190);
    assert_count(s, 0, 2);
    ptimer_free(s);
}

static void zero_count_calls_back_as_the_policy_says(void **state)
{
    ptimer_state *s = run(PTIMER_POLICY_LEGACY, 100, 0, 10, 0);

    assert_count(s, 10, 1);
    ptimer_free(s);
    s = run(PTIMER_POLICY_TRIGGER_ONLY_ON_DECREMENT, 100, 0, 10, 0);
    assert_count(s, 10, 0);
    ptimer_free(s);
    s = run(PTIMER_POLICY_NO_IMMEDIATE_TRIGGER | PTIMER_POLICY_NO_IMMEDIATE_RELOAD, 100,
            0, 10, 0);
    assert_count(s, 0, 0);
    virtual_clock_step(100);
    assert_count(s, 10, 1);
    ptimer_free(s);
}

static void zero_limit_stops_unless_triggers_are_continuous(void **state)
{
    ptimer_state *s = run(PTIMER_POLICY_LEGACY, 100, 3, 0, 0);

    virtual_clock_step(1000);
    assert_count(s, 0, 1);
    ptimer_free(s);
    s = run(PTIMER_POLICY_CONTINUOUS_TRIGGER | PTIMER_POLICY_NO_IMMEDIATE_TRIGGER |
                PTIMER_POLICY_NO_IMMEDIATE_RELOAD,
            100, 0, 0, 0);
    virtual_clock_step(1000);
    assert_count(s, 0, 10);
    ptimer_free(s);
}

static void no_period_means_no_counting(void **state)
{
    ptimer_state *s = run(PTIMER_POLICY_LEGACY, 0, 3, 3, 0);

    virtual_clock_step(1000);
    assert_count(s, 3, 0);
    ptimer_free(s);
    ptimer_free(NULL);
}

static void clocks_and_frequencies_are_exact(void **state)
{
    Object *owner = object_new(TYPE_CONTAINER);
    Clock *clk = clock_new(owner, "clk");
    ptimer_state *s = run(PTIMER_POLICY_LEGACY, 1, 3000000, 3000000, 1);

    ptimer_transaction_begin(s);
    ptimer_set_freq(s, 3000000);
    ptimer_set_count(s, 3000000);
    ptimer_transaction_commit(s);
    virtual_clock_step(NANOSECONDS_PER_SECOND - 1);
    assert_int_equal(calls, 1);
    clock_set_hz(clk, 6000000);
    ptimer_transaction_begin(s);
    ptimer_set_period_from_clock(s, clk, 2);
    ptimer_set_count(s, 3000);
    ptimer_run(s, 1);
    ptimer_transaction_commit(s);
    virtual_clock_step(500000);
    assert_int_equal(ptimer_get_count(s), 1499);
    assert_int_equal(ptimer_get_limit(s), 3000000);
    ptimer_free(s);
    object_unref(owner);
}

static void real_time_slows_short_runs_down(void **state)
{
    ptimer_state *s;
    int64_t shortest_end;
    int64_t now;

    virtual_clock_set_mode(VIRTUAL_CLOCK_REAL);
    shortest_end = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + 10000;
    s = run(PTIMER_POLICY_LEGACY, 1, 2, 2, 0);
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    /* Where the host took longer, there is nothing to be seen. */
    if (now < shortest_end) {
        virtual_clock_step(shortest_end - 1 - now);
        assert_int_equal(calls, 0);
    }
    ptimer_free(s);
}

/* A device's: who embeds the pointers does not see what is behind them. */
typedef struct Timers {
    ptimer_state *one;
    ptimer_state *two[2];
} Timers;

static const VMStateDescription vmstate_timers = {
    .name = "timers",
    .fields =
        (const VMStateField[]){
            VMSTATE_PTIMER(one, Timers),
            VMSTATE_PTIMER_ARRAY(two, Timers, 2),
            VMSTATE_END_OF_LIST(),
        },
};

static void counters_go_on_after_a_load(void **state)
{
    ptimer_state *saved = run(PTIMER_POLICY_LEGACY, 100, 7, 10, 0);
    Timers timers = {saved, {saved, saved}};
    QEMUFile *out = qemu_file_new_output(), *in;

    virtual_clock_step(150);
    assert_int_equal(
        vmstate_save_state(out, &vmstate_timers, &timers, NULL, &error_abort), 0);
    in = qemu_file_new_input(qemu_file_output(out)->data, qemu_file_output(out)->len);
    ptimer_transaction_begin(saved);
    ptimer_stop(saved);
    ptimer_set_count(saved, 0);
    ptimer_transaction_commit(saved);
    calls = 0;
    assert_int_equal(vmstate_load_state(in, &vmstate_timers, &timers, 0, &error_abort),
                     0);
    assert_count(saved, 5, 0);
    virtual_clock_step(550);
    assert_count(saved, 10, 1);
    qemu_file_free(in);
    qemu_file_free(out);
    ptimer_free(saved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_shot_counts_down_and_stops),
        cmocka_unit_test(periodic_begins_again_from_the_limit),
        cmocka_unit_test(round_down_policy_shows_the_count_it_is_in),
        cmocka_unit_test(wrap_policy_stays_at_zero_for_a_period),
        cmocka_unit_test(zero_count_calls_back_as_the_policy_says),
        cmocka_unit_test(zero_limit_stops_unless_triggers_are_continuous),
        cmocka_unit_test(no_period_means_no_counting),
        cmocka_unit_test(clocks_and_frequencies_are_exact),
        cmocka_unit_test(real_time_slows_short_runs_down),
        cmocka_unit_test(counters_go_on_after_a_load),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
