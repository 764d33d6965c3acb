/* SPDX-License-Identifier: MIT */
/* Properties that are a variable in memory. */
#include "qemu/osdep.h"

#include "qapi/visitor.h"
#include "qom/object.h"

/* The accessors of one width, and the functions that add such a property. */
#define VARIABLE_PROPERTY(width)                                                         \
    static void get_uint##width(Object *obj, Visitor *v, const char *name, void *opaque, \
                                Error **errp)                                            \
    {                                                                                    \
        uint##width##_t value = *(const uint##width##_t *)opaque;                        \
                                                                                         \
        (void)obj;                                                                       \
        visit_type_uint##width(v, name, &value, errp);                                   \
    }                                                                                    \
                                                                                         \
    static void set_uint##width(Object *obj, Visitor *v, const char *name, void *opaque, \
                                Error **errp)                                            \
    {                                                                                    \
        (void)obj;                                                                       \
        visit_type_uint##width(v, name, opaque, errp);                                   \
    }                                                                                    \
                                                                                         \
    ObjectProperty *object_property_add_uint##width##_ptr(Object *obj, const char *name, \
                                                          const uint##width##_t *v,      \
                                                          ObjectPropertyFlags flags)     \
    {                                                                                    \
        return object_property_add(obj, name, "uint" #width,                             \
                                   flags & OBJ_PROP_FLAG_READ ? get_uint##width : NULL,  \
                                   flags & OBJ_PROP_FLAG_WRITE ? set_uint##width : NULL, \
                                   NULL, (void *)v);                                     \
    }                                                                                    \
                                                                                         \
    ObjectProperty *object_class_property_add_uint##width##_ptr(                         \
        ObjectClass *klass, const char *name, const uint##width##_t *v,                  \
        ObjectPropertyFlags flags)                                                       \
    {                                                                                    \
        return object_class_property_add(                                                \
            klass, name, "uint" #width,                                                  \
            flags & OBJ_PROP_FLAG_READ ? get_uint##width : NULL,                         \
            flags & OBJ_PROP_FLAG_WRITE ? set_uint##width : NULL, NULL, (void *)v);      \
    }

VARIABLE_PROPERTY(8)
VARIABLE_PROPERTY(16)
VARIABLE_PROPERTY(32)
VARIABLE_PROPERTY(64)
