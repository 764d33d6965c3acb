/* SPDX-License-Identifier: MIT */
/*
 * Properties that are members of a device's record. A device lists them in an array of
 * const Property that device_class_set_props() takes; they can be set until the device
 * is realized. Values can be set as text, too: "hw/qdev-core.h" has all of a device's
 * properties as properties of its object.
 */
#ifndef QEMU_QDEV_PROPERTIES_H
#define QEMU_QDEV_PROPERTIES_H

#include "hw/qdev-core.h"
#include "qapi/qapi-builtin-types.h"

/* Made by the macros. */
struct Property {
    const char *name;
    const PropertyInfo *info;
    /* Of the member, in bytes. */
    ptrdiff_t offset;
    const char *link_type;
    uint64_t bitmask;
    union {
        int64_t i;
        uint64_t u;
    } defval;
    /* Of an array: its elements. */
    const PropertyInfo *arrayinfo;
    int arrayoffset;
    int arrayfieldsize;
    uint8_t bitnr;
    /* Else the member stays as instance_init left it. */
    bool set_default;
};

/* A kind of property. Functions get the Property as opaque. */
struct PropertyInfo {
    const char *type;
    const char *description;
    const QEnumLookup *enum_table;
    /* Can be set later, too. */
    bool realized_set_allowed;
    /* The value for people, new; or NULL. */
    char *(*print)(Object *obj, const Property *prop);
    void (*set_default_value)(ObjectProperty *op, const Property *prop);
    /* Makes the class property; NULL: from what follows. */
    ObjectProperty *(*create)(ObjectClass *oc, const char *name, const Property *prop);
    ObjectPropertyAccessor *get;
    ObjectPropertyAccessor *set;
    ObjectPropertyRelease *release;
};

/* 64 settings that are on, off or auto, in two words. */
typedef struct OnOffAutoBit64 {
    uint64_t on_bits;
    uint64_t auto_bits;
} OnOffAutoBit64;

extern const PropertyInfo qdev_prop_bit;
extern const PropertyInfo qdev_prop_bit64;
extern const PropertyInfo qdev_prop_on_off_auto_bit64;
extern const PropertyInfo qdev_prop_bool;
extern const PropertyInfo qdev_prop_uint8;
extern const PropertyInfo qdev_prop_uint16;
extern const PropertyInfo qdev_prop_uint32;
extern const PropertyInfo qdev_prop_usize;
extern const PropertyInfo qdev_prop_int32;
extern const PropertyInfo qdev_prop_uint64;
extern const PropertyInfo qdev_prop_uint64_checkmask;
extern const PropertyInfo qdev_prop_int64;
extern const PropertyInfo qdev_prop_size;
extern const PropertyInfo qdev_prop_size32;
extern const PropertyInfo qdev_prop_string;
extern const PropertyInfo qdev_prop_on_off_auto;
extern const PropertyInfo qdev_prop_array;
extern const PropertyInfo qdev_prop_link;

/* A name, the record's type, the member, a kind, the member's type, further members. */
#define DEFINE_PROP(_name, _state, _field, _prop, _type, ...)                            \
    {                                                                                    \
        .name = (_name), .info = &(_prop),                                               \
        .offset = offsetof(_state, _field) +                                             \
                  QEMU_BUILD_BUG_ON_ZERO(!__builtin_types_compatible_p(                  \
                      _type, typeof_field(_state, _field))),                             \
        __VA_ARGS__                                                                      \
    }

#define DEFINE_PROP_SIGNED(_name, _state, _field, _defval, _prop, _type)                 \
    DEFINE_PROP(_name, _state, _field, _prop, _type, .set_default = true,                \
                .defval.i = (_type)(_defval))
#define DEFINE_PROP_SIGNED_NODEFAULT(_name, _state, _field, _prop, _type)                \
    DEFINE_PROP(_name, _state, _field, _prop, _type)
