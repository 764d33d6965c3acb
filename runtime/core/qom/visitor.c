/* SPDX-License-Identifier: MIT */
/* What is common to all visitors: widths, enumerations, and what one cannot carry. */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "visitor_impl.h"

const char *visitor_value_name(const char *name)
{
    return name ? name : "(element)";
}

static bool refuse(const char *name, const char *what, Error **errp)
{
    error_setg(errp, "Parameter '%s': %s cannot be read or written as one value",
               visitor_value_name(name), what);
    return false;
}

bool visit_is_input(Visitor *v)
{
    return v->ops->is_input;
}

bool visit_is_dealloc(Visitor *v)
{
    (void)v;
    return false;
}

void visit_complete(Visitor *v, void *opaque)
{
    if (v->ops->complete) {
        v->ops->complete(v, opaque);
    }
}

void visit_free(Visitor *v)
{
    if (v && v->ops->free) {
        v->ops->free(v);
    }
}

/* --- integers ----------------------------------------------------------------------- */

bool visit_type_int64(Visitor *v, const char *name, int64_t *obj, Error **errp)
{
    return v->ops->type_int64(v, name, obj, errp);
}

bool visit_type_int(Visitor *v, const char *name, int64_t *obj, Error **errp)
{
    return v->ops->type_int64(v, name, obj, errp);
}

bool visit_type_uint64(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    return v->ops->type_uint64(v, name, obj, errp);
}

bool visit_type_size(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    return v->ops->type_size ? v->ops->type_size(v, name, obj, errp)
                             : v->ops->type_uint64(v, name, obj, errp);
}

static bool visit_signed(Visitor *v, const char *name, int64_t *value, int64_t min,
                         int64_t max, Error **errp)
{
    if (!v->ops->type_int64(v, name, value, errp)) {
        return false;
    }
    if (*value < min || *value > max) {
        error_setg(errp,
                   "Parameter '%s' expects a number from %" PRId64 " to %" PRId64
                   ", not %" PRId64,
                   visitor_value_name(name), min, max, *value);
        return false;
    }
    return true;
}

static bool visit_unsigned(Visitor *v, const char *name, uint64_t *value, uint64_t max,
                           Error **errp)
{
    if (!v->ops->type_uint64(v, name, value, errp)) {
        return false;
    }
    if (*value > max) {
        error_setg(errp,
                   "Parameter '%s' expects a number from 0 to %" PRIu64 ", not %" PRId64,
                   visitor_value_name(name), max, *value);
        return false;
    }
    return true;
}

bool visit_type_int8(Visitor *v, const char *name, int8_t *obj, Error **errp)
{
    int64_t value = *obj;
    bool ok = visit_signed(v, name, &value, INT8_MIN, INT8_MAX, errp);

    *obj = ok ? value : *obj;
    return ok;
}

bool visit_type_int16(Visitor *v, const char *name, int16_t *obj, Error **errp)
{
    int64_t value = *obj;
    bool ok = visit_signed(v, name, &value, INT16_MIN, INT16_MAX, errp);

    *obj = ok ? value : *obj;
    return ok;
}

bool visit_type_int32(Visitor *v, const char *name, int32_t *obj, Error **errp)
{
    int64_t value = *obj;
    bool ok = visit_signed(v, name, &value, INT32_MIN, INT32_MAX, errp);

    *obj = ok ? value : *obj;
    return ok;
}

bool visit_type_uint8(Visitor *v, const char *name, uint8_t *obj, Error **errp)
{
    uint64_t value = *obj;
    bool ok = visit_unsigned(v, name, &value, UINT8_MAX, errp);

    *obj = ok ? value : *obj;
    return ok;
}

bool visit_type_uint16(Visitor *v, const char *name, uint16_t *obj, Error **errp)
{
    uint64_t value = *obj;
    bool ok = visit_unsigned(v, name, &value, UINT16_MAX, errp);

    *obj = ok ? value : *obj;
    return ok;
}

