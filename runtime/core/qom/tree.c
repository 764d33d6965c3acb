/* SPDX-License-Identifier: MIT */
/* The composition tree: its root, its containers, and paths through it. */
#include "qemu/osdep.h"

#include "object_impl.h"
#include "qapi/error.h"
#include "type_impl.h"

/* --- root and containers ------------------------------------------------------------ */

Object *object_get_root(void)
{
    static Object *root;

    if (!root) {
        root = object_new(TYPE_CONTAINER);
        object_property_add_new_container(root, "chardevs");
        object_property_add_new_container(root, "objects");
        object_property_add_new_container(root, "backend");
    }
    return root;
}

Object *object_get_internal_root(void)
{
    static Object *root;

    if (!root) {
        root = object_new(TYPE_CONTAINER);
    }
    return root;
}

Object *object_get_container(const char *name)
{
    Object *container = object_resolve_path_component(object_get_root(), name);

    if (!container) {
        qom_abort("object_get_container: there is no container '/%s'", name);
    }
    return container;
}

Object *object_get_objects_root(void)
{
    return object_get_container("objects");
}

Object *object_property_add_new_container(Object *obj, const char *name)
{
    Object *container = object_new(TYPE_CONTAINER);

    object_property_add_child(obj, name, container);
    object_unref(container);
    return container;
}

Object *container_get(Object *root, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    Object *obj = root;

    if (path[0] != '/') {
        qom_abort("container_get: '%s' is not an absolute path", path);
    }
    for (char **part = parts; *part; part++) {
        if (**part) {
            Object *child = object_resolve_path_component(obj, *part);

            obj = child ? child : object_property_add_new_container(obj, *part);
        }
    }
    return obj;
}

/* --- from an object to its path ----------------------------------------------------- */

const char *object_get_canonical_path_component(const Object *obj)
{
    return obj->parent ? obj->parent_property->name : NULL;
}

char *object_get_canonical_path(const Object *obj)
{
    Object *root = object_get_root();
    GString *path;

    if (obj == root) {
        return g_strdup("/");
    }
    path = g_string_new(NULL);
    for (; obj->parent; obj = obj->parent) {
        g_string_prepend(path, object_get_canonical_path_component(obj));
        g_string_prepend_c(path, '/');
    }
    return g_string_free(path, obj != root);
}

/* --- from a path to an object ------------------------------------------------------- */

Object *object_resolve_path_component(Object *parent, const char *part)
{
    ObjectProperty *prop = object_property_find(parent, part);

    return prop && prop->resolve ? prop->resolve(parent, prop->opaque, part) : NULL;
}

/* Along all parts from parent, which is the result when there are none. */
static Object *follow(Object *parent, char *const *parts, const char *type)
{
    for (; parent && *parts; parts++) {
        if (**parts) {
            parent = object_resolve_path_component(parent, *parts);
        }
    }
    return object_dynamic_cast(parent, type);
}

typedef struct PartialPath {
    char *const *parts;
    const char *type;
    Object *found;
    bool ambiguous;
} PartialPath;

/* Ends the walk when a second object matches. */
static int match_below(Object *obj, void *opaque)
{
    PartialPath *path = opaque;
    Object *found = follow(obj, path->parts, path->type);

    if (found && path->found && found != path->found) {
        path->ambiguous = true;
        return 1;
    }
    if (found) {
        path->found = found;
    }
    return 0;
}

static Object *resolve(const char *path, const char *type, bool *ambiguous)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    PartialPath partial = {.parts = parts, .type = type};
    Object *root = object_get_root();

    if (path[0] != '/') {
        if (match_below(root, &partial) == 0) {
            object_child_foreach_recursive(root, match_below, &partial);
        }
    } else {
        partial.found = follow(root, parts, type);
    }
    if (ambiguous) {
        *ambiguous = partial.ambiguous;
    }
    return partial.ambiguous ? NULL : partial.found;
}

Object *object_resolve_path_type(const char *path, const char *name, bool *ambiguous)
{
    return resolve(path, name, ambiguous);
}

Object *object_resolve_path(const char *path, bool *ambiguous)
{
    return resolve(path, TYPE_OBJECT, ambiguous);
}

Object *object_resolve_path_at(Object *parent, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    return follow(path[0] == '/' ? object_get_root() : parent, parts, TYPE_OBJECT);
}

Object *object_resolve_type_unambiguous(const char *name, Error **errp)
{
    bool ambiguous;
    Object *obj = object_resolve_path_type("", name, &ambiguous);

    if (ambiguous) {
        error_setg(errp, "There is more than one object of type '%s'", name);
    } else if (!obj) {
        error_setg(errp, "There is no object of type '%s'", name);
    }
    return obj;
}
