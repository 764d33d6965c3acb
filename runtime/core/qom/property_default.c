/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "property_default.h"

#include "object_impl.h"
#include "qapi/error.h"
#include "scalar_visitor.h"
#include "type_impl.h"

/* One value; here QObject is used for nothing else. */
struct QObject {
    Scalar value;
};

static void init_from_default(Object *obj, ObjectProperty *prop)
{
    ScalarVisitor input;

    scalar_input_init(&input, prop->defval->value);
    prop->set(obj, &input.visitor, prop->name, prop->opaque, &error_abort);
}

static void set_default(ObjectProperty *prop, Scalar value)
{
    if (prop->defval || !prop->set) {
        qom_abort("Property '%s' (%s): %s", prop->name, prop->type,
                  prop->defval ? "it has a default already"
                               : "it cannot be set, not even to a default");
    }
    prop->defval = g_new(QObject, 1);
    prop->defval->value = value;
    prop->init = init_from_default;
    object_class_property_generation++;
}

void object_property_set_default_bool(ObjectProperty *prop, bool value)
{
    set_default(prop, (Scalar){.kind = SCALAR_BOOL, .boolean = value});
}

void object_property_set_default_str(ObjectProperty *prop, const char *value)
{
    set_default(prop, (Scalar){.kind = SCALAR_STR, .str = g_strdup(value)});
}

void object_property_set_default_int(ObjectProperty *prop, int64_t value)
{
    set_default(prop, (Scalar){.kind = SCALAR_INT, .int64 = value});
}

void object_property_set_default_uint(ObjectProperty *prop, uint64_t value)
{
    set_default(prop, (Scalar){.kind = SCALAR_UINT, .uint64 = value});
}

void object_property_set_default_list(ObjectProperty *prop)
{
    set_default(prop, (Scalar){.kind = SCALAR_EMPTY_LIST});
}

void property_default_free(QObject *defval)
{
    if (defval) {
        scalar_clear(&defval->value);
        g_free(defval);
    }
}

char *property_default_print(const QObject *defval)
{
    return scalar_print(&defval->value);
}

/* Most classes have few defaults: who has one is found once, not for each object. */
static GPtrArray *class_defaults(TypeImpl *type)
{
    ObjectPropertyIterator iter;
    ObjectProperty *prop;

    if (type->defaults && type->defaults_generation == object_class_property_generation) {
        return type->defaults;
    }
    if (type->defaults) {
        g_ptr_array_unref(type->defaults);
    }
    type->defaults = g_ptr_array_new();
    type->defaults_generation = object_class_property_generation;
    object_class_property_iter_init(&iter, type->class);
    while ((prop = object_property_iter_next(&iter))) {
        if (prop->init) {
            g_ptr_array_add(type->defaults, prop);
        }
    }
    return type->defaults;
}

void property_defaults_apply(Object *obj)
{
    GPtrArray *defaults = class_defaults(obj->class->type);

    for (guint i = 0; i < defaults->len; i++) {
        ObjectProperty *prop = g_ptr_array_index(defaults, i);

        prop->init(obj, prop);
    }
}

/* --- help --------------------------------------------------------------------------- */

char *object_property_help(const char *name, const char *type, QObject *defval,
                           const char *description)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "  %s=<%s>", name, type);
    if (description || defval) {
        g_string_append_printf(text, "%*s - ", MAX(0, 24 - (int)text->len), "");
    }
    if (description) {
        g_string_append(text, description);
    }
    if (defval) {
        g_autofree char *value = property_default_print(defval);

        g_string_append_printf(text, "%s(default: %s)", description ? " " : "", value);
    }
    return g_string_free(text, FALSE);
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool type_print_class_properties(const char *type)
{
    ObjectClass *klass = object_class_by_name(type);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    ObjectPropertyIterator iter;
    ObjectProperty *prop;

    if (!klass) {
        return false;
    }
    object_class_property_iter_init(&iter, klass);
    while ((prop = object_property_iter_next(&iter))) {
        if (prop->set) {
            g_ptr_array_add(lines, object_property_help(prop->name, prop->type,
                                                        prop->defval, prop->description));
        }
    }
    g_ptr_array_sort(lines, compare_strings);
    printf(lines->len ? "%s options:\n" : "There are no options for %s.\n", type);
    for (guint i = 0; i < lines->len; i++) {
        puts(g_ptr_array_index(lines, i));
    }
    return true;
}
