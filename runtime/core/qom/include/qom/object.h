/* SPDX-License-Identifier: MIT */
/*
 * The object model: types with single inheritance and interfaces that are registered and
 * looked up by name; reference-counted objects; the composition tree, in which each
 * object is the child of at most one other; and properties (qom/object-properties.h).
 *
 * Names that are passed to be a type's or property's are copied unless said otherwise.
 * A "typename" that the cast macros get lives for good: a string literal.
 *
 * Locking: object_ref(), object_unref() and casts to a type that is registered are safe
 * from any thread. Everything else is done before threads are started or under the big
 * lock. object_unref() finalizes in the thread that drops the last reference.
 *
 * Misuse (an unknown or abstract type, a cast to a wrong type, one reference dropped too
 * many, a duplicate property) says on standard error which object, type and property it
 * was, and aborts.
 */
#ifndef QEMU_OBJECT_H
#define QEMU_OBJECT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "qapi/qapi-builtin-types.h"
#include "qemu/compiler.h"
#include "qemu/module.h"
#include "qemu/typedefs.h"

typedef struct TypeImpl *Type;

#define TYPE_OBJECT    "object"
#define TYPE_INTERFACE "interface"
/* An object that has nothing but children. */
#define TYPE_CONTAINER "container"

/* obj leaves the tree: drop what the parent's side holds of it. It still has a parent. */
typedef void ObjectUnparent(Object *obj);
/* Gives the memory of an object back; obj is stolen. */
typedef void ObjectFree(void *obj);

#define OBJECT_CLASS_CAST_CACHE 4

/* What each class begins with: one per type, shared by its objects, for good. */
struct ObjectClass {
    Type type;
    GSList *interfaces;
    /* Names to which casts succeeded: a cast to one of them is a pointer compare. */
    const char *object_cast_cache[OBJECT_CLASS_CAST_CACHE];
    const char *class_cast_cache[OBJECT_CLASS_CAST_CACHE];
    /* A type may set this in its class_init. */
    ObjectUnparent *unparent;
    GHashTable *properties;
};

/* What each object begins with; all of it is private. */
struct Object {
    ObjectClass *class;
    ObjectFree *free;
    GHashTable *properties;
    uint32_t ref;
    Object *parent;
    ObjectProperty *parent_property;
};

/* --- types -------------------------------------------------------------------------- */

struct InterfaceInfo {
    const char *type;
};

/* What each interface's class begins with; the members that follow are its methods. */
struct InterfaceClass {
    ObjectClass parent_class;
    Type interface_type;
};

/*
 * A type. A size of 0 is the parent's; an instance size of 0 all the way up makes the
 * type abstract. Records are zeroed before the functions here see them.
 */
struct TypeInfo {
    /* Letters, digits and "-_.+", the first a letter. */
    const char *name;
    /* NULL only for a root type. The parent may be registered later. */
    const char *parent;

    /* Bytes, parent included; an alignment of 0 is malloc's. */
    size_t instance_size;
    size_t instance_align;
    /* From the root type to the object's own: fill in what this type adds. */
    void (*instance_init)(Object *obj);
    /* After all of instance_init, again from the root type on. */
    void (*instance_post_init)(Object *obj);
    /* From the object's own type to the root: free what this type added. */
    void (*instance_finalize)(Object *obj);

    /* No objects of exactly this type. */
    bool abstract;
    size_t class_size;

    /*
     * The class begins as a copy of the parent's. class_base_init of each ancestor that
     * has one, root first, resets what a copy must not share (data is that of the new
     * type); then class_init of the type alone sets its methods. Done when first needed.
     */
    void (*class_init)(ObjectClass *klass, const void *data);
    void (*class_base_init)(ObjectClass *klass, const void *data);
    const void *class_data;

    /* Ends with {NULL}; an interface that the parent has need not be repeated. */
    const InterfaceInfo *interfaces;
};

/* The new type, borrowed. info is copied; its functions, and class_data, live for good.
 */
Type type_register_static(const TypeInfo *info);
void type_register_static_array(const TypeInfo *infos, int nr_infos);

/* The class of a type, borrowed; NULL when there is none of that name. */
ObjectClass *object_class_by_name(const char *name);
/* The same: nothing here is loaded when it is needed. */
ObjectClass *module_object_class_by_name(const char *name);
/* The class one up; NULL for a root type. */
ObjectClass *object_class_get_parent(ObjectClass *klass);
const char *object_class_get_name(ObjectClass *klass);
bool object_class_is_abstract(ObjectClass *klass);
/* Bytes that an object of a registered type takes. */
size_t object_type_get_instance_size(const char *name);

