/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "scalar_visitor.h"

#include "qapi/error.h"

const char *scalar_kind_name(ScalarKind kind)
{
    static const char *const names[] = {
        [SCALAR_NONE] = "nothing",      [SCALAR_INT] = "an integer",
        [SCALAR_UINT] = "an integer",   [SCALAR_BOOL] = "a boolean",
        [SCALAR_STR] = "a string",      [SCALAR_NUMBER] = "a number",
        [SCALAR_EMPTY_LIST] = "a list",
    };

    return names[kind];
}

void scalar_clear(Scalar *value)
{
    if (value->kind == SCALAR_STR) {
        g_free(value->str);
    }
    value->kind = SCALAR_NONE;
}

char *scalar_print(const Scalar *value)
{
    switch (value->kind) {
    case SCALAR_INT:
        return g_strdup_printf("%" PRId64, value->int64);
    case SCALAR_UINT:
        return g_strdup_printf("%" PRIu64, value->uint64);
    case SCALAR_BOOL:
        return g_strdup(value->boolean ? "true" : "false");
    case SCALAR_STR:
        return g_strdup_printf("\"%s\"", value->str);
    case SCALAR_NUMBER:
        return g_strdup_printf("%.17g", value->number);
    case SCALAR_EMPTY_LIST:
        return g_strdup("[]");
    case SCALAR_NONE:
        break;
    }
    return g_strdup("");
}

bool scalar_get_int64(const Scalar *value, int64_t *result)
{
    if (value->kind == SCALAR_INT ||
        (value->kind == SCALAR_UINT && value->uint64 <= INT64_MAX)) {
        *result = value->int64;
        return true;
    }
    return false;
}

bool scalar_get_uint64(const Scalar *value, uint64_t *result)
{
    if (value->kind == SCALAR_UINT || value->kind == SCALAR_INT) {
        *result = value->uint64;
        return true;
    }
    return false;
}

/* --- input -------------------------------------------------------------------------- */

static const Scalar *value_of(Visitor *v)
{
    return &container_of(v, ScalarVisitor, visitor)->value;
}

static bool expects(Visitor *v, const char *name, const char *what, Error **errp)
{
    g_autofree char *text = scalar_print(value_of(v));

    error_setg(errp, "Parameter '%s' expects %s, not %s (%s)", visitor_value_name(name),
               what, text, scalar_kind_name(value_of(v)->kind));
    return false;
}

static bool input_int64(Visitor *v, const char *name, int64_t *obj, Error **errp)
{
    return scalar_get_int64(value_of(v), obj) ||
           expects(v, name, "an integer of 64 bits with a sign", errp);
}

static bool input_uint64(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    return scalar_get_uint64(value_of(v), obj) || expects(v, name, "an integer", errp);
}

static bool input_bool(Visitor *v, const char *name, bool *obj, Error **errp)
{
    if (value_of(v)->kind != SCALAR_BOOL) {
        return expects(v, name, "a boolean", errp);
    }
    *obj = value_of(v)->boolean;
    return true;
}

static bool input_str(Visitor *v, const char *name, char **obj, Error **errp)
{
    if (value_of(v)->kind != SCALAR_STR) {
        return expects(v, name, "a string", errp);
    }
    *obj = g_strdup(value_of(v)->str);
    return true;
}

static bool input_number(Visitor *v, const char *name, double *obj, Error **errp)
{
    const Scalar *value = value_of(v);

    if (value->kind == SCALAR_NUMBER) {
        *obj = value->number;
    } else if (value->kind == SCALAR_INT) {
        *obj = value->int64;
    } else if (value->kind == SCALAR_UINT) {
        *obj = value->uint64;
    } else {
        return expects(v, name, "a number", errp);
    }
    return true;
}

static bool input_start_list(Visitor *v, const char *name, GenericList **list,
                             size_t size, Error **errp)
{
    (void)size;
    if (value_of(v)->kind != SCALAR_EMPTY_LIST) {
        return expects(v, name, "a list", errp);
    }
    if (list) {
        *list = NULL;
    }
    return true;
}

static GenericList *input_next_list(Visitor *v, GenericList *tail, size_t size)
{
    (void)v;
    (void)tail;
    (void)size;
    return NULL;
}

void scalar_input_init(ScalarVisitor *v, Scalar value)
{
    static const VisitorOps ops = {
        .is_input = true,
        .type_int64 = input_int64,
        .type_uint64 = input_uint64,
        .type_bool = input_bool,
        .type_str = input_str,
        .type_number = input_number,
        .start_list = input_start_list,
        .next_list = input_next_list,
    };

    v->visitor.ops = &ops;
    v->value = value;
}

/* --- output ------------------------------------------------------------------------- */

static bool take(Visitor *v, Scalar value)
{
    ScalarVisitor *sv = container_of(v, ScalarVisitor, visitor);

    scalar_clear(&sv->value);
    sv->value = value;
    return true;
}

static bool output_int64(Visitor *v, const char *name, int64_t *obj, Error **errp)
{
    (void)name;
    (void)errp;
    return take(v, (Scalar){.kind = SCALAR_INT, .int64 = *obj});
}

static bool output_uint64(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    (void)name;
    (void)errp;
    return take(v, (Scalar){.kind = SCALAR_UINT, .uint64 = *obj});
}

static bool output_bool(Visitor *v, const char *name, bool *obj, Error **errp)
{
    (void)name;
    (void)errp;
    return take(v, (Scalar){.kind = SCALAR_BOOL, .boolean = *obj});
}

static bool output_str(Visitor *v, const char *name, char **obj, Error **errp)
{
    (void)name;
    (void)errp;
    return take(v, (Scalar){.kind = SCALAR_STR, .str = g_strdup(*obj ? *obj : "")});
}

static bool output_number(Visitor *v, const char *name, double *obj, Error **errp)
{
    (void)name;
    (void)errp;
    return take(v, (Scalar){.kind = SCALAR_NUMBER, .number = *obj});
}

void scalar_output_init(ScalarVisitor *v)
{
    static const VisitorOps ops = {
        .type_int64 = output_int64,
        .type_uint64 = output_uint64,
        .type_bool = output_bool,
        .type_str = output_str,
        .type_number = output_number,
    };

    v->visitor.ops = &ops;
    v->value.kind = SCALAR_NONE;
}
