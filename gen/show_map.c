/* SPDX-License-Identifier: MIT */
/* The map of a record's bytes; show_layout.h declares it. */
#include <inttypes.h>
#include <string.h>

#include "show_bytes.h"
#include "show_layout.h"

#define CELL   8u /* columns a byte takes, one of its borders included */
#define GUTTER 7u /* columns of the offsets at the left */

enum {
    UP = 1,
    DOWN = 2,
    LEFT = 4,
    RIGHT = 8,
};

static void put_corner(ShowText *text, unsigned lines, bool heavy)
{
    static const char *const thin[] = {" ", "╵", "╷", "│", "╴", "┘", "┐", "┤",
                                       "╶", "└", "┌", "├", "─", "┴", "┬", "┼"};
    static const char *const twice[] = {" ", "╵", "╷", "│", "═", "╛", "╕", "╡",
                                        "═", "╘", "╒", "╞", "═", "╧", "╤", "╪"};
    const bool upright = (lines & (UP | DOWN)) != 0,
               level = (lines & (LEFT | RIGHT)) != 0;
    const char *ascii = " ";

    if (upright && level) {
        ascii = "+";
    } else if (upright) {
        ascii = "|";
    } else if (level) {
        ascii = heavy ? "=" : "-";
    }
    show_repeat(text, heavy ? twice[lines] : thin[lines], ascii, 1);
}

/* Whether a border stands left of byte i (8: right of the last) in that row. */
static bool has_border(const MapRow *row, int i)
{
    const int left = row != NULL && i > 0 ? row->owner[i - 1] : MAP_NOBODY;
    const int right = row != NULL && i < MAP_ROW_BYTES ? row->owner[i] : MAP_NOBODY;

    return left != right;
}

static int owner_in(const MapRow *row, int i)
{
    return row != NULL && i >= 0 && i < MAP_ROW_BYTES ? row->owner[i] : MAP_NOBODY;
}

static bool starts_cache_line(const MapRow *row)
{
    return row != NULL && row->offset > 0 && row->offset % SHOW_CACHE_LINE == 0;
}

/* The line between two rows; either may be NULL. Nothing where it would be blank. */
static void put_separator(ShowText *text, const MapRow *above, const MapRow *below)
{
    const bool heavy = starts_cache_line(below);
    bool level[MAP_ROW_BYTES + 2] = {false}; /* [i + 1]: over byte i */
    bool any = false;
    int last = MAP_ROW_BYTES;

    for (int i = 0; i < MAP_ROW_BYTES; i++) {
        const bool inside =
            owner_in(above, i) != MAP_NOBODY || owner_in(below, i) != MAP_NOBODY;

        level[i + 1] = inside && (heavy || owner_in(above, i) != owner_in(below, i));
        any = any || level[i + 1];
    }
    if (!any) {
        return;
    }
    show_printf(text, "%*s", (int)GUTTER, "");
    show_paint(text, heavy ? SHOW_MARK : SHOW_DIM);
    while (!level[last] && !has_border(above, last) && !has_border(below, last)) {
        last--;
    }
    for (int i = 0; i <= last; i++) {
        put_corner(text,
                   (has_border(above, i) ? UP : 0u) | (has_border(below, i) ? DOWN : 0u) |
                       (level[i] ? LEFT : 0u) | (level[i + 1] ? RIGHT : 0u),
                   heavy);
        if (i < last) {
            const char *dash = heavy ? "═" : "─";

            show_repeat(text, level[i + 1] ? dash : " ",
                        level[i + 1] ? (heavy ? "=" : "-") : " ", CELL - 1);
        }
    }
    show_paint(text, SHOW_PLAIN);
    if (heavy) {
        show_paint(text, SHOW_MARK);
        show_printf(text, " %" PRId64, below->offset);
        show_paint(text, SHOW_PLAIN);
    }
    show_printf(text, "\n");
}

