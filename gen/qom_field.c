/* SPDX-License-Identifier: MIT */
#include "qom_field.h"

#include <string.h>

#include "handlers_spell.h"
#include "handlers_types.h"

const char *const field_option_names[N_FIELD_OPTIONS] = {
    [FIELD_TABLE] = "table", [FIELD_VERSION] = "version", [FIELD_UNUSED] = "unused",
    [FIELD_VMSD] = "vmsd",   [FIELD_INFO] = "info",       [FIELD_COUNT] = "count",
    [FIELD_ALLOC] = "alloc", [FIELD_EXISTS] = "exists",   [FIELD_VALIDATE] = "validate",
};

/* Records that have a kind of field by themselves. */
static const struct {
    const char *record, *info, *vmsd;
    bool by_pointer; /* as a pointer alone */
} known_records[] = {
    {"struct QEMUTimer", "vmstate_info_timer", NULL, false},
    {"struct Clock", NULL, "vmstate_clock", true},
    {"struct Fifo8", NULL, "vmstate_fifo8", false},
    {"struct ptimer_state", NULL, "vmstate_ptimer", true},
};

/* Of the integers that can say how many there are. */
static const struct {
    const char *scalar, *flag;
} counters[] = {
    {"uint8", "VMS_VARRAY_UINT8"},
    {"uint16", "VMS_VARRAY_UINT16"},
    {"int32", "VMS_VARRAY_INT32"},
    {"uint32", "VMS_VARRAY_UINT32"},
};

/* One field while it is put together. */
typedef struct Field {
    Trampolines *all;
    const QomMember *member;
    const char *const *options;
    const GArray *descriptions;
    const IrType *element;    /* behind arrays and a pointer */
    const char *element_type; /* its C spelling */
    const char *cell_size;    /* C for the size of a cell that it is in; NULL: in none */
    int64_t length;           /* elements of an array; -1: it is none */
    bool is_pointer;          /* the member, or each element of the array */
    const char *info, *vmsd;  /* one of them */
    const char *counter;      /* path of the member with the number; NULL */
    const char *counter_flag;
} Field;

#define FIELD_ERROR(field, ...)                                                          \
    trampolines_error((field)->all, (field)->member->mark, __VA_ARGS__)

/* ---- what the member is ---- */

/* The value of cells in an array; it stands first in each. */
static const IrType *open_cell(Field *field, const IrType *type)
{
    const char *name = field->member->name, *path = name;
    const IrType *value = qom_value_type(field->all->ir, type, &path);
    g_autofree char *cell = NULL;

    if (value == type) {
        return type;
    }
    cell = spell_unqualified(type);
    field->cell_size = type_is_nameless(type)
                           ? ir_printf(field->all->ir, "sizeof(((%s *)0)->%s[0])",
                                       field->member->object->type, name)
                           : ir_printf(field->all->ir, "sizeof(%s)", cell);
    return value;
}

static void take_apart(Field *field)
{
    const IrType *type = field->member->type, *resolved = ir_type_resolved(type);
    g_autofree char *text = NULL;

    field->length = -1;
    while (resolved->kind == IR_TYPE_ARRAY) {
        field->length = (field->length < 0 ? 1 : field->length) * resolved->length;
        type = resolved->target;
        resolved = ir_type_resolved(type);
    }
    if (field->length >= 0) {
        type = open_cell(field, type);
        resolved = ir_type_resolved(type);
    }
    if (resolved->kind == IR_TYPE_POINTER) {
        field->is_pointer = true;
        type = resolved->target;
    }
    field->element = type;
    text = spell_unqualified(type);
    field->element_type =
        strcmp(text, "_Bool") == 0 ? "bool" : ir_string(field->all->ir, text);
}

static bool name_element(const Field *field)
{
    return !type_is_nameless(field->element) ||
           FIELD_ERROR(field,
                       "the member '%s' is to be saved, and its type has no name; give "
                       "it a tag, or a typedef",
                       field->member->name);
}

