/* SPDX-License-Identifier: MIT */
#include "tables_spell.h"

#include <string.h>

#include "handlers_spell.h"
#include "handlers_types.h"
#include "ir_names.h"
#include "objects.h"
#include "qom.h"
#include "tables_register.h"
#include "tables_values.h"

/* What declares the table's initializers; NULL for nothing. */
static const Mark *declared_by(const Table *table)
{
    return table->mark != NULL ? table->mark : table->class_mark;
}

void table_note(Trampolines *all, const Table *table)
{
    const Handler *first = table->handlers->len > 0 ? table->handlers->pdata[0] : NULL;

    if (declared_by(table) != NULL) {
        trampolines_note(all, declared_by(table)->decl, NULL, "the %s is declared here",
                         declared_by(table)->kind == MARK_TABLE ? "table" : "class");
    } else if (first != NULL) {
        trampolines_note(all, first->function, NULL, "the table begins with '%s'",
                         first->function->key);
    }
}

/* Members that are const can only be initialized. */
static bool has_constant_member(const Table *table)
{
    for (guint i = 0; i < table->handlers->len; i++) {
        if (type_is_const(
                ((const Handler *)table->handlers->pdata[i])->place.field->type)) {
            return true;
        }
    }
    return false;
}

/* A class begins with its parent's class, or its methods are called on what the object
 * begins with. */
IrTableKind table_kind(const Trampolines *all, const Table *table)
{
    if (table->class_mark != NULL) {
        return IR_TABLE_CLASS;
    }
    if (table->mark != NULL || has_constant_member(table) ||
        qom_completes(all, table->what)) {
        return IR_TABLE_CONST;
    }
    if (table->user_data != NULL) {
        return IR_TABLE_OBJECT;
    }
    for (guint i = 0; table->name == NULL && i < table->handlers->len; i++) {
        const Handler *handler = table->handlers->pdata[i];
        const IrType *method = handler->callback->n_params > 0
                                   ? type_pointee(handler->callback->params[0])
                                   : NULL;
        if (handler->derived || (method != NULL && type_record(method) != NULL &&
                                 type_first_member(find_record(table->what)) != NULL)) {
            return IR_TABLE_CLASS;
        }
    }
    return IR_TABLE_CONST;
}

static const char *table_name(Trampolines *all, const Table *table, IrTableKind kind)
{
    g_autofree char *module = spell_prefix(all->ir->module);
    g_autofree char *of =
        table->several ? spell_identifier(table->user_data) : g_strdup("");

    if (table->name != NULL) {
        return table->name;
    }
    return ir_printf(all->ir, "%s_%s%s%s%s",
                     table->object != NULL ? spell_object_prefix(all, table->object)
                                           : module,
                     ir_bare_name(table->type), kind == IR_TABLE_CONST ? "" : "_set",
                     *of != '\0' && kind == IR_TABLE_OBJECT ? "_" : "",
                     kind == IR_TABLE_OBJECT ? of : "");
}

static gint compare_handlers(gconstpointer a, gconstpointer b)
{
    const Handler *left = *(const Handler *const *)a, *right = *(const Handler *const *)b;

    if (left->place.offset != right->place.offset) {
        return left->place.offset < right->place.offset ? -1 : 1;
    }
    return strcmp(left->member, right->member);
}

bool table_has_value_for(const Table *table, const char *member)
{
    const Mark *mark = declared_by(table);
    bool found = false;

    for (unsigned i = mark != NULL ? table_first_value(mark) : 0;
         mark != NULL && i < mark->n_values && !found; i++) {
        g_autofree char *path = table_designator(mark->values[i]);
        found = table_path_covers(path, member);
    }
    return found;
}

/* An initializer may not be for what a handler is there for. */
static void check_against_values(Trampolines *all, const Table *table)
{
    const Mark *mark = declared_by(table);

    for (unsigned i = table_first_value(mark); i < mark->n_values; i++) {
        g_autofree char *path = table_designator(mark->values[i]);
        for (guint j = 0; j < table->handlers->len; j++) {
            const Handler *handler = table->handlers->pdata[j];
            if (table_path_covers(path, handler->member)) {
                trampolines_error(all, handler->mark,
                                  "the %s has an initializer for '%s' as well as "
                                  "the handler '%s'; leave one out",
                                  table_title(all->ir, mark), path,
                                  handler->function->key);
                table_note(all, table);
            }
        }
    }
}

static void check_declared(Trampolines *all, const Table *table)
{
    if (declared_by(table) == NULL) {
        return;
    }
    check_against_values(all, table);
    if (table->mark != NULL && table->handlers->len == 0 && table->mark->n_values == 2 &&
        !qom_completes(all, table->what)) {
        trampolines_error(all, table->mark,
                          "the table '%s' has neither a handler nor an initializer; mark "
                          "a handler with BINDERY_IMPLEMENTS(%s, MEMBER), or leave the "
                          "table out",
                          table->name, table->type);
    }
}

/* Whether callbacks that are given different things have different objects. */
static bool has_other_objects(const Table *table)
{
    for (guint i = 0; table->mark == NULL && i < table->handlers->len; i++) {
        const Handler *handler = table->handlers->pdata[i];
        if (handler->object != NULL && !type_same(handler->object, table->object)) {
            return true;
        }
    }
    return false;
}

static const char *spell_declaration(Trampolines *all, const IrTable *out)
{
    switch (out->kind) {
    case IR_TABLE_OBJECT:
        return ir_printf(all->ir, "void %s(%s *to, %s *object)", out->name, out->type,
                         out->object);
    case IR_TABLE_CLASS:
        return ir_printf(all->ir, "void %s(%s *klass)", out->name, out->type);
    default:
        return ir_printf(all->ir, "const %s %s", out->type, out->name);
    }
}

static void add_values(IrTable *out, const Mark *mark)
{
    unsigned first = table_first_value(mark);

    for (unsigned i = first; i < mark->n_values; i++) {
        if (out->values == NULL) {
            out->values = g_ptr_array_new();
        }
        g_ptr_array_add(out->values, (gpointer)mark->values[i]);
    }
}

void table_finish(Trampolines *all, Table *table)
{
    IrTable out = {.what = table->what,
                   .type = table->type,
                   .kind = table_kind(all, table),
                   .members = g_array_new(FALSE, TRUE, sizeof(IrTableMember))};

    out.name = table_name(all, table, out.kind);
    out.user_data = out.kind == IR_TABLE_OBJECT ? table->user_data : NULL;
    if (table->object != NULL && !has_other_objects(table)) {
        Handler of_object = {.object = table->object};
        out.object = spell_object(all, &of_object);
    }
    out.c = spell_declaration(all, &out);
    check_declared(all, table);
    g_ptr_array_sort(table->handlers, compare_handlers);
    for (guint i = 0; i < table->handlers->len; i++) {
        const Handler *handler = table->handlers->pdata[i];
        IrTableMember member = {handler->member, handler->function->key, handler->bridge};
        g_array_append_val(out.members, member);
    }
    if (declared_by(table) != NULL) {
        add_values(&out, declared_by(table));
    }
    if (!qom_completes(all, table->what)) {
        table_register(all, table, &out);
    }
    g_array_append_val(all->ir->tables, out);
}
