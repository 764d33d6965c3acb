/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include <string.h>

#include "handlers_spell.h"
#include "qom.h"
#include "tables_declare.h"
#include "tables_objects.h"
#include "tables_spell.h"

typedef struct Tables {
    Trampolines *all;
    GArray *list; /* of Table */
} Tables;

static const char *table_argument(const Handler *handler)
{
    return handler->mark->n_values > 2 ? handler->mark->values[2] : NULL;
}

/* What is known of the member that the handler implements (borrowed); NULL for nothing.
 */
static const IrCallback *callback_of(const Trampolines *all, const Handler *handler)
{
    const GArray *known = find_callbacks_of(all, handler->place.record);

    for (guint i = 0; known != NULL && i < known->len; i++) {
        const IrCallback *callback = &g_array_index(known, IrCallback, i);
        if (strcmp(callback->field, handler->name) == 0) {
            return callback;
        }
    }
    return NULL;
}

/* The member that takes the object which the handler is called with: "opaque"; NULL when
 * the record has none. */
static const char *user_data_of(const Trampolines *all, const Handler *handler)
{
    const IrCallback *callback = callback_of(all, handler);
    const char *dot = strrchr(handler->member, '.');

    if (handler->object == NULL || callback == NULL ||
        callback->user_data_field == NULL) {
        return NULL;
    }
    return dot == NULL ? ir_string(all->ir, callback->user_data_field)
                       : ir_printf(all->ir, "%.*s.%s", (int)(dot - handler->member),
                                   handler->member, callback->user_data_field);
}

/* Whether a name says that the object stands in that member, or the manifest. */
static bool is_confirmed(const Trampolines *all, const Handler *handler)
{
    const IrCallback *callback = callback_of(all, handler);

    return callback == NULL || callback->confidence != IR_BY_SHAPE;
}

static void report_unconfirmed(Trampolines *all, const Handler *handler,
                               const char *user_data)
{
    const char *key = handler->place.record->key;

    trampolines_error(
        all, handler->mark,
        "the object of the handler '%s' may stand in the member '%s' of '%s', but no "
        "name "
        "says so; confirm it in the manifest of the module that declares '%s': "
        "\"callbacks\": {\"%s\": {\"%s\": {\"user_data\": \"%s\"}}}, or null for none",
        handler->function->key, user_data, handler->mark->values[0],
        handler->mark->values[0], key, handler->name,
        callback_of(all, handler)->user_data_field);
}

/* ---- which table a handler belongs to ---- */

static bool is_of_record(const Table *table, const Handler *handler)
{
    return find_record(table->what) == find_record(handler->what);
}

static Table *add_table(Tables *tables, const Handler *handler, const char *user_data)
{
    Table table = {
        .name = table_argument(handler),
        .what = handler->what,
        .type = handler->mark->values[0],
        .object = handler->object,
        .user_data = user_data,
        .handlers = g_ptr_array_new(),
    };

    g_array_append_val(tables->list, table);
    return &g_array_index(tables->list, Table, tables->list->len - 1);
}

/* The table that the handler's mark names; NULL with an error reported. */
static Table *named_table(Tables *tables, const Handler *handler, const char *user_data)
{
    Trampolines *all = tables->all;
    Table *table = tables_named(tables->list, table_argument(handler));
    const IrType *against;

    if (table == NULL) {
        return add_table(tables, handler, user_data);
    }
    if (!is_of_record(table, handler)) {
        trampolines_error(all, handler->mark,
                          "the handler '%s' is for '%s', and the table '%s' is of '%s'; "
                          "name a table of '%s', or none",
                          handler->function->key, handler->mark->values[0], table->name,
                          table->type, handler->mark->values[0]);
        table_note(all, table);
        return NULL;
    }
    against = table_object_against(table, handler);
    if (against != NULL) {
        g_autofree char *own = spell_unqualified(handler->object);
        g_autofree char *theirs = spell_unqualified(against);
        trampolines_error(
            all, handler->mark,
            "the object of the handler '%s' is '%s', and that of the table "
            "'%s' is '%s'; give the handler that one, or name another table",
            handler->function->key, own, table->name, theirs);
        table_note(all, table);
        return NULL;
    }
    if (table->object == NULL) {
        table->object = handler->object;
        table->user_data = user_data;
    }
    return table;
}

/*
 * The tables that a handler without a table's name can be for: of its record and, if it
 * has one, its object. *found is one of them.
 */
