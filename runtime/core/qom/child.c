/* SPDX-License-Identifier: MIT */
/* Child properties, which the composition tree is made of. */
#include "qemu/osdep.h"

#include "object_impl.h"
#include "object_label.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

static void get_child(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    g_autofree char *path = object_get_canonical_path(opaque);

    (void)obj;
    visit_type_str(v, name, &path, errp);
}

static Object *resolve_child(Object *obj, void *opaque, const char *part)
{
    (void)obj;
    (void)part;
    return opaque;
}

static void release_child(Object *obj, const char *name, void *opaque)
{
    Object *child = opaque;

    (void)obj;
    (void)name;
    if (child->class->unparent) {
        child->class->unparent(child);
    }
    child->parent = NULL;
    child->parent_property = NULL;
    object_unref(child);
}

Object *object_property_child(const ObjectProperty *prop)
{
    return prop->release == release_child ? prop->opaque : NULL;
}

/* False with errp set where child would have two parents or be below itself. */
static bool check_parent(Object *obj, const char *name, Object *child, Error **errp)
{
    for (Object *above = obj; above; above = above->parent) {
        if (above == child) {
            g_autofree char *label = object_label(child);

            error_setg(errp, "Child property '%s': %s cannot be below itself", name,
                       label);
            return false;
        }
    }
    if (child->parent) {
        g_autofree char *label = object_label(child);
        g_autofree char *parent = object_label(obj);

        error_setg(errp, "Child property '%s' of %s: %s has a parent already", name,
                   parent, label);
        return false;
    }
    return true;
}

ObjectProperty *object_property_try_add_child(Object *obj, const char *name,
                                              Object *child, Error **errp)
{
    g_autofree char *type = NULL;
    ObjectProperty *prop;

    if (!check_parent(obj, name, child, errp)) {
        return NULL;
    }
    type = g_strdup_printf("child<%s>", object_get_typename(child));
    prop = object_property_try_add(obj, name, type, get_child, NULL, release_child, child,
                                   errp);
    if (prop) {
        prop->resolve = resolve_child;
        child->parent = obj;
        child->parent_property = prop;
        object_ref(child);
    }
    return prop;
}

ObjectProperty *object_property_add_child(Object *obj, const char *name, Object *child)
{
    return object_property_try_add_child(obj, name, child, &error_abort);
}

void object_unparent(Object *obj)
{
    if (obj->parent) {
        object_property_del(obj->parent, obj->parent_property->name);
    }
}

static int foreach_child(Object *obj, int (*fn)(Object *child, void *opaque),
                         void *opaque, bool recurse)
{
    GHashTableIter iter;
    void *prop;
    int result = 0;

    if (!obj->properties) {
        return 0;
    }
    g_hash_table_iter_init(&iter, obj->properties);
    while (result == 0 && g_hash_table_iter_next(&iter, NULL, &prop)) {
        Object *child = object_property_child(prop);

        if (child) {
            result = fn(child, opaque);
            if (result == 0 && recurse) {
                result = foreach_child(child, fn, opaque, true);
            }
        }
    }
    return result;
}

int object_child_foreach(Object *obj, int (*fn)(Object *child, void *opaque),
                         void *opaque)
{
    return foreach_child(obj, fn, opaque, false);
}

int object_child_foreach_recursive(Object *obj, int (*fn)(Object *child, void *opaque),
                                   void *opaque)
{
    return foreach_child(obj, fn, opaque, true);
}
