/* SPDX-License-Identifier: MIT */
/* The bytes of every kind of scalar. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qemu/bitmap.h"
#include "qemu/timer.h"
#include "runtime/clock.h"
#include "vmstate_fixture.h"

typedef struct Scalars {
    bool b;
    int8_t i8;
    int16_t i16;
    int32_t i32;
    int64_t i64;
    uint8_t u8;
    uint16_t u16;
    uint32_t u32;
    uint64_t u64;
} Scalars;

static const VMStateDescription vmstate_scalars = {
    .name = "scalars",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_BOOL(b, Scalars),
            VMSTATE_INT8(i8, Scalars),
            VMSTATE_INT16(i16, Scalars),
            VMSTATE_INT32(i32, Scalars),
            VMSTATE_INT64(i64, Scalars),
            VMSTATE_UINT8(u8, Scalars),
            VMSTATE_UINT16(u16, Scalars),
            VMSTATE_UINT32(u32, Scalars),
            VMSTATE_UINT64(u64, Scalars),
            VMSTATE_END_OF_LIST(),
        },
};

static const char scalars_hex[] = "01 fe fffd fffffffc fffffffffffffffb"
                                  "81 8203 84050607 88090a0b0c0d0e0f";

static void scalars_are_big_endian(void **state)
{
    Scalars s = {true, -2, -3, -4, -5, 0x81, 0x8203, 0x84050607, 0x88090a0b0c0d0e0f};
    assert_saves(&vmstate_scalars, &s, scalars_hex);
}

static void scalars_are_loaded_with_their_signs(void **state)
{
    Scalars s = {0};
    assert_loads(&vmstate_scalars, &s, scalars_hex);
    assert_true(s.b);
    assert_int_equal(s.i8, -2);
    assert_int_equal(s.i16, -3);
    assert_int_equal(s.i32, -4);
    assert_true(s.i64 == -5);
    assert_int_equal(s.u8, 0x81);
    assert_int_equal(s.u16, 0x8203);
    assert_int_equal(s.u32, 0x84050607);
    assert_true(s.u64 == 0x88090a0b0c0d0e0f);
}

static void a_bool_that_is_neither_0_nor_1_is_true(void **state)
{
    Scalars s = {0};
    Error *err = NULL;
    assert_true(load_hex(&vmstate_scalars, &s, 1, "80", NULL, &err) < 0);
    error_free(err);
    assert_int_equal(*(uint8_t *)&s.b, 1);
}

static void a_stream_that_ends_in_a_scalar_is_refused(void **state)
{
    Scalars s = {0};
    assert_refuses(
        &vmstate_scalars, &s, "01 fe ff",
        "scalars: i16 at offset 2: the stream ends at offset 3 (bytes missing: 1)");
    assert_int_equal(s.i16, 0);
}

typedef struct Equals {
    uint8_t u8;
    uint16_t u16;
    int32_t i32;
    uint32_t u32;
    uint64_t u64;
    int32_t at_most;
} Equals;

static const VMStateDescription vmstate_equals = {
    .name = "equals",
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8_EQUAL(u8, Equals, NULL),
            VMSTATE_UINT16_EQUAL(u16, Equals, NULL),
            VMSTATE_INT32_EQUAL(i32, Equals, NULL),
            VMSTATE_UINT32_EQUAL(u32, Equals, "Set u32 first."),
            VMSTATE_UINT64_EQUAL(u64, Equals, NULL),
            VMSTATE_INT32_POSITIVE_LE(at_most, Equals),
            VMSTATE_END_OF_LIST(),
        },
};

static void equal_values_are_accepted(void **state)
{
    Equals s = {1, 2, -3, 4, 5, 6};
    assert_saves(&vmstate_equals, &s,
                 "01 0002 fffffffd 00000004 0000000000000005 00000006");
    assert_loads(&vmstate_equals, &s,
                 "01 0002 fffffffd 00000004 0000000000000005 00000002");
    assert_int_equal(s.at_most, 2);
}

static void other_values_are_refused_and_not_taken(void **state)
{
    static const Equals before = {1, 2, -3, 4, 5, 6};
    Equals s;
    memcpy(&s, &before, sizeof(s)); /* what is between the members, too */
    assert_refuses(&vmstate_equals, &s, "02",
                   "equals: u8 at offset 0: the value must be 1 here, but is 2");
    assert_refuses(&vmstate_equals, &s, "01 0102",
                   "equals: u16 at offset 1: the value must be 2 here, but is 258");
    assert_refuses(&vmstate_equals, &s, "01 0002 00000003",
                   "equals: i32 at offset 3: the value must be -3 here, but is 3");
    assert_refuses(&vmstate_equals, &s, "01 0002 fffffffd 00000005",
                   "equals: u32 at offset 7: the value must be 4 here, but is 5");
    assert_refuses(&vmstate_equals, &s, "01 0002 fffffffd 00000004 0000000000000006",
                   "equals: u64 at offset 11: the value must be 5 here, but is 6");
    assert_refuses(
        &vmstate_equals, &s, "01 0002 fffffffd 00000004 0000000000000005 00000007",
        "equals: at_most at offset 19: the value must be between 0 and 6 here, but is 7");
    assert_refuses(
        &vmstate_equals, &s, "01 0002 fffffffd 00000004 0000000000000005 80000000",
        "equals: at_most at offset 19: the value must be between 0 and 6 here, but is "
        "-2147483648");
    assert_memory_equal(&s, &before, sizeof(s));
}