static unsigned matching_tables(Tables *tables, const Handler *handler,
                                const char *user_data, bool declared, Table **found)
{
    unsigned n = 0;

    for (guint i = 0; i < tables->list->len; i++) {
        Table *table = &g_array_index(tables->list, Table, i);
        bool is_ours =
            handler->object == NULL ||
            (table_same_object(table->object, handler->object) &&
             (table->mark != NULL ||
              (table->name == NULL && g_strcmp0(table->user_data, user_data) == 0)));

        if (is_of_record(table, handler) && is_ours &&
            (!declared || table->mark != NULL)) {
            *found = table;
            n++;
        }
    }
    return n;
}

static Table *table_for(Tables *tables, const Handler *handler)
{
    const char *user_data = user_data_of(tables->all, handler);
    Table *table = NULL;
    unsigned n;

    if (table_argument(handler) != NULL) {
        return named_table(tables, handler, user_data);
    }
    n = matching_tables(tables, handler, user_data, handler->object != NULL, &table);
    if (n == 0) {
        n = matching_tables(tables, handler, user_data, false, &table);
    }
    if (n > 1) {
        trampolines_error(
            tables->all, handler->mark,
            "the handler '%s' could be for several tables of '%s'; say which: "
            "BINDERY_IMPLEMENTS(%s, %s, TABLE)",
            handler->function->key, handler->mark->values[0], handler->mark->values[0],
            handler->member);
        return NULL;
    }
    return n == 1 ? table : add_table(tables, handler, user_data);
}

static void add_handler(Tables *tables, const Handler *handler)
{
    Table *table = table_for(tables, handler);

    for (guint i = 0; table != NULL && i < table->handlers->len; i++) {
        const Handler *other = table->handlers->pdata[i];
        if (other->place.offset != handler->place.offset) {
            continue;
        }
        if (other->place.field == handler->place.field) {
            trampolines_error(
                tables->all, handler->mark,
                "'%s' and '%s' both implement '%s' of '%s'; leave one mark "
                "out, or put them in two tables: BINDERY_IMPLEMENTS(%s, %s, "
                "TABLE)",
                other->function->key, handler->function->key, handler->member,
                handler->mark->values[0], handler->mark->values[0], handler->member);
        } else {
            trampolines_error(tables->all, handler->mark,
                              "'%s' of the handler '%s' and '%s' of '%s' stand in one "
                              "place of '%s', a union; leave one mark out",
                              handler->member, handler->function->key, other->member,
                              other->function->key, handler->mark->values[0]);
        }
        trampolines_note(tables->all, other->function, NULL, "the other handler");
        return;
    }
    if (table != NULL) {
        if (table->mark == NULL && table->user_data != NULL &&
            !is_confirmed(tables->all, handler)) {
            report_unconfirmed(tables->all, handler, table->user_data);
        }
        g_ptr_array_add(table->handlers, (gpointer)handler);
    }
}

/* A record may have a pointer of its own for each of its callbacks: then an object is set
 * for each by itself, as another object may stand in the next one. */
static void find_several(Tables *tables)
{
    for (guint i = 0; i < tables->list->len; i++) {
        Table *table = &g_array_index(tables->list, Table, i);

        for (guint j = 0; j < tables->list->len; j++) {
            const Table *other = &g_array_index(tables->list, Table, j);
            table->several |= j != i && table->name == NULL && other->name == NULL &&
                              table->user_data != NULL && other->user_data != NULL &&
                              find_record(table->what) == find_record(other->what) &&
                              table_same_object(table->object, other->object);
        }
    }
}

static gint compare_tables(gconstpointer a, gconstpointer b)
{
    return strcmp(((const IrTable *)a)->name, ((const IrTable *)b)->name);
}

/* Those with an object come first: the others belong to the same tables. */
static void add_handlers(Tables *tables, bool with_object)
{
    const GArray *handlers = tables->all->handlers;

    for (guint i = 0; i < handlers->len; i++) {
        const Handler *handler = &g_array_index(handlers, Handler, i);
        if (handler->place.field != NULL && !qom_is_condition(handler) &&
            (handler->object != NULL) == with_object) {
            add_handler(tables, handler);
        }
    }
}

void tables_find(Trampolines *all)
{
    Tables tables = {.all = all, .list = g_array_new(FALSE, TRUE, sizeof(Table))};

    tables_declare(all, tables.list);
    add_handlers(&tables, true);
    add_handlers(&tables, false);
    find_several(&tables);
    tables_check_objects(all, tables.list);
    for (guint i = 0; i < tables.list->len; i++) {
        Table *table = &g_array_index(tables.list, Table, i);
        table_finish(all, table);
        g_ptr_array_free(table->handlers, TRUE);
        if (table->mark != NULL || table->class_mark != NULL) {
            g_free((gpointer)table->object);
        }
    }
    g_array_free(tables.list, TRUE);
    g_array_sort(all->ir->tables, compare_tables);
}
