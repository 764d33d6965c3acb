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

static void put_title(ShowText *text, const IrDecl *decl)
{
    g_autofree char *title = diff_title(decl);

    show_string(text, title);
}

static void put_heading(ShowText *text, const DiffReport *report,
                        const DiffChange *change)
{
    const IrDecl *decl = change->after != NULL ? change->after : change->before;

    show_paint(text, levels[change->level].paint);
    show_printf(text, "%-13s ", levels[change->level].title);
    if (decl == NULL) {
        show_paint(text, SHOW_PLAIN);
        return;
    }
    show_paint(text, SHOW_TITLE);
    put_title(text, change->before != NULL ? change->before : decl);
    show_paint(text, SHOW_DIM);
    if (decl->file != NULL) {
        show_printf(text, "  ");
        show_string(text, report->prefix != NULL ? report->prefix : "");
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
    if (change->class == DIFF_DOC) {
        return; /* comments are long, and the sentence says it */
    }
    if (change->old_text != NULL) {
        show_paint(text, SHOW_HOLE);
        show_printf(text, "      - ");
        show_fitted(text, change->old_text, SIZE_MAX);
        show_printf(text, "\n");
    }
    if (change->new_text != NULL) {
        show_paint(text, SHOW_MARK);
        show_printf(text, "      + ");
        show_fitted(text, change->new_text, SIZE_MAX);
        show_printf(text, "\n");
    }
    show_paint(text, SHOW_PLAIN);
}

/* The way from the change to one thing that it reaches: "struct b (member a) -> open()".
 */
static void put_chain(ShowText *text, const GArray *reached, int index)
{
    const DiffReached *each = &g_array_index(reached, DiffReached, index);

    if (each->via >= 0) {
        put_chain(text, reached, each->via);
        show_printf(text, " -> ");
    }
    put_title(text, each->decl);
    if (each->how != NULL) {
        show_paint(text, SHOW_DIM);
        show_printf(text, " (");
        show_string(text, each->how);
        show_printf(text, ")");
        show_paint(text, SHOW_PLAIN);
    }
}

/* Functions come first: a way ends with one. */
static void put_reached(ShowText *text, const GArray *reached)
{
    unsigned told = 0, functions = 0;

    for (guint i = 0; i < reached->len; i++) {
        functions += g_array_index(reached, DiffReached, i).decl->kind == IR_FUNCTION;
    }
    show_printf(text, "      reaches %u declaration%s", reached->len,
                reached->len == 1 ? "" : "s");
    if (functions > 0 && functions < reached->len) {
        show_printf(text, ", %u of them function%s", functions,
                    functions == 1 ? "" : "s");
    }
    show_printf(text, ":\n");
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < reached->len && told < REACHED; i++) {
            const IrDeclKind kind = g_array_index(reached, DiffReached, i).decl->kind;

            if ((kind == IR_FUNCTION) == (pass == 0)) {
                show_printf(text, "        ");
                put_chain(text, reached, (int)i);
                show_printf(text, "\n");
                told++;
            }
        }
    }
    if (reached->len > told) {
        show_printf(text, "        and %u more\n", reached->len - told);
    }
}

static void put_change(ShowText *text, const DiffReport *report, const DiffChange *change)
{
    put_heading(text, report, change);
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
        put_reached(text, change->reached);
    }
}

/* Says in one line what somebody knows of and accepts. */
static void put_accepted(ShowText *text, const DiffChange *change)
{
    show_paint(text, SHOW_DIM);
    show_printf(text, "accepted      ");
    if (change->before != NULL || change->after != NULL) {
        put_title(text, change->before != NULL ? change->before : change->after);
        show_printf(text, ": ");
    }
    show_string(text, change->text);
    show_printf(text, "  [%s]\n    ", diff_class_name(change->class));
    show_string(text, change->reason);
    show_printf(text, "\n");
    show_paint(text, SHOW_PLAIN);
}

/* Puts the changes of a module that are accepted, or those that are not. */
static void put_module(ShowText *text, const DiffReport *report, const DiffModule *module,
                       bool accepted)
{
    for (guint i = 0; i < module->changes->len; i++) {
        const DiffChange *change = g_ptr_array_index(module->changes, i);

        if ((change->reason != NULL) != accepted) {
            continue;
        }
        if (report->modules->len > 1) {
            show_paint(text, SHOW_DIM);
            show_string(text, module->name);
            show_printf(text, ": ");
            show_paint(text, SHOW_PLAIN);
        }
        if (accepted) {
            put_accepted(text, change);
        } else {
            put_change(text, report, change);
        }
    }
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
    for (int accepted = 0; accepted < 2; accepted++) {
        for (guint i = 0; i < report->modules->len; i++) {
            put_module(text, report, g_ptr_array_index(report->modules, i),
                       accepted != 0);
        }
    }
    put_summary(text, report);
}