/* The description of that name, if the record that the field is of has it. */
static bool check_description(Field *field, const char *name)
{
    const IrDecl *record = type_record(field->element);
    const IrTable *table = qom_table(field->all->ir, name);
    const IrDecl *variable = ir_find_decl(field->all->ir, IR_VARIABLE, name);

    if (record == NULL) {
        return FIELD_ERROR(field,
                           "the member '%s' is '%s', which is no struct, so '%s' cannot "
                           "describe it; leave .vmsd out",
                           field->member->name, field->element_type, name);
    }
    for (guint i = 0; i < field->descriptions->len; i++) {
        const Description *at = &g_array_index(field->descriptions, Description, i);
        if (strcmp(at->table, name) == 0 && find_record(at->object->record) != record) {
            return FIELD_ERROR(field,
                               "the member '%s' is '%s', and '%s' describes '%s'; name a "
                               "description of '%s'",
                               field->member->name, field->element_type, name,
                               at->object->type, field->element_type);
        }
    }
    if (table != NULL
            ? strcmp(find_record(table->what)->key, QOM_DESCRIPTION) == 0
            : variable != NULL && variable->type != NULL &&
                  type_record(variable->type) != NULL &&
                  strcmp(type_record(variable->type)->key, QOM_DESCRIPTION) == 0) {
        field->vmsd = name;
        return true;
    }
    return FIELD_ERROR(field,
                       "'%s', which is to describe the member '%s', is no "
                       "VMStateDescription that is declared here; give '%s' "
                       "BINDERY_TABLE(VMStateDescription, %s)",
                       name, field->member->name, field->element_type, name);
}

/* A record that says by itself what kind it is; false for another. */
static bool find_known(Field *field)
{
    const IrDecl *record = type_record(field->element);

    for (size_t i = 0; record != NULL && i < G_N_ELEMENTS(known_records); i++) {
        if (strcmp(record->key, known_records[i].record) == 0 &&
            (field->is_pointer || !known_records[i].by_pointer)) {
            field->info = known_records[i].info;
            field->vmsd = known_records[i].vmsd;
            return true;
        }
    }
    return false;
}

static bool report_no_kind(const Field *field)
{
    g_autofree char *type = spell_type(field->member->type);

    if (type_record(field->element) != NULL) {
        return FIELD_ERROR(field,
                           "the member '%s' is to be saved, and '%s' says nothing of its "
                           "members; name its description: BINDERY_MIGRATE(.vmsd = NAME)",
                           field->member->name, type);
    }
    return FIELD_ERROR(
        field,
        "the member '%s' is to be saved, and its type '%s' has no width of "
        "its own in a stream; make it a bool or an integer like uint32_t, "
        "or name its kind: BINDERY_MIGRATE(.info = NAME)",
        field->member->name, type);
}

/* Whether the field is read and written by an info, and by which; or by a description. */
static bool find_kind(Field *field)
{
    const char *scalar = qom_scalar_name(field->element);

    if (field->options[FIELD_INFO] != NULL) {
        field->info = field->options[FIELD_INFO];
        return true;
    }
    if (field->options[FIELD_VMSD] != NULL) {
        return check_description(field, field->options[FIELD_VMSD]);
    }
    if (!find_known(field)) {
        if (scalar == NULL) {
            return report_no_kind(field);
        }
        if (field->is_pointer &&
            (field->options[FIELD_COUNT] == NULL || field->length >= 0)) {
            return FIELD_ERROR(
                field,
                "the member '%s' is to be saved, and nothing says how many "
                "values its pointer leads to; name the member that does: "
                "BINDERY_MIGRATE(.count = MEMBER)",
                field->member->name);
        }
        field->info = ir_printf(field->all->ir, "vmstate_info_%s", scalar);
    }
    return qom_check_variable(field->all, field->member->mark,
                              field->info != NULL ? field->info : field->vmsd);
}

