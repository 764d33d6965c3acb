/* SPDX-License-Identifier: MIT */
/* Properties as text and as C values. */
#include "qemu/osdep.h"

#include "object_impl.h"
#include "object_label.h"
#include "property_typed.h"
#include "qapi/error.h"
#include "qapi/string-input-visitor.h"
#include "qapi/string-output-visitor.h"
#include "scalar_visitor.h"

bool object_property_parse(Object *obj, const char *name, const char *string,
                           Error **errp)
{
    Visitor *v = string_input_visitor_new(string);
    bool ok = object_property_set(obj, name, v, errp);

    visit_free(v);
    return ok;
}

char *object_property_print(Object *obj, const char *name, bool human, Error **errp)
{
    char *string = NULL;
    Visitor *v = string_output_visitor_new(human, &string);

    if (object_property_get(obj, name, v, errp)) {
        visit_complete(v, &string);
    }
    visit_free(v);
    return string;
}

/* --- one C value -------------------------------------------------------------------- */

static bool set_scalar(Object *obj, const char *name, Scalar value, Error **errp)
{
    ScalarVisitor input;

    scalar_input_init(&input, value);
    return object_property_set(obj, name, &input.visitor, errp);
}

/* value is new where this succeeds. */
static bool get_scalar(Object *obj, const char *name, Scalar *value, Error **errp)
{
    ScalarVisitor output;

    scalar_output_init(&output);
    if (!object_property_get(obj, name, &output.visitor, errp)) {
        scalar_clear(&output.value);
        return false;
    }
    *value = output.value;
    return true;
}

static void wrong_kind(Object *obj, const char *name, const char *wanted,
                       const Scalar *value, Error **errp)
{
    g_autofree char *label = object_label(obj);
    g_autofree char *text = scalar_print(value);

    error_setg(errp, "Property '%s.%s' of %s: its value %s is %s, not %s",
               object_get_typename(obj), name, label, text, scalar_kind_name(value->kind),
               wanted);
}

bool object_property_set_str(Object *obj, const char *name, const char *value,
                             Error **errp)
{
    return set_scalar(obj, name, (Scalar){.kind = SCALAR_STR, .str = (char *)value},
                      errp);
}

char *object_property_get_str(Object *obj, const char *name, Error **errp)
{
    Scalar value;

    if (!get_scalar(obj, name, &value, errp)) {
        return NULL;
    }
    if (value.kind != SCALAR_STR) {
        wrong_kind(obj, name, "a string", &value, errp);
        return NULL;
    }
    return value.str;
}

bool object_property_set_bool(Object *obj, const char *name, bool value, Error **errp)
{
    return set_scalar(obj, name, (Scalar){.kind = SCALAR_BOOL, .boolean = value}, errp);
}

bool object_property_get_bool(Object *obj, const char *name, Error **errp)
{
    Scalar value;

    if (!get_scalar(obj, name, &value, errp)) {
        return false;
    }
    if (value.kind != SCALAR_BOOL) {
        wrong_kind(obj, name, "a boolean", &value, errp);
        scalar_clear(&value);
        return false;
    }
    return value.boolean;
}

bool object_property_set_int(Object *obj, const char *name, int64_t value, Error **errp)
{
    return set_scalar(obj, name, (Scalar){.kind = SCALAR_INT, .int64 = value}, errp);
}

int64_t object_property_get_int(Object *obj, const char *name, Error **errp)
{
    Scalar value;
    int64_t result = -1;

    if (get_scalar(obj, name, &value, errp)) {
        if (!scalar_get_int64(&value, &result)) {
            wrong_kind(obj, name, "an integer of 64 bits with a sign", &value, errp);
        }
        scalar_clear(&value);
    }
    return result;
}

bool object_property_set_uint(Object *obj, const char *name, uint64_t value, Error **errp)
{
    return set_scalar(obj, name, (Scalar){.kind = SCALAR_UINT, .uint64 = value}, errp);
}

uint64_t object_property_get_uint(Object *obj, const char *name, Error **errp)
{
    Scalar value;
    uint64_t result = 0;

    if (get_scalar(obj, name, &value, errp)) {
        if ((value.kind == SCALAR_INT && value.int64 < 0) ||
            !scalar_get_uint64(&value, &result)) {
            wrong_kind(obj, name, "an integer without a sign", &value, errp);
        }
        scalar_clear(&value);
    }
    return result;
}

int object_property_get_enum(Object *obj, const char *name, const char *type_name,
                             Error **errp)
{
    Object *owner = obj;
    ObjectProperty *prop = object_property_find_real(&owner, name, errp);
    const QEnumLookup *lookup;
    g_autofree char *word = NULL;

    if (!prop) {
        return -1;
    }
    lookup = object_property_enum_lookup(prop);
    if (strcmp(prop->type, type_name) != 0 || !lookup) {
        g_autofree char *label = object_label(obj);

        error_setg(errp,
                   "Property '%s.%s' of %s is of type '%s', not the enumeration '%s'",
                   object_get_typename(obj), name, label, prop->type, type_name);
        return -1;
    }
    word = object_property_get_str(obj, name, errp);
    return word ? qapi_enum_parse(lookup, word, -1, errp) : -1;
}

/* --- from a list of pairs ----------------------------------------------------------- */

bool object_set_propv(Object *obj, Error **errp, va_list vargs)
{
    const char *name;

    while ((name = va_arg(vargs, const char *)) != NULL) {
        if (!object_property_parse(obj, name, va_arg(vargs, const char *), errp)) {
            return false;
        }
    }
    return true;
}

bool object_set_props(Object *obj, Error **errp, ...)
{
    va_list vargs;
    bool ok;

    va_start(vargs, errp);
    ok = object_set_propv(obj, errp, vargs);
    va_end(vargs);
    return ok;
}