/*
 * fn for each class that is implements_type or comes from it (NULL: each), in no
 * particular order. fn may register types; they are not visited.
 */
void object_class_foreach(void (*fn)(ObjectClass *klass, void *opaque),
                          const char *implements_type, bool include_abstract,
                          void *opaque);
/* The same classes as a new list of borrowed ones; the second by name, case ignored. */
GSList *object_class_get_list(const char *implements_type, bool include_abstract);
GSList *object_class_get_list_sorted(const char *implements_type, bool include_abstract);
/* A type's class properties, one per line on standard output; false: no such type. */
bool type_print_class_properties(const char *type);

/* --- objects ------------------------------------------------------------------------ */

/* A new object with one reference, the caller's. */
Object *object_new(const char *name);
Object *object_new_with_class(ObjectClass *klass);
/*
 * A new object with properties set from pairs of name and text, ended by NULL, then made
 * the child id of parent and, when it is user-creatable, completed. Result: borrowed, the
 * tree has the reference; with id NULL it is new. NULL with errp set: nothing is left.
 */
Object *object_new_with_props(const char *name, Object *parent, const char *id,
                              Error **errp, ...) QEMU_SENTINEL;
Object *object_new_with_propv(const char *name, Object *parent, const char *id,
                              Error **errp, va_list vargs);
/* Set properties from such pairs; false with errp set at the first that fails. */
bool object_set_props(Object *obj, Error **errp, ...) QEMU_SENTINEL;
bool object_set_propv(Object *obj, Error **errp, va_list vargs);

/*
 * An object in memory of size bytes that the caller owns, with one reference. The last
 * object_unref() finalizes it and leaves the memory alone.
 */
void object_initialize(void *obj, size_t size, const char *name);
/*
 * The same, as the child propname of parent, which has the only reference: the object
 * goes with its parent. Properties as for object_new_with_props(). False with errp set:
 * it is finalized.
 */
bool object_initialize_child_with_props(Object *parent, const char *propname,
                                        void *childobj, size_t size, const char *type,
                                        Error **errp, ...) QEMU_SENTINEL;
bool object_initialize_child_with_propsv(Object *parent, const char *propname,
                                         void *childobj, size_t size, const char *type,
                                         Error **errp, va_list vargs);
/* child is a typed pointer: its type's size is the memory's. No failure is possible. */
#define object_initialize_child(parent, propname, child, type)                           \
    object_initialize_child_internal((parent), (propname), (child), sizeof(*(child)),    \
                                     (type))
void object_initialize_child_internal(Object *parent, const char *propname, void *child,
                                      size_t size, const char *type);

/* One reference more; obj, or NULL for NULL. */
Object *object_ref(void *obj);
/* One less; the last one finalizes the object. NULL is fine. */
void object_unref(void *obj);

/* obj must not be NULL. */
ObjectClass *object_get_class(Object *obj);
const char *object_get_typename(const Object *obj);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Object, object_unref)

/* --- casts -------------------------------------------------------------------------- */

/* obj if it is of the type, of one derived from it, or has the interface; else NULL. */
Object *object_dynamic_cast(Object *obj, const char *name);
/* The same, but aborts where the other returns NULL for an obj that is not. */
Object *object_dynamic_cast_assert(Object *obj, const char *name, const char *file,
                                   int line, const char *func);
/*
 * klass if it is the type's class or one derived from it. For an interface, the table of
 * its methods in klass; NULL when klass has it in two ways.
 */
ObjectClass *object_class_dynamic_cast(ObjectClass *klass, const char *name);
ObjectClass *object_class_dynamic_cast_assert(ObjectClass *klass, const char *name,
                                              const char *file, int line,
                                              const char *func);

/* The place in the cast caches where a name is looked for first: fixed for a literal. */
#define OBJECT_CAST_SLOT(name)                                                           \
    (__builtin_constant_p(__builtin_strlen(name))                                        \
         ? (__builtin_strlen(name) + (unsigned char)(name)[0]) % OBJECT_CLASS_CAST_CACHE \
         : 0)

