/* SPDX-License-Identifier: MIT */
/* Properties whose accessors are typed C functions. */
#include "qemu/osdep.h"

#include "property_typed.h"

#include "qapi/error.h"
#include "qapi/visitor.h"

static void free_functions(Object *obj, const char *name, void *opaque)
{
    (void)obj;
    (void)name;
    g_free(opaque);
}

/*
 * To obj or, where that is NULL, to a class. functions is new and the property's: a
 * class's stay for good, as the class does.
 */
static ObjectProperty *add(Object *obj, ObjectClass *klass, const char *name,
                           const char *type, ObjectPropertyAccessor *get,
                           ObjectPropertyAccessor *set, void *functions)
{
    return obj ? object_property_add(obj, name, type, get, set, free_functions, functions)
               : object_class_property_add(klass, name, type, get, set, NULL, functions);
}

/* --- strings ------------------------------------------------------------------------ */

typedef struct StringFunctions {
    char *(*get)(Object *, Error **);
    void (*set)(Object *, const char *, Error **);
} StringFunctions;

static void get_str(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp)
{
    StringFunctions *functions = opaque;
    Error *err = NULL;
    g_autofree char *value = functions->get(obj, &err);

    if (err) {
        error_propagate(errp, err);
        return;
    }
    visit_type_str(v, name, &value, errp);
}

static void set_str(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp)
{
    StringFunctions *functions = opaque;
    g_autofree char *value = NULL;

    if (visit_type_str(v, name, &value, errp)) {
        functions->set(obj, value, errp);
    }
}

static ObjectProperty *add_str(Object *obj, ObjectClass *klass, const char *name,
                               char *(*get)(Object *, Error **),
                               void (*set)(Object *, const char *, Error **))
{
    StringFunctions *functions = g_new(StringFunctions, 1);

    functions->get = get;
    functions->set = set;
    return add(obj, klass, name, "string", get ? get_str : NULL, set ? set_str : NULL,
               functions);
}

ObjectProperty *object_property_add_str(Object *obj, const char *name,
                                        char *(*get)(Object *, Error **),
                                        void (*set)(Object *, const char *, Error **))
{
    return add_str(obj, NULL, name, get, set);
}

ObjectProperty *object_class_property_add_str(ObjectClass *klass, const char *name,
                                              char *(*get)(Object *, Error **),
                                              void (*set)(Object *, const char *,
                                                          Error **))
{
    return add_str(NULL, klass, name, get, set);
}

/* --- booleans ----------------------------------------------------------------------- */

typedef struct BoolFunctions {
    bool (*get)(Object *, Error **);
    void (*set)(Object *, bool, Error **);
} BoolFunctions;

static void get_bool(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    BoolFunctions *functions = opaque;
    Error *err = NULL;
    bool value = functions->get(obj, &err);

    if (err) {
        error_propagate(errp, err);
        return;
    }
    visit_type_bool(v, name, &value, errp);
}

static void set_bool(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    BoolFunctions *functions = opaque;
    bool value;

    if (visit_type_bool(v, name, &value, errp)) {
        functions->set(obj, value, errp);
    }
}

static ObjectProperty *add_bool(Object *obj, ObjectClass *klass, const char *name,
                                bool (*get)(Object *, Error **),
                                void (*set)(Object *, bool, Error **))
{
    BoolFunctions *functions = g_new(BoolFunctions, 1);

    functions->get = get;
    functions->set = set;
    return add(obj, klass, name, "bool", get ? get_bool : NULL, set ? set_bool : NULL,
               functions);
}

ObjectProperty *object_property_add_bool(Object *obj, const char *name,
                                         bool (*get)(Object *, Error **),
                                         void (*set)(Object *, bool, Error **))
{
    return add_bool(obj, NULL, name, get, set);
}

ObjectProperty *object_class_property_add_bool(ObjectClass *klass, const char *name,
                                               bool (*get)(Object *, Error **),
                                               void (*set)(Object *, bool, Error **))
{
    return add_bool(NULL, klass, name, get, set);
}

/* --- enumerations ------------------------------------------------------------------- */

