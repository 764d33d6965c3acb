/* SPDX-License-Identifier: MIT */
#include "qom_property.h"

#include <string.h>

#include "handlers_spell.h"
#include "handlers_types.h"
#include "ir_names.h"
#include "mark_options.h"
#include "qom_class.h"
#include "qom_parts.h"

/* Options of BINDERY_PROPERTY. */
enum {
    PROPERTY_INFO,    /* the PropertyInfo */
    PROPERTY_BIT,     /* the bit of the member that it is */
    PROPERTY_BITMASK, /* the bits that may be set */
    PROPERTY_LINK,    /* the type of the objects that the member points to */
    PROPERTY_COUNT,   /* the member that says how many the member points to */
    N_PROPERTY_OPTIONS,
};
static const char *const option_names[N_PROPERTY_OPTIONS] = {
    [PROPERTY_INFO] = "info", [PROPERTY_BIT] = "bit",     [PROPERTY_BITMASK] = "bitmask",
    [PROPERTY_LINK] = "link", [PROPERTY_COUNT] = "count",
};

/* A kind of property. */
typedef struct Kind {
    const char *info;
    const char
        *value; /* member of the union that its default goes into; NULL: has none */
} Kind;

/* Kinds by what the member's type is called, or by the integer that it is. */
typedef struct TypeKind {
    const char *type;
    Kind kind;
} TypeKind;

static const TypeKind named_kinds[] = {
    {"CharFrontend", {"qdev_prop_chr", NULL}},
    {"QemuUUID", {"qdev_prop_uuid", NULL}},
    {"OnOffAuto", {"qdev_prop_on_off_auto", "i"}},
    {"EndianMode", {"qdev_prop_endian_mode", "u"}},
};
static const TypeKind scalar_kinds[] = {
    {"bool", {"qdev_prop_bool", "u"}},     {"uint8", {"qdev_prop_uint8", "u"}},
    {"uint16", {"qdev_prop_uint16", "u"}}, {"uint32", {"qdev_prop_uint32", "u"}},
    {"uint64", {"qdev_prop_uint64", "u"}}, {"int32", {"qdev_prop_int32", "i"}},
    {"int64", {"qdev_prop_int64", "i"}},
};

typedef struct Making {
    Trampolines *all;
    const QomMember *member;
    const char *default_value; /* NULL for none */
    const char *options[N_PROPERTY_OPTIONS];
} Making;

#define PROPERTY_ERROR(making, ...)                                                      \
    trampolines_error((making)->all, (making)->member->mark, __VA_ARGS__)

/* ---- kinds ---- */

static bool is_called(const IrType *type, const char *name)
{
    for (; type->kind == IR_TYPE_TYPEDEF && type->decl != NULL; type = type->decl->type) {
        if (strcmp(type->decl->key, name) == 0) {
            return true;
        }
        if (type->decl->type == NULL) {
            return false;
        }
    }
    return type->decl != NULL && strcmp(ir_bare_name(type->decl->key), name) == 0;
}

static bool is_string(const IrType *type)
{
    const IrType *to = type_pointee(type);

    return to != NULL && ir_type_resolved(type)->kind == IR_TYPE_POINTER &&
           strcmp(ir_type_resolved(to)->spelling, "char") == 0;
}

/* The kind that a type has by itself; false for none. */
static bool kind_of_type(const IrType *type, Kind *kind)
{
    const char *scalar = qom_scalar_name(type);

    for (size_t i = 0; i < G_N_ELEMENTS(named_kinds); i++) {
        if (is_called(type, named_kinds[i].type)) {
            *kind = named_kinds[i].kind;
            return true;
        }
    }
    for (size_t i = 0; scalar != NULL && i < G_N_ELEMENTS(scalar_kinds); i++) {
        if (strcmp(scalar, scalar_kinds[i].type) == 0) {
            *kind = scalar_kinds[i].kind;
            return true;
        }
    }
    *kind = (Kind){"qdev_prop_string", NULL};
    return is_string(type);
}

