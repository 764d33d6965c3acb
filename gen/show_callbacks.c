/* SPDX-License-Identifier: MIT */
#include "show_callbacks.h"

#include <string.h>
#include <unistd.h>

#include "callback_shape.h"
#include "ir_names.h"
#include "show_find.h"

#define MARGIN     2u
#define GAP        2u
#define LEAST_TYPE ((size_t)12) /* columns that a type has at any rate */

typedef enum Column {
    COLUMN_CALLBACK,
    COLUMN_OPAQUE,
    COLUMN_USER_DATA,
    COLUMN_DESTROY,
    COLUMN_CONFIDENCE,
    COLUMN_TYPE, /* last: it is cut where a line gets too long */
    COLUMNS,
} Column;

/* A callback, or the declaration that the ones below it belong to. */
typedef struct Row {
    const IrDecl *decl; /* of a heading; else NULL */
    char *cells[COLUMNS];
} Row;

typedef struct Table {
    GArray *rows; /* of Row */
    unsigned n_decls;
} Table;

static void clear_row(void *data)
{
    Row *row = data;

    for (int i = 0; i < COLUMNS; i++) {
        g_free(row->cells[i]);
    }
}

/* A parameter as the manifest names it: by its name, or else by its number from 1. */
static char *param_name(const IrDecl *decl, int param)
{
    if (param < 0 || param >= (int)decl->n_params) {
        return g_strdup("-");
    }
    return *decl->params[param].name != '\0' ? g_strdup(decl->params[param].name)
                                             : g_strdup_printf("%d", param + 1);
}

/* "0 user_data": the number that the manifest takes, and the name where there is one. */
static char *opaque_name(const CallbackShape *shape, int opaque)
{
    const char *name = "";

    if (opaque < 0) {
        return g_strdup("-");
    }
    if (shape->names != NULL && shape->function != NULL &&
        opaque < (int)shape->function->n_params) {
        name = shape->names[opaque].name;
    }
    return g_strdup_printf("%d%s%s", opaque, *name != '\0' ? " " : "", name);
}

static void add_row(Table *table, const IrDecl *decl, const IrCallback *callback)
{
    const IrType *type = decl->type;
    const IrParam *names = NULL;
    CallbackShape shape;
    Row row = {.decl = NULL};

    if (decl->kind == IR_FUNCTION) {
        row.cells[COLUMN_CALLBACK] = param_name(decl, callback->param);
        row.cells[COLUMN_USER_DATA] = param_name(decl, callback->user_data);
        row.cells[COLUMN_DESTROY] = param_name(decl, callback->destroy);
        type = decl->params[callback->param].type;
    } else if (decl->kind == IR_RECORD) {
        const int at = ir_find_field(decl, callback->field);
        const IrField *field = at >= 0 ? &g_array_index(decl->fields, IrField, at) : NULL;
        const char *user_data = callback->user_data_field;
        const char *destroy = callback->destroy_field;

        row.cells[COLUMN_CALLBACK] = g_strdup(callback->field);
        row.cells[COLUMN_USER_DATA] = g_strdup(user_data != NULL ? user_data : "-");
        row.cells[COLUMN_DESTROY] = g_strdup(destroy != NULL ? destroy : "-");
        type = field != NULL ? field->type : NULL;
        names = field != NULL ? field->params : NULL;
    } else {
        row.cells[COLUMN_CALLBACK] = g_strdup(decl->key);
        row.cells[COLUMN_USER_DATA] = g_strdup("");
        row.cells[COLUMN_DESTROY] = g_strdup("");
        names = decl->params;
    }
    shape = callback_shape(type, names, NULL);
    row.cells[COLUMN_TYPE] = g_strdup(type != NULL ? type->spelling : "");
    row.cells[COLUMN_OPAQUE] = opaque_name(&shape, callback->opaque);
    row.cells[COLUMN_CONFIDENCE] = g_strdup(ir_confidence_name(callback->confidence));
    g_array_append_val(table->rows, row);
}

static void add_decl(Table *table, const IrDecl *decl)
{
    const Row heading = {.decl = decl};

    if (decl->callbacks == NULL || decl->callbacks->len == 0) {
        return;
    }
    if (decl->kind != IR_TYPEDEF) {
        g_array_append_val(table->rows, heading);
    }
    for (guint i = 0; i < decl->callbacks->len; i++) {
        add_row(table, decl, &g_array_index(decl->callbacks, IrCallback, i));
    }
    table->n_decls++;
}

/* What stands over a table of so many declarations. */
static const char *title_of(IrDeclKind kind, bool one)
{
    if (kind == IR_FUNCTION) {
        return one ? "function that takes callbacks" : "functions that take callbacks";
    }
    if (kind == IR_RECORD) {
        return one ? "record that holds callbacks" : "records that hold callbacks";
    }
    return one ? "callback type" : "callback types";
}

