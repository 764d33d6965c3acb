/* SPDX-License-Identifier: MIT */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#define BYTE 8 /* bits */

/* The ABI's rules that differ between targets. */
typedef struct Rules {
    bool microsoft; /* bit-fields of one size share a unit, as Microsoft's compilers do */
    bool unnamed_align; /* unnamed bit-fields count for the record's alignment (AAPCS) */
    int64_t biggest;    /* what `aligned` without a number means, in bytes */
} Rules;

/* A record as far as it is laid out. Positions in bits, alignments in bytes. */
typedef struct Layout {
    const Rules *rules;
    bool packed, is_union;
    int64_t pack; /* bytes; -1 for none */
    int64_t end;  /* where the last member ended */
    int64_t size; /* of a union: the largest member */
    int64_t align;
    int64_t unit_size; /* Microsoft: the open bit-field unit's size, 0 for none */
    int64_t unit_left; /* Microsoft: bits left in it */
} Layout;

static int64_t align_up(int64_t value, int64_t align)
{
    return align > 0 ? (value + align - 1) / align * align : value;
}

bool layout_has_attribute(const GPtrArray *attributes, const char *text)
{
    for (guint i = 0; attributes != NULL && i < attributes->len; i++) {
        if (strcmp(attributes->pdata[i], text) == 0) {
            return true;
        }
    }
    return false;
}

int64_t layout_attribute(const GPtrArray *attributes, const char *name)
{
    size_t length = strlen(name);
    int64_t largest = -1;

    for (guint i = 0; attributes != NULL && i < attributes->len; i++) {
        const char *text = attributes->pdata[i];
        if (strncmp(text, name, length) == 0 && text[length] == '(') {
            largest = MAX(largest, strtoll(text + length + 1, NULL, 10));
        }
    }
    return largest;
}

static int64_t explicit_align(const Rules *rules, const GPtrArray *attributes)
{
    int64_t align = layout_attribute(attributes, "aligned");

    return align < 0 && layout_has_attribute(attributes, "aligned") ? rules->biggest
                                                                    : align;
}

static bool triple_has(const char *triple, const char *part)
{
    return triple != NULL && strstr(triple, part) != NULL;
}

static bool triple_starts(const char *triple, const char *start)
{
    return triple != NULL && g_str_has_prefix(triple, start);
}

static Rules rules_of(const Ir *ir, const IrDecl *record)
{
    const char *triple = ir->target;
    Rules rules = {.biggest = 16};

    rules.microsoft = triple_has(triple, "windows") || triple_has(triple, "mingw");
    if (layout_has_attribute(record->attributes, "ms_struct")) {
        rules.microsoft = true;
    }
    if (layout_has_attribute(record->attributes, "gcc_struct")) {
        rules.microsoft = false;
    }
    rules.unnamed_align =
        (triple_starts(triple, "arm") || triple_starts(triple, "thumb") ||
         triple_starts(triple, "aarch64")) &&
        !triple_has(triple, "apple");
    if (triple_starts(triple, "arm") || triple_starts(triple, "thumb")) {
        rules.biggest = 8;
    }
    return rules;
}

static void close_unit(Layout *layout)
{
    layout->unit_size = layout->unit_left = 0;
}

static void grow(Layout *layout, int64_t end, int64_t align)
{
    layout->end = end;
    layout->size = MAX(layout->size, end);
    layout->align = MAX(layout->align, align);
}

/* The alignment a member that is no bit-field gets, in bytes. */
static int64_t member_align(const Layout *layout, const IrField *field)
{
    bool packed = layout->packed || layout_has_attribute(field->attributes, "packed");
    int64_t align = packed ? 1 : field->type->align;

    align = MAX(align, explicit_align(layout->rules, field->attributes));
    if (layout->pack > 0) {
        align = MIN(align, layout->pack);
    }
    return MAX(align, 1);
}

static int64_t place_member(Layout *layout, const IrField *field)
{
    int64_t align = member_align(layout, field);
    int64_t size = MAX(field->type->size, 0);
    int64_t offset = layout->is_union ? 0 : align_up(layout->end, align * BYTE);

    close_unit(layout);
    grow(layout, offset + size * BYTE, align);
    return offset;
}

/*
 * The alignment of a bit-field, in bits. GCC and Clang ignore `packed` on it where a
 * #pragma pack is in force, and both where it has no width.
 */
static int64_t bit_field_align(const Layout *layout, const IrField *field, int64_t wanted)
{
    bool packed = layout->packed || layout_has_attribute(field->attributes, "packed");
    int64_t align = field->type->align * BYTE;

    if (packed && layout->pack <= 0 && field->width > 0) {
        align = 1;
    }
    align = MAX(align, wanted * BYTE);
    if (layout->pack > 0 && field->width > 0) {
        align = MIN(align, layout->pack * BYTE);
    }
    return align;
}

