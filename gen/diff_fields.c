/* SPDX-License-Identifier: MIT */
#include "diff_fields.h"

#include <string.h>

#include "diff_names.h"
#include "diff_shape.h"
#include "diff_type.h"

/* Names of so many characters have at least so much (of 100) in common, or another member
 * has taken the place. */
#define LONG_NAME     4
#define RENAMED_FIELD 34

static const IrField *nth(const IrDecl *record, guint index)
{
    return &g_array_index(record->fields, IrField, index);
}

char *diff_offset(int64_t bits)
{
    return bits % 8 == 0
               ? g_strdup_printf("byte %" G_GINT64_FORMAT, bits / 8)
               : g_strdup_printf("byte %" G_GINT64_FORMAT " bit %" G_GINT64_FORMAT,
                                 bits / 8, bits % 8);
}

static void pair(DiffFields *fields, guint before, guint after)
{
    fields->to_after[before] = (int)after;
    fields->known[after] = true;
}

static bool same_name(const DiffMatches *matches, const IrField *old, const IrField *new)
{
    if (old->name[0] == '\0' && old->inlined != NULL && new->inlined != NULL) {
        return diff_match(matches, old->inlined) == new->inlined;
    }
    return old->name[0] != '\0' && strcmp(old->name, new->name) == 0;
}

/* Whether one name may have become the other: of long names something stays. */
static bool may_be_called(const char *before, const char *after)
{
    return strlen(before) < LONG_NAME || strlen(after) < LONG_NAME ||
           diff_name_likeness(before, after) >= RENAMED_FIELD;
}

/* What has no name of its own, or had another one: at one place, of one type. */
static bool same_place(const DiffMatches *matches, const IrField *old, const IrField *new)
{
    if (old->offset != new->offset || old->width != new->width) {
        return false;
    }
    if (old->inlined != NULL) {
        return new->inlined != NULL && old->type->size == new->type->size;
    }
    if ((old->name[0] == '\0') != (new->name[0] == '\0') || new->inlined != NULL ||
        !may_be_called(old->name, new->name)) {
        return false;
    }
    return diff_type(matches, old->type, new->type) <= DIFF_TYPE_OTHER_NAME;
}

static void match(DiffFields *fields, const DiffMatches *matches,
                  bool (*same)(const DiffMatches *matches, const IrField *old,
                               const IrField *new))
{
    for (guint i = 0; i < fields->n_before; i++) {
        for (guint j = 0; fields->to_after[i] < 0 && j < fields->n_after; j++) {
            if (!fields->known[j] &&
                same(matches, nth(fields->before, i), nth(fields->after, j))) {
                pair(fields, i, j);
            }
        }
    }
}

void diff_fields_init(DiffFields *fields, const DiffMatches *matches,
                      const IrDecl *before, const IrDecl *after)
{
    const bool same_end = before->size == after->size && before->align == after->align;

    *fields = (DiffFields){.before = before, .after = after};
    fields->n_before = before->fields != NULL ? before->fields->len : 0;
    fields->n_after = after->fields != NULL ? after->fields->len : 0;
    fields->to_after = g_new(int, fields->n_before);
    fields->known = g_new0(bool, fields->n_after);
    for (guint i = 0; i < fields->n_before; i++) {
        fields->to_after[i] = -1;
    }
    match(fields, matches, same_name);
    match(fields, matches, same_place);
    for (guint i = 0; i < fields->n_before; i++) {
        const IrField *old = nth(before, i);
        const int64_t bits = old->width >= 0 ? old->width : MAX(old->type->size, 0) * 8;

        fields->end = MAX(fields->end, old->offset + bits);
        if (fields->to_after[i] >= 0 && !diff_is_reserved(old) &&
            old->offset != nth(after, (guint)fields->to_after[i])->offset) {
            fields->moved = true;
        }
    }
    fields->neutral = !fields->moved && same_end;
    fields->only_grew = !fields->moved && before->size < after->size;
}

void diff_fields_finish(DiffFields *fields)
{
    g_free(fields->to_after);
    g_free(fields->known);
}

/* Types of members of either record: those of the matches come first. */
static bool same_type(const DiffMatches *matches, const IrType *a, const IrType *b)
{
    return diff_type(matches, a, b) <= DIFF_TYPE_OTHER_NAME ||
           diff_type(matches, b, a) <= DIFF_TYPE_OTHER_NAME;
}

static bool has(const DiffMatches *matches, const IrDecl *record, const IrField *field,
                int64_t offset, int64_t base)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *each = nth(record, i);

        if (each->name[0] == '\0' && each->inlined != NULL
                ? has(matches, each->inlined, field, offset, base + each->offset)
                : strcmp(each->name, field->name) == 0 && base + each->offset == offset &&
                      each->width == field->width &&
                      same_type(matches, each->type, field->type)) {
            return true;
        }
    }
    return false;
}

bool diff_fields_have(const DiffMatches *matches, const IrDecl *record,
                      const IrField *field, int64_t offset)
{
    return field->name[0] != '\0' && has(matches, record, field, offset, 0);
}

bool *diff_fields_stay(const DiffFields *fields)
{
    const guint n = fields->n_before;
    bool *stays = g_new0(bool, n);
    guint *length = g_new0(guint, n); /* of the longest run that ends there */
    int *previous = g_new0(int, n);   /* the member in front of it there */
    int last = -1;

    /* The longest increasing subsequence of the new indices. */
    for (guint i = 0; i < n; i++) {
        previous[i] = -1;
        if (fields->to_after[i] < 0) {
            continue;
        }
        length[i] = 1;
        for (guint j = 0; j < i; j++) {
            if (fields->to_after[j] >= 0 && fields->to_after[j] < fields->to_after[i] &&
                length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                previous[i] = (int)j;
            }
        }
        if (last < 0 || length[i] > length[last]) {
            last = (int)i;
        }
    }
    for (; last >= 0; last = previous[last]) {
        stays[last] = true;
    }
    g_free(length);
    g_free(previous);
    return stays;
}
