/* SPDX-License-Identifier: MIT */
/* The table of what differs between targets, as text and as JSON. */
#include <string.h>

#include "diff_targets.h"
#include "json_text.h"

#define WHAT_COLUMN 24 /* columns for what differs */
#define LEAST       8  /* columns of a value at least */
#define MOST        32 /* and at most */

static size_t value_columns(const DiffTargets *table, guint record)
{
    const Ir *ir = g_ptr_array_index(table->records, record);
    size_t columns = MAX(LEAST, strlen(ir->target));

    for (guint i = 0; i < table->rows->len; i++) {
        const DiffTargetRow *row = g_ptr_array_index(table->rows, i);
        const char *value = g_ptr_array_index(row->values, record);

        columns = MAX(columns, value != NULL ? show_columns(value) : 1);
    }
    return MIN(columns, MOST);
}

static void put_cell(ShowText *text, const char *value, size_t columns, bool last)
{
    size_t used;

    show_printf(text, "  ");
    used = show_fitted(text, value, columns);
    if (!last) {
        show_printf(text, "%*s", (int)(columns - used), "");
    }
}

static void put_row(ShowText *text, const DiffTargets *table, const DiffTargetRow *row,
                    const size_t *columns)
{
    put_cell(text, row->what, WHAT_COLUMN, false);
    for (guint i = 0; i < table->records->len; i++) {
        const char *value = g_ptr_array_index(row->values, i);

        put_cell(text, value != NULL ? value : "-", columns[i],
                 i + 1 == table->records->len);
    }
    show_printf(text, "\n");
}

void diff_targets_text(const DiffTargets *table, ShowText *text)
{
    const guint n = table->records->len;
    size_t *columns = g_new(size_t, n);
    const IrDecl *subject = NULL;
    unsigned subjects = 0;

    show_paint(text, SHOW_TITLE);
    show_printf(text, "%-*s", WHAT_COLUMN + 2, "");
    for (guint i = 0; i < n; i++) {
        const Ir *ir = g_ptr_array_index(table->records, i);

        columns[i] = value_columns(table, i);
        put_cell(text, ir->target, columns[i], i + 1 == n);
    }
    show_paint(text, SHOW_PLAIN);
    show_printf(text, "\n");
    for (guint i = 0; i < table->rows->len; i++) {
        const DiffTargetRow *row = g_ptr_array_index(table->rows, i);

        if (row->decl != subject) {
            subject = row->decl;
            subjects++;
            show_paint(text, SHOW_LABEL);
            if (!ir_has_tag(subject->kind)) {
                show_printf(text, "%s ", ir_decl_kind_name(subject->kind));
            }
            show_string(text, subject->key);
            show_paint(text, SHOW_PLAIN);
            show_printf(text, "\n");
        }
        put_row(text, table, row, columns);
    }
    show_printf(text, "%u declaration%s not the same for all targets\n", subjects,
                subjects == 1 ? " is" : "s are");
    g_free(columns);
}

static void put_row_json(JsonText *text, const DiffTargetRow *row)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open(text, '{');
    json_text_string_member(
        text, "kind", row->decl != NULL ? ir_decl_kind_name(row->decl->kind) : "target");
    json_text_string_member(text, "key", row->decl != NULL ? row->decl->key : NULL);
    json_text_string_member(text, "what", row->what);
    json_text_name(text, "values");
    json_text_open(text, '[');
    for (guint i = 0; i < row->values->len; i++) {
        const char *value = g_ptr_array_index(row->values, i);

        json_text_element(text);
        json_text_string(text, value != NULL ? value : "");
    }
    json_text_close(text, ']');
    json_text_close(text, '}');
}

void diff_targets_json(const DiffTargets *table, GString *out)
{
    JsonText text = {.out = out, .empty = true};

    json_text_open_lines(&text, '{');
    json_text_break(&text);
    json_text_size_member(&text, "bindery_targets", 1);
    json_text_break(&text);
    json_text_name(&text, "targets");
    json_text_open(&text, '[');
    for (guint i = 0; i < table->records->len; i++) {
        const Ir *ir = g_ptr_array_index(table->records, i);

        json_text_element(&text);
        json_text_string(&text, ir->target);
    }
    json_text_close(&text, ']');
    json_text_break(&text);
    json_text_name(&text, "rows");
    json_text_open_lines(&text, '[');
    for (guint i = 0; i < table->rows->len; i++) {
        put_row_json(&text, g_ptr_array_index(table->rows, i));
    }
    json_text_close_lines(&text, ']');
    json_text_close_lines(&text, '}');
    g_string_append_c(out, '\n');
}
