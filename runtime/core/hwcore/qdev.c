/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/irq.h"
#include "hw/qdev-clock.h"
#include "hw/qdev-core.h"
#include "hw/qdev-properties.h"
#include "hw/vmstate-if.h"
#include "qapi/error.h"
#include "qdev_impl.h"
#include "qdev_realize.h"
#include "qemu/error-report.h"
#include "qemu/module.h"
#include "runtime/memory.h"

/* --- making ------------------------------------------------------------------------- */

DeviceState *qdev_try_new(const char *name)
{
    ObjectClass *klass = object_class_by_name(name);

    return klass ? DEVICE(object_new_with_class(klass)) : NULL;
}

DeviceState *qdev_new(const char *name)
{
    DeviceState *dev = qdev_try_new(name);

    if (!dev) {
        error_report("there is no device type '%s'; is its source linked, and were the "
                     "types registered by module_call_init(MODULE_INIT_QOM)?",
                     name);
        abort();
    }
    return dev;
}

const char *qdev_set_id(DeviceState *dev, char *id, Error **errp)
{
    ObjectProperty *place;

    assert(!dev->id && !dev->realized);
    if (id) {
        place = object_property_try_add_child(machine_get_container("peripheral"), id,
                                              OBJECT(dev), NULL);
        if (!place) {
            error_setg(errp, "Duplicate device ID '%s'", id);
            g_free(id);
            return NULL;
        }
        dev->id = id;
    } else {
        place = object_property_add_child(machine_get_container("peripheral-anon"),
                                          "device[*]", OBJECT(dev));
    }
    return place->name;
}

void qdev_set_legacy_instance_id(DeviceState *dev, int alias_id, int required_for_version)
{
    assert(!dev->realized);
    dev->instance_id_alias = alias_id;
    dev->alias_required_for_version = required_for_version;
}

/* --- asking ------------------------------------------------------------------------- */

BusState *qdev_get_parent_bus(const DeviceState *dev)
{
    return dev->parent_bus;
}

BusState *qdev_get_child_bus(DeviceState *dev, const char *name)
{
    BusState *bus;

    QLIST_FOREACH(bus, &dev->child_bus, sibling)
    {
        if (strcmp(bus->name, name) == 0) {
            return bus;
        }
    }
    return NULL;
}

const VMStateDescription *qdev_get_vmsd(DeviceState *dev)
{
    return DEVICE_GET_CLASS(dev)->vmsd;
}

const char *qdev_fw_name(DeviceState *dev)
{
    const char *name = DEVICE_GET_CLASS(dev)->fw_name;

    return name ? name : object_get_typename(OBJECT(dev));
}

char *qdev_get_dev_path(DeviceState *dev)
{
    BusClass *bc;

    if (!dev || !dev->parent_bus) {
        return NULL;
    }
    bc = BUS_GET_CLASS(dev->parent_bus);
    return bc->get_dev_path ? bc->get_dev_path(dev) : NULL;
}

char *qdev_get_human_name(DeviceState *dev)
{
    return dev->id ? g_strdup(dev->id) : object_get_canonical_path(OBJECT(dev));
}

const char *qdev_get_printable_name(DeviceState *dev)
{
    if (dev->id) {
        return dev->id;
    }
    return dev->canonical_path ? dev->canonical_path : "<unknown device>";
}

int qdev_walk_children(DeviceState *dev, qdev_walkerfn *pre_devfn,
                       qbus_walkerfn *pre_busfn, qdev_walkerfn *post_devfn,
                       qbus_walkerfn *post_busfn, void *opaque)
{
    int result = pre_devfn ? pre_devfn(dev, opaque) : 0;
    BusState *bus;

    if (result) {
        return result;
    }
    QLIST_FOREACH(bus, &dev->child_bus, sibling)
    {
        result =
            qbus_walk_children(bus, pre_devfn, pre_busfn, post_devfn, post_busfn, opaque);
        if (result < 0) {
            return result;
        }
    }
    return post_devfn ? post_devfn(dev, opaque) : 0;
}

/* --- reset -------------------------------------------------------------------------- */

static ResettableState *device_reset_state(Object *obj)
{
    return &DEVICE(obj)->reset;
}

static void device_reset_children(Object *obj, ResettableChildCallback cb, void *opaque,
                                  ResetType type)
{
    BusState *bus;

    QLIST_FOREACH(bus, &DEVICE(obj)->child_bus, sibling)
    {
        cb(OBJECT(bus), opaque, type);
    }
}

void device_cold_reset(DeviceState *dev)
{
    resettable_reset(OBJECT(dev), RESET_TYPE_COLD);
}

bool device_is_in_reset(DeviceState *dev)
{
    return resettable_is_in_reset(OBJECT(dev));
}

