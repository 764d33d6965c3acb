/* SPDX-License-Identifier: MIT */
#include "qom.h"

#include <string.h>

#include "qom_class.h"
#include "qom_migrate.h"
#include "qom_parts.h"
#include "qom_type.h"

static bool has_types(const Trampolines *all)
{
    return qom_has_function(all, "type_register_static") &&
           qom_has_member(all, QOM_TYPE_INFO, "class_init");
}

static bool has_descriptions(const Trampolines *all)
{
    return qom_has_member(all, QOM_DESCRIPTION, "fields") &&
           qom_has_member(all, "struct VMStateField", "offset");
}

bool qom_completes(const Trampolines *all, const IrDecl *what)
{
    const char *key = find_record(what)->key;

    return (strcmp(key, QOM_TYPE_INFO) == 0 && has_types(all)) ||
           (strcmp(key, QOM_DESCRIPTION) == 0 && has_descriptions(all));
}

bool qom_is_condition(const Handler *handler)
{
    return handler->place.record != NULL &&
           strcmp(handler->place.record->key, "struct VMStateField") == 0;
}

bool qom_is_object(const Trampolines *all, const IrObject *object)
{
    return qom_begins_with(find_record(object->record), "struct Object") &&
           has_types(all);
}

/* Whether a starting program registers types of itself; else nothing is registered. */
static void check_registration(Trampolines *all)
{
    const IrObject *object = NULL;

    for (guint i = 0; i < all->ir->objects->len && object == NULL; i++) {
        const IrObject *at = &g_array_index(all->ir->objects, IrObject, i);
        object = qom_is_object(all, at) ? at : NULL;
    }
    if (object != NULL && !qom_has_function(all, "register_module_init")) {
        qom_error(all, object, NULL,
                  "the type '%s' is to be registered, and 'register_module_init' is not "
                  "declared here; include qemu/module.h, or bindings of it",
                  object->name);
    }
}

void qom_find(Trampolines *all)
{
    GArray *descriptions = NULL;

    if (has_descriptions(all)) {
        descriptions = qom_migrate(all);
    } else {
        descriptions = g_array_new(FALSE, TRUE, 1);
    }
    for (guint i = 0; i < all->ir->objects->len; i++) {
        const IrObject *object = &g_array_index(all->ir->objects, IrObject, i);
        if (qom_is_object(all, object) || (has_types(all) && qom_is_interface(object))) {
            qom_type_add(all, object, descriptions);
        }
    }
    if (has_types(all)) {
        check_registration(all);
        qom_type_register(all);
    }
    qom_migrate_free(descriptions);
}
