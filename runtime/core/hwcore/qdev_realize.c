/* SPDX-License-Identifier: MIT */
/* From a device with its properties to one that works, and back. */
#include "qemu/osdep.h"

#include "qdev_realize.h"

#include "hw/clock.h"
#include "hw/qdev-core.h"
#include "hw/vmstate-if.h"
#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qdev_impl.h"
#include "qemu/error-report.h"

static void forget_path(DeviceState *dev)
{
    g_free(dev->canonical_path);
    dev->canonical_path = NULL;
}

static void keep_paths(DeviceState *dev)
{
    NamedClockList *entry;

    forget_path(dev);
    dev->canonical_path = object_get_canonical_path(OBJECT(dev));
    QLIST_FOREACH(entry, &dev->clocks, node)
    {
        if (!entry->alias) {
            clock_setup_canonical_path(entry->clock);
        }
    }
}

static bool register_state(DeviceState *dev, Error **errp)
{
    const VMStateDescription *vmsd = qdev_get_vmsd(dev);
    Error *err = NULL;

    if (vmsd) {
        vmstate_register_with_alias_id(VMSTATE_IF(dev), (uint32_t)VMSTATE_INSTANCE_ID_ANY,
                                       vmsd, dev, dev->instance_id_alias,
                                       dev->alias_required_for_version, &err);
    }
    if (err) {
        error_propagate(errp, err);
        return false;
    }
    return true;
}

static void unregister_state(DeviceState *dev)
{
    const VMStateDescription *vmsd = qdev_get_vmsd(dev);

    if (vmsd) {
        vmstate_unregister(VMSTATE_IF(dev), vmsd, dev);
    }
}

static void unrealize_buses(DeviceState *dev)
{
    BusState *bus;

    QLIST_FOREACH(bus, &dev->child_bus, sibling)
    {
        if (bus->realized) {
            qbus_unrealize(bus);
        }
    }
}

static bool realize_buses(DeviceState *dev, Error **errp)
{
    BusState *bus;

    resettable_state_clear(&dev->reset);
    QLIST_FOREACH(bus, &dev->child_bus, sibling)
    {
        if (!qbus_realize(bus, errp)) {
            return false;
        }
    }
    return true;
}

/* What came with the machine is reset with the machine. */
static void reset_hotplugged(DeviceState *dev)
{
    if (dev->hotplugged) {
        resettable_assert_reset(OBJECT(dev), RESET_TYPE_COLD);
        resettable_change_parent(OBJECT(dev), OBJECT(dev->parent_bus), NULL);
        resettable_release_reset(OBJECT(dev), RESET_TYPE_COLD);
    }
}

static bool realize(DeviceState *dev, Error **errp)
{
    DeviceClass *dc = DEVICE_GET_CLASS(dev);
    Error *err = NULL;

    if (dc->realize) {
        dc->realize(dev, &err);
        if (err) {
            error_propagate(errp, err);
            return false;
        }
    }
    keep_paths(dev);
    if (register_state(dev, errp)) {
        if (realize_buses(dev, errp)) {
            reset_hotplugged(dev);
            qatomic_store_release(&dev->realized, true);
            return true;
        }
        unrealize_buses(dev);
        unregister_state(dev);
    }
    forget_path(dev);
    if (dc->unrealize) {
        dc->unrealize(dev);
    }
    return false;
}

static void unrealize(DeviceState *dev)
{
    DeviceClass *dc = DEVICE_GET_CLASS(dev);

    qatomic_store_release(&dev->realized, false);
    unrealize_buses(dev);
    unregister_state(dev);
    if (dc->unrealize) {
        dc->unrealize(dev);
    }
    dev->pending_deleted_event = true;
}

bool device_get_realized(Object *obj, Error **errp)
{
    return DEVICE(obj)->realized;
}

void device_set_realized(Object *obj, bool value, Error **errp)
{
    DeviceState *dev = DEVICE(obj);
    bool unattached = false;

    if (value == dev->realized) {
        return;
    }
    if (!value) {
        unrealize(dev);
        return;
    }
    if (!obj->parent) {
        object_property_add_child(machine_get_container("unattached"), "device[*]", obj);
        unattached = true;
    }
    if (!realize(dev, errp) && unattached) {
        object_unparent(obj);
    }
}

static bool fits(DeviceState *dev, BusState *bus, Error **errp)
{
    const char *type = DEVICE_GET_CLASS(dev)->bus_type;

    if (!bus) {
        if (type) {
            error_setg(errp, "Device of type '%s' needs a bus of type '%s'",
                       object_get_typename(OBJECT(dev)), type);
        }
        return !type;
    }
    if (type && !object_dynamic_cast(OBJECT(bus), type)) {
        error_setg(errp,
                   "Device of type '%s' can't go on bus '%s' of type '%s', only on '%s'",
                   object_get_typename(OBJECT(dev)), bus->name,
                   object_get_typename(OBJECT(bus)), type);
        return false;
    }
    return true;
}

bool qdev_realize(DeviceState *dev, BusState *bus, Error **errp)
{
    assert(!dev->realized && !dev->parent_bus);
    if (!fits(dev, bus, errp) || (bus && !qdev_set_parent_bus(dev, bus, errp))) {
        return false;
    }
    /* A failure may drop the last reference but the caller's, which may be none. */
    object_ref(dev);
    /* Not by the property, whose error would say that it is one. */
    device_set_realized(OBJECT(dev), true, errp);
    if (!dev->realized) {
        bus_remove_device(dev);
        object_unref(dev);
        return false;
    }
    object_unref(dev);
    return true;
}

bool qdev_realize_and_unref(DeviceState *dev, BusState *bus, Error **errp)
{
    bool done = qdev_realize(dev, bus, errp);

    object_unref(dev);
    return done;
}

void qdev_unrealize(DeviceState *dev)
{
    object_property_set_bool(OBJECT(dev), "realized", false, &error_abort);
}
