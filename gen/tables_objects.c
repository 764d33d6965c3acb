/* SPDX-License-Identifier: MIT */
#include "tables_objects.h"

#include "handlers_spell.h"
#include "handlers_types.h"
#include "qom.h"

bool table_same_object(const IrType *a, const IrType *b)
{
    return a == b || (a != NULL && b != NULL && type_same(a, b));
}

/* What the callback is given in the place of the object: the void or the record that is
 * pointed to. */
static const IrType *passed_type(const Handler *handler)
{
    return type_pointee(handler->callback->params[MAX(handler->opaque, 0)]);
}

const IrType *table_object_against(const Table *table, const Handler *handler)
{
    const IrType *passed;

    if (handler->object == NULL || table->object == NULL ||
        table_same_object(handler->object, table->object)) {
        return NULL;
    }
    passed = passed_type(handler);
    if (table->mark != NULL &&
        (type_is_void(passed) || type_same(passed, table->object) ||
         type_descends(type_record(table->object), type_record(passed)))) {
        return table->object;
    }
    for (guint i = 0; i < table->handlers->len; i++) {
        const Handler *other = table->handlers->pdata[i];

        if (other->object != NULL && type_same(passed, passed_type(other)) &&
            !table_same_object(handler->object, other->object)) {
            return other->object;
        }
    }
    return NULL;
}

/* ---- one table that was taken for two ---- */

static bool has_handler_for(const Table *table, const Handler *handler)
{
    for (guint i = 0; i < table->handlers->len; i++) {
        const Handler *other = table->handlers->pdata[i];

        if (other->place.offset == handler->place.offset) {
            return true;
        }
    }
    return table_has_value_for(table, handler->member);
}

/* Whether a member is filled in both tables. */
static bool overlap(const Table *a, const Table *b)
{
    for (guint i = 0; i < a->handlers->len; i++) {
        if (has_handler_for(b, a->handlers->pdata[i])) {
            return true;
        }
    }
    for (guint i = 0; i < b->handlers->len; i++) {
        if (has_handler_for(a, b->handlers->pdata[i])) {
            return true;
        }
    }
    return false;
}

/*
 * Whether the table may be what is missing in the other one. Nothing is missing in
 * classes, which inherit what they leave out; where the record has a pointer for each
 * callback, and so an object for each; and where handlers name their table.
 */
static bool may_belong_to(const Trampolines *all, const Table *table, const Table *other)
{
    if (table->name != NULL || table->object == NULL || table->handlers->len == 0 ||
        (other->name != NULL && other->mark == NULL) || other->object == NULL ||
        find_record(table->what) != find_record(other->what) ||
        qom_completes(all, table->what) ||
        (table_kind(all, table) == IR_TABLE_CLASS &&
         table_kind(all, other) == IR_TABLE_CLASS)) {
        return false;
    }
    return !table_same_object(table->object, other->object) &&
           (other->mark != NULL || g_strcmp0(table->user_data, other->user_data) == 0) &&
           !overlap(table, other);
}

static void report(Trampolines *all, const Table *table, const Table *other)
{
    const Handler *handler = table->handlers->pdata[0];
    const Handler *first = other->handlers->len > 0 ? other->handlers->pdata[0] : NULL;
    const char *type = handler->mark->values[0];
    const char *of = first != NULL ? ir_printf(all->ir, "'%s'", first->function->key)
                                   : ir_printf(all->ir, "the table '%s'", other->name);
    g_autofree char *own = spell_unqualified(table->object);
    g_autofree char *theirs = spell_unqualified(other->object);

    if (first == NULL || type_same(passed_type(handler), passed_type(first))) {
        trampolines_error(
            all, handler->mark,
            "the object of the handler '%s' is '%s', and that of %s for "
            "the same record is '%s'; take '%s *', or where a table of its "
            "own is meant give it a name: BINDERY_IMPLEMENTS(%s, %s, TABLE)",
            handler->function->key, own, of, theirs, theirs, type, handler->member);
    } else {
        trampolines_error(all, handler->mark,
                          "the object of the handler '%s' is '%s', and that of %s for "
                          "the same record is '%s': say whether they are for one table, "
                          "by one name for all or one for each: "
                          "BINDERY_IMPLEMENTS(%s, %s, TABLE)",
                          handler->function->key, own, of, theirs, type, handler->member);
    }
    table_note(all, other);
}

/* Of two the smaller one is told, which is the likelier mistake; of two alike the later
 * one. */
static bool is_told(const GArray *list, guint at, guint other)
{
    const Table *table = &g_array_index(list, Table, at);
    const Table *of = &g_array_index(list, Table, other);

    if (of->mark != NULL || of->handlers->len > table->handlers->len) {
        return true;
    }
    return of->handlers->len == table->handlers->len && other < at;
}

void tables_check_objects(Trampolines *all, const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const Table *table = &g_array_index(list, Table, i);

        for (guint j = 0; j < list->len; j++) {
            const Table *other = &g_array_index(list, Table, j);

            if (j != i && may_belong_to(all, table, other) && is_told(list, i, j)) {
                report(all, table, other);
                break;
            }
        }
    }
}
