/* SPDX-License-Identifier: MIT */
#include "diff_json.h"

#include <string.h>

#include "json_text.h"
#include "show_layout.h"

static void put_number(JsonText *text, const char *name, int64_t value)
{
    json_text_size_member(text, name, value);
}

/* ---- layouts ---- */

static const char *const row_kinds[] = {
    [LAYOUT_MEMBER] = "member", [LAYOUT_OPEN] = "open",       [LAYOUT_CLOSE] = "close",
    [LAYOUT_HOLE] = "hole",     [LAYOUT_PADDING] = "padding", [LAYOUT_OPAQUE] = "opaque",
};

static void put_row(JsonText *text, const LayoutRow *row)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open(text, '{');
    json_text_string_member(text, "kind", row_kinds[row->kind]);
    put_number(text, "depth", row->depth > 0 ? (int64_t)row->depth : -1);
    put_number(text, "offset", row->offset);
    put_number(text, "bits", row->bits);
    if (row->field != NULL) {
        json_text_string_member(text, "name",
                                row->field->name[0] != '\0' ? row->field->name : NULL);
        json_text_string_member(text, "type", row->field->type->spelling);
        json_text_true_member(text, "bit_field", row->field->width >= 0);
    }
    json_text_close(text, '}');
}

static void put_layout(JsonText *text, const char *name, const IrDecl *record)
{
    Layout layout;

    if (record == NULL || !layout_init(&layout, record)) {
        return;
    }
    json_text_break(text);
    json_text_name(text, name);
    json_text_open_lines(text, '{');
    json_text_break(text);
    put_number(text, "size", record->size);
    put_number(text, "align", record->align);
    json_text_break(text);
    json_text_name(text, "rows");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < layout.rows->len; i++) {
        put_row(text, &g_array_index(layout.rows, LayoutRow, i));
    }
    json_text_close_lines(text, ']');
    json_text_close_lines(text, '}');
    layout_finish(&layout);
}

/* ---- changes ---- */

/* What people call it. */
static void put_title(JsonText *text, const IrDecl *decl)
{
    g_autofree char *title = diff_title(decl);

    json_text_string_member(text, "title", title);
}

static void put_reached(JsonText *text, const DiffReached *reached)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open(text, '{');
    json_text_string_member(text, "kind", ir_decl_kind_name(reached->decl->kind));
    json_text_string_member(text, "key", reached->decl->key);
    put_title(text, reached->decl);
    json_text_string_member(text, "how", reached->how);
    put_number(text, "via", reached->via);
    json_text_true_member(text, "by_value", reached->by_value);
    json_text_close(text, '}');
}

static void put_line(JsonText *text, const char *name, const char *value)
{
    if (value != NULL) {
        json_text_break(text);
        json_text_string_member(text, name, value);
    }
}

/* Where it stands in its headers: after the change, or before where it is gone. */
static void put_subject(JsonText *text, const DiffReport *report,
                        const DiffChange *change)
{
    const IrDecl *decl = change->after != NULL ? change->after : change->before;
    bool placed;

    if (decl == NULL) {
        return;
    }
    placed = decl->file != NULL && decl->line > 0;
    json_text_string_member(text, "kind", ir_decl_kind_name(decl->kind));
    json_text_string_member(text, "key", decl->key);
    if (change->before != NULL && strcmp(change->before->key, decl->key) != 0) {
        json_text_string_member(text, "was", change->before->key);
    }
    put_title(text, change->before != NULL ? change->before : decl);
    if (decl->file != NULL) {
        g_autofree char *file =
            g_strconcat(report->prefix != NULL ? report->prefix : "", decl->file, NULL);

        json_text_string_member(text, "file", file);
    }
    put_number(text, "line", placed ? (int64_t)decl->line : -1);
    put_number(text, "column", placed ? (int64_t)decl->column : -1);
}

