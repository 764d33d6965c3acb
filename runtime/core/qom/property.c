/* SPDX-License-Identifier: MIT */
/* Tables of properties: adding, removing, finding, going through, and calling accessors.
 */
#include "qemu/osdep.h"

#include "object_impl.h"
#include "object_label.h"
#include "property_default.h"
#include "qapi/error.h"
#include "type_impl.h"

unsigned object_class_property_generation;

/* --- tables (NULL while empty) ------------------------------------------------------ */

static void property_free(void *data)
{
    ObjectProperty *prop = data;

    property_default_free(prop->defval);
    g_free(prop->name);
    g_free(prop->type);
    g_free(prop->description);
    g_free(prop);
}

static ObjectProperty *table_find(GHashTable *table, const char *name)
{
    return table ? g_hash_table_lookup(table, name) : NULL;
}

static ObjectProperty *table_add(GHashTable **table, const ObjectProperty *values)
{
    ObjectProperty *prop = g_new(ObjectProperty, 1);

    *prop = *values;
    prop->name = g_strdup(values->name);
    prop->type = g_strdup(values->type);
    if (!*table) {
        *table = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, property_free);
    }
    g_hash_table_insert(*table, prop->name, prop);
    return prop;
}

/* --- finding ------------------------------------------------------------------------ */

ObjectProperty *object_class_property_find(ObjectClass *klass, const char *name)
{
    for (; klass; klass = object_class_get_parent(klass)) {
        ObjectProperty *prop = table_find(klass->properties, name);

        if (prop) {
            return prop;
        }
    }
    return NULL;
}

ObjectProperty *object_class_property_find_err(ObjectClass *klass, const char *name,
                                               Error **errp)
{
    ObjectProperty *prop = object_class_property_find(klass, name);

    if (!prop) {
        error_setg(errp, "Property '%s.%s' not found", object_class_get_name(klass),
                   name);
    }
    return prop;
}

ObjectProperty *object_property_find(Object *obj, const char *name)
{
    ObjectProperty *prop = object_class_property_find(obj->class, name);

    return prop ? prop : table_find(obj->properties, name);
}

ObjectProperty *object_property_find_err(Object *obj, const char *name, Error **errp)
{
    ObjectProperty *prop = object_property_find(obj, name);

    if (!prop) {
        g_autofree char *label = object_label(obj);

        error_setg(errp, "Property '%s.%s' not found in %s", object_get_typename(obj),
                   name, label);
    }
    return prop;
}

ObjectProperty *object_property_find_real(Object **obj, const char *name, Error **errp)
{
    ObjectProperty *prop = object_property_find_err(*obj, name, errp);

    while (prop && (name = object_property_alias_target(prop, obj)) != NULL) {
        prop = object_property_find_err(*obj, name, errp);
    }
    return prop;
}

const char *object_property_get_type(Object *obj, const char *name, Error **errp)
{
    ObjectProperty *prop = object_property_find_err(obj, name, errp);

    return prop ? prop->type : NULL;
}

/* --- adding ------------------------------------------------------------------------- */

static ObjectProperty *add_exactly(Object *obj, const ObjectProperty *values,
                                   Error **errp)
{
    if (object_property_find(obj, values->name)) {
        g_autofree char *label = object_label(obj);

        error_setg(errp, "Property '%s' is already there in %s", values->name, label);
        return NULL;
    }
    return table_add(&obj->properties, values);
}

/* The name without its "[*]", and with the first number that is free. */
static ObjectProperty *add_numbered(Object *obj, const ObjectProperty *values)
{
    size_t stem = strlen(values->name) - strlen("[*]");
    ObjectProperty numbered = *values;

    for (unsigned i = 0;; i++) {
        g_autofree char *name = g_strdup_printf("%.*s[%u]", (int)stem, values->name, i);

        if (!object_property_find(obj, name)) {
            numbered.name = name;
            return table_add(&obj->properties, &numbered);
        }
    }
}

ObjectProperty *object_property_try_add(Object *obj, const char *name, const char *type,
                                        ObjectPropertyAccessor *get,
                                        ObjectPropertyAccessor *set,
                                        ObjectPropertyRelease *release, void *opaque,
                                        Error **errp)
{
    const ObjectProperty values = {.name = (char *)name,
                                   .type = (char *)type,
                                   .get = get,
                                   .set = set,
                                   .release = release,
                                   .opaque = opaque};

    if (g_str_has_suffix(name, "[*]")) {
        return add_numbered(obj, &values);
    }
    return add_exactly(obj, &values, errp);
}

ObjectProperty *object_property_add(Object *obj, const char *name, const char *type,
                                    ObjectPropertyAccessor *get,
                                    ObjectPropertyAccessor *set,
                                    ObjectPropertyRelease *release, void *opaque)
{
    return object_property_try_add(obj, name, type, get, set, release, opaque,
                                   &error_abort);
}

