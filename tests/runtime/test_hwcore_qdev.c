/* SPDX-License-Identifier: MIT */
/* Trees of devices and buses: realizing, resetting, lines. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "event_log.h"
#include "hw/qdev-properties.h"
#include "hwcore_fixture.h"

#define TYPE_TREE_BUS "test-tree-bus"
#define TYPE_NODE     "test-node"
OBJECT_DECLARE_SIMPLE_TYPE(NodeState, NODE)

struct NodeState {
    DeviceState parent_obj;

    qemu_irq out[2];
    qemu_irq named;
    Object *peer;
    uint32_t flags;
    uint64_t size;
    OnOffAuto mode;
    Probe in;
    char name;
    bool fail;
};

static void note(Object *obj, char what)
{
    g_string_append_printf(events, "%c%c ", what, NODE(obj)->name);
}

static void node_set(void *opaque, int n, int level)
{
    probe_set(&NODE(opaque)->in, n, level);
}

static void node_init(Object *obj)
{
    NodeState *s = NODE(obj);

    s->name = '?';
    qdev_init_gpio_in(DEVICE(obj), node_set, 2);
    qdev_init_gpio_in_named(DEVICE(obj), node_set, "reset", 1);
    qdev_init_gpio_out(DEVICE(obj), s->out, 2);
    qdev_init_gpio_out_named(DEVICE(obj), &s->named, "ready", 1);
}

static void node_realize(DeviceState *dev, Error **errp)
{
    if (NODE(dev)->fail) {
        error_setg(errp, "told to fail");
        return;
    }
    note(OBJECT(dev), 'R');
}

static void node_unrealize(DeviceState *dev)
{
    note(OBJECT(dev), 'U');
}

static void node_enter(Object *obj, ResetType type)
{
    note(obj, 'e');
}

static void node_hold(Object *obj, ResetType type)
{
    assert_true(device_is_in_reset(DEVICE(obj)));
    note(obj, 'h');
}

static void node_exit(Object *obj, ResetType type)
{
    note(obj, 'x');
}

static const Property node_properties[] = {
    DEFINE_PROP_BIT("fast", NodeState, flags, 3, true),
    DEFINE_PROP_SIZE("size", NodeState, size, 4096),
    DEFINE_PROP_ON_OFF_AUTO("mode", NodeState, mode, ON_OFF_AUTO_AUTO),
    DEFINE_PROP_LINK("peer", NodeState, peer, TYPE_NODE, Object *),
};

static void node_class_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);
    ResettablePhases parent;

    dc->realize = node_realize;
    dc->unrealize = node_unrealize;
    device_class_set_props(dc, node_properties);
    resettable_class_set_parent_phases(RESETTABLE_CLASS(klass), node_enter, node_hold,
                                       node_exit, &parent);
}

static void old_reset(DeviceState *dev)
{
    note(OBJECT(dev), 'l');
}

static void old_class_init(ObjectClass *klass, const void *data)
{
    device_class_set_legacy_reset(DEVICE_CLASS(klass), old_reset);
}

static const TypeInfo node_types[] = {
    {
        .name = TYPE_TREE_BUS,
        .parent = TYPE_BUS,
        .instance_size = sizeof(BusState),
    },
    {
        .name = TYPE_NODE,
        .parent = TYPE_DEVICE,
        .instance_size = sizeof(NodeState),
        .instance_init = node_init,
        .class_init = node_class_init,
    },
    {
        .name = "test-old-node",
        .parent = TYPE_NODE,
        .class_init = old_class_init,
    },
};

DEFINE_TYPES(node_types)

static DeviceState *new_node(char name)
{
    DeviceState *dev = qdev_new(TYPE_NODE);

    NODE(dev)->name = name;
    return dev;
}

static void drop(DeviceState *dev)
{
    object_unparent(OBJECT(dev));
    object_unref(dev);
}

static void reset_goes_through_the_tree_phase_by_phase(void **state)
{
    DeviceState *top = new_node('t'), *a = new_node('a'), *b = new_node('b');
    BusState *bus = qbus_new(TYPE_TREE_BUS, top, NULL);

    assert_string_equal(bus->name, "test-tree-bus.0");
    assert_ptr_equal(qdev_get_child_bus(top, "test-tree-bus.0"), bus);
    qdev_realize(top, NULL, &error_abort);
    qdev_realize_and_unref(a, bus, &error_abort);
    qdev_realize_and_unref(b, bus, &error_abort);
    assert_int_equal(bus->num_children, 2);
    g_string_truncate(events, 0);
    device_cold_reset(top);
    assert_string_equal(events->str, "eb ea et hb ha ht xb xa xt ");
    g_string_truncate(events, 0);
    resettable_assert_reset(OBJECT(a), RESET_TYPE_COLD);
    device_cold_reset(top);
    assert_true(device_is_in_reset(a));
    resettable_release_reset(OBJECT(a), RESET_TYPE_COLD);
    assert_string_equal(events->str, "ea ha eb et hb ht xb xt xa ");
    g_string_truncate(events, 0);
    object_unparent(OBJECT(top));
    assert_string_equal(events->str, "Ub Ua Ut ");
    object_unref(top);
}

static void moved_device_takes_over_the_bus_reset(void **state)
{
    DeviceState *one = new_node('1'), *two = new_node('2'), *dev = new_node('d');
    BusState *from = qbus_new(TYPE_TREE_BUS, one, "from");
    BusState *to = qbus_new(TYPE_TREE_BUS, two, "to");

    qdev_realize(one, NULL, &error_abort);
    qdev_realize(two, NULL, &error_abort);
    qdev_realize(dev, from, &error_abort);
    resettable_assert_reset(OBJECT(to), RESET_TYPE_COLD);
    assert_true(bus_is_in_reset(to));
    g_string_truncate(events, 0);
    qdev_set_parent_bus(dev, to, &error_abort);
    assert_string_equal(events->str, "ed hd ");
    resettable_release_reset(OBJECT(to), RESET_TYPE_COLD);
    assert_string_equal(events->str, "ed hd xd ");
    assert_ptr_equal(qdev_get_parent_bus(dev), to);
    drop(dev);
    drop(one);
    drop(two);
}

static void legacy_reset_replaces_all_phases(void **state)
{
    DeviceState *dev = qdev_new("test-old-node");

    qdev_realize(dev, NULL, &error_abort);
    g_string_truncate(events, 0);
    device_cold_reset(dev);
    assert_string_equal(events->str, "l? ");
    drop(dev);
}

static void failed_realize_leaves_no_place_in_the_tree(void **state)
{
    DeviceState *dev = new_node('f');
    Error *err = NULL;

    NODE(dev)->fail = true;
    assert_false(qdev_realize(dev, NULL, &err));
    assert_string_equal(error_get_pretty(err), "told to fail"); /* as the device said */
    error_free(err);
    err = NULL;
    assert_null(OBJECT(dev)->parent);
    assert_false(qdev_is_realized(dev));
    object_unref(dev);
}

