/* SPDX-License-Identifier: MIT */
/* Owned references: what is dropped at the end of a scope, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/bql/owned.h"
#include "bindery/hwcore/owned.h"
#include "bindery/migration/owned.h"
#include "bindery/qom/owned.h"
#include "bindery/util/duration.h"
#include "typed_fixture.h"

#define TYPE_COUNTED "test-counted"

static int alive;

static void counted_init(Object *object)
{
    alive++;
}

static void counted_finalize(Object *object)
{
    alive--;
}

static const TypeInfo counted_info = {
    .name = TYPE_COUNTED,
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(Object),
    .instance_init = counted_init,
    .instance_finalize = counted_finalize,
};

/* A new child, borrowed from its parent; NULL with errp set where the name is taken. */
static Object *add_child(Object *parent, const char *name, Error **errp)
{
    OWNED(Object, child, object_new(TYPE_COUNTED));

    if (!object_property_try_add_child(parent, name, child, errp)) {
        return NULL; /* the child is finalized */
    }
    return child; /* the parent has a reference of its own */
}

/* A new reference. */
static Object *parent_with_child(void)
{
    OWNED(Object, parent, object_new(TYPE_COUNTED));

    add_child(parent, "first", &error_abort);
    return OWNED_STEAL(parent);
}

static void references_are_dropped_on_every_way_out(void **state)
{
    {
        OWNED(Object, parent, parent_with_child());
        OWNED(Error, nothing, NULL);
        assert_int_equal(alive, 2);
        assert_non_null(add_child(parent, "second", &error_abort));
        assert_int_equal(alive, 3);
        assert_null(add_child(parent, "first", NULL));
        assert_int_equal(alive, 3);
        assert_null(nothing);
    }
    assert_int_equal(alive, 0);
    for (int i = 0; i < 3; i++) {
        OWNED(Object, object, object_new(TYPE_COUNTED));
        assert_int_equal(alive, 1);
        if (i == 1) {
            continue;
        }
        assert_string_equal(object_get_typename(object), TYPE_COUNTED);
    }
    assert_int_equal(alive, 0);
}

static void stolen_references_live_on(void **state)
{
    Object *kept;
    {
        OWNED(Object, object, object_new(TYPE_COUNTED));
        kept = OWNED_STEAL(object);
        assert_ptr_equal(kept, object);
        assert_null(OWNED_STEAL(object));
    }
    assert_int_equal(alive, 1);
    object_unref(kept);
    assert_int_equal(alive, 0);
}

static void count_call(void *opaque)
{
    ++*(int *)opaque;
}

static void timers_are_disarmed(void **state)
{
    int calls = 0;

    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    {
        OWNED(QEMUTimer, timer, timer_new_ns(QEMU_CLOCK_VIRTUAL, count_call, &calls));
        timer_mod_ns(timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + ns_from_us(3));
        virtual_clock_step(ns_from_us(3));
        assert_int_equal(calls, 1);
        timer_mod_ns(timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + ns_from_us(3));
    }
    virtual_clock_step(ns_from_us(9));
    assert_int_equal(calls, 1);
}

static void bottom_halves_are_cancelled(void **state)
{
    int calls = 0;
    {
        OWNED(QEMUBH, bh, qemu_bh_new_full(count_call, &calls, "count", NULL));
        qemu_bh_schedule(bh);
        aio_bh_poll(qemu_get_aio_context());
        assert_int_equal(calls, 1);
        qemu_bh_schedule(bh);
    }
    aio_bh_poll(qemu_get_aio_context());
    assert_int_equal(calls, 1);
}

/* That each is freed, and once, is what the sanitizers see. */
static void everything_that_modules_make_can_be_owned(void **state)
{
    OWNED(char, text, g_strdup_printf("%d items", 3));
    OWNED(GString, string, g_string_new(text));
    OWNED(QEMUFile, file, qemu_file_new_output());
    OWNED(JSONWriter, json, json_writer_new(false));
    OWNED(Visitor, visitor, string_input_visitor_new(text));
    OWNED(ptimer_state, ptimer, ptimer_init(count_call, NULL, 0));
    OWNED(DeviceState, device, qdev_new(TYPE_OR_IRQ));

    assert_string_equal(string->str, "3 items");
    assert_int_equal(qemu_file_output(file)->len, 0);
    assert_non_null(json);
    assert_non_null(visitor);
    assert_int_equal(ptimer_get_limit(ptimer), 0);
    assert_false(qdev_is_realized(device));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_are_dropped_on_every_way_out),
        cmocka_unit_test(stolen_references_live_on),
        cmocka_unit_test(timers_are_disarmed),
        cmocka_unit_test(bottom_halves_are_cancelled),
        cmocka_unit_test(everything_that_modules_make_can_be_owned),
    };
    type_register_static(&counted_info);
    return cmocka_run_group_tests(tests, start_program, end_program);
}
