/* SPDX-License-Identifier: MIT */
/*
 * Casts by name. A name that a cast succeeded for stays in the class by its address,
 * where the macros of object.h find it again with one compare. The address stands for the
 * name only because the names in casts are literals; object_dynamic_cast(), which any
 * string may be given to, does not use the caches.
 */
#include "qemu/osdep.h"

#include "object_label.h"
#include "type_impl.h"

static bool cache_has(const char *const *cache, const char *name)
{
    for (size_t i = 0; i < OBJECT_CLASS_CAST_CACHE; i++) {
        if (__atomic_load_n(&cache[i], __ATOMIC_RELAXED) == name) {
            return true;
        }
    }
    return false;
}

/*
 * name gets the place where the macros look first; what was there moves to a free one.
 * Two threads that do this at once may lose an entry, which costs time only.
 */
static void cache_add(const char **cache, const char *name)
{
    size_t slot = (strlen(name) + (unsigned char)name[0]) % OBJECT_CLASS_CAST_CACHE;
    const char *moved = __atomic_exchange_n(&cache[slot], name, __ATOMIC_RELAXED);

    for (size_t i = 0; moved && i < OBJECT_CLASS_CAST_CACHE; i++) {
        if (!__atomic_load_n(&cache[i], __ATOMIC_RELAXED)) {
            __atomic_store_n(&cache[i], moved, __ATOMIC_RELAXED);
            moved = NULL;
        }
    }
}

/* The one table of an interface's methods in the class; NULL for none or several. */
static ObjectClass *find_interface(ObjectClass *klass, TypeImpl *interface)
{
    ObjectClass *found = NULL;

    for (GSList *l = klass->interfaces; l; l = l->next) {
        ObjectClass *table = l->data;

        if (type_is_a(table->type, interface)) {
            if (found) {
                return NULL;
            }
            found = table;
        }
    }
    return found;
}

ObjectClass *object_class_dynamic_cast(ObjectClass *klass, const char *name)
{
    TypeImpl *target;

    if (!klass || klass->type->info.name == name) {
        return klass;
    }
    target = type_find(name);
    if (!target) {
        return NULL;
    }
    if (type_is_a(klass->type, target)) {
        return klass;
    }
    return klass->interfaces ? find_interface(klass, target) : NULL;
}

ObjectClass *object_class_dynamic_cast_assert(ObjectClass *klass, const char *name,
                                              const char *file, int line,
                                              const char *func)
{
    ObjectClass *result;

    if (!klass || cache_has(klass->class_cast_cache, name)) {
        return klass;
    }
    result = object_class_dynamic_cast(klass, name);
    if (!result) {
        qom_abort("%s:%d:%s: the class of type '%s' is not that of a '%s'", file, line,
                  func, object_class_get_name(klass), name);
    }
    if (result == klass) {
        cache_add(klass->class_cast_cache, name);
    }
    return result;
}

Object *object_dynamic_cast(Object *obj, const char *name)
{
    return obj && object_class_dynamic_cast(obj->class, name) ? obj : NULL;
}

Object *object_dynamic_cast_assert(Object *obj, const char *name, const char *file,
                                   int line, const char *func)
{
    if (!obj || cache_has(obj->class->object_cast_cache, name)) {
        return obj;
    }
    if (!object_class_dynamic_cast(obj->class, name)) {
        qom_abort("%s:%d:%s: %s is not a '%s'", file, line, func, object_label(obj),
                  name);
    }
    cache_add(obj->class->object_cast_cache, name);
    return obj;
}