#define DEFINE_PROP_UNSIGNED(_name, _state, _field, _defval, _prop, _type)               \
    DEFINE_PROP(_name, _state, _field, _prop, _type, .set_default = true,                \
                .defval.u = (_type)(_defval))
#define DEFINE_PROP_UNSIGNED_NODEFAULT(_name, _state, _field, _prop, _type)              \
    DEFINE_PROP(_name, _state, _field, _prop, _type)

#define DEFINE_PROP_UINT8(_n, _s, _f, _d)                                                \
    DEFINE_PROP_UNSIGNED(_n, _s, _f, _d, qdev_prop_uint8, uint8_t)
#define DEFINE_PROP_UINT16(_n, _s, _f, _d)                                               \
    DEFINE_PROP_UNSIGNED(_n, _s, _f, _d, qdev_prop_uint16, uint16_t)
#define DEFINE_PROP_UINT32(_n, _s, _f, _d)                                               \
    DEFINE_PROP_UNSIGNED(_n, _s, _f, _d, qdev_prop_uint32, uint32_t)
#define DEFINE_PROP_UINT64(_n, _s, _f, _d)                                               \
    DEFINE_PROP_UNSIGNED(_n, _s, _f, _d, qdev_prop_uint64, uint64_t)
#define DEFINE_PROP_INT32(_n, _s, _f, _d)                                                \
    DEFINE_PROP_SIGNED(_n, _s, _f, _d, qdev_prop_int32, int32_t)
#define DEFINE_PROP_INT64(_n, _s, _f, _d)                                                \
    DEFINE_PROP_SIGNED(_n, _s, _f, _d, qdev_prop_int64, int64_t)
/* Bytes, with a unit in text. */
#define DEFINE_PROP_SIZE(_n, _s, _f, _d)                                                 \
    DEFINE_PROP_UNSIGNED(_n, _s, _f, _d, qdev_prop_size, uint64_t)
#define DEFINE_PROP_SIZE32(_n, _s, _f, _d)                                               \
    DEFINE_PROP_UNSIGNED(_n, _s, _f, _d, qdev_prop_size32, uint32_t)
/* Refuses bits outside of the mask. */
#define DEFINE_PROP_UINT64_CHECKMASK(_name, _state, _field, _bitmask)                    \
    DEFINE_PROP(_name, _state, _field, qdev_prop_uint64_checkmask, uint64_t,             \
                .bitmask = (_bitmask), .set_default = false)

#define DEFINE_PROP_BOOL(_name, _state, _field, _defval)                                 \
    DEFINE_PROP(_name, _state, _field, qdev_prop_bool, bool, .set_default = true,        \
                .defval.u = (bool)(_defval))
/* A bool that is one bit of a word. */
#define DEFINE_PROP_BIT(_name, _state, _field, _bit, _defval)                            \
    DEFINE_PROP(_name, _state, _field, qdev_prop_bit, uint32_t, .bitnr = (_bit),         \
                .set_default = true, .defval.u = (bool)(_defval))
#define DEFINE_PROP_BIT64(_name, _state, _field, _bit, _defval)                          \
    DEFINE_PROP(_name, _state, _field, qdev_prop_bit64, uint64_t, .bitnr = (_bit),       \
                .set_default = true, .defval.u = (bool)(_defval))
#define DEFINE_PROP_ON_OFF_AUTO_BIT64(_name, _state, _field, _bit, _defval)              \
    DEFINE_PROP(_name, _state, _field, qdev_prop_on_off_auto_bit64, OnOffAutoBit64,      \
                .bitnr = (_bit), .set_default = true, .defval.i = (OnOffAuto)(_defval))
#define DEFINE_PROP_ON_OFF_AUTO(_n, _s, _f, _d)                                          \
    DEFINE_PROP_SIGNED(_n, _s, _f, _d, qdev_prop_on_off_auto, OnOffAuto)

/* A char * that goes with the device. "" where it is NULL. */
#define DEFINE_PROP_STRING(_n, _s, _f) DEFINE_PROP(_n, _s, _f, qdev_prop_string, char *)

