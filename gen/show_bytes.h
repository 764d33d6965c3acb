/* SPDX-License-Identifier: MIT */
/*
 * Which byte of a record is whose, eight bytes a row: what the map of a layout draws.
 */
#ifndef BINDERY_GEN_SHOW_BYTES_H
#define BINDERY_GEN_SHOW_BYTES_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "show_layout.h"

#define MAP_ROW_BYTES 8
#define MAP_NOBODY    (-1) /* a byte beyond the end of the record */

/* A run of bits that is one member, one hole, or several members that overlap. */
typedef struct MapArea {
    int64_t offset, bits;
    char *label;   /* owned */
    bool gap;      /* nobody's */
    bool labelled; /* its label was drawn */
} MapArea;

typedef struct MapRow {
    int64_t offset;           /* bytes; -1 for the row that stands for folded ones */
    int64_t folded;           /* how many rows it stands for, */
    int64_t folded_from;      /* from this byte on */
    int owner[MAP_ROW_BYTES]; /* number of a MapArea, or MAP_NOBODY */
} MapRow;

/* The areas of a record and the rows they take. */
typedef struct Map {
    GArray *areas;        /* of MapArea */
    GArray *rows;         /* of MapRow */
    const char *gap_mark; /* stands for a hole in a byte that has members too */
    size_t prefix;        /* length of what every label starts with */
    bool cut;             /* it was too long */
} Map;

/*
 * Maps a layout (borrowed). A union is mapped a member at a time, each from byte 0; rows
 * that one member fills are folded into one that stands for them. Free it with
 * map_finish().
 */
void map_init(Map *map, const Layout *layout, const char *gap_mark);
void map_finish(Map *map);

/* The area of that number (borrowed). */
MapArea *map_area(const Map *map, int number);

#endif