bool visit_type_uint32(Visitor *v, const char *name, uint32_t *obj, Error **errp)
{
    uint64_t value = *obj;
    bool ok = visit_unsigned(v, name, &value, UINT32_MAX, errp);

    *obj = ok ? value : *obj;
    return ok;
}

/* --- other scalars ------------------------------------------------------------------ */

bool visit_type_bool(Visitor *v, const char *name, bool *obj, Error **errp)
{
    return v->ops->type_bool(v, name, obj, errp);
}

bool visit_type_str(Visitor *v, const char *name, char **obj, Error **errp)
{
    if (v->ops->is_input) {
        *obj = NULL;
    }
    return v->ops->type_str(v, name, obj, errp);
}

bool visit_type_number(Visitor *v, const char *name, double *obj, Error **errp)
{
    return v->ops->type_number(v, name, obj, errp);
}

static bool input_enum(Visitor *v, const char *name, int *obj, const QEnumLookup *lookup,
                       Error **errp)
{
    g_autofree char *word = NULL;
    int value;

    if (!visit_type_str(v, name, &word, errp)) {
        return false;
    }
    value = qapi_enum_parse(lookup, word, -1, NULL);
    if (value < 0) {
        g_autofree char *words = NULL;
        g_autoptr(GPtrArray) all = g_ptr_array_new();

        for (int i = 0; i < lookup->size; i++) {
            g_ptr_array_add(all, (char *)lookup->array[i]);
        }
        g_ptr_array_add(all, NULL);
        words = g_strjoinv(", ", (char **)all->pdata);
        error_setg(errp, "Parameter '%s' does not accept '%s', only: %s",
                   visitor_value_name(name), word, words);
        return false;
    }
    *obj = value;
    return true;
}

bool visit_type_enum(Visitor *v, const char *name, int *obj, const QEnumLookup *lookup,
                     Error **errp)
{
    char *word;

    if (v->ops->is_input) {
        return input_enum(v, name, obj, lookup, errp);
    }
    word = (char *)qapi_enum_lookup(lookup, *obj);
    return visit_type_str(v, name, &word, errp);
}

bool visit_type_OnOffAuto(Visitor *v, const char *name, OnOffAuto *obj, Error **errp)
{
    int value = *obj;
    bool ok = visit_type_enum(v, name, &value, &OnOffAuto_lookup, errp);

    *obj = value;
    return ok;
}

bool visit_optional(Visitor *v, const char *name, bool *present)
{
    (void)name;
    if (v->ops->is_input) {
        *present = false;
    }
    return *present;
}

/* --- records and lists -------------------------------------------------------------- */

bool visit_start_struct(Visitor *v, const char *name, void **obj, size_t size,
                        Error **errp)
{
    if (!v->ops->start_struct) {
        return refuse(name, "a record", errp);
    }
    return v->ops->start_struct(v, name, obj, size, errp);
}

bool visit_check_struct(Visitor *v, Error **errp)
{
    (void)v;
    (void)errp;
    return true;
}

void visit_end_struct(Visitor *v, void **obj)
{
    (void)obj;
    if (v->ops->end_struct) {
        v->ops->end_struct(v);
    }
}

bool visit_start_list(Visitor *v, const char *name, GenericList **list, size_t size,
                      Error **errp)
{
    if (!v->ops->start_list) {
        return refuse(name, "a list", errp);
    }
    return v->ops->start_list(v, name, list, size, errp);
}

GenericList *visit_next_list(Visitor *v, GenericList *tail, size_t size)
{
    return v->ops->next_list(v, tail, size);
}

bool visit_check_list(Visitor *v, Error **errp)
{
    return v->ops->check_list ? v->ops->check_list(v, errp) : true;
}

void visit_end_list(Visitor *v, void **list)
{
    (void)list;
    if (v->ops->end_list) {
        v->ops->end_list(v);
    }
}
