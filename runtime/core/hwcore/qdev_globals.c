/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/qdev-properties.h"
#include "qapi/error.h"
#include "qemu/error-report.h"

static GPtrArray *globals;

void qdev_prop_register_global(GlobalProperty *prop)
{
    if (!globals) {
        globals = g_ptr_array_new();
    }
    g_ptr_array_add(globals, prop);
}

const GlobalProperty *qdev_find_global_prop(Object *obj, const char *name)
{
    for (guint i = globals ? globals->len : 0; i > 0; i--) {
        const GlobalProperty *prop = g_ptr_array_index(globals, i - 1);

        if (strcmp(prop->property, name) == 0 && object_dynamic_cast(obj, prop->driver)) {
            return prop;
        }
    }
    return NULL;
}

static const char *why_unused(const GlobalProperty *prop)
{
    ObjectClass *klass = object_class_by_name(prop->driver);

    if (!klass || !object_class_dynamic_cast(klass, TYPE_DEVICE)) {
        return "there is no such type of device";
    }
    return prop->optional ? NULL : "no device has used it";
}

int qdev_prop_check_globals(void)
{
    int result = 0;

    for (guint i = 0; globals && i < globals->len; i++) {
        const GlobalProperty *prop = g_ptr_array_index(globals, i);
        const char *why = prop->used ? NULL : why_unused(prop);

        if (why) {
            warn_report("global property %s.%s=%s: %s", prop->driver, prop->property,
                        prop->value, why);
            result = 1;
        }
    }
    return result;
}

void qdev_prop_set_globals(DeviceState *dev)
{
    object_apply_global_props(OBJECT(dev), globals,
                              dev->hotplugged ? NULL : &error_fatal);
}
