/* SPDX-License-Identifier: MIT */
/* What a board does with devices: maps them, passes their lines on, names and walks them.
 */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "hw/sysbus.h"
#include "hwcore_fixture.h"
#include "system/address-spaces.h"

#define TYPE_PARTS "test-parts"
OBJECT_DECLARE_SIMPLE_TYPE(PartsState, PARTS)

/* Has two regions that read as their letter, two interrupts and three ports. */
struct PartsState {
    SysBusDevice parent_obj;
    MemoryRegion regions[2];
    qemu_irq irqs[2];
};

static uint64_t letter_read(void *opaque, hwaddr addr, unsigned size)
{
    return *memory_region_name(opaque);
}

static void letter_write(void *opaque, hwaddr addr, uint64_t data, unsigned size)
{
}

static const MemoryRegionOps letter_ops = {.read = letter_read, .write = letter_write};

static void parts_init(Object *obj)
{
    PartsState *s = PARTS(obj);
    SysBusDevice *dev = SYS_BUS_DEVICE(obj);
    static const char *const names[] = {"a", "b"};

    for (int i = 0; i < 2; i++) {
        memory_region_init_io(&s->regions[i], obj, &letter_ops, &s->regions[i], names[i],
                              0x10);
        sysbus_init_mmio(dev, &s->regions[i]);
        sysbus_init_irq(dev, &s->irqs[i]);
    }
}

static char *port_address(const SysBusDevice *dev)
{
    return dev->num_pio ? NULL : g_strdup("explicit");
}

static void ported_init(Object *obj)
{
    sysbus_init_ioports(SYS_BUS_DEVICE(obj), 0x3f8, 3);
}

static void ported_class_init(ObjectClass *klass, const void *data)
{
    SYS_BUS_DEVICE_CLASS(klass)->explicit_ofw_unit_address = port_address;
    DEVICE_CLASS(klass)->fw_name = "serial";
}

static const TypeInfo board_types[] = {
    {
        .name = TYPE_PARTS,
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_size = sizeof(PartsState),
        .instance_init = parts_init,
    },
    {
        .name = "test-ported",
        .parent = TYPE_SYS_BUS_DEVICE,
        .instance_init = ported_init,
        .class_init = ported_class_init,
    },
    {
        .name = "test-unported",
        .parent = TYPE_SYS_BUS_DEVICE,
        .class_init = ported_class_init,
    },
};
DEFINE_TYPES(board_types)

static SysBusDevice *new_device(const char *type)
{
    SysBusDevice *dev = SYS_BUS_DEVICE(qdev_new(type));

    sysbus_realize_and_unref(dev, &error_abort);
    return dev;
}

static void drop(SysBusDevice *dev)
{
    object_unparent(OBJECT(dev));
}

static uint32_t read_at(hwaddr addr)
{
    return address_space_ldub(&address_space_memory, addr, MEMTXATTRS_UNSPECIFIED, NULL);
}

static void regions_are_mapped_and_moved(void **state)
{
    SysBusDevice *dev = new_device(TYPE_PARTS);

    assert_true(sysbus_has_mmio(dev, 1));
    assert_false(sysbus_has_mmio(dev, 2));
    assert_string_equal(memory_region_name(sysbus_mmio_get_region(dev, 1)), "b");
    assert_null(sysbus_mmio_get_region(dev, 2));
    sysbus_mmio_map(dev, 0, 0x100);
    assert_int_equal(read_at(0x100), 'a');
    sysbus_mmio_map(dev, 0, 0x200);
    assert_int_equal(read_at(0x100), 0);
    assert_int_equal(read_at(0x200), 'a');
    sysbus_mmio_map_overlap(dev, 1, 0x200, 1);
    assert_int_equal(read_at(0x200), 'b');
    sysbus_mmio_unmap(dev, 1);
    sysbus_mmio_unmap(dev, 1);
    assert_int_equal(read_at(0x200), 'a');
    assert_int_equal(sysbus_mmio_map_name(dev, "b", 0x300), 1);
    assert_int_equal(sysbus_mmio_map_name(dev, "c", 0x400), -1);
    assert_int_equal(read_at(0x300), 'b');
    drop(dev);
    assert_int_equal(read_at(0x300), 0);
}

static void map_what_is_not_there(void *dev)
{
    sysbus_mmio_map(dev, 2, 0);
}

static void region_that_is_not_there_aborts(void **state)
{
    SysBusDevice *dev = new_device(TYPE_PARTS);

    assert_aborts(map_what_is_not_there, dev, "test-parts' has no memory region 2");
    drop(dev);
}

static void interrupts_reach_their_lines(void **state)
{
    Probe probe = {0};
    qemu_irq *lines = qemu_allocate_irqs(probe_set, &probe, 2);
    DeviceState *dev = sysbus_create_varargs(TYPE_PARTS, 0x100, lines[0], lines[1], NULL);
    SysBusDevice *sbd = SYS_BUS_DEVICE(dev);

    assert_int_equal(read_at(0x100), 'a');
    assert_true(sysbus_has_irq(sbd, 1));
    assert_false(sysbus_has_irq(sbd, 2));
    assert_ptr_equal(sysbus_get_connected_irq(sbd, 1), lines[1]);
    qemu_irq_pulse(PARTS(dev)->irqs[1]);
    assert_true(probe.calls == 2 && probe.n == 1 && probe.level == 0);
    sysbus_connect_irq(sbd, 1, NULL);
    assert_false(sysbus_is_irq_connected(sbd, 1));
    qemu_irq_raise(PARTS(dev)->irqs[1]);
    assert_int_equal(probe.calls, 2);
    drop(sbd);
    qemu_free_irqs(lines, 2);
}

