/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/qdev-core.h"
#include "qapi/error.h"
#include "qdev_impl.h"
#include "qemu/module.h"

/* --- devices on a bus --------------------------------------------------------------- */

static void add_child(BusState *bus, DeviceState *dev)
{
    BusChild *kid = g_new0(BusChild, 1);
    g_autofree char *name = NULL;

    kid->index = bus->max_index++;
    kid->child = DEVICE(object_ref(dev));
    bus->num_children++;
    QTAILQ_INSERT_HEAD(&bus->children, kid, sibling);
    name = g_strdup_printf("child[%d]", kid->index);
    object_property_add_link(OBJECT(bus), name, object_get_typename(OBJECT(dev)),
                             (Object **)&kid->child, NULL, 0);
}

static void remove_child(BusState *bus, DeviceState *dev)
{
    BusChild *kid;

    QTAILQ_FOREACH(kid, &bus->children, sibling)
    {
        if (kid->child == dev) {
            g_autofree char *name = g_strdup_printf("child[%d]", kid->index);

            QTAILQ_REMOVE(&bus->children, kid, sibling);
            bus->num_children--;
            object_property_del(OBJECT(bus), name);
            object_unref(dev);
            g_free(kid);
            return;
        }
    }
}

void bus_remove_device(DeviceState *dev)
{
    BusState *bus = dev->parent_bus;

    if (bus) {
        dev->parent_bus = NULL;
        remove_child(bus, dev);
        object_unref(bus);
    }
}

bool qdev_set_parent_bus(DeviceState *dev, BusState *bus, Error **errp)
{
    BusState *before = dev->parent_bus;
    BusClass *bc = BUS_GET_CLASS(bus);

    if (bc->check_address && !bc->check_address(bus, dev, errp)) {
        return false;
    }
    object_ref(dev);
    object_ref(bus);
    if (before) {
        remove_child(before, dev);
    }
    dev->parent_bus = bus;
    add_child(bus, dev);
    if (dev->realized) {
        resettable_change_parent(OBJECT(dev), OBJECT(bus), OBJECT(before));
    }
    object_unref(before);
    object_unref(dev);
    return true;
}

DeviceState *qdev_find_recursive(BusState *bus, const char *id)
{
    BusChild *kid;
    BusState *below;

    QTAILQ_FOREACH(kid, &bus->children, sibling)
    {
        if (g_strcmp0(kid->child->id, id) == 0) {
            return kid->child;
        }
        QLIST_FOREACH(below, &kid->child->child_bus, sibling)
        {
            DeviceState *found = qdev_find_recursive(below, id);

            if (found) {
                return found;
            }
        }
    }
    return NULL;
}

int qbus_walk_children(BusState *bus, qdev_walkerfn *pre_devfn, qbus_walkerfn *pre_busfn,
                       qdev_walkerfn *post_devfn, qbus_walkerfn *post_busfn, void *opaque)
{
    int result = pre_busfn ? pre_busfn(bus, opaque) : 0;
    BusChild *kid;

    if (result) {
        return result;
    }
    QTAILQ_FOREACH(kid, &bus->children, sibling)
    {
        result = qdev_walk_children(kid->child, pre_devfn, pre_busfn, post_devfn,
                                    post_busfn, opaque);
        if (result < 0) {
            return result;
        }
    }
    return post_busfn ? post_busfn(bus, opaque) : 0;
}

/* --- making and ending -------------------------------------------------------------- */

static char *automatic_name(BusState *bus, DeviceState *parent)
{
    g_autofree char *lower = NULL;

    if (parent && parent->id) {
        return g_strdup_printf("%s.%d", parent->id, parent->num_child_bus);
    }
    lower = g_ascii_strdown(object_get_typename(OBJECT(bus)), -1);
    return g_strdup_printf("%s.%d", lower, BUS_GET_CLASS(bus)->automatic_ids++);
}

static void place(BusState *bus, DeviceState *parent, const char *name)
{
    bus->parent = parent;
    bus->name = name ? g_strdup(name) : automatic_name(bus, parent);
    if (parent) {
        QLIST_INSERT_HEAD(&parent->child_bus, bus, sibling);
        parent->num_child_bus++;
        object_property_add_child(OBJECT(parent), bus->name, OBJECT(bus));
        object_unref(bus);
    }
}

