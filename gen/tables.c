/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include <string.h>

#include "callback_shape.h"
#include "handlers_spell.h"
#include "handlers_types.h"
#include "objects.h"

/* The handlers that fill one record for one object. */
typedef struct Table {
    const char *name;      /* as a mark gives it; NULL: it follows from the rest */
    const Mark *mark;      /* BINDERY_TABLE; NULL for none */
    const IrDecl *what;    /* the record, or its typedef */
    const char *type;      /* how the mark calls it */
    const IrType *object;  /* NULL for none */
    const char *user_data; /* path of the member that takes the object; NULL for none */
    GPtrArray *handlers;   /* of const Handler * */
} Table;

typedef struct Tables {
    Trampolines *all;
    GArray *list; /* of Table */
} Tables;

static bool same_object(const IrType *a, const IrType *b)
{
    return a == b || (a != NULL && b != NULL && type_same(a, b));
}

static const char *table_argument(const Handler *handler)
{
    return handler->mark->n_values > 2 ? handler->mark->values[2] : NULL;
}

/* The member that takes the object which the handler is called with: "opaque"; NULL when
 * the record has none. */
static const char *user_data_of(const Trampolines *all, const Handler *handler)
{
    const GArray *known = find_callbacks_of(all, handler->place.record);
    const char *dot = strrchr(handler->member, '.');

    for (guint i = 0; handler->object != NULL && known != NULL && i < known->len; i++) {
        const IrCallback *callback = &g_array_index(known, IrCallback, i);
        if (strcmp(callback->field, handler->name) == 0 &&
            callback->user_data_field != NULL) {
            return dot == NULL
                       ? ir_string(all->ir, callback->user_data_field)
                       : ir_printf(all->ir, "%.*s.%s", (int)(dot - handler->member),
                                   handler->member, callback->user_data_field);
        }
    }
    return NULL;
}

/* ---- tables that a mark declares ---- */

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

/* The path of an initializer `.valid.min = 1`: new; NULL for anything else. */
static char *designator(const char *value)
{
    size_t length = strcspn(value, "=[");
    char *path;

    if (*value != '.' || strchr(value, '=') == NULL) {
        return NULL;
    }
    path = g_strndup(value + 1, length - 1);
    return g_strstrip(path);
}

static bool check_values(Trampolines *all, const Mark *mark, const IrDecl *record)
{
    for (unsigned i = 2; i < mark->n_values; i++) {
        g_autofree char *path = designator(mark->values[i]);
        MemberPlace place;

        if (path == NULL) {
            trampolines_error(all, mark,
                              "'%s' is no initializer of a member; write it as "
                              "'.member = value'",
                              mark->values[i]);
            return false;
        }
        if (!find_member(record, path, &place)) {
            g_autofree char *nearest = suggest_member(record, path);
            trampolines_error(all, mark, "'%s' has no member '%s'%s", mark->values[0],
                              path, nearest);
            trampolines_note(all, record, NULL, "it is declared here");
            return false;
        }
    }
    return true;
}

static Table *find_table(Tables *tables, const char *name)
{
    for (guint i = 0; i < tables->list->len; i++) {
        Table *table = &g_array_index(tables->list, Table, i);
        if (g_strcmp0(table->name, name) == 0) {
            return table;
        }
    }
    return NULL;
}

/* The type that the mark stands on, as a handler's object would have it. */
static const IrType *carrier_type(const Mark *mark)
{
    IrType *type = g_new0(IrType, 1);

    type->kind = mark->decl->kind == IR_TYPEDEF ? IR_TYPE_TYPEDEF : IR_TYPE_RECORD;
    type->decl = mark->decl;
    return type;
}

