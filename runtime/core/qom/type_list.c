/* SPDX-License-Identifier: MIT */
/* Questions about classes, and lists of them. */
#include "qemu/osdep.h"

#include "type_impl.h"

ObjectClass *object_class_by_name(const char *name)
{
    TypeImpl *type = type_find(name);

    return type ? type_class(type) : NULL;
}

ObjectClass *module_object_class_by_name(const char *name)
{
    return object_class_by_name(name);
}

ObjectClass *object_class_get_parent(ObjectClass *klass)
{
    TypeImpl *parent = type_parent(klass->type);

    return parent ? type_class(parent) : NULL;
}

const char *object_class_get_name(ObjectClass *klass)
{
    return klass->type->info.name;
}

bool object_class_is_abstract(ObjectClass *klass)
{
    return klass->type->info.abstract;
}

size_t object_type_get_instance_size(const char *name)
{
    TypeImpl *type = type_find_or_abort(name);

    type_class(type);
    return type->info.instance_size;
}

void object_class_foreach(void (*fn)(ObjectClass *klass, void *opaque),
                          const char *implements_type, bool include_abstract,
                          void *opaque)
{
    GList *types = type_list_all();

    for (GList *l = types; l; l = l->next) {
        TypeImpl *type = l->data;
        ObjectClass *class = type_class(type);

        if ((include_abstract || !type->info.abstract) &&
            (!implements_type || object_class_dynamic_cast(class, implements_type))) {
            fn(class, opaque);
        }
    }
    g_list_free(types);
}

static void prepend_class(ObjectClass *klass, void *opaque)
{
    GSList **list = opaque;

    *list = g_slist_prepend(*list, klass);
}

GSList *object_class_get_list(const char *implements_type, bool include_abstract)
{
    GSList *list = NULL;

    object_class_foreach(prepend_class, implements_type, include_abstract, &list);
    return list;
}

static gint compare_class_names(gconstpointer a, gconstpointer b)
{
    return strcasecmp(object_class_get_name((ObjectClass *)a),
                      object_class_get_name((ObjectClass *)b));
}

GSList *object_class_get_list_sorted(const char *implements_type, bool include_abstract)
{
    return g_slist_sort(object_class_get_list(implements_type, include_abstract),
                        compare_class_names);
}
