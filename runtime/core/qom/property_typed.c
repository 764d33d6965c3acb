/* SPDX-License-Identifier: MIT */
/* Properties whose accessors are typed C functions. */
#include "qemu/osdep.h"

#include "property_typed.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

/* A property is added to an object or, where that is NULL, to a class. */
static ObjectProperty *add(Object *obj, ObjectClass *klass, const char *name,
                           const char *type, ObjectPropertyAccessor *get,
                           ObjectPropertyAccessor *set, void *opaque)
{
    /* A class's properties stay for good, and so does what they own. */
    ObjectPropertyRelease *release = NULL;

    if (klass) {
        return object_class_property_add(klass, name, type, get, set, release, opaque);
    }
    return object_property_add(obj, name, type, get, set, release, opaque);
}