/* What a row says that stands for several; gives the columns taken. */
static size_t put_folded(ShowText *text, const MapRow *row, size_t columns)
{
    const int64_t end = row->folded_from + row->folded * MAP_ROW_BYTES;
    const int64_t line = (row->folded_from + SHOW_CACHE_LINE - 1) / SHOW_CACHE_LINE;
    const int64_t last = (end - 1) / SHOW_CACHE_LINE;
    GString *words = g_string_new(text->style.unicode ? " ⋮" : " :");
    size_t taken;

    g_string_append_printf(words, " %" PRId64 " bytes more", row->folded * MAP_ROW_BYTES);
    if (last == line) {
        g_string_append_printf(words, "; cache line %" PRId64 " starts in them", line);
    } else if (last > line) {
        g_string_append_printf(
            words, "; cache lines %" PRId64 " to %" PRId64 " start in them", line, last);
    }
    show_paint(text, SHOW_DIM);
    taken = show_fitted(text, words->str, columns);
    show_paint(text, SHOW_PLAIN);
    g_string_free(words, TRUE);
    return taken;
}

/* The inside of an area in one row: its label the first time it is met, else blank. */
static void put_inside(ShowText *text, const Map *map, const MapRow *row, int owner,
                       size_t columns)
{
    MapArea *area = map_area(map, owner);
    size_t taken = 0;

    if (row->folded > 0) {
        taken = put_folded(text, row, columns);
    } else if (area->gap && *area->label == '\0') {
        show_paint(text, SHOW_HOLE);
        show_repeat(text, "░", ".", columns);
        show_paint(text, SHOW_PLAIN);
        taken = columns;
    } else if (!area->labelled) {
        const char *label = area->label;

        /* Where there is no room for all of "tcpi_state" there may be for "state". */
        if (show_columns(label) > columns - 1 && map->prefix < strlen(label)) {
            label += map->prefix;
        }
        area->labelled = true;
        show_printf(text, " ");
        show_paint(text, SHOW_LABEL);
        taken = 1 + show_fitted(text, label, columns - 1);
        show_paint(text, SHOW_PLAIN);
    }
    show_printf(text, "%*s", (int)(columns - taken), "");
}

static void put_border(ShowText *text, bool there)
{
    show_paint(text, SHOW_DIM);
    show_repeat(text, there ? "│" : " ", there ? "|" : " ", 1);
    show_paint(text, SHOW_PLAIN);
}

static void put_row(ShowText *text, const Map *map, const MapRow *row)
{
    int i = 0, last = MAP_ROW_BYTES;

    if (row->folded > 0) {
        show_printf(text, "%*s", (int)GUTTER, "");
    } else {
        show_printf(text, "%*" PRId64 " ", (int)GUTTER - 1, row->offset);
    }
    while (last > 0 && row->owner[last - 1] == MAP_NOBODY) {
        last--;
    }
    for (int end; i < last; i = end) {
        for (end = i + 1; end < last && row->owner[end] == row->owner[i]; end++) {
        }
        put_border(text, has_border(row, i));
        if (row->owner[i] == MAP_NOBODY) {
            show_printf(text, "%*s", (end - i) * (int)CELL - 1, "");
        } else {
            put_inside(text, map, row, row->owner[i], (size_t)(end - i) * CELL - 1);
        }
    }
    put_border(text, true);
    show_printf(text, "\n");
}

static void put_head(ShowText *text)
{
    show_printf(text, "%*s", (int)GUTTER, "");
    show_paint(text, SHOW_DIM);
    for (int i = 0; i < MAP_ROW_BYTES; i++) {
        show_printf(text, "%*d", i == 0 ? (int)CELL / 2 + 1 : (int)CELL, i);
    }
    show_paint(text, SHOW_PLAIN);
    show_printf(text, "\n");
}

void show_layout_map(ShowText *text, const Layout *layout)
{
    const MapRow *above = NULL;
    Map map;

    map_init(&map, layout, text->style.unicode ? "░" : ".");
    if (map.rows->len > 0) {
        put_head(text);
    }
    for (guint i = 0; i < map.rows->len; i++) {
        const MapRow *row = &g_array_index(map.rows, MapRow, i);

        put_separator(text, above, row);
        put_row(text, &map, row);
        above = row;
    }
    put_separator(text, above, NULL);
    if (map.cut) {
        show_printf(text, "%*s(the map ends here; the table has the rest)\n", (int)GUTTER,
                    "");
    }
    map_finish(&map);
}