static bool report_no_kind(const Making *making, const IrType *type)
{
    g_autofree char *text = spell_type(type);

    return PROPERTY_ERROR(making,
                          "the member '%s' is to be a property, and there is no kind of "
                          "property for '%s'; name one: BINDERY_PROPERTY(%s, .info = "
                          "NAME)",
                          making->member->name, text, making->member->mark->values[0]);
}

/* Whether a plain number is one of the member's bits. */
static bool check_bit(const Making *making)
{
    const char *bit = making->options[PROPERTY_BIT];
    const int64_t width = ir_type_resolved(making->member->type)->size * 8;
    gint64 number;

    return !g_ascii_string_to_signed(bit, 10, G_MININT, G_MAXINT, &number, NULL) ||
           (number >= 0 && number < width) ||
           PROPERTY_ERROR(making,
                          "the property %s is bit %s of the member '%s', which has %d "
                          "bits, counted from 0",
                          making->member->mark->values[0], bit, making->member->name,
                          (int)width);
}

static bool kind_of_bit(const Making *making, Kind *kind)
{
    static const TypeKind kinds[] = {{"uint32", {"qdev_prop_bit", "u"}},
                                     {"uint64", {"qdev_prop_bit64", "u"}}};
    const char *scalar = qom_scalar_name(making->member->type);

    for (size_t i = 0; scalar != NULL && i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(scalar, kinds[i].type) == 0) {
            *kind = kinds[i].kind;
            return check_bit(making);
        }
    }
    *kind = (Kind){"qdev_prop_on_off_auto_bit64", "i"};
    return is_called(making->member->type, "OnOffAutoBit64") ||
           PROPERTY_ERROR(making,
                          "the property %s is a bit of the member '%s', which is no "
                          "uint32_t, uint64_t or OnOffAutoBit64; make it one",
                          making->member->mark->values[0], making->member->name);
}

static bool kind_of_link(const Making *making, Kind *kind)
{
    const IrType *to = type_pointee(making->member->type);
    const IrDecl *record = to != NULL ? type_record(to) : NULL;

    *kind = (Kind){"qdev_prop_link", NULL};
    /* What an incomplete one begins with, nobody knows here. */
    return (record != NULL &&
            (!record->complete || strcmp(record->key, "struct Object") == 0 ||
             qom_begins_with(record, "struct Object"))) ||
           PROPERTY_ERROR(making,
                          "the property %s is a link, and its member '%s' is no pointer "
                          "to an object; make it one",
                          making->member->mark->values[0], making->member->name);
}

/* A kind that the mark names: what its default is says the member's type. */
static Kind kind_of_info(const Making *making)
{
    const char *scalar = qom_scalar_name(making->member->type);
    bool is_enum = ir_type_resolved(making->member->type)->kind == IR_TYPE_ENUM;
    bool is_signed = is_enum || (scalar != NULL && *scalar == 'i');

    return (Kind){making->options[PROPERTY_INFO], is_signed        ? "i"
                                                  : scalar != NULL ? "u"
                                                                   : NULL};
}

static bool find_kind(const Making *making, Kind *kind)
{
    const IrType *type = making->member->type;

    if (making->options[PROPERTY_INFO] != NULL) {
        *kind = kind_of_info(making);
    } else if (making->options[PROPERTY_BIT] != NULL) {
        if (!kind_of_bit(making, kind)) {
            return false;
        }
    } else if (making->options[PROPERTY_LINK] != NULL) {
        if (!kind_of_link(making, kind)) {
            return false;
        }
    } else if (!kind_of_type(type, kind)) {
        return report_no_kind(making, type);
    }
    if (making->options[PROPERTY_BITMASK] != NULL &&
        making->options[PROPERTY_INFO] == NULL) {
        if (strcmp(kind->info, "qdev_prop_uint64") != 0) {
            return PROPERTY_ERROR(making,
                                  "the property %s has .bitmask, and its member '%s' is "
                                  "no uint64_t; make it one",
                                  making->member->mark->values[0], making->member->name);
        }
        kind->info = "qdev_prop_uint64_checkmask";
    }
    return qom_check_variable(making->all, making->member->mark, kind->info);
}

