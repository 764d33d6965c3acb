/* SPDX-License-Identifier: MIT */
/* What is reset with the machine, and in which order. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "hw/sysbus.h"
#include "hwcore_fixture.h"
#include "system/reset.h"

#define TYPE_PART "test-part"
OBJECT_DECLARE_SIMPLE_TYPE(PartState, PART)

struct PartState {
    SysBusDevice parent_obj;
    char name;
};

static GString *events;

static void note(char what, char name)
{
    g_string_append_printf(events, "%c%c ", what, name);
}

static void part_enter(Object *obj, ResetType type)
{
    note('e', PART(obj)->name);
}

static void part_hold(Object *obj, ResetType type)
{
    note('h', PART(obj)->name);
}

static void part_exit(Object *obj, ResetType type)
{
    note('x', PART(obj)->name);
}

static void part_class_init(ObjectClass *klass, const void *data)
{
    ResettableClass *rc = RESETTABLE_CLASS(klass);

    rc->phases.enter = part_enter;
    rc->phases.hold = part_hold;
    rc->phases.exit = part_exit;
}

static const TypeInfo part_types[] = {
    {
        .name = TYPE_PART,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(PartState),
        .class_init = part_class_init,
    },
};

DEFINE_TYPES(part_types)

static void call(void *opaque)
{
    note('f', *(char *)opaque);
}

static DeviceState *part_new(char name)
{
    DeviceState *dev = qdev_new(TYPE_PART);

    PART(dev)->name = name;
    return dev;
}

static void drop(DeviceState *dev)
{
    object_unparent(OBJECT(dev));
    object_unref(dev);
}

static void all_that_is_registered_is_one_tree(void **state)
{
    DeviceState *on_bus = part_new('b'), *alone = part_new('a');
    char one = '1', two = '2';

    events = g_string_new(NULL);
    sysbus_realize(SYS_BUS_DEVICE(on_bus), &error_abort);
    qemu_register_reset(call, &one);
    qemu_register_resettable(OBJECT(alone));
    qemu_register_reset_nosnapshotload(call, &two);
    qemu_devices_reset(RESET_TYPE_COLD);
    assert_string_equal(events->str, "ea eb f1 ha f2 hb xa xb ");
    g_string_truncate(events, 0);
    qemu_devices_reset(RESET_TYPE_SNAPSHOT_LOAD);
    assert_string_equal(events->str, "ea eb f1 ha hb xa xb ");
    g_string_truncate(events, 0);
    qemu_unregister_reset(call, &one);
    qemu_unregister_reset(call, &two);
    qemu_unregister_resettable(OBJECT(alone));
    /* The bus where it was asked to be, and once. */
    qemu_register_resettable(OBJECT(sysbus_get_default()));
    qemu_register_reset(call, &one);
    qemu_devices_reset(RESET_TYPE_COLD);
    assert_string_equal(events->str, "eb hb f1 xb ");
    qemu_unregister_reset(call, &one);
    qemu_unregister_resettable(OBJECT(sysbus_get_default()));
    drop(on_bus);
    object_unref(alone);
    g_string_free(events, TRUE);
}

static void take_back_nothing(void *opaque)
{
    qemu_unregister_reset(call, opaque);
}

static void register_in_reset(void *opaque)
{
    qemu_register_reset(take_back_nothing, opaque);
}

static void reset_that_registers(void *opaque)
{
    qemu_register_reset(register_in_reset, opaque);
    qemu_devices_reset(RESET_TYPE_COLD);
}

static void misuse_is_caught(void **state)
{
    assert_aborts(take_back_nothing, NULL, "not registered for resets");
    assert_aborts(reset_that_registers, NULL, "resettable_is_in_reset");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_is_registered_is_one_tree),
        cmocka_unit_test(misuse_is_caught),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