/* Bit-fields as the System V ABIs lay them out. */
static int64_t place_bit_field(Layout *layout, const IrField *field)
{
    int64_t unit = field->type->size * BYTE;
    int64_t wanted = explicit_align(layout->rules, field->attributes);
    int64_t align = bit_field_align(layout, field, wanted);
    int64_t offset = layout->is_union ? 0 : layout->end;
    bool counts = *field->name != '\0' || layout->rules->unnamed_align;

    if (field->width == 0 ||
        (layout->pack <= 0 && offset % align + field->width > unit)) {
        offset = align_up(offset, align);
    } else if (wanted > 0 && (layout->pack <= 0 || wanted <= layout->pack)) {
        offset = align_up(offset, wanted * BYTE);
    }
    grow(layout, offset + field->width, counts ? MAX(align / BYTE, 1) : 1);
    return offset;
}

/* Bit-fields as Microsoft's compilers lay them out: one type size, one unit. */
static int64_t place_bit_field_microsoft(Layout *layout, const IrField *field)
{
    int64_t unit = field->type->size * BYTE;
    int64_t align =
        MAX(field->type->align, explicit_align(layout->rules, field->attributes));
    int64_t offset;

    if (layout->packed) {
        align = 1;
    }
    if (layout->pack > 0) {
        align = MIN(align, layout->pack);
    }
    if (layout->is_union) {
        grow(layout, field->width > 0 ? unit : 0, field->width > 0 ? align : 1);
        return 0;
    }
    if (field->width == 0) {
        bool open = layout->unit_size > 0;
        close_unit(layout);
        if (open) {
            grow(layout, align_up(layout->end, align * BYTE), align);
        }
        return layout->end;
    }
    if (layout->unit_size != unit || layout->unit_left < field->width) {
        offset = align_up(layout->end, align * BYTE);
        layout->unit_size = layout->unit_left = unit;
        grow(layout, offset + unit, align);
    }
    offset = layout->end - layout->unit_left;
    layout->unit_left -= field->width;
    return offset;
}

static int64_t place(Layout *layout, const IrField *field)
{
    if (field->width < 0) {
        return place_member(layout, field);
    }
    return layout->rules->microsoft ? place_bit_field_microsoft(layout, field)
                                    : place_bit_field(layout, field);
}

/*
 * Whether the record, declared under that #pragma pack, has the layout it is known to
 * have. With fill, offsets that are not known are taken from the model.
 */
static bool reproduces(const Ir *ir, IrDecl *record, int64_t pack, bool fill)
{
    Rules rules = rules_of(ir, record);
    Layout layout = {.rules = &rules,
                     .packed = record->packed,
                     .is_union = record->is_union,
                     .pack = pack,
                     .align = 1};
    int64_t size;

    for (guint i = 0; i < record->fields->len; i++) {
        IrField *field = &g_array_index(record->fields, IrField, i);
        int64_t offset = place(&layout, field);
        if (field->offset < 0 && fill) {
            field->offset = offset;
        }
        if (field->offset >= 0 && field->offset != offset) {
            return false;
        }
    }
    layout.align = MAX(layout.align, explicit_align(&rules, record->attributes));
    size =
        align_up(record->is_union ? layout.size : layout.end, layout.align * BYTE) / BYTE;
    return size == record->size && layout.align == record->align;
}

static bool reproduces_all(const Ir *ir, IrDecl *record, int64_t pack, bool fill)
{
    for (guint i = 0; i < record->fields->len; i++) {
        IrDecl *inner = g_array_index(record->fields, IrField, i).inlined;
        if (inner != NULL && inner->kind == IR_RECORD && inner->fields != NULL &&
            !reproduces_all(ir, inner, pack, fill)) {
            return false;
        }
    }
    return reproduces(ir, record, pack, fill);
}

static void set_pack(IrDecl *record, int64_t pack)
{
    record->pack = pack;
    for (guint i = 0; i < record->fields->len; i++) {
        IrDecl *inner = g_array_index(record->fields, IrField, i).inlined;
        if (inner != NULL && inner->kind == IR_RECORD && inner->fields != NULL) {
            set_pack(inner, pack);
        }
    }
}

bool layout_solve(const Ir *ir, IrDecl *record)
{
    static const int64_t packs[] = {-1, 1, 2, 4, 8, 16};

    for (size_t i = 0; i < G_N_ELEMENTS(packs); i++) {
        if (reproduces_all(ir, record, packs[i], false)) {
            set_pack(record, packs[i]);
            return reproduces_all(ir, record, packs[i], true);
        }
    }
    return false;
}