/* ---- rows ---- */

/* Whether the value is a number without a sign, true or false. */
static bool is_plain_number(const char *value)
{
    return strcmp(value, "true") == 0 || strcmp(value, "false") == 0 ||
           (g_ascii_isdigit(*value) &&
            value[strspn(value, "0123456789abcdefABCDEFxXuUlL")] == '\0');
}

/* Whether a literal is a value of the member; what another expression is says the
 * compiler. */
static bool check_default(const Making *making, const char *type)
{
    const char *value = making->default_value,
               *scalar = qom_scalar_name(making->member->type);
    const int64_t size = ir_type_resolved(making->member->type)->size;
    guint64 number, most;

    if (*value == '"' || *value == '\'') {
        return PROPERTY_ERROR(making,
                              "the default %s of the property %s is no number, and the "
                              "member '%s' is '%s'",
                              value, making->member->mark->values[0],
                              making->member->name, type);
    }
    if (scalar == NULL || !is_plain_number(value) || !g_ascii_isdigit(*value)) {
        return true;
    }
    number = g_ascii_strtoull(value, NULL, 0);
    most = strcmp(scalar, "bool") == 0 || making->options[PROPERTY_BIT] != NULL ? 1
           : size >= 8 ? (*scalar == 'i' ? G_MAXINT64 : G_MAXUINT64)
                       : (G_GUINT64_CONSTANT(1) << (size * 8 - (*scalar == 'i'))) - 1;
    return number <= most ||
           PROPERTY_ERROR(making,
                          "the default %s of the property %s does not fit the member "
                          "'%s', which is '%s': at most %" G_GUINT64_FORMAT,
                          value, making->member->mark->values[0], making->member->name,
                          making->options[PROPERTY_BIT] != NULL ? "one bit" : type, most);
}

static bool add_default(const Making *making, const Kind *kind, GPtrArray **values)
{
    const char *value = making->default_value;
    g_autofree char *type = spell_unqualified(making->member->type);

    if (value == NULL) {
        return true;
    }
    if (kind->value == NULL) {
        return PROPERTY_ERROR(making,
                              "the property %s has the default '%s', and a property by "
                              "'%s' has none; leave it out, and set the member in "
                              "instance_init",
                              making->member->mark->values[0], value, kind->info);
    }
    if (!check_default(making, type)) {
        return false;
    }
    qom_add(making->all->ir, values, ".set_default = true");
    if (is_plain_number(value) || making->options[PROPERTY_BIT] != NULL) {
        qom_add(making->all->ir, values, ".defval.%s = %s", kind->value, value);
    } else {
        /* A value of the member's width: -1 for an uint8_t is 255. */
        qom_add(making->all->ir, values, ".defval.%s = (%s)(%s)", kind->value, type,
                value);
    }
    return true;
}

static bool add_value(const Making *making, GPtrArray **values)
{
    Ir *ir = making->all->ir;
    const QomMember *member = making->member;
    Kind kind;

    if (!find_kind(making, &kind)) {
        return false;
    }
    qom_add(ir, values, ".info = &%s", kind.info);
    qom_add(ir, values, ".offset = offsetof(%s, %s)", member->object->type, member->path);
    if (making->options[PROPERTY_BIT] != NULL) {
        qom_add(ir, values, ".bitnr = %s", making->options[PROPERTY_BIT]);
    }
    if (making->options[PROPERTY_BITMASK] != NULL) {
        qom_add(ir, values, ".bitmask = %s", making->options[PROPERTY_BITMASK]);
    }
    if (making->options[PROPERTY_LINK] != NULL) {
        qom_add(ir, values, ".link_type = %s", making->options[PROPERTY_LINK]);
    }
    return add_default(making, &kind, values);
}

