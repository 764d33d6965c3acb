/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qom/object_interfaces.h"

#include "qapi/error.h"

bool user_creatable_complete(UserCreatable *uc, Error **errp)
{
    UserCreatableClass *klass = USER_CREATABLE_GET_CLASS(uc);
    Error *err = NULL;

    if (klass->complete) {
        klass->complete(uc, &err);
    }
    if (err) {
        error_propagate(errp, err);
        return false;
    }
    return true;
}

bool user_creatable_can_be_deleted(UserCreatable *uc)
{
    UserCreatableClass *klass = USER_CREATABLE_GET_CLASS(uc);

    return klass->can_be_deleted ? klass->can_be_deleted(uc) : true;
}

bool user_creatable_del(const char *id, Error **errp)
{
    Object *obj = object_resolve_path_component(object_get_objects_root(), id);
    UserCreatable *uc = (UserCreatable *)object_dynamic_cast(obj, TYPE_USER_CREATABLE);

    if (!obj) {
        error_setg(errp, "There is no object '/objects/%s'", id);
        return false;
    }
    if (!uc) {
        error_setg(errp, "Object '/objects/%s' of type '%s' was not made by a user", id,
                   object_get_typename(obj));
        return false;
    }
    if (!user_creatable_can_be_deleted(uc)) {
        error_setg(errp, "Object '/objects/%s' of type '%s' is in use", id,
                   object_get_typename(obj));
        return false;
    }
    object_unparent(obj);
    return true;
}

static int first_child(Object *child, void *opaque)
{
    *(Object **)opaque = child;
    return 1;
}

void user_creatable_cleanup(void)
{
    Object *child;

    while (object_child_foreach(object_get_objects_root(), first_child, &child)) {
        object_unparent(child);
    }
}

static const TypeInfo user_creatable_info = {
    .name = TYPE_USER_CREATABLE,
    .parent = TYPE_INTERFACE,
    .class_size = sizeof(UserCreatableClass),
};

static void user_creatable_register_types(void)
{
    type_register_static(&user_creatable_info);
}

type_init(user_creatable_register_types)
