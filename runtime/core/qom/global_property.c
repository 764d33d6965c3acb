/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qom/global-property.h"
#include "qom/object.h"
#include "type_impl.h"

/* Later lists win over earlier ones. */
enum {
    PROPS_ACCELERATOR,
    PROPS_MACHINE,
    PROPS_SUGAR,
    PROPS_LISTS
};

static GPtrArray *compat_props[PROPS_LISTS];

static bool apply(Object *obj, GlobalProperty *global, Error **errp)
{
    Error *err = NULL;

    if (!object_dynamic_cast(obj, global->driver) ||
        (global->optional && !object_property_find(obj, global->property))) {
        return true;
    }
    global->used = true;
    if (object_property_parse(obj, global->property, global->value, &err)) {
        return true;
    }
    error_prepend(&err, "global property %s.%s=%s: ", global->driver, global->property,
                  global->value);
    if (!errp) {
        warn_report_err(err);
        return true;
    }
    error_propagate(errp, err);
    return false;
}

bool object_apply_global_props(Object *obj, const GPtrArray *props, Error **errp)
{
    for (guint i = 0; props && i < props->len; i++) {
        if (!apply(obj, g_ptr_array_index(props, i), errp)) {
            return false;
        }
    }
    return true;
}

static void set_list(int list, GPtrArray *props)
{
    if (compat_props[list]) {
        qom_abort("compatibility properties are set once, before objects are made");
    }
    compat_props[list] = props;
}

void object_set_machine_compat_props(GPtrArray *props)
{
    set_list(PROPS_MACHINE, props);
}

void object_set_accelerator_compat_props(GPtrArray *props)
{
    set_list(PROPS_ACCELERATOR, props);
}

void object_register_sugar_prop(const char *driver, const char *prop, const char *value,
                                bool optional)
{
    GlobalProperty *global = g_new0(GlobalProperty, 1);

    global->driver = g_strdup(driver);
    global->property = g_strdup(prop);
    global->value = g_strdup(value);
    global->optional = optional;
    if (!compat_props[PROPS_SUGAR]) {
        compat_props[PROPS_SUGAR] = g_ptr_array_new();
    }
    g_ptr_array_add(compat_props[PROPS_SUGAR], global);
}

void object_apply_compat_props(Object *obj)
{
    for (int list = 0; list < PROPS_LISTS; list++) {
        /* A machine's lists are the program's own; sugar may come from a user. */
        object_apply_global_props(obj, compat_props[list],
                                  list == PROPS_SUGAR ? &error_fatal : &error_abort);
    }
}
