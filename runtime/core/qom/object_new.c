/* SPDX-License-Identifier: MIT */
/* Objects with their properties and their place in the tree, made in one go. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qom/object_interfaces.h"

/* Properties, then the place, then completion; parent NULL: in no tree. */
static bool set_up(Object *obj, Object *parent, const char *id, Error **errp,
                   va_list vargs)
{
    UserCreatable *uc;

    if (!object_set_propv(obj, errp, vargs)) {
        return false;
    }
    if (id && !object_property_try_add_child(parent, id, obj, errp)) {
        return false;
    }
    uc = (UserCreatable *)object_dynamic_cast(obj, TYPE_USER_CREATABLE);
    if (uc && !user_creatable_complete(uc, errp)) {
        object_unparent(obj);
        return false;
    }
    return true;
}

Object *object_new_with_propv(const char *name, Object *parent, const char *id,
                              Error **errp, va_list vargs)
{
    ObjectClass *klass = object_class_by_name(name);
    Object *obj;

    if (!klass) {
        error_setg(errp, "There is no object type '%s'", name);
        return NULL;
    }
    if (object_class_is_abstract(klass)) {
        error_setg(errp, "Object type '%s' is abstract", name);
        return NULL;
    }
    obj = object_new_with_class(klass);
    if (!set_up(obj, parent, id, errp, vargs)) {
        object_unref(obj);
        return NULL;
    }
    if (id) {
        object_unref(obj);
    }
    return obj;
}

Object *object_new_with_props(const char *name, Object *parent, const char *id,
                              Error **errp, ...)
{
    va_list vargs;
    Object *obj;

    va_start(vargs, errp);
    obj = object_new_with_propv(name, parent, id, errp, vargs);
    va_end(vargs);
    return obj;
}

bool object_initialize_child_with_propsv(Object *parent, const char *propname,
                                         void *childobj, size_t size, const char *type,
                                         Error **errp, va_list vargs)
{
    bool ok;

    object_initialize(childobj, size, type);
    ok = set_up(childobj, parent, propname, errp, vargs);
    object_unref(childobj);
    return ok;
}

bool object_initialize_child_with_props(Object *parent, const char *propname,
                                        void *childobj, size_t size, const char *type,
                                        Error **errp, ...)
{
    va_list vargs;
    bool ok;

    va_start(vargs, errp);
    ok = object_initialize_child_with_propsv(parent, propname, childobj, size, type, errp,
                                             vargs);
    va_end(vargs);
    return ok;
}

void object_initialize_child_internal(Object *parent, const char *propname, void *child,
                                      size_t size, const char *type)
{
    object_initialize_child_with_props(parent, propname, child, size, type, &error_abort,
                                       NULL);
}