void qbus_init(void *bus, size_t size, const char *typename, DeviceState *parent,
               const char *name)
{
    object_initialize(bus, size, typename);
    place(bus, parent, name);
}

BusState *qbus_new(const char *typename, DeviceState *parent, const char *name)
{
    BusState *bus = BUS(object_new(typename));

    place(bus, parent, name);
    return bus;
}

bool qbus_realize(BusState *bus, Error **errp)
{
    return object_property_set_bool(OBJECT(bus), "realized", true, errp);
}

void qbus_unrealize(BusState *bus)
{
    object_property_set_bool(OBJECT(bus), "realized", false, &error_abort);
}

static bool get_realized(Object *obj, Error **errp)
{
    return BUS(obj)->realized;
}

static void set_realized(Object *obj, bool value, Error **errp)
{
    BusState *bus = BUS(obj);
    BusClass *bc = BUS_GET_CLASS(bus);
    Error *err = NULL;

    if (value == bus->realized) {
        return;
    }
    if (!value) {
        BusChild *kid;

        QTAILQ_FOREACH(kid, &bus->children, sibling)
        {
            qdev_unrealize(kid->child);
        }
        if (bc->unrealize) {
            bc->unrealize(bus);
        }
    } else if (bc->realize) {
        bc->realize(bus, &err);
    }
    if (err) {
        error_propagate(errp, err);
        return;
    }
    bus->realized = value;
}

static void bus_unparent(Object *obj)
{
    BusState *bus = BUS(obj);
    BusChild *kid;

    while ((kid = QTAILQ_FIRST(&bus->children)) != NULL) {
        DeviceState *dev = kid->child;

        object_ref(dev);
        object_unparent(OBJECT(dev));
        /* Where it was in no tree. */
        bus_remove_device(dev);
        object_unref(dev);
    }
    if (bus->parent) {
        QLIST_REMOVE(bus, sibling);
        bus->parent->num_child_bus--;
        bus->parent = NULL;
    }
}

/* --- reset -------------------------------------------------------------------------- */

static ResettableState *bus_reset_state(Object *obj)
{
    return &BUS(obj)->reset;
}

static void bus_reset_children(Object *obj, ResettableChildCallback cb, void *opaque,
                               ResetType type)
{
    BusChild *kid, *next;

    QTAILQ_FOREACH_SAFE(kid, &BUS(obj)->children, sibling, next)
    {
        cb(OBJECT(kid->child), opaque, type);
    }
}

void bus_cold_reset(BusState *bus)
{
    resettable_reset(OBJECT(bus), RESET_TYPE_COLD);
}

bool bus_is_in_reset(BusState *bus)
{
    return resettable_is_in_reset(OBJECT(bus));
}

/* --- the type ----------------------------------------------------------------------- */

static char *default_fw_dev_path(DeviceState *dev)
{
    return g_strdup(object_get_typename(OBJECT(dev)));
}

static void bus_init(Object *obj)
{
    BusState *bus = BUS(obj);

    QTAILQ_INIT(&bus->children);
}

static void bus_finalize(Object *obj)
{
    g_free(BUS(obj)->name);
}

static void bus_class_init(ObjectClass *klass, const void *data)
{
    ResettableClass *rc = RESETTABLE_CLASS(klass);

    klass->unparent = bus_unparent;
    BUS_CLASS(klass)->get_fw_dev_path = default_fw_dev_path;
    rc->get_state = bus_reset_state;
    rc->child_foreach = bus_reset_children;
    object_class_property_add_bool(klass, "realized", get_realized, set_realized);
}

static const TypeInfo bus_types[] = {
    {
        .name = TYPE_BUS,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(BusState),
        .abstract = true,
        .class_size = sizeof(BusClass),
        .instance_init = bus_init,
        .instance_finalize = bus_finalize,
        .class_init = bus_class_init,
        .interfaces = (const InterfaceInfo[]){{TYPE_RESETTABLE_INTERFACE}, {NULL}},
    },
};

DEFINE_TYPES(bus_types)
