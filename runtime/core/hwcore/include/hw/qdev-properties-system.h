/* SPDX-License-Identifier: MIT */
/* Properties that connect a device to what is around the machine. */
#ifndef HW_QDEV_PROPERTIES_SYSTEM_H
#define HW_QDEV_PROPERTIES_SYSTEM_H

#include "chardev/char-fe.h"
#include "hw/qdev-properties.h"
#include "qapi/qapi-types-common.h"
#include "qapi/qapi-types-machine.h"
#include "qemu/uuid.h"

/* The byte order that a device was built with. */
typedef enum EndianMode {
    ENDIAN_MODE_UNSPECIFIED,
    ENDIAN_MODE_LITTLE,
    ENDIAN_MODE_BIG,
    ENDIAN_MODE__MAX,
} EndianMode;

extern const QEnumLookup EndianMode_lookup;

extern const PropertyInfo qdev_prop_chr;
extern const PropertyInfo qdev_prop_uuid;
extern const PropertyInfo qdev_prop_endian_mode;
extern const PropertyInfo qdev_prop_losttickpolicy;

/* A CharFrontend; the value is the Chardev's label, "" without one. */
#define DEFINE_PROP_CHR(_n, _s, _f) DEFINE_PROP(_n, _s, _f, qdev_prop_chr, CharFrontend)

/* A QemuUUID; "auto", which is the default, is a random one. */
#define DEFINE_PROP_UUID(_name, _state, _field)                                          \
    DEFINE_PROP(_name, _state, _field, qdev_prop_uuid, QemuUUID, .set_default = true)
#define DEFINE_PROP_UUID_NODEFAULT(_name, _state, _field)                                \
    DEFINE_PROP(_name, _state, _field, qdev_prop_uuid, QemuUUID)

#define DEFINE_PROP_ENDIAN(_name, _state, _field, _default)                              \
    DEFINE_PROP_UNSIGNED(_name, _state, _field, _default, qdev_prop_endian_mode,         \
                         EndianMode)
#define DEFINE_PROP_ENDIAN_NODEFAULT(_name, _state, _field)                              \
    DEFINE_PROP_ENDIAN(_name, _state, _field, ENDIAN_MODE_UNSPECIFIED)

#define DEFINE_PROP_LOSTTICKPOLICY(_n, _s, _f, _d)                                       \
    DEFINE_PROP_SIGNED(_n, _s, _f, _d, qdev_prop_losttickpolicy, LostTickPolicy)

#endif
