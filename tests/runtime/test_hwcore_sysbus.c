/* SPDX-License-Identifier: MIT */
/* A whole device: registers, an interrupt, properties, reset, saved state. */
#include "qemu/osdep.h"

#include "chardev/char.h"
#include "hw/misc/unimp.h"
#include "hw/qdev-properties-system.h"
#include "hw/sysbus.h"
#include "hwcore_fixture.h"
#include "migration/vmstate.h"
#include "runtime/snapshot.h"
#include "system/address-spaces.h"

#define TYPE_LATCH "test-latch"
OBJECT_DECLARE_SIMPLE_TYPE(LatchState, LATCH)

#define BASE 0x10000

struct LatchState {
    SysBusDevice parent_obj;

    MemoryRegion iomem;
    qemu_irq irq;
    CharFrontend chr;
    uint32_t value;
    uint32_t threshold;
    char *label;
    uint32_t num_steps;
    uint32_t *steps;
    MemTxResult inner;
};

static int finalized;

static uint64_t latch_read(void *opaque, hwaddr addr, unsigned size)
{
    LatchState *s = opaque;
    uint32_t again;

    if (addr == 4) {
        s->inner = address_space_read(&address_space_memory, BASE, MEMTXATTRS_UNSPECIFIED,
                                      &again, 4);
    }
    return s->value;
}

static void latch_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
    LatchState *s = opaque;

    s->value = (uint32_t)data;
    qemu_set_irq(s->irq, s->value >= s->threshold);
}

static const MemoryRegionOps latch_ops = {
    .read = latch_read,
    .write = latch_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = {.min_access_size = 4, .max_access_size = 4},
};

static void latch_init(Object *obj)
{
    LatchState *s = LATCH(obj);

    memory_region_init_io(&s->iomem, obj, &latch_ops, s, "latch", 8);
    sysbus_init_mmio(SYS_BUS_DEVICE(obj), &s->iomem);
    sysbus_init_irq(SYS_BUS_DEVICE(obj), &s->irq);
}

static void latch_finalize(Object *obj)
{
    g_free(LATCH(obj)->steps);
    finalized++;
}

static void latch_realize(DeviceState *dev, Error **errp)
{
    if (LATCH(dev)->threshold == 0) {
        error_setg(errp, "threshold is 0");
    }
}

static void latch_reset_hold(Object *obj, ResetType type)
{
    LATCH(obj)->value = 0;
    qemu_irq_lower(LATCH(obj)->irq);
}

static const VMStateDescription vmstate_latch = {
    .name = TYPE_LATCH,
    .version_id = 1,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(value, LatchState),
            VMSTATE_END_OF_LIST(),
        },
};

static const Property latch_properties[] = {
    DEFINE_PROP_UINT32("threshold", LatchState, threshold, 100),
    DEFINE_PROP_STRING("label", LatchState, label),
    DEFINE_PROP_CHR("chardev", LatchState, chr),
    DEFINE_PROP_ARRAY("steps", LatchState, num_steps, steps, qdev_prop_uint32, uint32_t),
};

static void latch_class_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    dc->realize = latch_realize;
    dc->vmsd = &vmstate_latch;
    RESETTABLE_CLASS(klass)->phases.hold = latch_reset_hold;
    device_class_set_props(dc, latch_properties);
}

static const TypeInfo latch_types[] = {
    {
        .name = TYPE_LATCH,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(LatchState),
        .instance_init = latch_init,
        .instance_finalize = latch_finalize,
        .class_init = latch_class_init,
    },
};

DEFINE_TYPES(latch_types)

static uint32_t read_at(hwaddr addr)
{
    return address_space_ldl_le(&address_space_memory, addr, MEMTXATTRS_UNSPECIFIED,
                                NULL);
}

static void write_at(hwaddr addr, uint32_t value)
{
    address_space_stl_le(&address_space_memory, addr, value, MEMTXATTRS_UNSPECIFIED,
                         NULL);
}

static void device_works_through_the_address_space(void **state)
{
    Probe probe = {0};
    qemu_irq line = qemu_allocate_irq(probe_set, &probe, 0);
    DeviceState *dev;

    finalized = 0;
    dev = sysbus_create_simple(TYPE_LATCH, BASE, line);
    assert_true(qdev_is_realized(dev));
    assert_ptr_equal(sysbus_get_connected_irq(SYS_BUS_DEVICE(dev), 0), line);
    write_at(BASE, 99);
    assert_int_equal(probe.level, 0);
    write_at(BASE, 100);
    assert_int_equal(probe.level, 1);
    assert_int_equal(read_at(BASE), 100);
    device_cold_reset(dev);
    assert_int_equal(read_at(BASE), 0);
    assert_int_equal(probe.level, 0);
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, 2 * BASE);
    write_at(2 * BASE, 5);
    assert_int_equal(read_at(2 * BASE), 5);
    assert_int_equal(read_at(BASE), 0);
    object_unparent(OBJECT(dev));
    assert_int_equal(finalized, 1);
    qemu_free_irq(line);
}

static void device_is_guarded_against_itself(void **state)
{
    DeviceState *dev = sysbus_create_simple(TYPE_LATCH, BASE, NULL);

    LATCH(dev)->inner = MEMTX_OK;
    read_at(BASE + 4);
    assert_int_equal(LATCH(dev)->inner, MEMTX_ACCESS_ERROR);
    object_unparent(OBJECT(dev));
}

