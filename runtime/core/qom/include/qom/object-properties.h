/* SPDX-License-Identifier: MIT */
/*
 * Properties of objects and classes: values with a name and a type that are read and
 * written through visitors, as text, or as plain C values. A part of qom/object.h, which
 * is what sources include.
 *
 * A property belongs to one object, or to a class and then to all its objects; no object
 * has two of one name. Setters that fail set errp and leave the value as it was. Errors
 * name the object, its type and the property.
 */
#ifndef QOM_OBJECT_PROPERTIES_H
#define QOM_OBJECT_PROPERTIES_H

#include <time.h>

#include "qom/object.h"

/* Reads (to an output visitor) or writes (from an input visitor) the value. */
typedef void ObjectPropertyAccessor(Object *obj, Visitor *v, const char *name,
                                    void *opaque, Error **errp);
/* The object, borrowed, to which a path goes on through the property; NULL: to none. */
typedef Object *ObjectPropertyResolve(Object *obj, void *opaque, const char *part);
/* The property goes away (a class property: the object does): free what opaque owns. */
typedef void ObjectPropertyRelease(Object *obj, const char *name, void *opaque);
/* A new object gets the default value; before its instance_init. */
typedef void ObjectPropertyInit(Object *obj, ObjectProperty *prop);

/* Each string is the property's own. NULL functions: cannot be read, written, ... */
struct ObjectProperty {
    char *name;
    char *type;
    char *description;
    ObjectPropertyAccessor *get;
    ObjectPropertyAccessor *set;
    ObjectPropertyResolve *resolve;
    ObjectPropertyRelease *release;
    ObjectPropertyInit *init;
    void *opaque;
    QObject *defval;
};

/* --- adding and removing ------------------------------------------------------------ */

/*
 * The new property, borrowed. type is for people and for tools: "uint32", "bool",
 * "link<T>", "child<T>". opaque goes to the functions. A name that ends in "[*]" gets the
 * first number that is free: "irq[0]", "irq[1]". object_property_add() aborts when obj
 * has the property already; try_add returns NULL with errp set.
 */
ObjectProperty *object_property_add(Object *obj, const char *name, const char *type,
                                    ObjectPropertyAccessor *get,
                                    ObjectPropertyAccessor *set,
                                    ObjectPropertyRelease *release, void *opaque);
ObjectProperty *object_property_try_add(Object *obj, const char *name, const char *type,
                                        ObjectPropertyAccessor *get,
                                        ObjectPropertyAccessor *set,
                                        ObjectPropertyRelease *release, void *opaque,
                                        Error **errp);
/* For all objects of a class and of those derived from it; as a rule in class_init. */
ObjectProperty *object_class_property_add(ObjectClass *klass, const char *name,
                                          const char *type, ObjectPropertyAccessor *get,
                                          ObjectPropertyAccessor *set,
                                          ObjectPropertyRelease *release, void *opaque);
/* Released and gone; nothing when obj (not its class) has no such property. */
void object_property_del(Object *obj, const char *name);

/* What new objects get first. prop must be one of a class that can be set; once. */
void object_property_set_default_bool(ObjectProperty *prop, bool value);
void object_property_set_default_str(ObjectProperty *prop, const char *value);
void object_property_set_default_int(ObjectProperty *prop, int64_t value);
void object_property_set_default_uint(ObjectProperty *prop, uint64_t value);
/* An empty list. */
void object_property_set_default_list(ObjectProperty *prop);

/* The property must exist. */
void object_property_set_description(Object *obj, const char *name,
                                     const char *description);
void object_class_property_set_description(ObjectClass *klass, const char *name,
                                           const char *description);
/* "  name=<type>   - description (default: x)", new. defval and description may be NULL.
 */
char *object_property_help(const char *name, const char *type, QObject *defval,
                           const char *description);

/* --- properties with typed functions (a NULL one: cannot be read, or written) --------
 */

/* get returns a new string. */
ObjectProperty *object_property_add_str(Object *obj, const char *name,
                                        char *(*get)(Object *, Error **),
                                        void (*set)(Object *, const char *, Error **));
ObjectProperty *object_class_property_add_str(ObjectClass *klass, const char *name,
                                              char *(*get)(Object *, Error **),
                                              void (*set)(Object *, const char *,
                                                          Error **));