static void a_short_stream_is_not_called_unequal(void **state)
{
    Equals s = {1, 2, -3, 4, 5, 6};
    assert_refuses(
        &vmstate_equals, &s, "",
        "equals: u8 at offset 0: the stream ends at offset 0 (bytes missing: 1)");
}

/* --- timers ------------------------------------------------------------------------- */

typedef struct Timers {
    QEMUTimer one;
    QEMUTimer *two;
    QEMUTimer many[2];
    QEMUTimer *pointers[2];
} Timers;

static const VMStateDescription vmstate_timers = {
    .name = "timers",
    .fields =
        (const VMStateField[]){
            VMSTATE_TIMER(one, Timers),
            VMSTATE_TIMER_PTR(two, Timers),
            VMSTATE_TIMER_ARRAY(many, Timers, 2),
            VMSTATE_TIMER_PTR_ARRAY(pointers, Timers, 2),
            VMSTATE_END_OF_LIST(),
        },
};

static void nothing(void *opaque)
{
}

static void init_timers(Timers *s)
{
    timer_init_ns(&s->one, QEMU_CLOCK_VIRTUAL, nothing, NULL);
    s->two = timer_new_ms(QEMU_CLOCK_VIRTUAL, nothing, NULL);
    timer_init_ns(&s->many[0], QEMU_CLOCK_VIRTUAL, nothing, NULL);
    timer_init_ns(&s->many[1], QEMU_CLOCK_VIRTUAL, nothing, NULL);
    s->pointers[0] = timer_new_ns(QEMU_CLOCK_VIRTUAL, nothing, NULL);
    s->pointers[1] = NULL;
}

static void finish_timers(Timers *s)
{
    timer_del(&s->one);
    timer_free(s->two);
    timer_del(&s->many[0]);
    timer_del(&s->many[1]);
    timer_free(s->pointers[0]);
}

static const char timers_hex[] = "0000000000001000 00000000000f4240 ffffffffffffffff"
                                 "0000000000003000 0000000000004000 30";

static void a_timer_is_its_deadline_in_nanoseconds(void **state)
{
    Timers s;
    init_timers(&s);
    timer_mod(&s.one, 0x1000);
    timer_mod(s.two, 1);
    timer_mod(&s.many[1], 0x3000);
    timer_mod(s.pointers[0], 0x4000);
    assert_saves(&vmstate_timers, &s, timers_hex);
    finish_timers(&s);
}

static void loading_arms_and_disarms_timers(void **state)
{
    Timers s;
    init_timers(&s);
    timer_mod(&s.many[0], 5);
    assert_loads(&vmstate_timers, &s, timers_hex);
    assert_true(timer_expire_time_ns(&s.one) == 0x1000);
    assert_true(timer_expire_time_ns(s.two) == 1000000);
    assert_false(timer_pending(&s.many[0]));
    assert_true(timer_expire_time_ns(&s.many[1]) == 0x3000);
    assert_true(timer_expire_time_ns(s.pointers[0]) == 0x4000);
    finish_timers(&s);
}

static void a_short_stream_leaves_the_timer_alone(void **state)
{
    Timers s;
    Error *err = NULL;
    init_timers(&s);
    timer_mod(&s.one, 5);
    assert_true(load_hex(&vmstate_timers, &s, 0, "00000000", NULL, &err) < 0);
    error_free(err);
    assert_true(timer_expire_time_ns(&s.one) == 5);
    finish_timers(&s);
}

static void an_object_where_none_is_here_is_refused(void **state)
{
    Timers s;
    Error *err = NULL;
    init_timers(&s);
    assert_true(load_hex(&vmstate_timers, &s, 0,
                         "0000000000001000 00000000000f4240 ffffffffffffffff"
                         "0000000000003000 0000000000004000 00",
                         NULL, &err) < 0);
    assert_error(err,
                 "timers: pointers[1] at offset 40: there is no object here, but the "
                 "stream has one");
    finish_timers(&s);
}

static int set_up(void **state)
{
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_are_big_endian),
        cmocka_unit_test(scalars_are_loaded_with_their_signs),
        cmocka_unit_test(a_bool_that_is_neither_0_nor_1_is_true),
        cmocka_unit_test(a_stream_that_ends_in_a_scalar_is_refused),
        cmocka_unit_test(equal_values_are_accepted),
        cmocka_unit_test(other_values_are_refused_and_not_taken),
        cmocka_unit_test(a_short_stream_is_not_called_unequal),
        cmocka_unit_test(a_timer_is_its_deadline_in_nanoseconds),
        cmocka_unit_test(loading_arms_and_disarms_timers),
        cmocka_unit_test(a_short_stream_leaves_the_timer_alone),
        cmocka_unit_test(an_object_where_none_is_here_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