static void declare_table(Tables *tables, const Mark *mark)
{
    Trampolines *all = tables->all;
    const IrDecl *what = find_named(all->ir, mark->values[0]);
    const IrDecl *record = what != NULL ? find_record(what) : NULL;
    const Table *other = find_table(tables, mark->values[1]);
    Table table = {.name = mark->values[1], .mark = mark, .what = what};

    if (record == NULL) {
        g_autofree char *nearest = suggest_declaration(all->ir, mark->values[0]);
        trampolines_error(all, mark, "'%s' is no record that is declared here%s",
                          mark->values[0],
                          *nearest != '\0' ? nearest : "; include what declares it");
        return;
    }
    if (!has_callback(record)) {
        trampolines_error(all, mark,
                          "'%s' is no table: %s; name a record that has pointers to "
                          "functions",
                          mark->values[0],
                          record->complete ? "no member of it is a pointer to a function"
                                           : "its members are not declared here");
        return;
    }
    if (other != NULL) {
        trampolines_error(all, mark,
                          "the table '%s' is declared twice; give one of them "
                          "another name",
                          table.name);
        trampolines_note(all, other->mark->decl, NULL, "the other one is here");
        return;
    }
    if (!check_values(all, mark, record)) {
        return;
    }
    table.type = mark->values[0];
    table.object = carrier_type(mark);
    table.handlers = g_ptr_array_new();
    g_array_append_val(tables->list, table);
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

static void note_table(Trampolines *all, const Table *table)
{
    const Handler *first = table->handlers->len > 0 ? table->handlers->pdata[0] : NULL;

    if (table->mark != NULL) {
        trampolines_note(all, table->mark->decl, NULL, "the table is declared here");
    } else if (first != NULL) {
        trampolines_note(all, first->function, NULL, "the table begins with '%s'",
                         first->function->key);
    }
}

/* The table that the handler's mark names; NULL with an error reported. */
static Table *named_table(Tables *tables, const Handler *handler, const char *user_data)
{
    Trampolines *all = tables->all;
    Table *table = find_table(tables, table_argument(handler));

    if (table == NULL) {
        return add_table(tables, handler, user_data);
    }
    if (!is_of_record(table, handler)) {
        trampolines_error(all, handler->mark,
                          "the handler '%s' is for '%s', and the table '%s' is of '%s'; "
                          "name a table of '%s', or none",
                          handler->function->key, handler->mark->values[0], table->name,
                          table->type, handler->mark->values[0]);
        note_table(all, table);
        return NULL;
    }
    if (handler->object != NULL && table->object != NULL &&
        !same_object(handler->object, table->object)) {
        g_autofree char *own = spell_unqualified(handler->object);
        g_autofree char *theirs = spell_unqualified(table->object);
        trampolines_error(all, handler->mark,
                          "the object of the handler '%s' is '%s', and that of the table "
                          "'%s' is '%s'; take that, or name another table",
                          handler->function->key, own, table->name, theirs);
        note_table(all, table);
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
            (same_object(table->object, handler->object) &&
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
        if (other->place.field == handler->place.field &&
            other->place.offset == handler->place.offset) {
            trampolines_error(
                tables->all, handler->mark,
                "'%s' and '%s' both implement '%s' of '%s'; leave one mark "
                "out, or put them in two tables: BINDERY_IMPLEMENTS(%s, %s, "
                "TABLE)",
                other->function->key, handler->function->key, handler->member,
                handler->mark->values[0], handler->mark->values[0], handler->member);
            trampolines_note(tables->all, other->function, NULL, "the other handler");
            return;
        }
    }
    if (table != NULL) {
        g_ptr_array_add(table->handlers, (gpointer)handler);
    }
}

/* ---- what comes out ---- */

/* A class is filled by each of its types: it begins with its parent's class, or its
 * methods are called on what the object begins with. */
static IrTableKind table_kind(const Table *table)
{
    if (table->mark == NULL && table->user_data != NULL) {
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

static const char *bare(const char *type)
{
    const char *blank = strrchr(type, ' ');

    return blank != NULL ? blank + 1 : type;
}

static const char *table_name(Trampolines *all, const Table *table, IrTableKind kind)
{
    g_autofree char *type = table->object != NULL ? spell_unqualified(table->object)
                                                  : g_strdup(all->ir->module);
    const IrObject *object =
        table->object != NULL ? object_of(all->ir, type_record(table->object)) : NULL;
    g_autofree char *prefix = spell_prefix(bare(type));

    if (table->name != NULL) {
        return table->name;
    }
    return ir_printf(all->ir, "%s_%s%s", object != NULL ? object->prefix : prefix,
                     bare(table->type), kind == IR_TABLE_CONST ? "" : "_set");
}

static gint compare_handlers(gconstpointer a, gconstpointer b)
{
    const Handler *left = *(const Handler *const *)a, *right = *(const Handler *const *)b;

    if (left->place.offset != right->place.offset) {
        return left->place.offset < right->place.offset ? -1 : 1;
    }
    return strcmp(left->member, right->member);
}

/* An initializer may not be for what a handler is there for. */
static void check_against_values(Trampolines *all, const Table *table)
{
    for (unsigned i = 2; table->mark != NULL && i < table->mark->n_values; i++) {
        g_autofree char *path = designator(table->mark->values[i]);
        for (guint j = 0; j < table->handlers->len; j++) {
            const Handler *handler = table->handlers->pdata[j];
            if (strcmp(handler->member, path) == 0) {
                trampolines_error(all, handler->mark,
                                  "the table '%s' has an initializer for '%s' as well as "
                                  "the handler '%s'; leave one out",
                                  table->name, path, handler->function->key);
                note_table(all, table);
            }
        }
    }
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

static void finish_table(Trampolines *all, Table *table)
{
    IrTable out = {.what = table->what,
                   .type = table->type,
                   .kind = table_kind(table),
                   .user_data = table->mark == NULL ? table->user_data : NULL,
                   .members = g_array_new(FALSE, TRUE, sizeof(IrTableMember))};

    out.name = table_name(all, table, out.kind);
    if (table->object != NULL) {
        Handler of_object = {.object = table->object};
        out.object = spell_object(all, &of_object);
    }
    out.c = spell_declaration(all, &out);
    check_against_values(all, table);
    g_ptr_array_sort(table->handlers, compare_handlers);
    for (guint i = 0; i < table->handlers->len; i++) {
        const Handler *handler = table->handlers->pdata[i];
        IrTableMember member = {handler->member, handler->function->key, handler->bridge};
        g_array_append_val(out.members, member);
    }
    if (table->mark != NULL && table->mark->n_values > 2) {
        out.values = g_ptr_array_new();
        for (unsigned i = 2; i < table->mark->n_values; i++) {
            g_ptr_array_add(out.values, (gpointer)table->mark->values[i]);
        }
    }
    g_array_append_val(all->ir->tables, out);
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
        if (handler->place.field != NULL && (handler->object != NULL) == with_object) {
            add_handler(tables, handler);
        }
    }
}

void tables_find(Trampolines *all)
{
    Tables tables = {.all = all, .list = g_array_new(FALSE, TRUE, sizeof(Table))};

    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        if (mark->kind == MARK_TABLE) {
            declare_table(&tables, mark);
        }
    }
    add_handlers(&tables, true);
    add_handlers(&tables, false);
    for (guint i = 0; i < tables.list->len; i++) {
        Table *table = &g_array_index(tables.list, Table, i);
        finish_table(all, table);
        g_ptr_array_free(table->handlers, TRUE);
        if (table->mark != NULL) {
            g_free((gpointer)table->object);
        }
    }
    g_array_free(tables.list, TRUE);
    g_array_sort(all->ir->tables, compare_tables);
}