static void state_is_saved_and_loaded(void **state)
{
    DeviceState *dev = sysbus_create_simple(TYPE_LATCH, BASE, NULL);
    GByteArray *saved;

    write_at(BASE, 42);
    saved = snapshot_save(&error_abort);
    write_at(BASE, 1);
    assert_int_equal(snapshot_load(saved->data, saved->len, &error_abort),
                     SNAPSHOT_LOADED);
    assert_int_equal(read_at(BASE), 42);
    g_byte_array_unref(saved);
    object_unparent(OBJECT(dev));
}

static void properties_have_defaults_texts_and_an_end(void **state)
{
    SysBusDevice *dev = SYS_BUS_DEVICE(qdev_new(TYPE_LATCH));
    g_autofree char *steps = NULL;
    Error *err = NULL;

    assert_int_equal(LATCH(dev)->threshold, 100);
    qdev_prop_set_string(DEVICE(dev), "label", "one");
    qdev_prop_set_string(DEVICE(dev), "label", "two");
    assert_string_equal(LATCH(dev)->label, "two");
    object_property_parse(OBJECT(dev), "steps", "1,2", &error_abort);
    object_property_parse(OBJECT(dev), "steps", "4,5,6", &error_abort);
    assert_int_equal(LATCH(dev)->num_steps, 3);
    assert_int_equal(LATCH(dev)->steps[2], 6);
    steps = object_property_print(OBJECT(dev), "steps", false, &error_abort);
    assert_string_equal(steps, "4,5,6");
    assert_fails(object_property_parse(OBJECT(dev), "threshold", "-1", &err), &err,
                 "threshold");
    sysbus_realize(dev, &error_abort);
    assert_fails(object_property_parse(OBJECT(dev), "threshold", "1", &err), &err,
                 "was realized");
    assert_int_equal(LATCH(dev)->threshold, 100);
    object_unparent(OBJECT(dev));
    object_unref(dev);
}

static void failed_realize_can_be_tried_again(void **state)
{
    SysBusDevice *dev = SYS_BUS_DEVICE(qdev_new(TYPE_LATCH));
    Error *err = NULL;

    finalized = 0;
    qdev_prop_set_uint32(DEVICE(dev), "threshold", 0);
    assert_fails(sysbus_realize(dev, &err), &err, "threshold is 0");
    assert_null(DEVICE(dev)->parent_bus);
    qdev_prop_set_uint32(DEVICE(dev), "threshold", 1);
    assert_true(sysbus_realize_and_unref(dev, &error_abort));
    object_unparent(OBJECT(dev));
    assert_int_equal(finalized, 1);
}

static void global_wins_over_the_default(void **state)
{
    static GlobalProperty global = {TYPE_LATCH, "threshold", "7", false, false};
    static GlobalProperty unknown = {"test-nothing", "x", "1", false, false};
    DeviceState *dev;

    qdev_prop_register_global(&global);
    dev = qdev_new(TYPE_LATCH);
    assert_int_equal(LATCH(dev)->threshold, 7);
    assert_ptr_equal(qdev_find_global_prop(OBJECT(dev), "threshold"), &global);
    assert_null(qdev_find_global_prop(OBJECT(dev), "label"));
    assert_int_equal(qdev_prop_check_globals(), 0);
    qdev_prop_register_global(&unknown);
    assert_int_equal(qdev_prop_check_globals(), 1);
    object_unref(dev);
}

static void chardev_is_a_property(void **state)
{
    Chardev *chr = qemu_chr_new("latch-chr", "null", NULL);
    DeviceState *dev = qdev_new(TYPE_LATCH), *other = qdev_new(TYPE_LATCH);
    Error *err = NULL;

    qdev_prop_set_chr(dev, "chardev", chr);
    assert_ptr_equal(qemu_chr_fe_get_driver(&LATCH(dev)->chr), chr);
    assert_fails(object_property_set_str(OBJECT(other), "chardev", "latch-chr", &err),
                 &err, "latch-chr");
    assert_fails(object_property_set_str(OBJECT(other), "chardev", "nobody", &err), &err,
                 "can't find");
    object_unref(dev);
    qdev_prop_set_chr(other, "chardev", chr);
    object_unref(other);
    qemu_chr_cleanup();
}

static void unimplemented_device_reads_as_zero(void **state)
{
    create_unimplemented_device("nothing", 8 * BASE, 0x100);
    write_at(8 * BASE, 1);
    assert_int_equal(read_at(8 * BASE), 0);
    object_unparent(object_resolve_path_type("", TYPE_UNIMPLEMENTED_DEVICE, NULL));
}

static void loops_leave_nothing(void **state)
{
    finalized = 0;
    for (int i = 0; i < 100; i++) {
        object_unparent(OBJECT(sysbus_create_simple(TYPE_LATCH, BASE, NULL)));
    }
    assert_int_equal(finalized, 100);
    assert_true(QTAILQ_EMPTY(&sysbus_get_default()->children));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(device_works_through_the_address_space),
        cmocka_unit_test(device_is_guarded_against_itself),
        cmocka_unit_test(state_is_saved_and_loaded),
        cmocka_unit_test(properties_have_defaults_texts_and_an_end),
        cmocka_unit_test(failed_realize_can_be_tried_again),
        cmocka_unit_test(chardev_is_a_property),
        cmocka_unit_test(unimplemented_device_reads_as_zero),
        cmocka_unit_test(loops_leave_nothing),
        cmocka_unit_test(global_wins_over_the_default),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