/* A pointer of _ptr_type to an object of type _type, referenced. */
#define DEFINE_PROP_LINK(_name, _state, _field, _type, _ptr_type)                        \
    DEFINE_PROP(_name, _state, _field, qdev_prop_link, _ptr_type, .link_type = (_type))

/*
 * A list: _field, a uint32_t, is how many, and _arrayfield points to new memory with that
 * many _arraytype, which the device frees in its finalization. What the elements own goes
 * with the property.
 */
#define DEFINE_PROP_ARRAY(_name, _state, _field, _arrayfield, _arrayprop, _arraytype)    \
    DEFINE_PROP(_name, _state, _field, qdev_prop_array, uint32_t, .set_default = true,   \
                .defval.u = 0, .arrayinfo = &(_arrayprop),                               \
                .arrayfieldsize = sizeof(_arraytype),                                    \
                .arrayoffset = offsetof(_state, _arrayfield))

/* --- setting before a device is realized; a failure aborts ---------------------------
 */

void qdev_prop_set_bit(DeviceState *dev, const char *name, bool value);
void qdev_prop_set_uint8(DeviceState *dev, const char *name, uint8_t value);
void qdev_prop_set_uint16(DeviceState *dev, const char *name, uint16_t value);
void qdev_prop_set_uint32(DeviceState *dev, const char *name, uint32_t value);
void qdev_prop_set_int32(DeviceState *dev, const char *name, int32_t value);
void qdev_prop_set_uint64(DeviceState *dev, const char *name, uint64_t value);
void qdev_prop_set_string(DeviceState *dev, const char *name, const char *value);
void qdev_prop_set_enum(DeviceState *dev, const char *name, int value);
/* NULL: none. */
void qdev_prop_set_chr(DeviceState *dev, const char *name, Chardev *value);

/* --- globals -------------------------------------------------------------------------
 */

/* All objects of prop->driver that are made from now on get it; prop is borrowed for
 * good.
 */
void qdev_prop_register_global(GlobalProperty *prop);
/* The last such that fits obj and name, borrowed; NULL: none. */
const GlobalProperty *qdev_find_global_prop(Object *obj, const char *name);
/* 1, with a warning for each that nobody had; else 0. */
int qdev_prop_check_globals(void);
/* For qdev itself: an error ends the program, or warns where dev is hot-plugged. */
void qdev_prop_set_globals(DeviceState *dev);

/* --- for kinds of properties ---------------------------------------------------------
 */

/* The member. */
void *object_field_prop_ptr(Object *obj, const Property *prop);
/* A property of one device. */
void qdev_property_add_static(DeviceState *dev, const Property *prop);
/* source has every property of target's class that it has not itself, as an alias. */
void qdev_alias_all_properties(DeviceState *target, Object *source);
/* Set errp: it is too late for that property. */
void qdev_prop_set_after_realize(DeviceState *dev, const char *name, Error **errp);
/* A check of a link that can be set until the device is realized. */
void qdev_prop_allow_set_link_before_realize(const Object *obj, const char *name,
                                             Object *val, Error **errp);
/* Set errp to what -EEXIST (in use), -ENOENT (not found) or -EINVAL says of value. */
void error_set_from_qdev_prop_error(Error **errp, int ret, Object *obj, const char *name,
                                    const char *value);

/* Kinds of an enumeration with enum_table: its members are of an int's size. */
void qdev_propinfo_get_enum(Object *obj, Visitor *v, const char *name, void *opaque,
                            Error **errp);
void qdev_propinfo_set_enum(Object *obj, Visitor *v, const char *name, void *opaque,
                            Error **errp);
void qdev_propinfo_set_default_value_enum(ObjectProperty *op, const Property *prop);
void qdev_propinfo_set_default_value_int(ObjectProperty *op, const Property *prop);
void qdev_propinfo_set_default_value_uint(ObjectProperty *op, const Property *prop);

#endif