ObjectProperty *object_class_property_add(ObjectClass *klass, const char *name,
                                          const char *type, ObjectPropertyAccessor *get,
                                          ObjectPropertyAccessor *set,
                                          ObjectPropertyRelease *release, void *opaque)
{
    const ObjectProperty values = {.name = (char *)name,
                                   .type = (char *)type,
                                   .get = get,
                                   .set = set,
                                   .release = release,
                                   .opaque = opaque};

    if (object_class_property_find(klass, name)) {
        qom_abort("Property '%s' is already there in the class of type '%s'", name,
                  object_class_get_name(klass));
    }
    object_class_property_generation++;
    return table_add(&klass->properties, &values);
}

void object_property_set_description(Object *obj, const char *name,
                                     const char *description)
{
    ObjectProperty *prop = object_property_find_err(obj, name, &error_abort);

    g_free(prop->description);
    prop->description = g_strdup(description);
}

void object_class_property_set_description(ObjectClass *klass, const char *name,
                                           const char *description)
{
    ObjectProperty *prop = object_class_property_find_err(klass, name, &error_abort);

    g_free(prop->description);
    prop->description = g_strdup(description);
}

/* --- removing ----------------------------------------------------------------------- */

/*
 * The property leaves the table before its release function runs, which may remove others
 * or look for this one.
 */
static void release_and_free(Object *obj, ObjectProperty *prop)
{
    g_hash_table_steal(obj->properties, prop->name);
    if (prop->release) {
        prop->release(obj, prop->name, prop->opaque);
    }
    property_free(prop);
}

void object_property_del(Object *obj, const char *name)
{
    ObjectProperty *prop = table_find(obj->properties, name);

    if (prop) {
        release_and_free(obj, prop);
    }
}

/* The object's own first: what they lead to may still use the class's. */
void object_property_del_all(Object *obj)
{
    ObjectPropertyIterator iter;
    ObjectProperty *prop;

    while (obj->properties && g_hash_table_size(obj->properties) > 0) {
        GHashTableIter own;
        void *first;

        g_hash_table_iter_init(&own, obj->properties);
        g_hash_table_iter_next(&own, NULL, &first);
        release_and_free(obj, first);
    }
    g_clear_pointer(&obj->properties, g_hash_table_unref);
    object_class_property_iter_init(&iter, obj->class);
    while ((prop = object_property_iter_next(&iter))) {
        if (prop->release) {
            prop->release(obj, prop->name, prop->opaque);
        }
    }
}

const char *object_first_property_name(const Object *obj)
{
    GHashTableIter iter;
    void *name = NULL;

    g_hash_table_iter_init(&iter, obj->properties);
    g_hash_table_iter_next(&iter, &name, NULL);
    return name;
}

/* --- going through ------------------------------------------------------------------ */

static void iter_enter(ObjectPropertyIterator *iter, GHashTable *table)
{
    iter->table = table;
    if (table) {
        g_hash_table_iter_init(&iter->iter, table);
    }
}

void object_property_iter_init(ObjectPropertyIterator *iter, Object *obj)
{
    iter_enter(iter, obj->properties);
    iter->nextclass = obj->class;
}

void object_class_property_iter_init(ObjectPropertyIterator *iter, ObjectClass *klass)
{
    iter_enter(iter, klass->properties);
    iter->nextclass = object_class_get_parent(klass);
}

ObjectProperty *object_property_iter_next(ObjectPropertyIterator *iter)
{
    void *prop;

    while (!iter->table || !g_hash_table_iter_next(&iter->iter, NULL, &prop)) {
        if (!iter->nextclass) {
            iter->table = NULL;
            return NULL;
        }
        iter_enter(iter, iter->nextclass->properties);
        iter->nextclass = object_class_get_parent(iter->nextclass);
    }
    return prop;
}

/* --- calling accessors -------------------------------------------------------------- */

static bool call_accessor(Object *obj, ObjectProperty *prop, ObjectPropertyAccessor *fn,
                          const char *action, Visitor *v, Error **errp)
{
    Error *err = NULL;

    if (!fn) {
        error_setg(&err, "it cannot be %s", action);
    } else {
        fn(obj, v, prop->name, prop->opaque, &err);
    }
    if (unlikely(err)) {
        Object *target;

        /* What is behind an alias has said which object and property it is. */
        if (!fn || !object_property_alias_target(prop, &target)) {
            object_property_error(&err, obj, prop);
        }
        error_propagate(errp, err);
        return false;
    }
    return true;
}

bool object_property_get(Object *obj, const char *name, Visitor *v, Error **errp)
{
    ObjectProperty *prop = object_property_find_err(obj, name, errp);

    return prop && call_accessor(obj, prop, prop->get, "read", v, errp);
}

bool object_property_set(Object *obj, const char *name, Visitor *v, Error **errp)
{
    ObjectProperty *prop = object_property_find_err(obj, name, errp);

    return prop && call_accessor(obj, prop, prop->set, "set", v, errp);
}
