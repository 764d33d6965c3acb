/* SPDX-License-Identifier: MIT */
#include "diff_text.h"

#include <string.h>

#include "diff_layout.h"

/* How much of what a change reaches is told; the JSON has all of it. */
#define REACHED 6

static const struct {
    const char *title;
    ShowPaint paint;
} levels[DIFF_LEVELS] = {
    [DIFF_ABI] = {"ABI", SHOW_HOLE},
    [DIFF_API] = {"API", SHOW_MARK},
    [DIFF_BEHAVIOUR] = {"behaviour", SHOW_LABEL},
    [DIFF_COMPATIBLE] = {"compatible", SHOW_DIM},
    [DIFF_DOCUMENTATION] = {"documentation", SHOW_DIM},
};

static const char *title_of(const IrDecl *decl, GString *buffer)
{
    g_string_truncate(buffer, 0);
    if (!ir_has_tag(decl->kind)) {
        g_string_append_printf(buffer, "%s ", ir_decl_kind_name(decl->kind));
    }
    g_string_append(buffer, decl->key);
    return buffer->str;
}

static void put_heading(ShowText *text, const DiffChange *change, GString *buffer)
{
    const IrDecl *decl = change->after != NULL ? change->after : change->before;

    show_paint(text, levels[change->level].paint);
    show_printf(text, "%-13s ", levels[change->level].title);
    if (decl == NULL) {
        show_paint(text, SHOW_PLAIN);
        return;
    }
    show_paint(text, SHOW_TITLE);
    show_string(text, title_of(change->before != NULL ? change->before : decl, buffer));
    show_paint(text, SHOW_DIM);
    if (decl->file != NULL) {
        show_printf(text, "  ");
        show_string(text, decl->file);
        if (decl->line > 0) {
            show_printf(text, ":%u", decl->line);
        }
        if (change->after == NULL) {
            show_printf(text, " (before)");
        }
    }
    show_paint(text, SHOW_PLAIN);
    show_printf(text, "\n    ");
}

static void put_before_and_after(ShowText *text, const DiffChange *change)
{
    const size_t width = MAX(text->style.width, 60) - 8;

    if (change->class == DIFF_DOC) {
        return; /* comments are long, and the sentence says it */
    }
    if (change->old_text != NULL) {
        show_paint(text, SHOW_HOLE);
        show_printf(text, "      - ");
        show_fitted(text, change->old_text, width);
        show_printf(text, "\n");
    }
    if (change->new_text != NULL) {
        show_paint(text, SHOW_MARK);
        show_printf(text, "      + ");
        show_fitted(text, change->new_text, width);
        show_printf(text, "\n");
    }
    show_paint(text, SHOW_PLAIN);
}

/* The way from the change to one thing that it reaches: "struct b (member a) -> open()".
 */
static void put_chain(ShowText *text, const GArray *reached, int index, GString *buffer)
{
    const DiffReached *each = &g_array_index(reached, DiffReached, index);

    if (each->via >= 0) {
        put_chain(text, reached, each->via, buffer);
        show_printf(text, " -> ");
    }
    show_string(text, title_of(each->decl, buffer));
    if (each->how != NULL) {
        show_paint(text, SHOW_DIM);
        show_printf(text, " (");
        show_string(text, each->how);
        show_printf(text, ")");
        show_paint(text, SHOW_PLAIN);
    }
}

/* What is at the end of a way comes first: functions, variables, callbacks. */
static void put_reached(ShowText *text, const GArray *reached, GString *buffer)
{
    unsigned told = 0, functions = 0;

    for (guint i = 0; i < reached->len; i++) {
        functions += g_array_index(reached, DiffReached, i).decl->kind == IR_FUNCTION;
    }
    show_printf(text, "      reaches %u declaration%s, %u of them function%s:\n",
                reached->len, reached->len == 1 ? "" : "s", functions,
                functions == 1 ? "" : "s");
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < reached->len && told < REACHED; i++) {
            const IrDeclKind kind = g_array_index(reached, DiffReached, i).decl->kind;

            if ((kind == IR_FUNCTION) == (pass == 0)) {
                show_printf(text, "        ");
                put_chain(text, reached, (int)i, buffer);
                show_printf(text, "\n");
                told++;
            }
        }
    }
    if (reached->len > told) {
        show_printf(text, "        and %u more\n", reached->len - told);
    }
}

static void put_change(ShowText *text, const DiffChange *change, GString *buffer)
{
    put_heading(text, change, buffer);
    if (change->part != NULL && strstr(change->text, change->part) == NULL) {
        show_string(text, change->part);
        show_printf(text, ": ");
    }
    show_string(text, change->text);
    show_paint(text, SHOW_DIM);
    show_printf(text, "  [%s]\n", diff_class_name(change->class));
    show_paint(text, SHOW_PLAIN);
    put_before_and_after(text, change);
    for (guint i = 0; change->details != NULL && i < change->details->len; i++) {
        show_printf(text, "      ");
        show_string(text, g_ptr_array_index(change->details, i));
        show_printf(text, "\n");
    }
    if (change->layout && change->before != NULL && change->after != NULL) {
        diff_layout_write(text, change->before, change->after);
    }
    if (change->reached != NULL) {
        put_reached(text, change->reached, buffer);
    }
}

static void put_module(ShowText *text, const DiffModule *module, bool several)
{
    GString *buffer = g_string_new(NULL);

    for (guint i = 0; i < module->changes->len; i++) {
        const DiffChange *change = g_ptr_array_index(module->changes, i);

        if (change->reason == NULL) {
            if (several) {
                show_paint(text, SHOW_DIM);
                show_string(text, module->name);
                show_printf(text, ": ");
                show_paint(text, SHOW_PLAIN);
            }
            put_change(text, change, buffer);
        }
    }
    g_string_free(buffer, TRUE);
}

static void put_summary(ShowText *text, const DiffReport *report)
{
    unsigned suppressed = 0, all = 0;

    for (int level = DIFF_LEVELS - 1; level >= 0; level--) {
        unsigned count = diff_report_count(report, (DiffLevel)level, false);

        suppressed += diff_report_count(report, (DiffLevel)level, true);
        all += count;
        if (count > 0) {
            show_printf(text, "%s", all > count ? ", " : "");
            show_paint(text, levels[level].paint);
            show_printf(text, "%u %s", count, levels[level].title);
            show_paint(text, SHOW_PLAIN);
        }
    }
    show_printf(text, "%s", all == 0 ? "no change" : all == 1 ? " change" : " changes");
    if (suppressed > 0) {
        show_printf(text, " (%u suppressed)", suppressed);
    }
    show_printf(text, "\n");
}

void diff_text_write(const DiffReport *report, ShowText *text)
{
    for (guint i = 0; i < report->modules->len; i++) {
        put_module(text, g_ptr_array_index(report->modules, i), report->modules->len > 1);
    }
    put_summary(text, report);
}