static void container_passes_interrupts_on(void **state)
{
    Probe probe = {0};
    qemu_irq line = qemu_allocate_irq(probe_set, &probe, 5);
    SysBusDevice *outer = SYS_BUS_DEVICE(qdev_new("test-unported"));
    SysBusDevice *inner = SYS_BUS_DEVICE(qdev_new(TYPE_PARTS));

    sysbus_pass_irq(outer, inner);
    sysbus_connect_irq(outer, 0, line);
    qemu_irq_raise(PARTS(inner)->irqs[0]);
    assert_true(probe.calls == 1 && probe.n == 5 && probe.level == 1);
    object_unref(outer);
    object_unref(inner);
    qemu_free_irq(line);
}

static void assert_fw_path(SysBusDevice *dev, const char *expected)
{
    g_autofree char *path =
        BUS_GET_CLASS(sysbus_get_default())->get_fw_dev_path(DEVICE(dev));

    assert_string_equal(path, expected);
}

static void firmware_finds_devices_by_their_places(void **state)
{
    SysBusDevice *parts = new_device(TYPE_PARTS);
    SysBusDevice *ported = new_device("test-ported");
    SysBusDevice *unported = new_device("test-unported");

    sysbus_mmio_map(parts, 0, 0x9000000);
    assert_fw_path(parts, "test-parts@0000000009000000");
    assert_fw_path(ported, "serial@i03f8");
    assert_fw_path(unported, "serial@explicit");
    drop(parts);
    drop(ported);
    drop(unported);
}

static void count_device(SysBusDevice *dev, void *opaque)
{
    (*(int *)opaque)++;
}

static void users_devices_are_told_from_the_boards(void **state)
{
    SysBusDevice *boards = new_device(TYPE_PARTS);
    DeviceState *named = qdev_new(TYPE_PARTS);
    DeviceState *unnamed = qdev_new(TYPE_PARTS);
    Error *err = NULL;
    int count = 0;

    assert_string_equal(qdev_set_id(named, g_strdup("mine"), &error_abort), "mine");
    assert_non_null(qdev_set_id(unnamed, NULL, &error_abort));
    assert_string_equal(qdev_get_printable_name(named), "mine");
    foreach_dynamic_sysbus_device(count_device, &count);
    assert_int_equal(count, 2);
    sysbus_realize(SYS_BUS_DEVICE(named), &error_abort);
    assert_ptr_equal(qdev_find_recursive(sysbus_get_default(), "mine"), named);
    assert_null(qdev_find_recursive(sysbus_get_default(), "yours"));
    object_unparent(OBJECT(named));
    object_unref(named);
    named = qdev_new(TYPE_PARTS);
    assert_non_null(qdev_set_id(named, g_strdup("mine"), &err));
    object_unparent(OBJECT(named));
    object_unref(named);
    object_unparent(OBJECT(unnamed));
    object_unref(unnamed);
    drop(boards);
}

/* Notes a letter for each call: b, B for a bus before and after its devices, d, D. */
static int bus_before(BusState *bus, void *opaque)
{
    g_string_append_c(opaque, 'b');
    return 0;
}

static int bus_after(BusState *bus, void *opaque)
{
    g_string_append_c(opaque, 'B');
    return 0;
}

static int device_before(DeviceState *dev, void *opaque)
{
    g_string_append_c(opaque, 'd');
    return 0;
}

static int device_after(DeviceState *dev, void *opaque)
{
    g_string_append_c(opaque, 'D');
    return 0;
}

static int device_refuses(DeviceState *dev, void *opaque)
{
    g_string_append_c(opaque, '!');
    return -EBUSY;
}

static void tree_is_walked_down_and_up(void **state)
{
    SysBusDevice *one = new_device(TYPE_PARTS);
    SysBusDevice *two = new_device(TYPE_PARTS);
    BusState *bus = sysbus_get_default();
    g_autoptr(GString) calls = g_string_new(NULL);

    assert_int_equal(qbus_walk_children(bus, device_before, bus_before, device_after,
                                        bus_after, calls),
                     0);
    assert_string_equal(calls->str, "bdDdDB");
    g_string_truncate(calls, 0);
    assert_int_equal(
        qbus_walk_children(bus, device_refuses, NULL, NULL, bus_after, calls), -EBUSY);
    assert_string_equal(calls->str, "!");
    drop(one);
    drop(two);
}

static void make_unknown(void *unused)
{
    qdev_new("test-unknown");
}

static void unknown_type_aborts_with_what_to_do(void **state)
{
    assert_aborts(make_unknown, NULL, "no device type 'test-unknown'; is its source");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regions_are_mapped_and_moved),
        cmocka_unit_test(region_that_is_not_there_aborts),
        cmocka_unit_test(interrupts_reach_their_lines),
        cmocka_unit_test(container_passes_interrupts_on),
        cmocka_unit_test(firmware_finds_devices_by_their_places),
        cmocka_unit_test(users_devices_are_told_from_the_boards),
        cmocka_unit_test(tree_is_walked_down_and_up),
        cmocka_unit_test(unknown_type_aborts_with_what_to_do),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