/* The member that says how many there are. */
static bool find_counter(Field *field)
{
    const IrDecl *record = find_record(field->member->object->record);
    const char *name = field->options[FIELD_COUNT], *scalar;
    const IrType *type;
    MemberPlace place;

    if (name == NULL) {
        return true;
    }
    if (field->length < 0 && !field->is_pointer) {
        return FIELD_ERROR(field,
                           "the member '%s' is neither an array nor a pointer, so there "
                           "is no number of it; leave .count out",
                           field->member->name);
    }
    if (!find_member(record, name, &place)) {
        g_autofree char *nearest = suggest_member(record, name);
        return FIELD_ERROR(field, "'%s' has no member '%s' that could count '%s'%s",
                           field->member->object->type, name, field->member->name,
                           nearest);
    }
    field->counter = name;
    type = qom_value_type(field->all->ir, place.field->type, &field->counter);
    scalar = place.field->width < 0 ? qom_scalar_name(type) : NULL;
    for (size_t i = 0; scalar != NULL && i < G_N_ELEMENTS(counters); i++) {
        if (strcmp(counters[i].scalar, scalar) == 0) {
            field->counter_flag = counters[i].flag;
            return true;
        }
    }
    return FIELD_ERROR(field,
                       "the member '%s' cannot count '%s': make it a uint8_t, uint16_t, "
                       "uint32_t or int32_t",
                       name, field->member->name);
}

static bool check_alloc(const Field *field)
{
    const char *alloc = field->options[FIELD_ALLOC];

    if (alloc == NULL || (strcmp(alloc, "true") == 0 && field->counter != NULL &&
                          field->is_pointer && field->length < 0)) {
        return true;
    }
    return FIELD_ERROR(field,
                       "BINDERY_MIGRATE(.alloc = %s) on the member '%s': it is written "
                       "'.alloc = true', for a pointer that has .count",
                       alloc, field->member->name);
}

/* ---- handlers ---- */

/* The bridge of a handler that says whether something is so; NULL with an error. */
static const char *condition(Field *field, int option)
{
    const Trampolines *all = field->all;
    const char *name = field->options[option];

    for (guint i = 0; i < all->handlers->len; i++) {
        const Handler *handler = &g_array_index(all->handlers, Handler, i);

        if (strcmp(handler->function->key, name) != 0 || handler->place.field == NULL ||
            strcmp(handler->place.record->key, "struct VMStateField") != 0) {
            continue;
        }
        if (handler->object != NULL &&
            type_record(handler->object) == find_record(field->member->object->record)) {
            return handler->bridge;
        }
        FIELD_ERROR(field,
                    "the handler '%s' is asked about '%s', and takes another object; let "
                    "it take a '%s *'",
                    name, field->member->name, field->member->object->type);
        return NULL;
    }
    FIELD_ERROR(field,
                "'%s', which .%s of the member '%s' names, is no handler for it; declare "
                "it 'bool %s(%s *, int version_id) BINDERY_IMPLEMENTS(VMStateField, "
                "field_exists)'",
                name, field_option_names[option], field->member->name, name,
                field->member->object->type);
    return NULL;
}

/* ---- rows ---- */

static void add_flag(GString *flags, const char *flag)
{
    g_string_append_printf(flags, "%s%s", flags->len > 0 ? " | " : "", flag);
}

static void add_flags(const Field *field, GPtrArray **values)
{
    bool is_single = field->length < 0 && field->counter == NULL;
    GString *flags = g_string_new(NULL);

    if (field->vmsd != NULL) {
        add_flag(flags, "VMS_STRUCT");
    } else if (is_single) {
        add_flag(flags, "VMS_SINGLE");
    }
    if (field->counter != NULL) {
        add_flag(flags, field->counter_flag);
    } else if (field->length >= 0) {
        add_flag(flags, "VMS_ARRAY");
    }
    if (field->is_pointer) {
        add_flag(flags, field->length >= 0 ? "VMS_ARRAY_OF_POINTER" : "VMS_POINTER");
    }
    if (field->options[FIELD_ALLOC] != NULL) {
        add_flag(flags, "VMS_ALLOC");
    }
    qom_add(field->all->ir, values, ".flags = %s", flags->str);
    g_string_free(flags, TRUE);
}

