/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/qdev-properties-system.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

/* --- character devices -------------------------------------------------------------- */

static void get_chr(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp)
{
    CharFrontend *frontend = object_field_prop_ptr(obj, opaque);
    Chardev *chr = qemu_chr_fe_get_driver(frontend);
    char *label = chr ? chr->label : NULL;

    visit_type_str(v, name, &label, errp);
}

static void set_chr(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp)
{
    CharFrontend *frontend = object_field_prop_ptr(obj, opaque);
    g_autofree char *label = NULL;
    Chardev *chr;

    if (!visit_type_str(v, name, &label, errp)) {
        return;
    }
    if (*label && qemu_chr_fe_get_driver(frontend)) {
        error_setg(errp, "Property '%s.%s' is set already", object_get_typename(obj),
                   name);
        return;
    }
    if (!*label) {
        qemu_chr_fe_deinit(frontend, false);
        return;
    }
    chr = qemu_chr_find(label);
    if (!chr) {
        error_set_from_qdev_prop_error(errp, -ENOENT, obj, name, label);
    } else if (!qemu_chr_fe_init(frontend, chr, errp)) {
        error_prepend(errp, "Property '%s.%s' can't take value '%s': ",
                      object_get_typename(obj), name, label);
    }
}

static void release_chr(Object *obj, const char *name, void *opaque)
{
    qemu_chr_fe_deinit(object_field_prop_ptr(obj, opaque), false);
}

const PropertyInfo qdev_prop_chr = {
    .type = "str",
    .description = "label of a character device",
    .get = get_chr,
    .set = set_chr,
    .release = release_chr,
};

void qdev_prop_set_chr(DeviceState *dev, const char *name, Chardev *value)
{
    /* One without a label cannot be named. */
    assert(!value || value->label[0]);
    object_property_set_str(OBJECT(dev), name, value ? value->label : "", &error_abort);
}

/* --- identifiers -------------------------------------------------------------------- */

#define UUID_RANDOM "auto"

static void get_uuid(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    const QemuUUID *uuid = object_field_prop_ptr(obj, opaque);
    char text[UUID_STR_LEN];
    char *value = text;

    qemu_uuid_unparse(uuid, text);
    visit_type_str(v, name, &value, errp);
}

static void set_uuid(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    QemuUUID *uuid = object_field_prop_ptr(obj, opaque);
    g_autofree char *value = NULL;

    if (!visit_type_str(v, name, &value, errp)) {
        return;
    }
    if (strcmp(value, UUID_RANDOM) == 0) {
        qemu_uuid_generate(uuid);
    } else if (qemu_uuid_parse(value, uuid) < 0) {
        error_set_from_qdev_prop_error(errp, -EINVAL, obj, name, value);
    }
}

static void set_default_uuid(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_str(op, UUID_RANDOM);
}

const PropertyInfo qdev_prop_uuid = {
    .type = "str",
    .description = "a UUID, or \"" UUID_RANDOM "\": a random one",
    .get = get_uuid,
    .set = set_uuid,
    .set_default_value = set_default_uuid,
};

/* --- byte orders -------------------------------------------------------------------- */

const QEnumLookup EndianMode_lookup = {
    .array =
        (const char *const[]){
            [ENDIAN_MODE_UNSPECIFIED] = "unspecified",
            [ENDIAN_MODE_LITTLE] = "little",
            [ENDIAN_MODE_BIG] = "big",
        },
    .size = ENDIAN_MODE__MAX,
};

const PropertyInfo qdev_prop_endian_mode = {
    .type = "EndianMode",
    .description = "unspecified/big/little",
    .enum_table = &EndianMode_lookup,
    .get = qdev_propinfo_get_enum,
    .set = qdev_propinfo_set_enum,
    .set_default_value = qdev_propinfo_set_default_value_enum,
};

const QEnumLookup LostTickPolicy_lookup = {
    .array =
        (const char *const[]){
            [LOST_TICK_POLICY_DISCARD] = "discard",
            [LOST_TICK_POLICY_DELAY] = "delay",
            [LOST_TICK_POLICY_SLEW] = "slew",
        },
    .size = LOST_TICK_POLICY__MAX,
};

const PropertyInfo qdev_prop_losttickpolicy = {
    .type = "LostTickPolicy",
    .description = "discard/delay/slew",
    .enum_table = &LostTickPolicy_lookup,
    .get = qdev_propinfo_get_enum,
    .set = qdev_propinfo_set_enum,
    .set_default_value = qdev_propinfo_set_default_value_enum,
};
