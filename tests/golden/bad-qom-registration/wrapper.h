/* SPDX-License-Identifier: MIT */
/* An object model of which what types need is not declared: who registers them when the
 * program starts, and who takes properties. */
#include <bindery/marks.h>

typedef struct ObjectClass {
    void (*unparent)(void);
} ObjectClass;
typedef struct Object {
    ObjectClass *class;
} Object;
typedef struct TypeInfo {
    const char *name, *parent;
    unsigned long instance_size;
    void (*class_init)(ObjectClass *klass);
} TypeInfo;
void *type_register_static(const TypeInfo *info);
typedef struct DeviceState {
    Object parent_obj;
} DeviceState;

typedef struct Device {
    DeviceState parent_obj;
    int value BINDERY_PROPERTY("value", .info = value_info);
} Device BINDERY_TYPE("device") BINDERY_TABLE(TypeInfo, device_info, .parent = "device-base")
    BINDERY_CLASS(ObjectClass, .unparent = NULL);
extern const int value_info;
