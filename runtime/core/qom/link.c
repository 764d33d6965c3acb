/* SPDX-License-Identifier: MIT */
/* Properties that lead elsewhere: links to objects, and aliases of properties. */
#include "qemu/osdep.h"

#include "object_impl.h"
#include "object_label.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

typedef void LinkCheck(const Object *obj, const char *name, Object *val, Error **errp);

typedef struct LinkProperty {
    /* The target's type. */
    char *type;
    LinkCheck *check;
    ObjectPropertyLinkFlags flags;
    union {
        Object **targetp;
        Object *target;   /* LINK_DIRECT */
        ptrdiff_t offset; /* LINK_CLASS */
    };
} LinkProperty;

static Object *link_target(Object *obj, const LinkProperty *link)
{
    if (link->flags & OBJ_PROP_LINK_DIRECT) {
        return link->target;
    }
    if (link->flags & OBJ_PROP_LINK_CLASS) {
        return *(Object **)((char *)obj + link->offset);
    }
    return *link->targetp;
}

static void get_link(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    Object *target = link_target(obj, opaque);
    g_autofree char *path = target ? object_get_canonical_path(target) : NULL;

    visit_type_str(v, name, &path, errp);
}

static bool assign(Object *obj, const char *name, const LinkProperty *link, Object *value,
                   Error **errp)
{
    Object **place = link->flags & OBJ_PROP_LINK_CLASS
                         ? (Object **)((char *)obj + link->offset)
                         : link->targetp;
    Object *old = *place;
    Error *err = NULL;

    if (value && !object_dynamic_cast(value, link->type)) {
        g_autofree char *label = object_label(value);

        error_setg(errp, "Link '%s' expects an object of type '%s', not %s", name,
                   link->type, label);
        return false;
    }
    link->check(obj, name, value, &err);
    if (err) {
        error_propagate(errp, err);
        return false;
    }
    *place = value;
    if (link->flags & OBJ_PROP_LINK_STRONG) {
        object_ref(value);
        object_unref(old);
    }
    return true;
}

/* The object of a path; NULL with errp set when there is not exactly one of the type. */
static Object *resolve_target(const char *name, const char *type, const char *path,
                              Error **errp)
{
    bool ambiguous = false;
    Object *target = object_resolve_path_type(path, type, &ambiguous);

    if (ambiguous) {
        error_setg(errp, "Link '%s': path '%s' leads to several objects of type '%s'",
                   name, path, type);
    } else if (!target) {
        Object *other = object_resolve_path(path, &ambiguous);

        if (other || ambiguous) {
            error_setg(errp,
                       "Link '%s' expects an object of type '%s'; '%s' is of another",
                       name, type, path);
        } else {
            error_setg(errp, "Link '%s': there is no object '%s'", name, path);
        }
    }
    return target;
}

static void set_link(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    LinkProperty *link = opaque;
    g_autofree char *path = NULL;
    Object *target = NULL;

    if (!visit_type_str(v, name, &path, errp)) {
        return;
    }
    if (*path) {
        target = resolve_target(name, link->type, path, errp);
        if (!target) {
            return;
        }
    }
    assign(obj, name, link, target, errp);
}

static Object *resolve_link(Object *obj, void *opaque, const char *part)
{
    (void)part;
    return link_target(obj, opaque);
}

static void release_link(Object *obj, const char *name, void *opaque)
{
    LinkProperty *link = opaque;

    (void)name;
    if (link->flags & OBJ_PROP_LINK_STRONG) {
        object_unref(link_target(obj, link));
    }
    if (!(link->flags & OBJ_PROP_LINK_CLASS)) {
        g_free(link->type);
        g_free(link);
    }
}

/* --- adding ------------------------------------------------------------------------- */

static LinkProperty *link_new(const char *type, LinkCheck *check, int flags)
{
    LinkProperty *link = g_new0(LinkProperty, 1);

    link->type = g_strdup(type);
    link->check = check;
    link->flags = flags;
    return link;
}

static ObjectProperty *add_to_object(Object *obj, const char *name, LinkProperty *link)
{
    g_autofree char *type = g_strdup_printf("link<%s>", link->type);
    ObjectProperty *prop = object_property_add(
        obj, name, type, get_link, link->check ? set_link : NULL, release_link, link);

    prop->resolve = resolve_link;
    return prop;
}

ObjectProperty *object_property_add_link(Object *obj, const char *name, const char *type,
                                         Object **targetp, LinkCheck *check,
                                         ObjectPropertyLinkFlags flags)
{
    LinkProperty *link = link_new(type, check, flags & OBJ_PROP_LINK_STRONG);

    link->targetp = targetp;
    return add_to_object(obj, name, link);
}

