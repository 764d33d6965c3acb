/* SPDX-License-Identifier: MIT */
/* The kinds of properties that are numbers. */
#include "qemu/osdep.h"

#include "hw/qdev-properties.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

void qdev_propinfo_set_default_value_int(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_int(op, prop->defval.i);
}

void qdev_propinfo_set_default_value_uint(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_uint(op, prop->defval.u);
}

/*
 * A kind whose value is what visit_type_KIND() reads and writes; Property is only read,
 * though opaque pointers are not const.
 */
#define INTEGER_KIND(kind, ctype, text, default_value)                                   \
    static void get_##kind(Object *obj, Visitor *v, const char *name, void *opaque,      \
                           Error **errp)                                                 \
    {                                                                                    \
        ctype *member = object_field_prop_ptr(obj, opaque);                              \
                                                                                         \
        visit_type_##kind(v, name, member, errp);                                        \
    }                                                                                    \
                                                                                         \
    static void set_##kind(Object *obj, Visitor *v, const char *name, void *opaque,      \
                           Error **errp)                                                 \
    {                                                                                    \
        ctype *member = object_field_prop_ptr(obj, opaque);                              \
                                                                                         \
        visit_type_##kind(v, name, member, errp);                                        \
    }                                                                                    \
                                                                                         \
    const PropertyInfo qdev_prop_##kind = {                                              \
        .type = text,                                                                    \
        .get = get_##kind,                                                               \
        .set = set_##kind,                                                               \
        .set_default_value = default_value,                                              \
    }

INTEGER_KIND(uint8, uint8_t, "uint8", qdev_propinfo_set_default_value_uint);
INTEGER_KIND(uint16, uint16_t, "uint16", qdev_propinfo_set_default_value_uint);
INTEGER_KIND(uint32, uint32_t, "uint32", qdev_propinfo_set_default_value_uint);
INTEGER_KIND(uint64, uint64_t, "uint64", qdev_propinfo_set_default_value_uint);
INTEGER_KIND(int32, int32_t, "int32", qdev_propinfo_set_default_value_int);
INTEGER_KIND(int64, int64_t, "int64", qdev_propinfo_set_default_value_int);
INTEGER_KIND(size, uint64_t, "size", qdev_propinfo_set_default_value_uint);

/* A member of the type that unsigned is. */
const PropertyInfo qdev_prop_usize = {
    .type = "uint32",
    .get = get_uint32,
    .set = set_uint32,
    .set_default_value = qdev_propinfo_set_default_value_uint,
};

static void get_size32(Object *obj, Visitor *v, const char *name, void *opaque,
                       Error **errp)
{
    const uint32_t *member = object_field_prop_ptr(obj, opaque);
    uint64_t value = *member;

    visit_type_size(v, name, &value, errp);
}

static void set_size32(Object *obj, Visitor *v, const char *name, void *opaque,
                       Error **errp)
{
    uint32_t *member = object_field_prop_ptr(obj, opaque);
    uint64_t value;

    if (!visit_type_size(v, name, &value, errp)) {
        return;
    }
    if (value > UINT32_MAX) {
        error_setg(errp, "Property %s.%s doesn't take value %" PRIu64 " (maximum: %u)",
                   object_get_typename(obj), name, value, UINT32_MAX);
        return;
    }
    *member = (uint32_t)value;
}

const PropertyInfo qdev_prop_size32 = {
    .type = "size",
    .get = get_size32,
    .set = set_size32,
    .set_default_value = qdev_propinfo_set_default_value_uint,
};

static void set_uint64_checkmask(Object *obj, Visitor *v, const char *name, void *opaque,
                                 Error **errp)
{
    const Property *prop = opaque;
    uint64_t *member = object_field_prop_ptr(obj, prop);
    uint64_t value;

    if (!visit_type_uint64(v, name, &value, errp)) {
        return;
    }
    if (value & ~prop->bitmask) {
        error_setg(
            errp, "Property %s.%s: 0x%" PRIx64 " has bits outside of the mask 0x%" PRIx64,
            object_get_typename(obj), name, value, prop->bitmask);
        return;
    }
    *member = value;
}

const PropertyInfo qdev_prop_uint64_checkmask = {
    .type = "uint64",
    .get = get_uint64,
    .set = set_uint64_checkmask,
};
