/* SPDX-License-Identifier: MIT */
#include "qom_parts.h"

#include <string.h>

#include "handlers_types.h"
#include "objects.h"
#include "spell.h"

#define CELL_VALUE "bql_value"

const IrType *qom_value_type(Ir *ir, const IrType *type, const char **path)
{
    const IrDecl *record = type_record(type);
    const IrField *first = record != NULL && record->unnamed && record->fields != NULL &&
                                   record->fields->len > 0
                               ? &g_array_index(record->fields, IrField, 0)
                               : NULL;

    if (first == NULL || strcmp(first->name, CELL_VALUE) != 0) {
        return type;
    }
    *path = ir_printf(ir, "%s." CELL_VALUE, *path);
    return first->type;
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const IrField *left = ((const QomMember *)a)->mark->field;
    const IrField *right = ((const QomMember *)b)->mark->field;

    if (left->line != right->line) {
        return left->line < right->line ? -1 : 1;
    }
    return left->column < right->column ? -1 : left->column > right->column;
}

GArray *qom_members(Trampolines *all, const IrObject *object, MarkKind kind)
{
    GArray *found = g_array_new(FALSE, TRUE, sizeof(QomMember));

    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        QomMember member = {.mark = mark, .object = object};

        if (mark->kind == kind && object_of_mark(all, mark) == object) {
            member.name = member.path = mark->field->name;
            member.type = qom_value_type(all->ir, mark->field->type, &member.path);
            g_array_append_val(found, member);
        }
    }
    g_array_sort(found, compare_places);
    return found;
}

bool qom_has_function(const Trampolines *all, const char *name)
{
    const IrDecl *function = ir_find_decl(all->ir, IR_FUNCTION, name);

    return function != NULL && function->type != NULL;
}

bool qom_has_member(const Trampolines *all, const char *record, const char *member)
{
    const IrDecl *decl = ir_find_decl(all->ir, IR_RECORD, record);
    MemberPlace place;

    return decl != NULL && decl->complete && find_member(decl, member, &place);
}

bool qom_check_variable(Trampolines *all, const Mark *mark, const char *name)
{
    const IrDecl *variable = ir_find_decl(all->ir, IR_VARIABLE, name);

    if (variable == NULL || variable->type == NULL) {
        trampolines_error(all, mark,
                          "%s on the member '%s' needs '%s', which is not declared here; "
                          "include what declares it",
                          mark_name(mark->kind), mark->field->name, name);
        return false;
    }
    return true;
}

IrTable *qom_table(const Ir *ir, const char *name)
{
    for (guint i = 0; i < ir->tables->len; i++) {
        IrTable *table = &g_array_index(ir->tables, IrTable, i);
        if (strcmp(table->name, name) == 0) {
            return table;
        }
    }
    return NULL;
}

IrTable *qom_table_of(const Ir *ir, const char *record, const IrObject *object)
{
    for (guint i = 0; i < ir->tables->len; i++) {
        IrTable *table = &g_array_index(ir->tables, IrTable, i);
        if (strcmp(find_record(table->what)->key, record) == 0 &&
            g_strcmp0(table->object, object->type) == 0) {
            return table;
        }
    }
    return NULL;
}

/* The value of an initialiser of that member; NULL for another's. */
static const char *value_of(Ir *ir, const char *initialiser, const char *member)
{
    size_t length = strlen(member);
    const char *after = initialiser + 1 + length;

    if (*initialiser != '.' || strncmp(initialiser + 1, member, length) != 0) {
        return NULL;
    }
    after += strspn(after, " ");
    return *after == '=' ? ir_string(ir, after + 1 + strspn(after + 1, " ")) : NULL;
}

const char *qom_table_value(Ir *ir, const IrTable *table, const char *member)
{
    const char *found = NULL;

    for (guint i = 0; i < table->members->len; i++) {
        const IrTableMember *at = &g_array_index(table->members, IrTableMember, i);
        if (strcmp(at->name, member) == 0) {
            return at->bridge;
        }
    }
    for (guint i = 0; table->values != NULL && i < table->values->len && found == NULL;
         i++) {
        found = value_of(ir, table->values->pdata[i], member);
    }
    return found;
}

void qom_move_to_head(IrTable *table)
{
    if (table->head == NULL) {
        table->head = g_steal_pointer(&table->values);
    } else if (table->values != NULL) {
        g_ptr_array_extend_and_steal(table->head, g_steal_pointer(&table->values));
    }
}

const Mark *qom_table_mark(const Trampolines *all, const char *name)
{
    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        if (mark->kind == MARK_TABLE && strcmp(mark->values[1], name) == 0) {
            return mark;
        }
    }
    return NULL;
}

void qom_error(Trampolines *all, const IrObject *object, const Mark *mark,
               const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    mark_report_va(all->ir, all->diag, DIAG_ERROR,
                   mark != NULL ? mark->decl : object->record, NULL, format, arguments);
    va_end(arguments);
    all->failed = true;
}

void qom_add(Ir *ir, GPtrArray **list, const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (*list == NULL) {
        *list = g_ptr_array_new();
    }
    g_ptr_array_add(*list, (gpointer)ir_string(ir, text));
}

const char *qom_scalar_name(const IrType *type)
{
    static const char *const names[][2] = {
        {"int8", "uint8"}, {"int16", "uint16"}, {"int32", "uint32"}, {"int64", "uint64"}};

    type = ir_type_resolved(type);
    if (type->kind != IR_TYPE_BUILTIN) {
        return NULL;
    }
    if (type->builtin == IR_CLASS_BOOL) {
        return "bool";
    }
    if ((type->builtin != IR_CLASS_SIGNED && type->builtin != IR_CLASS_UNSIGNED) ||
        strcmp(spell_after_qualifiers(type->spelling), "char") == 0) {
        return NULL;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        if (type->size == (int64_t)1 << i) {
            return names[i][type->builtin == IR_CLASS_UNSIGNED];
        }
    }
    return NULL;
}