static void ids_are_unique_places(void **state)
{
    DeviceState *dev = new_node('i'), *other = new_node('j');
    Error *err = NULL;

    assert_string_equal(qdev_set_id(dev, g_strdup("me"), &error_abort), "me");
    assert_ptr_equal(object_resolve_path("/machine/peripheral/me", NULL), dev);
    assert_fails(qdev_set_id(other, g_strdup("me"), &err) != NULL, &err, "me");
    assert_string_equal(qdev_set_id(other, NULL, &error_abort), "device[0]");
    drop(dev);
    drop(other);
}

static void connect_missing(void *dev)
{
    qdev_connect_gpio_out_named(dev, "ready", 1, NULL);
}

static void get_missing(void *dev)
{
    qdev_get_gpio_in(dev, 2);
}

static void lines_connect_devices(void **state)
{
    DeviceState *from = new_node('f'), *to = new_node('t'), *box = new_node('b');
    NodeState *f = NODE(from), *t = NODE(to);
    Probe probe = {0};
    qemu_irq spy = qemu_allocate_irq(probe_set, &probe, 9);

    qdev_connect_gpio_out(from, 1, qdev_get_gpio_in(to, 1));
    qemu_irq_raise(f->out[0]);
    assert_int_equal(t->in.calls, 0);
    qemu_irq_raise(f->out[1]);
    assert_int_equal(t->in.n, 1);
    qdev_connect_gpio_out_named(from, "ready", 0, qdev_get_gpio_in_named(to, "reset", 0));
    assert_ptr_equal(qdev_get_gpio_out_connector(from, "ready", 0), f->named);
    assert_null(qdev_get_gpio_out_connector(from, "nothing", 0));
    assert_ptr_equal(qdev_intercept_gpio_out(from, spy, "ready", 0),
                     qdev_get_gpio_in_named(to, "reset", 0));
    qemu_irq_raise(f->named);
    assert_int_equal(probe.n, 9);
    assert_int_equal(t->in.calls, 1);
    assert_aborts(connect_missing, from, "ready[1]");
    assert_aborts(get_missing, to, "unnamed-gpio-in[2]");
    qemu_free_irq(spy);
    object_unref(box);
    object_unref(from);
    object_unref(to);
}

