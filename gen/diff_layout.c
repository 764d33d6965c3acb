/* SPDX-License-Identifier: MIT */
#include "diff_layout.h"

#include <string.h>

#include "show_layout.h"

/* More rows than this around a change are left out. */
#define AROUND 2

/* A line: a row of each side, or of one alone. */
typedef struct Line {
    const LayoutRow *before, *after;
} Line;

static bool same_member(const LayoutRow *before, const LayoutRow *after)
{
    if (before->kind != after->kind || before->depth != after->depth) {
        return false;
    }
    return before->field != NULL
               ? strcmp(before->field->name, after->field->name) == 0 &&
                     (before->field->name[0] != '\0' || before->offset == after->offset)
               : before->offset == after->offset;
}

/* The first row from there on that is the same member; -1 when there is none. */
static int find(const GArray *rows, guint from, const LayoutRow *row)
{
    for (guint i = from; i < rows->len; i++) {
        if (same_member(&g_array_index(rows, LayoutRow, i), row)) {
            return (int)i;
        }
    }
    return -1;
}

static void add(GArray *lines, const LayoutRow *before, const LayoutRow *after)
{
    const Line line = {before, after};

    g_array_append_val(lines, line);
}

/* Puts rows of both sides on lines: what only one side has stands alone. New. */
static GArray *align(const GArray *before, const GArray *after)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    guint j = 0;

    for (guint i = 0; i < before->len; i++) {
        const LayoutRow *row = &g_array_index(before, LayoutRow, i);
        int match = find(after, j, row);

        for (; match >= 0 && j < (guint)match; j++) {
            add(lines, NULL, &g_array_index(after, LayoutRow, j));
        }
        add(lines, row, match >= 0 ? &g_array_index(after, LayoutRow, j++) : NULL);
    }
    for (; j < after->len; j++) {
        add(lines, NULL, &g_array_index(after, LayoutRow, j));
    }
    return lines;
}

/* "  8:2  flags  (2 bits)" of one side; nothing of a side that has no row. New. */
static char *describe(const LayoutRow *row)
{
    GString *text = g_string_new(NULL);

    if (row == NULL) {
        return g_string_free(text, FALSE);
    }
    g_string_append_printf(text, "%5" G_GINT64_FORMAT, row->offset / 8);
    if (row->offset % 8 != 0) {
        g_string_append_printf(text, ":%d", (int)(row->offset % 8));
    } else {
        g_string_append(text, "  ");
    }
    g_string_append_printf(text, " %*s", (int)row->depth * 2, "");
    switch (row->kind) {
    case LAYOUT_HOLE:
        g_string_append(text, "(hole)");
        break;
    case LAYOUT_PADDING:
        g_string_append(text, "(padding)");
        break;
    case LAYOUT_CLOSE:
        g_string_append(text, "}");
        return g_string_free(text, FALSE);
    case LAYOUT_OPAQUE:
        g_string_append(text, "(opaque)");
        break;
    case LAYOUT_OPEN:
        g_string_append_printf(text, "%s {", row->field->name);
        break;
    case LAYOUT_MEMBER:
        g_string_append(text, row->field->c != NULL ? row->field->c
                                                    : row->field->type->spelling);
        break;
    }
    if (row->bits >= 0) {
        g_string_append_printf(text,
                               row->bits % 8 == 0 ? " (%" G_GINT64_FORMAT ")"
                                                  : " (%" G_GINT64_FORMAT " bits)",
                               row->bits % 8 == 0 ? row->bits / 8 : row->bits);
    }
    return g_string_free(text, FALSE);
}

static bool differs(const Line *line)
{
    return line->before == NULL || line->after == NULL ||
           line->before->offset != line->after->offset ||
           line->before->bits != line->after->bits ||
           (line->before->field != NULL &&
            strcmp(line->before->field->type->spelling,
                   line->after->field->type->spelling) != 0);
}

static bool near_difference(const GArray *lines, guint index)
{
    const guint from = index > AROUND ? index - AROUND : 0;

    for (guint i = from; i < lines->len && i <= index + AROUND; i++) {
        if (differs(&g_array_index(lines, Line, i))) {
            return true;
        }
    }
    return false;
}

static void put_line(ShowText *text, const Line *line, size_t width)
{
    g_autofree char *left = describe(line->before), *right = describe(line->after);
    const bool changed = differs(line);
    size_t used;

    show_printf(text, "      ");
    show_paint(text, changed ? SHOW_HOLE : SHOW_DIM);
    used = show_fitted(text, left, width);
    show_printf(text, "%*s", (int)(width - used + 1), "");
    show_paint(text, SHOW_DIM);
    show_repeat(text, "│", "|", 1);
    show_paint(text, changed ? SHOW_MARK : SHOW_DIM);
    show_fitted(text, right, width);
    show_paint(text, SHOW_PLAIN);
    show_printf(text, "\n");
}

static void put_lines(ShowText *text, const GArray *lines, size_t width)
{
    guint left_out = 0;

    for (guint i = 0; i < lines->len; i++) {
        if (!near_difference(lines, i)) {
            left_out++;
            continue;
        }
        if (left_out > 0) {
            show_printf(text, "        ... %u unchanged\n", left_out);
            left_out = 0;
        }
        put_line(text, &g_array_index(lines, Line, i), width);
    }
    if (left_out > 0) {
        show_printf(text, "        ... %u unchanged\n", left_out);
    }
}

void diff_layout_write(ShowText *text, const IrDecl *before, const IrDecl *after)
{
    const size_t width = (MAX(text->style.width, 60) - 9) / 2;
    Layout old, new;
    GArray *lines;

    if (!layout_init(&old, before)) {
        return;
    }
    if (!layout_init(&new, after)) {
        layout_finish(&old);
        return;
    }
    lines = align(old.rows, new.rows);
    put_lines(text, lines, width);
    g_array_unref(lines);
    layout_finish(&new);
    layout_finish(&old);
}
