/* SPDX-License-Identifier: MIT */
/* The life of an object: from the memory it lives in to its last reference. */
#include "qemu/osdep.h"

#include "object_impl.h"
#include "object_label.h"
#include "property_default.h"
#include "qapi/error.h"
#include "qemu/memalign.h"
#include "type_impl.h"

static void call_instance_inits(Object *obj, TypeImpl *type)
{
    if (type) {
        call_instance_inits(obj, type_parent(type));
        if (type->info.instance_init) {
            type->info.instance_init(obj);
        }
    }
}

static void call_instance_post_inits(Object *obj, TypeImpl *type)
{
    if (type) {
        call_instance_post_inits(obj, type_parent(type));
        if (type->info.instance_post_init) {
            type->info.instance_post_init(obj);
        }
    }
}

/* obj is zeroed memory for an object of the type. */
static void construct(Object *obj, TypeImpl *type)
{
    obj->class = type->class;
    obj->ref = 1;
    property_defaults_apply(obj);
    call_instance_inits(obj, type);
    call_instance_post_inits(obj, type);
}

static TypeImpl *check_instantiable(TypeImpl *type)
{
    type_class(type);
    if (type->info.abstract) {
        qom_abort("type '%s' is abstract: it has no objects", type->info.name);
    }
    return type;
}

/* --- making ------------------------------------------------------------------------- */

void object_initialize(void *obj, size_t size, const char *name)
{
    TypeImpl *type = check_instantiable(type_find_or_abort(name));
    const TypeInfo *info = &type->info;

    if (size < info->instance_size) {
        qom_abort("object_initialize: an object of type '%s' needs %zu bytes, not %zu",
                  info->name, info->instance_size, size);
    }
    if (info->instance_align && !QEMU_PTR_IS_ALIGNED(obj, info->instance_align)) {
        qom_abort("object_initialize: an object of type '%s' needs an alignment of %zu",
                  info->name, info->instance_align);
    }
    memset(obj, 0, info->instance_size);
    construct(obj, type);
}

static Object *new_of_type(TypeImpl *type)
{
    size_t size = type->info.instance_size;
    size_t align = type->info.instance_align;
    Object *obj;

    if (align > __alignof__(max_align_t)) {
        obj = qemu_memalign(align, size);
        memset(obj, 0, size);
        obj->free = qemu_vfree;
    } else {
        obj = g_malloc0(size);
        obj->free = g_free;
    }
    construct(obj, type);
    return obj;
}

Object *object_new(const char *name)
{
    return new_of_type(check_instantiable(type_find_or_abort(name)));
}

Object *object_new_with_class(ObjectClass *klass)
{
    return new_of_type(check_instantiable(klass->type));
}

/* --- ending ------------------------------------------------------------------------- */

static void finalize(Object *obj)
{
    object_property_del_all(obj);
    for (TypeImpl *type = obj->class->type; type; type = type_parent(type)) {
        if (type->info.instance_finalize) {
            type->info.instance_finalize(obj);
        }
    }
    if (obj->parent) {
        qom_abort("%s: its last reference was dropped while it still has a parent",
                  object_label(obj));
    }
    if (obj->properties) {
        qom_abort("%s: got property '%s' while it was finalized", object_label(obj),
                  object_first_property_name(obj));
    }
    if (obj->free) {
        obj->free(obj);
    }
}

Object *object_ref(void *object)
{
    Object *obj = object;

    if (obj && unlikely(__atomic_fetch_add(&obj->ref, 1, __ATOMIC_RELAXED) == 0)) {
        qom_abort("object_ref: %s has no reference left", object_label(obj));
    }
    return obj;
}

void object_unref(void *object)
{
    Object *obj = object;
    uint32_t before;

    if (!obj) {
        return;
    }
    before = __atomic_fetch_sub(&obj->ref, 1, __ATOMIC_ACQ_REL);
    if (unlikely(before == 0)) {
        qom_abort("object_unref: %s has no reference left", object_label(obj));
    }
    if (before == 1) {
        finalize(obj);
    }
}

/* --- what it is --------------------------------------------------------------------- */

ObjectClass *object_get_class(Object *obj)
{
    return obj->class;
}

const char *object_get_typename(const Object *obj)
{
    return obj->class->type->info.name;
}

char *object_label(const Object *obj)
{
    g_autofree char *path = object_get_canonical_path(obj);
    const char *type = object_get_typename(obj);

    if (path) {
        return g_strdup_printf("object '%s' of type '%s'", path, type);
    }
    return g_strdup_printf("object %p (in no tree) of type '%s'", (const void *)obj,
                           type);
}

void object_property_error(Error **err, const Object *obj, const ObjectProperty *prop)
{
    g_autofree char *label = object_label(obj);

    error_prepend(err, "Property '%s.%s' of %s: ", object_get_typename(obj), prop->name,
                  label);
}
