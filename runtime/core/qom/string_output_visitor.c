/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qapi/string-output-visitor.h"
#include "type_impl.h"
#include "visitor_impl.h"

struct StringOutputVisitor {
    Visitor visitor;
    bool human;
    char **result;
    GString *text;
    unsigned open_records;
    /* In a record or list, and not at its beginning. */
    bool separate;
};

static StringOutputVisitor *to_sov(Visitor *v)
{
    return container_of(v, StringOutputVisitor, visitor);
}

/* The text, behind what belongs before the next value. */
static GString *begin_value(StringOutputVisitor *sov, const char *name)
{
    if (sov->separate) {
        g_string_append_c(sov->text, ',');
    }
    if (sov->open_records && name) {
        g_string_append_printf(sov->text, "%s=", name);
    }
    sov->separate = true;
    return sov->text;
}

static bool sov_int64(Visitor *v, const char *name, int64_t *obj, Error **errp)
{
    GString *text = begin_value(to_sov(v), name);

    (void)errp;
    g_string_append_printf(text, "%" PRId64, *obj);
    if (to_sov(v)->human) {
        g_string_append_printf(text, " (%#" PRIx64 ")", *obj);
    }
    return true;
}

static bool sov_uint64(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    GString *text = begin_value(to_sov(v), name);

    (void)errp;
    g_string_append_printf(text, "%" PRIu64, *obj);
    if (to_sov(v)->human) {
        g_string_append_printf(text, " (%#" PRIx64 ")", *obj);
    }
    return true;
}

static bool sov_size(Visitor *v, const char *name, uint64_t *obj, Error **errp)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    GString *text = begin_value(to_sov(v), name);
    size_t unit = 0;

    (void)errp;
    g_string_append_printf(text, "%" PRIu64, *obj);
    while (unit + 1 < ARRAY_SIZE(units) && *obj >> (10 * (unit + 1))) {
        unit++;
    }
    if (to_sov(v)->human) {
        g_string_append_printf(text, " (%.3g %s)",
                               (double)*obj / (double)(UINT64_C(1) << (10 * unit)),
                               units[unit]);
    }
    return true;
}

static bool sov_bool(Visitor *v, const char *name, bool *obj, Error **errp)
{
    (void)errp;
    g_string_append(begin_value(to_sov(v), name), *obj ? "true" : "false");
    return true;
}

static bool sov_str(Visitor *v, const char *name, char **obj, Error **errp)
{
    GString *text = begin_value(to_sov(v), name);

    (void)errp;
    if (!to_sov(v)->human) {
        g_string_append(text, *obj ? *obj : "");
    } else if (*obj) {
        g_string_append_printf(text, "\"%s\"", *obj);
    } else {
        g_string_append(text, "<null>");
    }
    return true;
}

static bool sov_number(Visitor *v, const char *name, double *obj, Error **errp)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    (void)errp;
    g_string_append(begin_value(to_sov(v), name),
                    g_ascii_dtostr(digits, sizeof(digits), *obj));
    return true;
}

static bool sov_start_struct(Visitor *v, const char *name, void **obj, size_t size,
                             Error **errp)
{
    StringOutputVisitor *sov = to_sov(v);

    (void)obj;
    (void)size;
    (void)errp;
    g_string_append_c(begin_value(sov, name), '{');
    sov->open_records++;
    sov->separate = false;
    return true;
}

static void sov_end_struct(Visitor *v)
{
    StringOutputVisitor *sov = to_sov(v);

    g_string_append_c(sov->text, '}');
    sov->open_records--;
    sov->separate = true;
}

static bool sov_start_list(Visitor *v, const char *name, GenericList **list, size_t size,
                           Error **errp)
{
    StringOutputVisitor *sov = to_sov(v);

    (void)list;
    (void)size;
    (void)errp;
    begin_value(sov, name);
    sov->separate = false;
    return true;
}

static GenericList *sov_next_list(Visitor *v, GenericList *tail, size_t size)
{
    (void)v;
    (void)size;
    return tail->next;
}

static void sov_end_list(Visitor *v)
{
    to_sov(v)->separate = true;
}

static void sov_complete(Visitor *v, void *opaque)
{
    StringOutputVisitor *sov = to_sov(v);

    if (opaque != sov->result) {
        qom_abort("visit_complete: the result has another place than when the string "
                  "output visitor was made");
    }
    *sov->result = g_strdup(sov->text->str);
}

static void sov_free(Visitor *v)
{
    g_string_free(to_sov(v)->text, TRUE);
    g_free(to_sov(v));
}

Visitor *string_output_visitor_new(bool human, char **result)
{
    static const VisitorOps ops = {
        .type_int64 = sov_int64,
        .type_uint64 = sov_uint64,
        .type_size = sov_size,
        .type_bool = sov_bool,
        .type_str = sov_str,
        .type_number = sov_number,
        .start_struct = sov_start_struct,
        .end_struct = sov_end_struct,
        .start_list = sov_start_list,
        .next_list = sov_next_list,
        .end_list = sov_end_list,
        .complete = sov_complete,
        .free = sov_free,
    };
    StringOutputVisitor *sov = g_new0(StringOutputVisitor, 1);

    sov->visitor.ops = &ops;
    sov->human = human;
    sov->result = result;
    sov->text = g_string_new(NULL);
    return &sov->visitor;
}