static void put_change(JsonText *text, const DiffReport *report, const DiffChange *change)
{
    json_text_break(text);
    json_text_element(text);
    json_text_open_lines(text, '{');
    json_text_break(text);
    json_text_string_member(text, "level", diff_level_name(change->level));
    json_text_string_member(text, "class", diff_class_name(change->class));
    put_subject(text, report, change);
    json_text_true_member(text, "gone", change->before != NULL && change->after == NULL);
    json_text_string_member(text, "part", change->part);
    put_line(text, "text", change->text);
    put_line(text, "before", change->old_text);
    put_line(text, "after", change->new_text);
    if (change->details != NULL) {
        json_text_break(text);
        json_text_strings_member(text, "details", change->details);
    }
    if (change->layout) {
        put_layout(text, "layout_before", change->before);
        put_layout(text, "layout_after", change->after);
    }
    if (change->reached != NULL) {
        json_text_break(text);
        json_text_name(text, "reached");
        json_text_open_lines(text, '[');
        for (guint i = 0; i < change->reached->len; i++) {
            put_reached(text, &g_array_index(change->reached, DiffReached, i));
        }
        json_text_close_lines(text, ']');
    }
    put_line(text, "suppressed", change->reason);
    json_text_close_lines(text, '}');
}

static void put_module(JsonText *text, const DiffReport *report, const DiffModule *module)
{
    const Ir *ir = module->after != NULL ? module->after : module->before;

    json_text_break(text);
    json_text_element(text);
    json_text_open_lines(text, '{');
    json_text_break(text);
    json_text_string_member(text, "module", module->name);
    json_text_string_member(text, "header", ir->header);
    json_text_string_member(text, "target", ir->target);
    json_text_break(text);
    json_text_name(text, "changes");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < module->changes->len; i++) {
        put_change(text, report, g_ptr_array_index(module->changes, i));
    }
    json_text_close_lines(text, ']');
    json_text_close_lines(text, '}');
}

/* What the classes of the report's changes are, in words. */
static void put_classes(JsonText *text, const DiffReport *report)
{
    bool used[DIFF_CLASSES] = {false};

    for (guint i = 0; i < report->modules->len; i++) {
        const DiffModule *module = g_ptr_array_index(report->modules, i);

        for (guint j = 0; j < module->changes->len; j++) {
            used[((const DiffChange *)g_ptr_array_index(module->changes, j))->class] =
                true;
        }
    }
    json_text_break(text);
    json_text_name(text, "classes");
    json_text_open_lines(text, '{');
    for (int i = 0; i < DIFF_CLASSES; i++) {
        if (used[i]) {
            json_text_break(text);
            json_text_string_member(text, diff_class_name((DiffClass)i),
                                    diff_class_title((DiffClass)i));
        }
    }
    json_text_close_lines(text, '}');
}

static void put_summary(JsonText *text, const DiffReport *report)
{
    unsigned suppressed = 0;

    json_text_break(text);
    json_text_name(text, "summary");
    json_text_open(text, '{');
    for (int level = DIFF_LEVELS - 1; level >= 0; level--) {
        put_number(text, diff_level_name((DiffLevel)level),
                   diff_report_count(report, (DiffLevel)level, false));
        suppressed += diff_report_count(report, (DiffLevel)level, true);
    }
    put_number(text, "suppressed", suppressed);
    json_text_close(text, '}');
}

void diff_json_write(const DiffReport *report, GString *out)
{
    JsonText text = {.out = out, .empty = true};

    json_text_open_lines(&text, '{');
    json_text_break(&text);
    json_text_size_member(&text, "bindery_diff", DIFF_JSON_VERSION);
    put_summary(&text, report);
    put_classes(&text, report);
    json_text_break(&text);
    json_text_name(&text, "modules");
    json_text_open_lines(&text, '[');
    for (guint i = 0; i < report->modules->len; i++) {
        put_module(&text, report, g_ptr_array_index(report->modules, i));
    }
    json_text_close_lines(&text, ']');
    json_text_close_lines(&text, '}');
    g_string_append_c(out, '\n');
}