ObjectProperty *object_property_add_bool(Object *obj, const char *name,
                                         bool (*get)(Object *, Error **),
                                         void (*set)(Object *, bool, Error **));
ObjectProperty *object_class_property_add_bool(ObjectClass *klass, const char *name,
                                               bool (*get)(Object *, Error **),
                                               void (*set)(Object *, bool, Error **));
/* typename is the property's type; lookup lives for good. */
ObjectProperty *object_property_add_enum(Object *obj, const char *name,
                                         const char *type_name, const QEnumLookup *lookup,
                                         int (*get)(Object *, Error **),
                                         void (*set)(Object *, int, Error **));
ObjectProperty *object_class_property_add_enum(ObjectClass *klass, const char *name,
                                               const char *type_name,
                                               const QEnumLookup *lookup,
                                               int (*get)(Object *, Error **),
                                               void (*set)(Object *, int, Error **));
/* A time of day, read only: a record of tm_year, tm_mon, tm_mday, tm_hour, tm_min,
 * tm_sec. */
ObjectProperty *object_property_add_tm(Object *obj, const char *name,
                                       void (*get)(Object *, struct tm *, Error **));
ObjectProperty *object_class_property_add_tm(ObjectClass *klass, const char *name,
                                             void (*get)(Object *, struct tm *,
                                                         Error **));

/* --- properties that are a variable --------------------------------------------------
 */

typedef enum {
    OBJ_PROP_FLAG_READ = 1 << 0,
    OBJ_PROP_FLAG_WRITE = 1 << 1,
    OBJ_PROP_FLAG_READWRITE = OBJ_PROP_FLAG_READ | OBJ_PROP_FLAG_WRITE,
} ObjectPropertyFlags;

/* v is borrowed as long as the property exists; with FLAG_WRITE it is written through. */
ObjectProperty *object_property_add_uint8_ptr(Object *obj, const char *name,
                                              const uint8_t *v,
                                              ObjectPropertyFlags flags);
ObjectProperty *object_property_add_uint16_ptr(Object *obj, const char *name,
                                               const uint16_t *v,
                                               ObjectPropertyFlags flags);
ObjectProperty *object_property_add_uint32_ptr(Object *obj, const char *name,
                                               const uint32_t *v,
                                               ObjectPropertyFlags flags);
ObjectProperty *object_property_add_uint64_ptr(Object *obj, const char *name,
                                               const uint64_t *v,
                                               ObjectPropertyFlags flags);
/* One variable for all objects of the class. */
ObjectProperty *object_class_property_add_uint8_ptr(ObjectClass *klass, const char *name,
                                                    const uint8_t *v,
                                                    ObjectPropertyFlags flags);
ObjectProperty *object_class_property_add_uint16_ptr(ObjectClass *klass, const char *name,
                                                     const uint16_t *v,
                                                     ObjectPropertyFlags flags);
ObjectProperty *object_class_property_add_uint32_ptr(ObjectClass *klass, const char *name,
                                                     const uint32_t *v,
                                                     ObjectPropertyFlags flags);
ObjectProperty *object_class_property_add_uint64_ptr(ObjectClass *klass, const char *name,
                                                     const uint64_t *v,
                                                     ObjectPropertyFlags flags);

/* --- properties that lead to objects --------------------------------------------------
 */

typedef enum {
    /* The property owns a reference to the object it leads to. */
    OBJ_PROP_LINK_STRONG = 1 << 0,
    /* Private: where the pointer is kept. */
    OBJ_PROP_LINK_DIRECT = 1 << 1,
    OBJ_PROP_LINK_CLASS = 1 << 2,
} ObjectPropertyLinkFlags;

/*
 * A link to an object of a type, kept in *targetp, which is borrowed as long as the
 * property exists. What is there already counts as set: its reference, with LINK_STRONG,
 * is stolen. check may refuse a new target by setting errp; NULL: the link cannot be set.
 */
ObjectProperty *object_property_add_link(
    Object *obj, const char *name, const char *type, Object **targetp,
    void (*check)(const Object *obj, const char *name, Object *val, Error **errp),
    ObjectPropertyLinkFlags flags);
/* The same for all objects of a class; the pointer is offset bytes into each object. */
ObjectProperty *object_class_property_add_link(
    ObjectClass *klass, const char *name, const char *type, ptrdiff_t offset,
    void (*check)(const Object *obj, const char *name, Object *val, Error **errp),
    ObjectPropertyLinkFlags flags);