static void passed_lines_belong_to_the_container(void **state)
{
    DeviceState *inner = new_node('i');
    DeviceState *box = qdev_new("or-irq");
    Probe probe = {0};
    qemu_irq line = qemu_allocate_irq(probe_set, &probe, 4);

    qdev_pass_gpios(inner, box, "reset");
    qdev_pass_gpios(inner, box, "ready");
    qemu_irq_raise(qdev_get_gpio_in_named(box, "reset", 0));
    assert_int_equal(NODE(inner)->in.level, 1);
    qdev_connect_gpio_out_named(box, "ready", 0, line);
    qemu_irq_raise(NODE(inner)->named);
    assert_int_equal(probe.n, 4);
    object_unref(box);
    object_unref(inner);
    qemu_free_irq(line);
}

static void members_are_properties(void **state)
{
    DeviceState *dev = new_node('p'), *peer = new_node('q');

    assert_int_equal(NODE(dev)->flags, 8);
    qdev_prop_set_bit(dev, "fast", false);
    assert_int_equal(NODE(dev)->flags, 0);
    object_property_parse(OBJECT(dev), "size", "2M", &error_abort);
    assert_int_equal(NODE(dev)->size, 2 << 20);
    qdev_prop_set_enum(dev, "mode", ON_OFF_AUTO_OFF);
    assert_int_equal(NODE(dev)->mode, ON_OFF_AUTO_OFF);
    object_property_set_link(OBJECT(dev), "peer", OBJECT(peer), &error_abort);
    object_unref(peer);
    assert_int_equal(NODE(NODE(dev)->peer)->name, 'q');
    object_unref(dev);
}

int main(void)
{
#define NODE_TEST(name) cmocka_unit_test_setup_teardown(name, make_log, drop_log)
    const struct CMUnitTest tests[] = {
        NODE_TEST(reset_goes_through_the_tree_phase_by_phase),
        NODE_TEST(moved_device_takes_over_the_bus_reset),
        NODE_TEST(legacy_reset_replaces_all_phases),
        NODE_TEST(failed_realize_leaves_no_place_in_the_tree),
        NODE_TEST(ids_are_unique_places),
        NODE_TEST(lines_connect_devices),
        NODE_TEST(passed_lines_belong_to_the_container),
        NODE_TEST(members_are_properties),
    };

    start_hwcore_tests();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