/* How large an element is, and how many there are. */
static void add_size(const Field *field, GPtrArray **values)
{
    Ir *ir = field->all->ir;
    const char *type = field->member->object->type;
    bool as_pointer = field->is_pointer && (field->length >= 0 || field->counter == NULL);

    if (field->cell_size != NULL) {
        qom_add(ir, values, ".size = %s", field->cell_size);
    } else {
        qom_add(ir, values, ".size = sizeof(%s%s)", field->element_type,
                as_pointer ? " *" : "");
    }
    if (field->counter != NULL) {
        qom_add(ir, values, ".num_offset = offsetof(%s, %s)", type, field->counter);
        if (field->length >= 0 &&
            qom_has_member(field->all, "struct VMStateField", "capacity")) {
            qom_add(ir, values, ".capacity = %" G_GINT64_FORMAT, field->length);
        }
    } else if (field->length >= 0) {
        qom_add(ir, values, ".num = %" G_GINT64_FORMAT, field->length);
    }
}

/* What every row begins with, and what says when it is there. */
static GPtrArray *row_start(const Field *field, const char *name, const char *exists)
{
    Ir *ir = field->all->ir;
    GPtrArray *values = NULL;

    qom_add(ir, &values, ".name = \"%s\"", name);
    if (field->options[FIELD_VERSION] != NULL) {
        qom_add(ir, &values, ".version_id = %s", field->options[FIELD_VERSION]);
    }
    if (exists != NULL) {
        qom_add(ir, &values, ".field_exists = %s", exists);
    }
    return values;
}

static void add_row(GArray *rows, GPtrArray *values)
{
    IrRow row = {values};

    g_array_append_val(rows, row);
}

static void add_unused(const Field *field, const char *exists, GArray *rows)
{
    GPtrArray *values = row_start(field, "unused", exists);

    qom_add(field->all->ir, &values, ".info = &vmstate_info_unused_buffer");
    qom_add(field->all->ir, &values, ".size = %s", field->options[FIELD_UNUSED]);
    qom_add(field->all->ir, &values, ".flags = VMS_BUFFER");
    add_row(rows, values);
}

static void add_value(const Field *field, const char *exists, GArray *rows)
{
    GPtrArray *values = row_start(field, field->member->name, exists);
    Ir *ir = field->all->ir;

    if (field->info != NULL) {
        qom_add(ir, &values, ".info = &%s", field->info);
    } else {
        qom_add(ir, &values, ".vmsd = &%s", field->vmsd);
    }
    add_size(field, &values);
    add_flags(field, &values);
    qom_add(ir, &values, ".offset = offsetof(%s, %s)", field->member->object->type,
            field->member->path);
    add_row(rows, values);
}

static void add_validation(const Field *field, const char *valid, GArray *rows)
{
    GPtrArray *values = NULL;

    qom_add(field->all->ir, &values, ".name = \"%s\"", field->options[FIELD_VALIDATE]);
    qom_add(field->all->ir, &values, ".field_exists = %s", valid);
    qom_add(field->all->ir, &values, ".flags = VMS_ARRAY | VMS_MUST_EXIST");
    add_row(rows, values);
}

static bool find_all(Field *field, const char **exists, const char **valid)
{
    const char *const *options = field->options;

    take_apart(field);
    if (!name_element(field) || !find_kind(field) || !find_counter(field) ||
        !check_alloc(field)) {
        return false;
    }
    *exists = options[FIELD_EXISTS] != NULL ? condition(field, FIELD_EXISTS) : NULL;
    *valid = options[FIELD_VALIDATE] != NULL ? condition(field, FIELD_VALIDATE) : NULL;
    return (*exists != NULL || options[FIELD_EXISTS] == NULL) &&
           (*valid != NULL || options[FIELD_VALIDATE] == NULL);
}

void qom_field_add(Trampolines *all, const QomMember *member, const char *const *options,
                   const GArray *descriptions, GArray *rows)
{
    Field field = {
        .all = all, .member = member, .options = options, .descriptions = descriptions};
    const char *exists, *valid;

    if (!find_all(&field, &exists, &valid)) {
        return;
    }
    if (options[FIELD_UNUSED] != NULL) {
        add_unused(&field, exists, rows);
    }
    add_value(&field, exists, rows);
    if (valid != NULL) {
        add_validation(&field, valid, rows);
    }
}
