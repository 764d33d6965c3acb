/* SPDX-License-Identifier: MIT */
/* From tables of members to properties of classes. */
#include "qemu/osdep.h"

#include "hw/qdev-properties.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

void *object_field_prop_ptr(Object *obj, const Property *prop)
{
    return (char *)obj + prop->offset;
}

/* --- what is refused ---------------------------------------------------------------- */

void qdev_prop_set_after_realize(DeviceState *dev, const char *name, Error **errp)
{
    error_setg(errp, "Property '%s' of device '%s' (type '%s') is fixed: it was realized",
               name, qdev_get_printable_name(dev), object_get_typename(OBJECT(dev)));
}

void qdev_prop_allow_set_link_before_realize(const Object *obj, const char *name,
                                             Object *val, Error **errp)
{
    DeviceState *dev = DEVICE(obj);

    if (dev->realized) {
        qdev_prop_set_after_realize(dev, name, errp);
    }
}

void error_set_from_qdev_prop_error(Error **errp, int ret, Object *obj, const char *name,
                                    const char *value)
{
    const char *type = object_get_typename(obj);

    switch (ret) {
    case 0:
        break;
    case -EEXIST:
        error_setg(errp, "Property '%s.%s' can't take value '%s', it's in use", type,
                   name, value);
        break;
    case -ENOENT:
        error_setg(errp, "Property '%s.%s' can't find value '%s'", type, name, value);
        break;
    default:
        error_setg(errp, "Property '%s.%s' doesn't take value '%s'", type, name, value);
        break;
    }
}

/* --- accessors of all kinds --------------------------------------------------------- */

static void get_field(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    const Property *prop = opaque;

    prop->info->get(obj, v, name, opaque, errp);
}

static void set_field(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    const Property *prop = opaque;
    DeviceState *dev = DEVICE(obj);

    if (dev->realized && !prop->info->realized_set_allowed) {
        qdev_prop_set_after_realize(dev, name, errp);
        return;
    }
    prop->info->set(obj, v, name, opaque, errp);
}

static ObjectPropertyAccessor *getter(const PropertyInfo *info)
{
    return info->get ? get_field : NULL;
}

static ObjectPropertyAccessor *setter(const PropertyInfo *info)
{
    return info->set ? set_field : NULL;
}

void qdev_property_add_static(DeviceState *dev, const Property *prop)
{
    Object *obj = OBJECT(dev);
    const PropertyInfo *info = prop->info;
    ObjectProperty *op;

    /* Such a kind is made for classes alone. */
    assert(!info->create);
    op = object_property_add(obj, prop->name, info->type, getter(info), setter(info),
                             info->release, (void *)prop);
    if (info->description) {
        object_property_set_description(obj, prop->name, info->description);
    }
    if (prop->set_default) {
        info->set_default_value(op, prop);
        op->init(obj, op);
    }
}

static void add_class_property(ObjectClass *klass, const Property *prop)
{
    const PropertyInfo *info = prop->info;
    ObjectProperty *op;

    if (info->create) {
        op = info->create(klass, prop->name, prop);
    } else {
        op = object_class_property_add(klass, prop->name, info->type, getter(info),
                                       setter(info), info->release, (void *)prop);
    }
    if (prop->set_default) {
        info->set_default_value(op, prop);
    }
    if (info->description) {
        object_class_property_set_description(klass, prop->name, info->description);
    }
}

void device_class_set_props_n(DeviceClass *dc, const Property *props, size_t n)
{
    /* An array that ends with an empty entry is of older versions. */
    assert(n > 0 && n <= UINT16_MAX && props[n - 1].name);
    dc->props_ = props;
    dc->props_count_ = (uint16_t)n;
    for (size_t i = 0; i < n; i++) {
        add_class_property(OBJECT_CLASS(dc), &props[i]);
    }
}

void qdev_alias_all_properties(DeviceState *target, Object *source)
{
    ObjectClass *klass = object_get_class(OBJECT(target));

    for (; klass != object_class_by_name(TYPE_DEVICE);
         klass = object_class_get_parent(klass)) {
        DeviceClass *dc = DEVICE_CLASS(klass);

        for (size_t i = 0; i < dc->props_count_; i++) {
            if (!object_property_find(source, dc->props_[i].name)) {
                object_property_add_alias(source, dc->props_[i].name, OBJECT(target),
                                          dc->props_[i].name);
            }
        }
    }
}

/* --- setting from C ----------------------------------------------------------------- */

void qdev_prop_set_bit(DeviceState *dev, const char *name, bool value)
{
    object_property_set_bool(OBJECT(dev), name, value, &error_abort);
}

void qdev_prop_set_uint8(DeviceState *dev, const char *name, uint8_t value)
{
    object_property_set_uint(OBJECT(dev), name, value, &error_abort);
}

void qdev_prop_set_uint16(DeviceState *dev, const char *name, uint16_t value)
{
    object_property_set_uint(OBJECT(dev), name, value, &error_abort);
}

void qdev_prop_set_uint32(DeviceState *dev, const char *name, uint32_t value)
{
    object_property_set_uint(OBJECT(dev), name, value, &error_abort);
}

void qdev_prop_set_int32(DeviceState *dev, const char *name, int32_t value)
{
    object_property_set_int(OBJECT(dev), name, value, &error_abort);
}

void qdev_prop_set_uint64(DeviceState *dev, const char *name, uint64_t value)
{
    object_property_set_uint(OBJECT(dev), name, value, &error_abort);
}

void qdev_prop_set_string(DeviceState *dev, const char *name, const char *value)
{
    object_property_set_str(OBJECT(dev), name, value, &error_abort);
}

/* The member's table of names is known by the property of its class. */
void qdev_prop_set_enum(DeviceState *dev, const char *name, int value)
{
    ObjectProperty *op = object_property_find_err(OBJECT(dev), name, &error_abort);
    const Property *prop = op->opaque;

    assert(op->get == get_field && prop->info->enum_table);
    object_property_set_str(
        OBJECT(dev), name, qapi_enum_lookup(prop->info->enum_table, value), &error_abort);
}
