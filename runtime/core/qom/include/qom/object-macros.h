/* SPDX-License-Identifier: MIT */
/*
 * Casts and type definitions in one line each; a part of qom/object.h, which is what
 * sources include.
 */
#ifndef QOM_OBJECT_MACROS_H
#define QOM_OBJECT_MACROS_H

#include "qom/object.h"

/* --- in a type's header ------------------------------------------------------------- */

/* OBJ_NAME(obj): obj as an InstanceType; aborts unless it is a TYPENAME. NULL is NULL. */
#define DECLARE_INSTANCE_CHECKER(InstanceType, OBJ_NAME, TYPENAME)                       \
    static inline G_GNUC_UNUSED InstanceType *OBJ_NAME(const void *obj)                  \
    {                                                                                    \
        return OBJECT_CHECK(InstanceType, obj, TYPENAME);                                \
    }

/*
 * OBJ_NAME_CLASS(klass): a class as a ClassType; OBJ_NAME_GET_CLASS(obj): an object's
 * class as a ClassType. For an interface, the object's table of its methods.
 */
#define DECLARE_CLASS_CHECKERS(ClassType, OBJ_NAME, TYPENAME)                            \
    static inline G_GNUC_UNUSED ClassType *OBJ_NAME##_GET_CLASS(const void *obj)         \
    {                                                                                    \
        return OBJECT_GET_CLASS(ClassType, obj, TYPENAME);                               \
    }                                                                                    \
    static inline G_GNUC_UNUSED ClassType *OBJ_NAME##_CLASS(const void *klass)           \
    {                                                                                    \
        return OBJECT_CLASS_CHECK(ClassType, klass, TYPENAME);                           \
    }

#define DECLARE_OBJ_CHECKERS(InstanceType, ClassType, OBJ_NAME, TYPENAME)                \
    DECLARE_INSTANCE_CHECKER(InstanceType, OBJ_NAME, TYPENAME)                           \
    DECLARE_CLASS_CHECKERS(ClassType, OBJ_NAME, TYPENAME)

/* The typedefs, g_autoptr() and the casts of a type named TYPE_<MODULE_OBJ_NAME>. */
#define OBJECT_DECLARE_TYPE(InstanceType, ClassType, MODULE_OBJ_NAME)                    \
    typedef struct InstanceType InstanceType;                                            \
    typedef struct ClassType ClassType;                                                  \
    G_DEFINE_AUTOPTR_CLEANUP_FUNC(InstanceType, object_unref)                            \
    DECLARE_OBJ_CHECKERS(InstanceType, ClassType, MODULE_OBJ_NAME, TYPE_##MODULE_OBJ_NAME)

/* The same for a type that adds nothing to its parent's class. */
#define OBJECT_DECLARE_SIMPLE_TYPE(InstanceType, MODULE_OBJ_NAME)                        \
    typedef struct InstanceType InstanceType;                                            \
    G_DEFINE_AUTOPTR_CLEANUP_FUNC(InstanceType, object_unref)                            \
    DECLARE_INSTANCE_CHECKER(InstanceType, MODULE_OBJ_NAME, TYPE_##MODULE_OBJ_NAME)

/* --- in a type's source ------------------------------------------------------------- */

/*
 * The TypeInfo of ModuleObjName and its registration. The source then defines
 * module_obj_name_init(Object *), module_obj_name_finalize(Object *) and
 * module_obj_name_class_init(ObjectClass *, const void *), all static.
 * The last arguments are the interfaces: {TYPE_A}, {TYPE_B}, {NULL}.
 */
#define DO_OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,  \
                                       PARENT_MODULE_OBJ_NAME, ABSTRACT, CLASS_SIZE,     \
                                       ...)                                              \
    static void module_obj_name##_init(Object *obj);                                     \
    static void module_obj_name##_finalize(Object *obj);                                 \
    static void module_obj_name##_class_init(ObjectClass *oc, const void *data);         \
    static void module_obj_name##_register_types(void)                                   \
    {                                                                                    \
        static const InterfaceInfo interfaces[] = {__VA_ARGS__};                         \
        static const TypeInfo info = {                                                   \
            .name = TYPE_##MODULE_OBJ_NAME,                                              \
            .parent = TYPE_##PARENT_MODULE_OBJ_NAME,                                     \
            .instance_size = sizeof(ModuleObjName),                                      \
            .instance_align = __alignof__(ModuleObjName),                                \
            .instance_init = module_obj_name##_init,                                     \
            .instance_finalize = module_obj_name##_finalize,                             \
            .abstract = ABSTRACT,                                                        \
            .class_size = CLASS_SIZE,                                                    \
            .class_init = module_obj_name##_class_init,                                  \
            .interfaces = interfaces,                                                    \
        };                                                                               \
        type_register_static(&info);                                                     \
    }                                                                                    \
    type_init(module_obj_name##_register_types)

#define OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,     \
                                    PARENT_MODULE_OBJ_NAME, ABSTRACT, ...)               \
    DO_OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,      \
                                   PARENT_MODULE_OBJ_NAME, ABSTRACT,                     \
                                   sizeof(ModuleObjName##Class), __VA_ARGS__)

#define OBJECT_DEFINE_TYPE(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,              \
                           PARENT_MODULE_OBJ_NAME)                                       \
    OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,         \
                                PARENT_MODULE_OBJ_NAME, false, {NULL})

#define OBJECT_DEFINE_TYPE_WITH_INTERFACES(ModuleObjName, module_obj_name,               \
                                           MODULE_OBJ_NAME, PARENT_MODULE_OBJ_NAME, ...) \
    OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,         \
                                PARENT_MODULE_OBJ_NAME, false, __VA_ARGS__)

#define OBJECT_DEFINE_ABSTRACT_TYPE(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,     \
                                    PARENT_MODULE_OBJ_NAME)                              \
    OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,         \
                                PARENT_MODULE_OBJ_NAME, true, {NULL})

/* For types that OBJECT_DECLARE_SIMPLE_TYPE() declared. */
#define OBJECT_DEFINE_SIMPLE_TYPE_WITH_INTERFACES(                                       \
    ModuleObjName, module_obj_name, MODULE_OBJ_NAME, PARENT_MODULE_OBJ_NAME, ...)        \
    DO_OBJECT_DEFINE_TYPE_EXTENDED(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,      \
                                   PARENT_MODULE_OBJ_NAME, false, 0, __VA_ARGS__)

#define OBJECT_DEFINE_SIMPLE_TYPE(ModuleObjName, module_obj_name, MODULE_OBJ_NAME,       \
                                  PARENT_MODULE_OBJ_NAME)                                \
    OBJECT_DEFINE_SIMPLE_TYPE_WITH_INTERFACES(                                           \
        ModuleObjName, module_obj_name, MODULE_OBJ_NAME, PARENT_MODULE_OBJ_NAME, {NULL})

/* Registers every TypeInfo of an array that lives for good. */
#define DEFINE_TYPES(type_array)                                                         \
    static void register_types_of_##type_array(void)                                     \
    {                                                                                    \
        type_register_static_array(type_array, ARRAY_SIZE(type_array));                  \
    }                                                                                    \
    type_init(register_types_of_##type_array)

#endif
