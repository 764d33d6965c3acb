/* SPDX-License-Identifier: MIT */
#include "tables_declare.h"

#include "callback_shape.h"
#include "handlers_types.h"
#include "tables_values.h"

Table *tables_named(GArray *list, const char *name)
{
    for (guint i = 0; i < list->len; i++) {
        Table *table = &g_array_index(list, Table, i);
        if (g_strcmp0(table->name, name) == 0) {
            return table;
        }
    }
    return NULL;
}

static bool has_callback(const IrDecl *record)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        const IrDecl *inner = type_record(field->type);

        if (callback_function(field->type) != NULL ||
            (inner != NULL && has_callback(inner))) {
            return true;
        }
    }
    return false;
}

/* The type that the mark stands on, as a handler's object would have it. New. */
static IrType *carrier_type(const Mark *mark)
{
    IrType *type = g_new0(IrType, 1);

    type->kind = mark->decl->kind == IR_TYPEDEF ? IR_TYPE_TYPEDEF : IR_TYPE_RECORD;
    type->decl = mark->decl;
    return type;
}

/* Whether the list has such a table already; an error is reported then. */
static bool is_declared(Trampolines *all, GArray *list, const Table *table)
{
    for (guint i = 0; i < list->len; i++) {
        const Table *other = &g_array_index(list, Table, i);

        if (table->mark != NULL && g_strcmp0(other->name, table->name) == 0) {
            trampolines_error(all, table->mark,
                              "the table '%s' is declared twice; give one of them "
                              "another name",
                              table->name);
            trampolines_note(all, other->mark->decl, NULL, "the other one is here");
            return true;
        }
        if (table->class_mark != NULL && other->class_mark != NULL &&
            other->class_mark->decl == table->class_mark->decl &&
            find_record(other->what) == find_record(table->what)) {
            trampolines_error(all, table->class_mark,
                              "'%s' has BINDERY_CLASS(%s) twice; put all its values into "
                              "one",
                              table->class_mark->decl->key, table->type);
            return true;
        }
    }
    return false;
}

static void declare(Trampolines *all, GArray *list, const Mark *mark)
{
    bool is_class = mark->kind == MARK_CLASS;
    const IrDecl *what = find_named(all->ir, mark->values[0]);
    const IrDecl *record = what != NULL ? find_record(what) : NULL;
    Table table = {.type = mark->values[0], .what = what};

    if (is_class) {
        table.class_mark = mark;
    } else {
        table.mark = mark;
        table.name = mark->values[1];
    }
    if (record == NULL) {
        g_autofree char *nearest = suggest_declaration(all->ir, mark->values[0]);
        trampolines_error(all, mark, "'%s' is no record that is declared here%s",
                          mark->values[0], nearest);
        return;
    }
    if (!has_callback(record)) {
        trampolines_error(all, mark,
                          "'%s' is no %s: %s; name a record that has pointers to "
                          "functions",
                          mark->values[0], is_class ? "class" : "table",
                          record->complete ? "no member of it is a pointer to a function"
                                           : "its members are not declared here");
        return;
    }
    if (is_declared(all, list, &table) || !tables_check_values(all, mark, record)) {
        return;
    }
    table.object = carrier_type(mark);
    table.handlers = g_ptr_array_new();
    g_array_append_val(list, table);
}

void tables_declare(Trampolines *all, GArray *list)
{
    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        if (mark->kind == MARK_TABLE || mark->kind == MARK_CLASS) {
            declare(all, list, mark);
        }
    }
}