typedef struct EnumFunctions {
    const QEnumLookup *lookup;
    int (*get)(Object *, Error **);
    void (*set)(Object *, int, Error **);
} EnumFunctions;

static void get_enum(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    EnumFunctions *functions = opaque;
    Error *err = NULL;
    int value = functions->get(obj, &err);

    if (err) {
        error_propagate(errp, err);
        return;
    }
    visit_type_enum(v, name, &value, functions->lookup, errp);
}

static void set_enum(Object *obj, Visitor *v, const char *name, void *opaque,
                     Error **errp)
{
    EnumFunctions *functions = opaque;
    int value;

    if (visit_type_enum(v, name, &value, functions->lookup, errp)) {
        functions->set(obj, value, errp);
    }
}

static ObjectProperty *add_enum(Object *obj, ObjectClass *klass, const char *name,
                                const char *type_name, const QEnumLookup *lookup,
                                int (*get)(Object *, Error **),
                                void (*set)(Object *, int, Error **))
{
    EnumFunctions *functions = g_new(EnumFunctions, 1);

    functions->lookup = lookup;
    functions->get = get;
    functions->set = set;
    return add(obj, klass, name, type_name, get ? get_enum : NULL, set ? set_enum : NULL,
               functions);
}

ObjectProperty *object_property_add_enum(Object *obj, const char *name,
                                         const char *type_name, const QEnumLookup *lookup,
                                         int (*get)(Object *, Error **),
                                         void (*set)(Object *, int, Error **))
{
    return add_enum(obj, NULL, name, type_name, lookup, get, set);
}

ObjectProperty *object_class_property_add_enum(ObjectClass *klass, const char *name,
                                               const char *type_name,
                                               const QEnumLookup *lookup,
                                               int (*get)(Object *, Error **),
                                               void (*set)(Object *, int, Error **))
{
    return add_enum(NULL, klass, name, type_name, lookup, get, set);
}

const QEnumLookup *object_property_enum_lookup(const ObjectProperty *prop)
{
    if (prop->get == get_enum || prop->set == set_enum) {
        return ((EnumFunctions *)prop->opaque)->lookup;
    }
    return NULL;
}

/* --- times of day ------------------------------------------------------------------- */

typedef struct TimeFunctions {
    void (*get)(Object *, struct tm *, Error **);
} TimeFunctions;

static bool visit_time(Visitor *v, struct tm *value, Error **errp)
{
    return visit_type_int32(v, "tm_year", &value->tm_year, errp) &&
           visit_type_int32(v, "tm_mon", &value->tm_mon, errp) &&
           visit_type_int32(v, "tm_mday", &value->tm_mday, errp) &&
           visit_type_int32(v, "tm_hour", &value->tm_hour, errp) &&
           visit_type_int32(v, "tm_min", &value->tm_min, errp) &&
           visit_type_int32(v, "tm_sec", &value->tm_sec, errp) &&
           visit_check_struct(v, errp);
}

static void get_tm(Object *obj, Visitor *v, const char *name, void *opaque, Error **errp)
{
    TimeFunctions *functions = opaque;
    struct tm value = {0};
    Error *err = NULL;

    functions->get(obj, &value, &err);
    if (err) {
        error_propagate(errp, err);
        return;
    }
    if (visit_start_struct(v, name, NULL, 0, errp)) {
        visit_time(v, &value, errp);
        visit_end_struct(v, NULL);
    }
}

static ObjectProperty *add_tm(Object *obj, ObjectClass *klass, const char *name,
                              void (*get)(Object *, struct tm *, Error **))
{
    TimeFunctions *functions = g_new(TimeFunctions, 1);

    functions->get = get;
    return add(obj, klass, name, "struct tm", get ? get_tm : NULL, NULL, functions);
}

ObjectProperty *object_property_add_tm(Object *obj, const char *name,
                                       void (*get)(Object *, struct tm *, Error **))
{
    return add_tm(obj, NULL, name, get);
}

ObjectProperty *object_class_property_add_tm(ObjectClass *klass, const char *name,
                                             void (*get)(Object *, struct tm *, Error **))
{
    return add_tm(NULL, klass, name, get);
}
