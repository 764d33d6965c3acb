/* SPDX-License-Identifier: MIT */
/*
 * The layout of a record, flat: its members and those of the unnamed records in it, with
 * the holes between them and the padding at the end, in the order of their offsets.
 */
#ifndef BINDERY_GEN_SHOW_LAYOUT_H
#define BINDERY_GEN_SHOW_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "ir.h"
#include "show_text.h"

#define SHOW_CACHE_LINE 64 /* bytes */

typedef enum LayoutKind {
    LAYOUT_MEMBER,
    LAYOUT_OPEN,    /* a member that is an unnamed record: its members follow, */
    LAYOUT_CLOSE,   /* down to this */
    LAYOUT_HOLE,    /* between two members */
    LAYOUT_PADDING, /* after the last */
    LAYOUT_OPAQUE,  /* all of an opaque record */
} LayoutKind;

typedef struct LayoutRow {
    LayoutKind kind;
    unsigned depth;        /* of unnamed records around it */
    int64_t offset;        /* bits from the start of the outermost record */
    int64_t bits;          /* size; -1 when the type has none */
    const IrField *field;  /* of a member, OPEN and CLOSE */
    const IrDecl *inlined; /* OPEN and CLOSE: the unnamed record */
} LayoutRow;

typedef struct Layout {
    const IrDecl *record;
    GArray *rows; /* of LayoutRow */
    unsigned n_members, n_holes;
    int64_t hole_bits, padding_bits;
    unsigned n_unions; /* while it is found: how many unions are around */
} Layout;

/*
 * Finds the layout of a record (borrowed, must outlive it) and gives true; free it with
 * layout_finish(). False for a record that has none, or one of absurd size.
 */
bool layout_init(Layout *layout, const IrDecl *record);
void layout_finish(Layout *layout);

/* Draws it: a row per member, a map of its bytes, a line that sums it up. */
void show_layout(ShowText *text, const IrDecl *record);

/* The table and the map alone. */
void show_layout_table(ShowText *text, const Layout *layout);
void show_layout_map(ShowText *text, const Layout *layout);

#endif
