/* SPDX-License-Identifier: MIT */
/* As much of an object model like QEMU's as the cases qom_* and bad-qom-* need. */
#ifndef QOM_API_H
#define QOM_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Error Error;
typedef struct ObjectClass ObjectClass;
typedef struct Object {
    ObjectClass *class;
} Object;
struct ObjectClass {
    void (*unparent)(Object *obj);
};
typedef struct InterfaceInfo {
    const char *type;
} InterfaceInfo;
typedef struct InterfaceClass {
    ObjectClass parent_class;
} InterfaceClass;
typedef struct TypeInfo {
    const char *name, *parent;
    size_t instance_size, instance_align;
    void (*instance_init)(Object *obj);
    void (*instance_post_init)(Object *obj);
    void (*instance_finalize)(Object *obj);
    bool abstract;
    size_t class_size;
    void (*class_init)(ObjectClass *klass, const void *data);
    void (*class_base_init)(ObjectClass *klass, const void *data);
    const void *class_data;
    const InterfaceInfo *interfaces;
} TypeInfo;
#define TYPE_OBJECT    "object"
#define TYPE_INTERFACE "interface"
void *type_register_static(const TypeInfo *info);
Object *object_dynamic_cast(Object *obj, const char *name);
ObjectClass *object_class_dynamic_cast_assert(ObjectClass *klass, const char *name,
                                              const char *file, int line,
                                              const char *func);
typedef enum module_init_type {
    MODULE_INIT_QOM
} module_init_type;
void register_module_init(void (*fn)(void), module_init_type type);

/* --- saved state --- */

typedef struct VMStateInfo VMStateInfo;
typedef struct VMStateField VMStateField;
typedef struct VMStateDescription VMStateDescription;
enum VMStateFlags {
    VMS_SINGLE = 0x1,
    VMS_POINTER = 0x2,
    VMS_ARRAY = 0x4,
    VMS_STRUCT = 0x8,
    VMS_VARRAY_INT32 = 0x10,
    VMS_BUFFER = 0x20,
    VMS_ARRAY_OF_POINTER = 0x40,
    VMS_VARRAY_UINT16 = 0x80,
    VMS_VARRAY_UINT8 = 0x400,
    VMS_VARRAY_UINT32 = 0x800,
    VMS_MUST_EXIST = 0x1000,
    VMS_ALLOC = 0x2000,
    VMS_END = 0x10000,
};
struct VMStateField {
    const char *name;
    size_t offset, size;
    int num;
    size_t num_offset;
    const VMStateInfo *info;
    enum VMStateFlags flags;
    const VMStateDescription *vmsd;
    int version_id;
    bool (*field_exists)(void *opaque, int version_id);
};
struct VMStateDescription {
    const char *name;
    int version_id, minimum_version_id;
    int (*pre_load)(void *opaque);
    int (*post_load)(void *opaque, int version_id);
    bool (*needed)(void *opaque);
    const VMStateField *fields;
    const VMStateDescription *const *subsections;
};
extern const VMStateInfo vmstate_info_bool, vmstate_info_uint8, vmstate_info_uint32;
extern const VMStateInfo vmstate_info_timer, vmstate_info_unused_buffer;
extern const VMStateDescription vmstate_clock;
typedef struct QEMUTimer {
    int64_t expires;
} QEMUTimer;
typedef struct Clock {
    uint64_t period;
} Clock;

/* --- devices --- */

typedef struct PropertyInfo PropertyInfo;
typedef struct Property {
    const char *name;
    const PropertyInfo *info;
    ptrdiff_t offset;
    const char *link_type;
    uint64_t bitmask;
    union {
        int64_t i;
        uint64_t u;
    } defval;
    const PropertyInfo *arrayinfo;
    int arrayoffset, arrayfieldsize;
    uint8_t bitnr;
    bool set_default;
} Property;
extern const PropertyInfo qdev_prop_bool, qdev_prop_uint8, qdev_prop_uint32;
extern const PropertyInfo qdev_prop_string, qdev_prop_bit, qdev_prop_link, qdev_prop_size;
extern const PropertyInfo qdev_prop_int32, qdev_prop_uint64, qdev_prop_array;
extern const PropertyInfo qdev_prop_uint64_checkmask;

typedef struct DeviceState {
    Object parent_obj;
    bool realized;
} DeviceState;
typedef struct DeviceClass {
    ObjectClass parent_class;
    const char *desc;
    unsigned long categories[1];
    void (*realize)(DeviceState *dev, Error **errp);
    const VMStateDescription *vmsd;
} DeviceClass;
typedef struct BusState {
    Object obj;
} BusState;
typedef struct UntoldState {
    DeviceState parent_obj;
} UntoldState;
typedef struct UntoldClass {
    InterfaceClass parent_class;
    void (*tell)(Object *obj);
} UntoldClass;
typedef struct ResettableClass {
    InterfaceClass parent_class;
    struct {
        void (*hold)(Object *obj, int type);
    } phases;
} ResettableClass;
#define TYPE_DEVICE     "device"
#define TYPE_BUS        "bus"
#define TYPE_SYSTEM_BUS "System"
DeviceState *DEVICE(const void *obj);
DeviceClass *DEVICE_CLASS(const void *klass);
DeviceClass *DEVICE_GET_CLASS(const void *obj);
ResettableClass *RESETTABLE_CLASS(const void *klass);
BusState *BUS(const void *obj);
BusState *SYSTEM_BUS(const void *obj);
void device_class_set_props_n(DeviceClass *dc, const Property *props, size_t n);

#endif