ObjectProperty *object_class_property_add_link(ObjectClass *klass, const char *name,
                                               const char *type, ptrdiff_t offset,
                                               LinkCheck *check,
                                               ObjectPropertyLinkFlags flags)
{
    LinkProperty *link =
        link_new(type, check, (flags & OBJ_PROP_LINK_STRONG) | OBJ_PROP_LINK_CLASS);
    g_autofree char *full_type = g_strdup_printf("link<%s>", type);
    ObjectProperty *prop;

    link->offset = offset;
    prop = object_class_property_add(klass, name, full_type, get_link,
                                     check ? set_link : NULL, release_link, link);
    prop->resolve = resolve_link;
    return prop;
}

ObjectProperty *object_property_add_const_link(Object *obj, const char *name,
                                               Object *target)
{
    LinkProperty *link =
        link_new(object_get_typename(target), NULL, OBJ_PROP_LINK_DIRECT);

    link->target = target;
    return add_to_object(obj, name, link);
}

void object_property_allow_set_link(const Object *obj, const char *name, Object *child,
                                    Error **errp)
{
    (void)obj;
    (void)name;
    (void)child;
    (void)errp;
}

/* --- aliases ------------------------------------------------------------------------ */

typedef struct AliasProperty {
    Object *target;
    char *target_name;
} AliasProperty;

static void get_alias(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    AliasProperty *alias = opaque;

    (void)obj;
    (void)name;
    object_property_get(alias->target, alias->target_name, v, errp);
}

static void set_alias(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    AliasProperty *alias = opaque;

    (void)obj;
    (void)name;
    object_property_set(alias->target, alias->target_name, v, errp);
}

static Object *resolve_alias(Object *obj, void *opaque, const char *part)
{
    AliasProperty *alias = opaque;

    (void)obj;
    (void)part;
    return object_resolve_path_component(alias->target, alias->target_name);
}

static void release_alias(Object *obj, const char *name, void *opaque)
{
    AliasProperty *alias = opaque;

    (void)obj;
    (void)name;
    g_free(alias->target_name);
    g_free(alias);
}

const char *object_property_alias_target(const ObjectProperty *prop, Object **obj)
{
    if (prop->release == release_alias) {
        AliasProperty *alias = prop->opaque;

        *obj = alias->target;
        return alias->target_name;
    }
    return NULL;
}

ObjectProperty *object_property_add_alias(Object *obj, const char *name,
                                          Object *target_obj, const char *target_name)
{
    ObjectProperty *target =
        object_property_find_err(target_obj, target_name, &error_abort);
    AliasProperty *alias = g_new(AliasProperty, 1);
    g_autofree char *type = NULL;
    ObjectProperty *prop;

    /* The alias of a child is no second parent. */
    type = g_str_has_prefix(target->type, "child<")
               ? g_strdup_printf("link<%s", target->type + strlen("child<"))
               : g_strdup(target->type);
    alias->target = target_obj;
    alias->target_name = g_strdup(target_name);
    prop = object_property_add(obj, name, type, target->get ? get_alias : NULL,
                               target->set ? set_alias : NULL, release_alias, alias);
    prop->resolve = target->resolve ? resolve_alias : NULL;
    prop->description = g_strdup(target->description);
    return prop;
}

/* --- objects as values -------------------------------------------------------------- */

bool object_property_set_link(Object *obj, const char *name, Object *value, Error **errp)
{
    ObjectProperty *prop = object_property_find_real(&obj, name, errp);
    g_autofree char *path = NULL;

    if (!prop) {
        return false;
    }
    if (prop->set == set_link) {
        Error *err = NULL;

        if (!assign(obj, prop->name, prop->opaque, value, &err)) {
            object_property_error(&err, obj, prop);
            error_propagate(errp, err);
            return false;
        }
        return true;
    }
    path = value ? object_get_canonical_path(value) : g_strdup("");
    if (!path) {
        g_autofree char *label = object_label(value);

        error_setg(errp, "Property '%s': %s has no path", prop->name, label);
        return false;
    }
    return object_property_set_str(obj, prop->name, path, errp);
}

Object *object_property_get_link(Object *obj, const char *name, Error **errp)
{
    ObjectProperty *prop = object_property_find_real(&obj, name, errp);
    g_autofree char *path = NULL;
    Object *target;

    if (!prop) {
        return NULL;
    }
    if (prop->get == get_link) {
        return link_target(obj, prop->opaque);
    }
    target = object_property_child(prop);
    if (target) {
        return target;
    }
    path = object_property_get_str(obj, prop->name, errp);
    if (!path || !*path) {
        return NULL;
    }
    target = object_resolve_path(path, NULL);
    if (!target) {
        g_autofree char *label = object_label(obj);

        error_setg(errp, "Property '%s.%s' of %s: there is no object '%s'",
                   object_get_typename(obj), prop->name, label, path);
    }
    return target;
}
