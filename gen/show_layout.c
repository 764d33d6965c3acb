/* SPDX-License-Identifier: MIT */
#include "show_layout.h"

#include <inttypes.h>
#include <stdlib.h>

/* No record nests as deep, none is as large: what a damaged file says is not followed. */
#define MAX_DEPTH 32u
#define MAX_BYTES (INT64_C(1) << 52)
#define MAX_ROWS  20000u

static void add_members(Layout *layout, const IrDecl *record, int64_t base,
                        unsigned depth);

static void add_row(Layout *layout, LayoutRow row)
{
    g_array_append_val(layout->rows, row);
}

static int64_t bits_of(const IrField *field)
{
    if (field->width >= 0) {
        return MIN(field->width, MAX_BYTES);
    }
    return field->type->size >= 0 ? MIN(field->type->size, MAX_BYTES) * 8 : -1;
}

/* Bytes that one member of a union leaves out may be another's: those do not count. */
static void add_gap(Layout *layout, LayoutKind kind, unsigned depth, int64_t offset,
                    int64_t bits)
{
    add_row(layout,
            (LayoutRow){.kind = kind, .depth = depth, .offset = offset, .bits = bits});
    if (layout->n_unions > 0) {
        return;
    }
    if (kind == LAYOUT_HOLE) {
        layout->n_holes++;
        layout->hole_bits += bits;
    } else {
        layout->padding_bits += bits;
    }
}

/* The unnamed record that a member is, or is an array of; a pointer to one is neither. */
static const IrDecl *inlined_record(const IrField *field)
{
    const IrType *type = field->type;

    while (type->kind == IR_TYPE_ARRAY && type->target != NULL) {
        type = type->target;
    }
    if (field->inlined == NULL || field->inlined->kind != IR_RECORD ||
        type->kind != IR_TYPE_RECORD || type->decl != field->inlined) {
        return NULL;
    }
    return field->inlined->complete && field->inlined->size <= MAX_BYTES ? field->inlined
                                                                         : NULL;
}

static void add_member(Layout *layout, const IrField *field, int64_t offset,
                       unsigned depth)
{
    const IrDecl *inlined = inlined_record(field);
    LayoutRow row = {
        .depth = depth, .offset = offset, .bits = bits_of(field), .field = field};

    if (inlined == NULL || depth + 1 >= MAX_DEPTH || layout->rows->len >= MAX_ROWS) {
        add_row(layout, row);
        layout->n_members += field->width < 0 || (field->name != NULL && *field->name);
        return;
    }
    row.inlined = inlined;
    row.kind = LAYOUT_OPEN;
    add_row(layout, row);
    add_members(layout, inlined, offset, depth + 1);
    row.kind = LAYOUT_CLOSE;
    add_row(layout, row);
}

static void add_members(Layout *layout, const IrDecl *record, int64_t base,
                        unsigned depth)
{
    const int64_t size = MIN(record->size, MAX_BYTES) * 8;
    int64_t end = 0;

    layout->n_unions += record->is_union;
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        const int64_t offset = CLAMP(field->offset, 0, MAX_BYTES);
        const int64_t bits = bits_of(field);

        if (!record->is_union && offset > end) {
            add_gap(layout, LAYOUT_HOLE, depth, base + end, offset - end);
        }
        add_member(layout, field, base + offset, depth);
        end = MAX(end, offset + MAX(bits, 0));
    }
    layout->n_unions -= record->is_union;
    if (record->opaque) {
        add_row(layout,
                (LayoutRow){
                    .kind = LAYOUT_OPAQUE, .depth = depth, .offset = base, .bits = size});
    } else if (size > end) {
        add_gap(layout, LAYOUT_PADDING, depth, base + end, size - end);
    }
}

bool layout_init(Layout *layout, const IrDecl *record)
{
    if (!record->complete || record->size < 0 || record->size > MAX_BYTES) {
        return false;
    }
    *layout =
        (Layout){.record = record, .rows = g_array_new(FALSE, FALSE, sizeof(LayoutRow))};
    add_members(layout, record, 0, 0);
    return true;
}

void layout_finish(Layout *layout)
{
    g_array_free(layout->rows, TRUE);
}

/* "4 bytes", "3 bits", "1 byte 4 bits" */
static void put_amount(ShowText *text, int64_t bits)
{
    if (bits >= 8) {
        show_printf(text, "%" PRId64 " byte%s", bits / 8, bits / 8 == 1 ? "" : "s");
    }
    if (bits % 8 != 0) {
        show_printf(text, "%s%" PRId64 " bit%s", bits >= 8 ? " " : "", bits % 8,
                    bits % 8 == 1 ? "" : "s");
    }
}

static void put_summary(ShowText *text, const Layout *layout)
{
    const IrDecl *record = layout->record;
    const char *dot = text->style.unicode ? " · " : ", ";
    const int64_t lines = (record->size + SHOW_CACHE_LINE - 1) / SHOW_CACHE_LINE;

    show_paint(text, SHOW_TITLE);
    show_printf(text, "  size %" PRId64 ", align %" PRId64, record->size, record->align);
    show_paint(text, SHOW_PLAIN);
    if (record->pack > 0) {
        show_printf(text, "%spack %" PRId64, dot, record->pack);
    }
    show_printf(text, "%s%" PRId64 " cache line%s", dot, lines, lines == 1 ? "" : "s");
    show_printf(text, "\n  %u member%s", layout->n_members,
                layout->n_members == 1 ? "" : "s");
    if (layout->n_holes > 0) {
        show_printf(text, "%s%u hole%s of ", dot, layout->n_holes,
                    layout->n_holes == 1 ? "" : "s");
        put_amount(text, layout->hole_bits);
    }
    if (layout->padding_bits > 0) {
        show_printf(text, "%spadding ", dot);
        put_amount(text, layout->padding_bits);
    }
    show_printf(text, "\n");
}

void show_layout(ShowText *text, const IrDecl *record)
{
    Layout layout;

    if (!record->complete) {
        show_printf(text, "  declared only: it has no layout here\n");
        return;
    }
    if (!layout_init(&layout, record)) {
        show_printf(text, "  its layout is not known\n");
        return;
    }
    if (layout.rows->len > 0) {
        show_layout_table(text, &layout);
        show_printf(text, "\n");
        show_layout_map(text, &layout);
        show_printf(text, "\n");
    }
    put_summary(text, &layout);
    layout_finish(&layout);
}
