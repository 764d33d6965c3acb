/* SPDX-License-Identifier: MIT */
/* The table of a record's layout; show_layout.h declares it. */
#include <inttypes.h>
#include <string.h>

#include "show_layout.h"

#define NUMBER_WIDTH 9 /* of "offset" and "size": 123456:0, 1234567 */
#define INDENT       2 /* of a member in an unnamed record */

static void put_offset(ShowText *text, const LayoutRow *row)
{
    const bool in_bits = row->offset % 8 != 0 ||
                         (row->field != NULL && row->field->width >= 0) ||
                         (row->bits > 0 && row->bits % 8 != 0);
    char number[48];

    if (in_bits) {
        g_snprintf(number, sizeof(number), "%" PRId64 ":%" PRId64, row->offset / 8,
                   row->offset % 8);
    } else {
        g_snprintf(number, sizeof(number), "%" PRId64, row->offset / 8);
    }
    show_printf(text, "%*s", NUMBER_WIDTH, number);
}

static void put_size(ShowText *text, const LayoutRow *row)
{
    char number[48] = "";
    const bool bit_field = row->field != NULL && row->field->width >= 0;

    if (bit_field || row->bits % 8 != 0) {
        g_snprintf(number, sizeof(number), "%" PRId64 " bit%s", row->bits,
                   row->bits == 1 ? "" : "s");
    } else if (row->bits >= 0) {
        g_snprintf(number, sizeof(number), "%" PRId64, row->bits / 8);
    }
    show_printf(text, "%*s  ", NUMBER_WIDTH, row->bits < 0 ? "-" : number);
}

/* What stands before and after the body in a member's declaration. */
static void put_declaration(ShowText *text, const LayoutRow *row, size_t columns)
{
    const char *c = row->field->c != NULL ? row->field->c : row->field->type->spelling;
    const char *mark = strstr(c, IR_BODY_MARK);
    char *part = NULL;

    if (row->kind == LAYOUT_OPEN) {
        part =
            mark == NULL ? g_strdup("{") : g_strdup_printf("%.*s{", (int)(mark - c), c);
    } else if (row->kind == LAYOUT_CLOSE) {
        part = g_strdup_printf("}%s", mark == NULL ? "" : mark + strlen(IR_BODY_MARK));
    }
    show_fitted(text, part != NULL ? part : c, columns);
    g_free(part);
}

static void put_gap(ShowText *text, const LayoutRow *row)
{
    static const char *const words[] = {
        [LAYOUT_HOLE] = "hole",
        [LAYOUT_PADDING] = "padding",
        [LAYOUT_OPAQUE] = "opaque storage",
    };

    show_paint(text, SHOW_HOLE);
    show_repeat(text, "░", ".", 3);
    if (row->bits % 8 != 0) {
        show_printf(text, " %s, %" PRId64 " bit%s", words[row->kind], row->bits,
                    row->bits == 1 ? "" : "s");
    } else {
        show_printf(text, " %s, %" PRId64 " byte%s", words[row->kind], row->bits / 8,
                    row->bits == 8 ? "" : "s");
    }
    show_paint(text, SHOW_PLAIN);
}

static void put_row(ShowText *text, const LayoutRow *row)
{
    const size_t indent = (size_t)row->depth * INDENT;
    const size_t taken = 2 * (size_t)NUMBER_WIDTH + 2 + indent;
    const size_t left = text->style.width > taken + 20 ? text->style.width - taken : 20;

    if (row->kind == LAYOUT_CLOSE) {
        show_printf(text, "%*s", 2 * NUMBER_WIDTH + 2, "");
    } else {
        show_paint(text, SHOW_LABEL);
        put_offset(text, row);
        show_paint(text, SHOW_PLAIN);
        put_size(text, row);
    }
    show_printf(text, "%*s", (int)indent, "");
    if (row->field != NULL) {
        put_declaration(text, row, left);
    } else {
        put_gap(text, row);
    }
    show_printf(text, "\n");
}

/* A line between two rows that lie in different cache lines. */
static void put_cache_line(ShowText *text, int64_t number)
{
    char words[64];
    size_t taken;

    g_snprintf(words, sizeof(words), " cache line %" PRId64 ", from byte %" PRId64 " ",
               number, number * SHOW_CACHE_LINE);
    taken = strlen(words) + 2 * (size_t)NUMBER_WIDTH + 2;
    show_paint(text, SHOW_MARK);
    show_repeat(text, "═", "=", 2 * (size_t)NUMBER_WIDTH + 2);
    show_printf(text, "%s", words);
    show_repeat(text, "═", "=",
                text->style.width > taken ? text->style.width - taken : 3);
    show_paint(text, SHOW_PLAIN);
    show_printf(text, "\n");
}

void show_layout_table(ShowText *text, const Layout *layout)
{
    int64_t line = 0;

    show_paint(text, SHOW_DIM);
    show_printf(text, "%*s%*s  member\n", NUMBER_WIDTH, "offset", NUMBER_WIDTH, "size");
    show_paint(text, SHOW_PLAIN);
    for (guint i = 0; i < layout->rows->len; i++) {
        const LayoutRow *row = &g_array_index(layout->rows, LayoutRow, i);
        const int64_t now = row->offset / 8 / SHOW_CACHE_LINE;

        if (row->kind != LAYOUT_CLOSE && now > line && row->bits != 0) {
            put_cache_line(text, now);
            line = now;
        }
        put_row(text, row);
    }
}