/* Widths that all cells fit into; of the type what is left of the line. */
static void find_widths(const Table *table, const char *const *heads, unsigned width,
                        size_t *widths)
{
    size_t before = MARGIN;

    for (int c = 0; c < COLUMNS; c++) {
        widths[c] = strlen(heads[c]);
        for (guint i = 0; i < table->rows->len; i++) {
            const Row *row = &g_array_index(table->rows, Row, i);

            if (row->decl == NULL) {
                widths[c] = MAX(widths[c], show_columns(row->cells[c]));
            }
        }
        before += c != COLUMN_TYPE && widths[c] > 0 ? widths[c] + GAP : 0;
    }
    widths[COLUMN_TYPE] = MIN(widths[COLUMN_TYPE],
                              width > before + LEAST_TYPE ? width - before : LEAST_TYPE);
}

static void put_cells(ShowText *text, const char *const *cells, const size_t *widths)
{
    size_t blanks = MARGIN;

    for (int c = 0; c < COLUMNS; c++) {
        size_t taken;

        if (widths[c] == 0) {
            continue;
        }
        if (*cells[c] != '\0') {
            show_printf(text, "%*s", (int)blanks, "");
            blanks = 0;
        }
        taken = show_fitted(text, cells[c], widths[c]);
        blanks += widths[c] - taken + GAP;
    }
    show_printf(text, "\n");
}

static void put_table(ShowText *text, const Table *table, IrDeclKind kind)
{
    const bool typedefs = kind == IR_TYPEDEF;
    const char *const heads[COLUMNS] = {
        [COLUMN_CALLBACK] =
            typedefs ? "name" : (kind == IR_RECORD ? "member" : "callback"),
        [COLUMN_OPAQUE] = "opaque",
        [COLUMN_USER_DATA] = typedefs ? "" : "user data",
        [COLUMN_DESTROY] = typedefs ? "" : "destroy",
        [COLUMN_CONFIDENCE] = "by",
        [COLUMN_TYPE] = "type",
    };
    size_t widths[COLUMNS];

    if (table->n_decls == 0) {
        return;
    }
    find_widths(table, heads, text->style.width, widths);
    show_printf(text, "\n");
    show_paint(text, SHOW_TITLE);
    show_printf(text, "%u %s\n", table->n_decls, title_of(kind, table->n_decls == 1));
    show_paint(text, SHOW_DIM);
    put_cells(text, heads, widths);
    show_paint(text, SHOW_PLAIN);
    for (guint i = 0; i < table->rows->len; i++) {
        const Row *row = &g_array_index(table->rows, Row, i);

        if (row->decl != NULL) {
            show_paint(text, SHOW_LABEL);
            show_string(text, row->decl->key);
            show_paint(text, SHOW_PLAIN);
            show_printf(text, "\n");
        } else {
            put_cells(text, (const char *const *)row->cells, widths);
        }
    }
}

/* Every declaration of a kind, or those of these names. */
static void put_kind(ShowText *text, const GPtrArray *decls, IrDeclKind kind)
{
    Table table = {.rows = g_array_new(FALSE, TRUE, sizeof(Row))};

    g_array_set_clear_func(table.rows, clear_row);
    for (guint i = 0; i < decls->len; i++) {
        const IrDecl *decl = g_ptr_array_index(decls, i);

        if (decl->kind == kind && decl->selected) {
            add_decl(&table, decl);
        }
    }
    put_table(text, &table, kind);
    g_array_free(table.rows, TRUE);
}

/* The declarations of these names (new); with all_known false where one is not there. */
static GPtrArray *find_all(const Ir *ir, const char *path, const char *const *names,
                           Diagnostics *diag, bool *all_known)
{
    GPtrArray *all = g_ptr_array_new();

    for (; *names != NULL; names++) {
        GPtrArray *found = show_find(ir, *names);

        if (found->len == 0) {
            show_fail_unknown(ir, path, *names, diag);
            *all_known = false;
        }
        for (guint i = 0; i < found->len; i++) {
            if (!g_ptr_array_find(all, g_ptr_array_index(found, i), NULL)) {
                g_ptr_array_add(all, g_ptr_array_index(found, i));
            }
        }
        g_ptr_array_free(found, TRUE);
    }
    return all;
}

bool show_callbacks(const Ir *ir, const char *path, const char *const *names,
                    const ShowStyle *style, FILE *stream, Diagnostics *diag)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_RECORD, IR_TYPEDEF};
    const bool some = names != NULL && *names != NULL;
    ShowText text = {.out = g_string_new(NULL), .style = *style};
    bool known = true;
    GPtrArray *named = some ? find_all(ir, path, names, diag, &known) : NULL;
    gsize before;

    if (!isatty(fileno(stream))) {
        text.style.width = G_MAXUINT; /* a pipe has room for all */
    }
    show_paint(&text, SHOW_TITLE);
    show_string(&text, ir->module);
    show_paint(&text, SHOW_PLAIN);
    show_printf(&text, "  ");
    show_string(&text, ir->header);
    show_printf(&text, "\n");
    before = text.out->len;
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        put_kind(&text, some ? named : ir->decls[kinds[k]], kinds[k]);
    }
    if (text.out->len == before && known) {
        show_printf(&text, "\nno callbacks with an opaque pointer%s\n",
                    some ? " in what is named" : "");
    }
    fwrite(text.out->str, 1, text.out->len, stream);
    g_string_free(text.out, TRUE);
    if (named != NULL) {
        g_ptr_array_free(named, TRUE);
    }
    return known;
}
