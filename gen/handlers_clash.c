/* SPDX-License-Identifier: MIT */
#include "handlers_clash.h"

#include <string.h>

#include "handlers_names.h"
#include "marks.h"

static const IrObject *find_object(const Ir *ir, const IrObject *like)
{
    for (guint i = 0; i < ir->objects->len; i++) {
        const IrObject *object = &g_array_index(ir->objects, IrObject, i);
        if (strcmp(object->name, like->name) == 0 ||
            strcmp(object->prefix, like->prefix) == 0) {
            return object;
        }
    }
    return NULL;
}

static bool has_table(const Ir *ir, const char *name)
{
    for (guint i = 0; i < ir->tables->len; i++) {
        if (strcmp(g_array_index(ir->tables, IrTable, i).name, name) == 0) {
            return true;
        }
    }
    return false;
}

const IrDecl *handlers_table_origin(const Ir *ir, const IrTable *table)
{
    return table->members->len > 0
               ? ir_find_decl(ir, IR_FUNCTION,
                              g_array_index(table->members, IrTableMember, 0).handler)
               : find_named(ir, table->object);
}

/* The table's object, when it is marked as a type (borrowed); NULL for others. */
static const IrObject *object_of_table(const Ir *ir, const IrTable *table)
{
    for (guint i = 0; i < ir->objects->len; i++) {
        const IrObject *object = &g_array_index(ir->objects, IrObject, i);
        if (g_strcmp0(object->type, table->object) == 0) {
            return object;
        }
    }
    return NULL;
}

bool handlers_check_clash(const Ir *ir, const Ir *other, Diagnostics *diag)
{
    bool good = true;

    for (guint i = 0; i < ir->objects->len; i++) {
        const IrObject *object = &g_array_index(ir->objects, IrObject, i);
        const IrObject *theirs = find_object(other, object);

        if (theirs != NULL) {
            mark_report(
                ir, diag, DIAG_ERROR, object->record, NULL,
                "the type name \"%s\" of '%s' and \"%s\" of '%s' in module '%s' "
                "are %s; give one of them another",
                object->name, object->type, theirs->name, theirs->type, other->module,
                strcmp(object->name, theirs->name) == 0 ? "the same" : "the same in C");
            good = false;
        }
    }
    for (guint i = 0; i < ir->tables->len; i++) {
        const IrTable *table = &g_array_index(ir->tables, IrTable, i);
        const IrObject *object = object_of_table(ir, table);

        /* Most are called after their object, and one error about it is enough. */
        if (has_table(other, table->name) &&
            (object == NULL || find_object(other, object) == NULL)) {
            mark_report(ir, diag, DIAG_ERROR, handlers_table_origin(ir, table), NULL,
                        "the table '%s' of '%s' has the name of one in module '%s'; give "
                        "one of them another",
                        table->name, table->type, other->module);
            good = false;
        }
    }
    return good;
}