/* The member that says how many the array has. */
static const char *find_count(const Making *making)
{
    const QomMember *member = making->member;
    const char *name = making->options[PROPERTY_COUNT], *path = name;
    const IrDecl *record = find_record(member->object->record);
    MemberPlace place;

    if (!find_member(record, name, &place)) {
        g_autofree char *nearest = suggest_member(record, name);
        PROPERTY_ERROR(making, "'%s' has no member '%s' that could count '%s'%s",
                       member->object->type, name, member->name, nearest);
        return NULL;
    }
    if (g_strcmp0(
            qom_scalar_name(qom_value_type(making->all->ir, place.field->type, &path)),
            "uint32") != 0) {
        PROPERTY_ERROR(making, "the member '%s' cannot count '%s': make it a uint32_t",
                       name, member->name);
        return NULL;
    }
    return path;
}

/* A list: the member points to its elements. */
static bool add_array(const Making *making, GPtrArray **values)
{
    Ir *ir = making->all->ir;
    const QomMember *member = making->member;
    const IrType *element = type_pointee(member->type);
    const char *count, *info = making->options[PROPERTY_INFO];
    g_autofree char *type = element != NULL ? spell_type(element) : NULL;
    Kind kind;

    if (element == NULL || ir_type_resolved(member->type)->kind != IR_TYPE_POINTER) {
        return PROPERTY_ERROR(making,
                              "the property %s has .count, and its member '%s' is no "
                              "pointer; make it one, or leave .count out",
                              member->mark->values[0], member->name);
    }
    if (info == NULL && !kind_of_type(element, &kind)) {
        return report_no_kind(making, element);
    }
    if (making->default_value != NULL) {
        return PROPERTY_ERROR(making,
                              "the property %s is a list, which has no default; leave "
                              "'%s' out",
                              member->mark->values[0], making->default_value);
    }
    info = info != NULL ? info : kind.info;
    count = find_count(making);
    if (count == NULL || !qom_check_variable(making->all, member->mark, info) ||
        !qom_check_variable(making->all, member->mark, "qdev_prop_array")) {
        return false;
    }
    qom_add(ir, values, ".info = &qdev_prop_array");
    qom_add(ir, values, ".offset = offsetof(%s, %s)", member->object->type, count);
    qom_add(ir, values, ".set_default = true");
    qom_add(ir, values, ".arrayinfo = &%s", info);
    qom_add(ir, values, ".arrayoffset = offsetof(%s, %s)", member->object->type,
            member->path);
    qom_add(ir, values, ".arrayfieldsize = sizeof(%s)", type);
    return true;
}

static void add_property(Trampolines *all, const QomMember *member, GArray *rows)
{
    Making making = {.all = all, .member = member};
    const Mark *mark = member->mark;
    unsigned first = 1;
    IrRow row = {NULL};

    if (mark->n_values > 1 && *mark->values[1] != '.') {
        making.default_value = mark->values[first++];
    }
    if (!mark_options_read(all, mark, first, option_names, N_PROPERTY_OPTIONS,
                           making.options)) {
        return;
    }
    qom_add(all->ir, &row.values, ".name = %s", mark->values[0]);
    if (making.options[PROPERTY_COUNT] != NULL ? add_array(&making, &row.values)
                                               : add_value(&making, &row.values)) {
        g_array_append_val(rows, row);
    } else {
        g_ptr_array_unref(row.values);
    }
}

const char *qom_properties(Trampolines *all, const IrObject *object)
{
    GArray *members = qom_members(all, object, MARK_PROPERTY);
    IrDefinition table = {.rows = g_array_new(FALSE, TRUE, sizeof(IrRow))};
    const char *name = ir_printf(all->ir, "%s_properties", object->prefix);

    for (guint i = 0; i < members->len; i++) {
        add_property(all, &g_array_index(members, QomMember, i), table.rows);
    }
    g_array_free(members, TRUE);
    if (table.rows->len == 0) {
        g_array_free(table.rows, TRUE);
        return NULL;
    }
    table.c = ir_printf(all->ir, "static const Property %s[]", name);
    g_array_append_val(all->ir->definitions, table);
    return name;
}
