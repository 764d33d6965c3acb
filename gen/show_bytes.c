/* SPDX-License-Identifier: MIT */
#include "show_bytes.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ROWS  512u
#define MAX_NAMES 9u /* in one byte: eight bits and a hole */
#define FOLD_ROWS 4  /* full rows of one member from which on they are folded */

static void clear_area(gpointer area)
{
    g_free(((MapArea *)area)->label);
}

MapArea *map_area(const Map *map, int number)
{
    return &g_array_index(map->areas, MapArea, number);
}

static void add_area(Map *map, int64_t offset, int64_t bits, char *label, bool gap)
{
    MapArea area = {.offset = offset, .bits = bits, .gap = gap};

    area.label = label;
    g_array_append_val(map->areas, area);
}

static const char *name_of(const LayoutRow *row)
{
    return row->field == NULL || row->field->name == NULL ? "" : row->field->name;
}

/* ---- what lies where ---- */

static guint find_close(const Layout *layout, guint open)
{
    const unsigned depth = g_array_index(layout->rows, LayoutRow, open).depth;
    guint i = open + 1;

    while (g_array_index(layout->rows, LayoutRow, i).kind != LAYOUT_CLOSE ||
           g_array_index(layout->rows, LayoutRow, i).depth != depth) {
        i++;
    }
    return i;
}

/* "x | y" for the members between an OPEN and its CLOSE; one that is an unnamed record is
 * looked into only when it has no name either. */
static char *label_of_union(const Layout *layout, guint open, guint close)
{
    const LayoutRow *row = &g_array_index(layout->rows, LayoutRow, open);
    GString *label = g_string_new(name_of(row));
    const char *separator = *name_of(row) != '\0' ? ": " : "";

    for (guint i = open + 1; i < close; i++) {
        const LayoutRow *member = &g_array_index(layout->rows, LayoutRow, i);

        if ((member->kind == LAYOUT_MEMBER || member->kind == LAYOUT_OPEN) &&
            *name_of(member) != '\0') {
            g_string_append_printf(label, "%s%s", separator, name_of(member));
            separator = " | ";
            i = member->kind == LAYOUT_OPEN ? find_close(layout, i) : i;
        }
    }
    return g_string_free(label, FALSE);
}

/* The names of the records around a member, joined, so that b.x is told from c.x. */
static char *label_of_member(const GPtrArray *around, const LayoutRow *row)
{
    GString *label = g_string_new(NULL);

    for (guint i = 0; i < around->len; i++) {
        const char *name = g_ptr_array_index(around, i);

        if (*name != '\0') {
            g_string_append_printf(label, "%s.", name);
        }
    }
    g_string_append(label, name_of(row));
    return g_string_free(label, FALSE);
}

/* An unnamed struct is looked into; a union, and an array of unnamed structs, is one
 * area. */
static bool is_one_area(const LayoutRow *open)
{
    return open->inlined->is_union || open->bits != open->inlined->size * 8;
}

static void find_areas(Map *map, const Layout *layout, guint first, guint end)
{
    GPtrArray *around = g_ptr_array_new();

    for (guint i = first; i < end; i++) {
        const LayoutRow *row = &g_array_index(layout->rows, LayoutRow, i);

        switch (row->kind) {
        case LAYOUT_OPEN:
            if (is_one_area(row)) {
                const guint close = find_close(layout, i);

                add_area(map, row->offset, row->bits, label_of_union(layout, i, close),
                         false);
                i = close;
            } else {
                g_ptr_array_add(around, (gpointer)name_of(row));
            }
            break;
        case LAYOUT_CLOSE:
            g_ptr_array_set_size(around, (gint)around->len - 1);
            break;
        case LAYOUT_MEMBER:
            if (row->bits > 0) {
                add_area(map, row->offset, row->bits, label_of_member(around, row),
                         false);
            }
            break;
        case LAYOUT_HOLE:
        case LAYOUT_PADDING:
            add_area(map, row->offset, row->bits, g_strdup(""), true);
            break;
        case LAYOUT_OPAQUE:
            add_area(map, row->offset, row->bits, g_strdup("opaque"), true);
            break;
        }
    }
    g_ptr_array_free(around, TRUE);
}

/* ---- rows ---- */

/* Several areas in one byte become an area of their own, the same for neighbours. */
static int merge_areas(Map *map, guint first, guint last, int before)
{
    GString *label = g_string_new(NULL);
    MapArea *previous = before != MAP_NOBODY ? map_area(map, before) : NULL;

    for (guint i = first; i <= last && i < first + MAX_NAMES; i++) {
        const MapArea *area = map_area(map, (int)i);

        if (area->gap) {
            g_string_append(label, map->gap_mark);
        } else {
            g_string_append_printf(label, "%s%s", i > first ? " " : "", area->label);
        }
    }
    if (previous != NULL && previous->bits < 0 && previous->offset == (int64_t)first &&
        strcmp(previous->label, label->str) == 0) {
        g_string_free(label, TRUE);
        return before;
    }
    /* No place in the record: the number of its first area tells merged ones apart. */
    add_area(map, first, -1, g_string_free(label, FALSE), false);
    return (int)map->areas->len - 1;
}