/* A check that refuses nothing. */
void object_property_allow_set_link(const Object *obj, const char *name, Object *child,
                                    Error **errp);
/* A link that stays as it is; target is borrowed as long as the property exists. */
ObjectProperty *object_property_add_const_link(Object *obj, const char *name,
                                               Object *target);
/*
 * Another name for the property target_name of target_obj, which must exist and outlive
 * the alias: what is done to one is done to the other.
 */
ObjectProperty *object_property_add_alias(Object *obj, const char *name,
                                          Object *target_obj, const char *target_name);

/* --- finding and going through --------------------------------------------------------
 */

/* The object's own or its class's property, borrowed; NULL (with errp set): none. */
ObjectProperty *object_property_find(Object *obj, const char *name);
ObjectProperty *object_property_find_err(Object *obj, const char *name, Error **errp);
ObjectProperty *object_class_property_find(ObjectClass *klass, const char *name);
ObjectProperty *object_class_property_find_err(ObjectClass *klass, const char *name,
                                               Error **errp);
/* The property's type, borrowed; NULL with errp set when there is no such property. */
const char *object_property_get_type(Object *obj, const char *name, Error **errp);

/* Private. */
typedef struct ObjectPropertyIterator {
    ObjectClass *nextclass;
    GHashTable *table;
    GHashTableIter iter;
} ObjectPropertyIterator;

/* Each property of an object, or of a class and its ancestors, in no particular order. */
void object_property_iter_init(ObjectPropertyIterator *iter, Object *obj);
void object_class_property_iter_init(ObjectPropertyIterator *iter, ObjectClass *klass);
/* NULL after the last. No property may be added or removed meanwhile. */
ObjectProperty *object_property_iter_next(ObjectPropertyIterator *iter);

/* --- values ------------------------------------------------------------------------- */

/* Through a visitor; false with errp set when there is no such property or it refuses. */
bool object_property_get(Object *obj, const char *name, Visitor *v, Error **errp);
bool object_property_set(Object *obj, const char *name, Visitor *v, Error **errp);

/* From and to text, whatever the type is; print returns a new string or NULL. */
bool object_property_parse(Object *obj, const char *name, const char *string,
                           Error **errp);
char *object_property_print(Object *obj, const char *name, bool human, Error **errp);

/*
 * As a C value; the property's kind of value must be the same. An enum is a string here,
 * a link the path of its target, or "". Results on failure: NULL, false, -1, 0, -1.
 */
bool object_property_set_str(Object *obj, const char *name, const char *value,
                             Error **errp);
/* New. */
char *object_property_get_str(Object *obj, const char *name, Error **errp);
bool object_property_set_bool(Object *obj, const char *name, bool value, Error **errp);
bool object_property_get_bool(Object *obj, const char *name, Error **errp);
bool object_property_set_int(Object *obj, const char *name, int64_t value, Error **errp);
int64_t object_property_get_int(Object *obj, const char *name, Error **errp);
bool object_property_set_uint(Object *obj, const char *name, uint64_t value,
                              Error **errp);
uint64_t object_property_get_uint(Object *obj, const char *name, Error **errp);
/* The property's type must be type_name. */
int object_property_get_enum(Object *obj, const char *name, const char *type_name,
                             Error **errp);
/* Links (and children, which can be read only). value may be NULL; results are borrowed.
 */
bool object_property_set_link(Object *obj, const char *name, Object *value, Error **errp);
Object *object_property_get_link(Object *obj, const char *name, Error **errp);

/* --- defaults from outside
 * ---------------------------------------------------------------- */

/*
 * props holds GlobalProperty pointers (qom/global-property.h). Each whose driver obj is,
 * or comes from, is set; one that is optional and that obj lacks is passed over. False
 * with errp set at the first that fails and wants it known; others warn.
 */
bool object_apply_global_props(Object *obj, const GPtrArray *props, Error **errp);
/* Lists that object_apply_compat_props() applies, borrowed for good; each set once. */
void object_set_machine_compat_props(GPtrArray *compat_props);
void object_set_accelerator_compat_props(GPtrArray *compat_props);
/* One more such property; the strings are copied. */
void object_register_sugar_prop(const char *driver, const char *prop, const char *value,
                                bool optional);
void object_apply_compat_props(Object *obj);

#endif