/* object_dynamic_cast_assert() with the usual success inline: one compare of pointers. */
static inline QEMU_ALWAYS_INLINE Object *object_cast_inline(Object *obj, const char *name,
                                                            size_t slot, const char *file,
                                                            int line, const char *func)
{
    if (likely(obj != NULL) &&
        likely(__atomic_load_n(&obj->class->object_cast_cache[slot], __ATOMIC_RELAXED) ==
               name)) {
        return obj;
    }
    return object_dynamic_cast_assert(obj, name, file, line, func);
}

static inline QEMU_ALWAYS_INLINE ObjectClass *
object_class_cast_inline(ObjectClass *klass, const char *name, size_t slot,
                         const char *file, int line, const char *func)
{
    if (likely(klass != NULL) && likely(__atomic_load_n(&klass->class_cast_cache[slot],
                                                        __ATOMIC_RELAXED) == name)) {
        return klass;
    }
    return object_class_dynamic_cast_assert(klass, name, file, line, func);
}

/* Up to the base, unchecked: everything that has a class is one. */
#define OBJECT(obj)         ((Object *)(obj))
#define OBJECT_CLASS(class) ((ObjectClass *)(class))

/* obj, or class, as a C type that goes with the type's name; aborts where it is not one.
 */
#define OBJECT_CHECK(type, obj, name)                                                    \
    ((type *)object_cast_inline(OBJECT(obj), (name), OBJECT_CAST_SLOT(name), __FILE__,   \
                                __LINE__, __func__))
#define OBJECT_CLASS_CHECK(class_type, class, name)                                      \
    ((class_type *)object_class_cast_inline(OBJECT_CLASS(class), (name),                 \
                                            OBJECT_CAST_SLOT(name), __FILE__, __LINE__,  \
                                            __func__))
#define OBJECT_GET_CLASS(class_type, obj, name)                                          \
    OBJECT_CLASS_CHECK(class_type, OBJECT(obj)->class, name)
#define INTERFACE_CHECK(interface, obj, name) OBJECT_CHECK(interface, obj, name)
#define INTERFACE_CLASS(klass)                OBJECT_CLASS_CHECK(InterfaceClass, klass, TYPE_INTERFACE)

/* --- the composition tree ----------------------------------------------------------- */

/* The root "/", and the container "/objects" of what users made. Borrowed. */
Object *object_get_root(void);
Object *object_get_objects_root(void);
/* The container "/<name>", which must exist. */
Object *object_get_container(const char *name);
/* A container outside the tree, for objects that no path leads to. */
Object *object_get_internal_root(void);
/* The container at an absolute path below root, made with those on the way. Borrowed. */
Object *container_get(Object *root, const char *path);
/* A new container as child; borrowed. */
Object *object_property_add_new_container(Object *obj, const char *name);

/*
 * Make child the child "name" of obj, which takes a reference of its own. child must have
 * no parent. The property's text is the child's canonical path.
 */
ObjectProperty *object_property_add_child(Object *obj, const char *name, Object *child);
ObjectProperty *object_property_try_add_child(Object *obj, const char *name,
                                              Object *child, Error **errp);
/* Take obj out of the tree and drop the parent's reference; nothing without a parent. */
void object_unparent(Object *obj);

/* The path from the root, new; NULL for an object outside the tree. */
char *object_get_canonical_path(const Object *obj);
/* Its last part, borrowed while obj stays there; NULL without a parent. */
const char *object_get_canonical_path_component(const Object *obj);

/*
 * The object at a path, borrowed, or NULL. "/a/b" leads from the root through children
 * and links. "a/b" is any place in the tree where a/b leads on; when two objects match,
 * none does, and *ambiguous (may be NULL) is true.
 */
Object *object_resolve_path(const char *path, bool *ambiguous);
/* Only objects of a type count. */
Object *object_resolve_path_type(const char *path, const char *name, bool *ambiguous);
/* "a/b" leads from parent. */
Object *object_resolve_path_at(Object *parent, const char *path);
/* One child or link of parent. */
Object *object_resolve_path_component(Object *parent, const char *part);
/* The one object of a type in the tree; NULL with errp set for none or several. */
Object *object_resolve_type_unambiguous(const char *name, Error **errp);

/*
 * fn for each child, until one result is not 0; that result, or 0. fn must not add or
 * remove children of obj. The second also visits each child's children, after the child.
 */
int object_child_foreach(Object *obj, int (*fn)(Object *child, void *opaque),
                         void *opaque);
int object_child_foreach_recursive(Object *obj, int (*fn)(Object *child, void *opaque),
                                   void *opaque);

#include "qom/object-macros.h"
#include "qom/object-properties.h"

#endif