/* Which area the byte belongs to; from is the first of those sorted that may reach it. */
static int owner_of(Map *map, guint *from, guint n, int64_t byte, int before)
{
    guint last;

    while (*from < n &&
           map_area(map, (int)*from)->offset + map_area(map, (int)*from)->bits <=
               byte * 8) {
        (*from)++;
    }
    if (*from == n || map_area(map, (int)*from)->offset >= (byte + 1) * 8) {
        return MAP_NOBODY;
    }
    for (last = *from;
         last + 1 < n && map_area(map, (int)last + 1)->offset < (byte + 1) * 8; last++) {
    }
    return last == *from ? (int)*from : merge_areas(map, *from, last, before);
}

/* Full rows that one area takes from this byte on. */
static int64_t full_rows(const Map *map, int owner, int64_t byte)
{
    const MapArea *area = owner != MAP_NOBODY ? map_area(map, owner) : NULL;

    if (area == NULL || area->bits < 0 || area->offset > byte * 8) {
        return 0;
    }
    return (area->offset + area->bits - byte * 8) / (MAP_ROW_BYTES * 8);
}

static void add_rows(Map *map, guint first_area, int64_t size)
{
    const guint n = map->areas->len; /* merged ones come after these */
    guint from = first_area;
    int before = MAP_NOBODY;

    for (int64_t byte = 0; byte < size; byte += MAP_ROW_BYTES) {
        MapRow row = {.offset = byte};
        int64_t full;

        if (map->rows->len >= MAX_ROWS) {
            map->cut = true;
            return;
        }
        for (int i = 0; i < MAP_ROW_BYTES; i++) {
            before =
                byte + i < size ? owner_of(map, &from, n, byte + i, before) : MAP_NOBODY;
            row.owner[i] = before;
        }
        g_array_append_val(map->rows, row);
        full = full_rows(map, row.owner[0], byte);
        if (full >= FOLD_ROWS) {
            row.offset = -1;
            row.folded = full - 2;
            row.folded_from = byte + MAP_ROW_BYTES;
            g_array_append_val(map->rows, row);
            byte += (full - 2) * MAP_ROW_BYTES;
        }
    }
}

static gint compare_areas(gconstpointer left, gconstpointer right)
{
    const MapArea *a = left, *b = right;

    return (a->offset > b->offset) - (a->offset < b->offset);
}

/* A union is mapped a member at a time, each from byte 0. */
static void map_union(Map *map, const Layout *layout)
{
    for (guint i = 0; i < layout->rows->len; i++) {
        const LayoutRow *row = &g_array_index(layout->rows, LayoutRow, i);
        const guint end = row->kind == LAYOUT_OPEN ? find_close(layout, i) : i;
        const guint first_area = map->areas->len;

        if (row->kind == LAYOUT_MEMBER || row->kind == LAYOUT_OPEN) {
            find_areas(map, layout, i, end + 1);
            add_rows(map, first_area, (MAX(row->bits, 0) + 7) / 8);
        }
        i = end;
    }
}

/* The length of what all labels start with, up to a "_": "tcpi_". 0 for a lone label. */
static size_t common_prefix(const Map *map)
{
    const char *first = NULL;
    size_t length = 0, n = 0;

    for (guint i = 0; i < map->areas->len; i++) {
        const char *label = map_area(map, (int)i)->label;
        size_t same = 0;

        if (*label == '\0') {
            continue;
        }
        if (n++ == 0) {
            first = label;
            length = strlen(label);
        }
        while (same < length && label[same] == first[same]) {
            same++;
        }
        length = same;
    }
    while (length > 0 && first[length - 1] != '_') {
        length--;
    }
    return n > 1 ? length : 0;
}

void map_init(Map *map, const Layout *layout, const char *gap_mark)
{
    *map = (Map){.areas = g_array_new(FALSE, FALSE, sizeof(MapArea)),
                 .rows = g_array_new(FALSE, FALSE, sizeof(MapRow)),
                 .gap_mark = gap_mark};
    g_array_set_clear_func(map->areas, clear_area);
    if (layout->record->is_union && !layout->record->opaque) {
        map_union(map, layout);
    } else {
        find_areas(map, layout, 0, layout->rows->len);
        map->prefix = common_prefix(map);
        g_array_sort(map->areas, compare_areas);
        add_rows(map, 0, layout->record->size);
    }
}

void map_finish(Map *map)
{
    g_array_free(map->rows, TRUE);
    g_array_free(map->areas, TRUE);
}
