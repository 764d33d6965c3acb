/* SPDX-License-Identifier: MIT */
/* The kinds of properties that are bits, and names of values. */
#include "qemu/osdep.h"

#include "hw/qdev-properties.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

static void set_default_bool(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_bool(op, prop->defval.u != 0);
}

/* --- a whole member ----------------------------------------------------------------- */

static void access_bool(Object *obj, Visitor *v, const char *name, void *opaque,
                        Error **errp)
{
    bool *member = object_field_prop_ptr(obj, opaque);

    visit_type_bool(v, name, member, errp);
}

const PropertyInfo qdev_prop_bool = {
    .type = "bool",
    .description = "on/off",
    .get = access_bool,
    .set = access_bool,
    .set_default_value = set_default_bool,
};

/* --- a bit of a word ---------------------------------------------------------------- */

static void access_word(const Property *prop, Visitor *v, const char *name,
                        uint64_t *word, Error **errp)
{
    const uint64_t mask = UINT64_C(1) << prop->bitnr;
    bool value = (*word & mask) != 0;

    if (visit_type_bool(v, name, &value, errp)) {
        *word = value ? *word | mask : *word & ~mask;
    }
}

static void access_bit(Object *obj, Visitor *v, const char *name, void *opaque,
                       Error **errp)
{
    uint32_t *member = object_field_prop_ptr(obj, opaque);
    uint64_t word = *member;

    access_word(opaque, v, name, &word, errp);
    *member = (uint32_t)word;
}

static void access_bit64(Object *obj, Visitor *v, const char *name, void *opaque,
                         Error **errp)
{
    access_word(opaque, v, name, object_field_prop_ptr(obj, opaque), errp);
}

const PropertyInfo qdev_prop_bit = {
    .type = "bool",
    .description = "on/off",
    .get = access_bit,
    .set = access_bit,
    .set_default_value = set_default_bool,
};

const PropertyInfo qdev_prop_bit64 = {
    .type = "bool",
    .description = "on/off",
    .get = access_bit64,
    .set = access_bit64,
    .set_default_value = set_default_bool,
};

/* --- names of values ---------------------------------------------------------------- */

void qdev_propinfo_get_enum(Object *obj, Visitor *v, const char *name, void *opaque,
                            Error **errp)
{
    const Property *prop = opaque;

    visit_type_enum(v, name, object_field_prop_ptr(obj, prop), prop->info->enum_table,
                    errp);
}

void qdev_propinfo_set_enum(Object *obj, Visitor *v, const char *name, void *opaque,
                            Error **errp)
{
    qdev_propinfo_get_enum(obj, v, name, opaque, errp);
}

void qdev_propinfo_set_default_value_enum(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_str(
        op, qapi_enum_lookup(prop->info->enum_table, (int)prop->defval.i));
}

const PropertyInfo qdev_prop_on_off_auto = {
    .type = "OnOffAuto",
    .description = "on/off/auto",
    .enum_table = &OnOffAuto_lookup,
    .get = qdev_propinfo_get_enum,
    .set = qdev_propinfo_set_enum,
    .set_default_value = qdev_propinfo_set_default_value_enum,
};

static void get_on_off_auto_bit64(Object *obj, Visitor *v, const char *name, void *opaque,
                                  Error **errp)
{
    const Property *prop = opaque;
    const OnOffAutoBit64 *member = object_field_prop_ptr(obj, prop);
    OnOffAuto value = ON_OFF_AUTO_OFF;

    if (member->auto_bits >> prop->bitnr & 1) {
        value = ON_OFF_AUTO_AUTO;
    } else if (member->on_bits >> prop->bitnr & 1) {
        value = ON_OFF_AUTO_ON;
    }
    visit_type_OnOffAuto(v, name, &value, errp);
}

static void set_on_off_auto_bit64(Object *obj, Visitor *v, const char *name, void *opaque,
                                  Error **errp)
{
    const Property *prop = opaque;
    OnOffAutoBit64 *member = object_field_prop_ptr(obj, prop);
    uint64_t mask = UINT64_C(1) << prop->bitnr;
    OnOffAuto value;

    if (!visit_type_OnOffAuto(v, name, &value, errp)) {
        return;
    }
    member->on_bits &= ~mask;
    member->auto_bits &= ~mask;
    if (value == ON_OFF_AUTO_ON) {
        member->on_bits |= mask;
    } else if (value == ON_OFF_AUTO_AUTO) {
        member->auto_bits |= mask;
    }
}

const PropertyInfo qdev_prop_on_off_auto_bit64 = {
    .type = "OnOffAuto",
    .description = "on/off/auto",
    .enum_table = &OnOffAuto_lookup,
    .get = get_on_off_auto_bit64,
    .set = set_on_off_auto_bit64,
    .set_default_value = qdev_propinfo_set_default_value_enum,
};