static void legacy_reset(Object *obj, ResetType type)
{
    DEVICE_GET_CLASS(obj)->legacy_reset(DEVICE(obj));
}

void device_class_set_legacy_reset(DeviceClass *dc, DeviceReset dev_reset)
{
    ResettableClass *rc = RESETTABLE_CLASS(dc);

    rc->phases = (ResettablePhases){.hold = legacy_reset};
    dc->legacy_reset = dev_reset;
}

/* --- the type ----------------------------------------------------------------------- */

void device_class_set_parent_realize(DeviceClass *dc, DeviceRealize dev_realize,
                                     DeviceRealize *parent_realize)
{
    *parent_realize = dc->realize;
    dc->realize = dev_realize;
}

void device_class_set_parent_unrealize(DeviceClass *dc, DeviceUnrealize dev_unrealize,
                                       DeviceUnrealize *parent_unrealize)
{
    *parent_unrealize = dc->unrealize;
    dc->unrealize = dev_unrealize;
}

static char *device_vmstate_id(VMStateIf *obj)
{
    return qdev_get_dev_path(DEVICE(obj));
}

static MemReentrancyGuard *device_guard(Object *owner)
{
    DeviceState *dev = (DeviceState *)object_dynamic_cast(owner, TYPE_DEVICE);

    return dev ? &dev->mem_reentrancy_guard : NULL;
}

static bool get_hotpluggable(Object *obj, Error **errp)
{
    return DEVICE_GET_CLASS(obj)->hotpluggable;
}

static bool get_hotplugged(Object *obj, Error **errp)
{
    return DEVICE(obj)->hotplugged != 0;
}

static void device_init(Object *obj)
{
    DeviceState *dev = DEVICE(obj);

    dev->hotplugged = phase_check(PHASE_MACHINE_READY);
    dev->instance_id_alias = -1;
    QLIST_INIT(&dev->gpios);
    QLIST_INIT(&dev->clocks);
    QLIST_INIT(&dev->child_bus);
}

static void device_post_init(Object *obj)
{
    /* The machine's come first: what a user says wins. */
    object_apply_compat_props(obj);
    qdev_prop_set_globals(DEVICE(obj));
}

static void device_unparent(Object *obj)
{
    DeviceState *dev = DEVICE(obj);
    BusState *bus;

    if (dev->realized) {
        qdev_unrealize(dev);
    }
    while ((bus = QLIST_FIRST(&dev->child_bus)) != NULL) {
        object_unparent(OBJECT(bus));
    }
    bus_remove_device(dev);
}

void *device_alloc(DeviceState *dev, size_t size)
{
    dev->memory = g_slist_prepend(dev->memory, g_malloc0(size));
    return dev->memory->data;
}

static void device_finalize(Object *obj)
{
    DeviceState *dev = DEVICE(obj);
    NamedGPIOList *list;
    NamedGPIOList *next;

    QLIST_FOREACH_SAFE(list, &dev->gpios, node, next)
    {
        qemu_free_irqs(list->in, list->num_in);
        g_free(list->name);
        g_free(list);
    }
    qdev_finalize_clocklist(dev);
    g_free(dev->canonical_path);
    g_free(dev->id);
    g_slist_free_full(dev->memory, g_free);
}

static void device_class_base_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    /* The parent's are inherited as class properties; this array is the class's own. */
    dc->props_ = NULL;
    dc->props_count_ = 0;
}

static void device_class_init(ObjectClass *klass, const void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);
    ResettableClass *rc = RESETTABLE_CLASS(klass);

    klass->unparent = device_unparent;
    dc->hotpluggable = true;
    dc->user_creatable = true;
    rc->get_state = device_reset_state;
    rc->child_foreach = device_reset_children;
    VMSTATE_IF_CLASS(klass)->get_id = device_vmstate_id;
    object_class_property_add_bool(klass, "realized", device_get_realized,
                                   device_set_realized);
    object_class_property_add_bool(klass, "hotpluggable", get_hotpluggable, NULL);
    object_class_property_add_bool(klass, "hotplugged", get_hotplugged, NULL);
    object_class_property_add_link(klass, "parent_bus", TYPE_BUS,
                                   offsetof(DeviceState, parent_bus), NULL, 0);
}

static const TypeInfo device_type = {
    .name = TYPE_DEVICE,
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(DeviceState),
    .instance_init = device_init,
    .instance_post_init = device_post_init,
    .instance_finalize = device_finalize,
    .class_base_init = device_class_base_init,
    .class_init = device_class_init,
    .abstract = true,
    .class_size = sizeof(DeviceClass),
    .interfaces =
        (const InterfaceInfo[]){{TYPE_VMSTATE_IF}, {TYPE_RESETTABLE_INTERFACE}, {NULL}},
};

static void register_types(void)
{
    type_register_static(&device_type);
    memory_set_guard_lookup(device_guard);
}

type_init(register_types)
