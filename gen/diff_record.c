/* SPDX-License-Identifier: MIT */
/* Records: members, layout, and what of them is declared at all. */
#include <string.h>

#include "diff_fields.h"
#include "diff_names.h"
#include "diff_parts.h"

static const IrField *nth(const IrDecl *record, guint index)
{
    return &g_array_index(record->fields, IrField, index);
}

static const char *title(DiffJob *job, const IrField *field)
{
    return field->name[0] != '\0' ? diff_printf(job, "member %s", field->name)
           : field->width >= 0    ? "an unnamed bit-field"
                                  : "an unnamed member";
}

/* Whether callers never have one in memory of their own: nobody holds or passes it by
 * value, and functions give out pointers to it. */
static bool callers_do_not_allocate(const DiffJob *job, const IrDecl *record)
{
    GPtrArray *names = g_ptr_array_new(); /* of const IrDecl *: it and its typedefs */
    bool given_out = false, by_value = false;

    g_ptr_array_add(names, (gpointer)record);
    for (guint i = 0; i < names->len; i++) {
        const GArray *uses = diff_uses_of(job->uses, g_ptr_array_index(names, i));

        for (guint j = 0; uses != NULL && j < uses->len; j++) {
            const DiffUse *use = &g_array_index(uses, DiffUse, j);

            if (use->by_value && use->user->kind == IR_TYPEDEF) {
                g_ptr_array_add(names, (gpointer)use->user);
            } else if (use->by_value) {
                by_value = true;
            } else if (use->user->kind == IR_FUNCTION && use->part == DIFF_USE_RESULT) {
                given_out = true;
            }
        }
    }
    g_ptr_array_unref(names);
    /* Or the caller says how large the one is that it knows. */
    return !by_value &&
           (given_out || (record->fields != NULL && record->fields->len > 0 &&
                          diff_is_size(nth(record, 0))));
}

static void diff_removed_leaf(DiffJob *job, const DiffFields *fields, const IrField *old)
{
    DiffChange *change = diff_add(job, DIFF_FIELD_REMOVED, fields->before, fields->after,
                                  "%s was removed", title(job, old));

    change->part = title(job, old);
    change->layout = true;
    diff_texts(job, change, old->c != NULL ? old->c : old->type->spelling, NULL);
}

/* Tells each member of a removed unnamed record that is not found where it was. */
static void diff_removed_inlined(DiffJob *job, const DiffFields *fields,
                                 const IrDecl *inlined, int64_t base)
{
    for (guint i = 0; inlined->fields != NULL && i < inlined->fields->len; i++) {
        const IrField *old = nth(inlined, i);

        if (old->name[0] == '\0' && old->inlined != NULL) {
            diff_removed_inlined(job, fields, old->inlined, base + old->offset);
        } else if (!diff_fields_have(job->matches, fields->after, old,
                                     base + old->offset)) {
            diff_removed_leaf(job, fields, old);
        }
    }
}

static void diff_removed_field(DiffJob *job, const DiffFields *fields, guint index)
{
    const IrField *old = nth(fields->before, index);

    if ((fields->neutral && diff_is_reserved(old)) ||
        diff_fields_have(job->matches, fields->after, old, old->offset)) {
        return; /* what took its room, or holds it now, is reported */
    }
    if (old->name[0] == '\0' && old->inlined != NULL) {
        diff_removed_inlined(job, fields, old->inlined, old->offset);
    } else {
        diff_removed_leaf(job, fields, old);
    }
}

/* Whether something else than room for it stood where a member stands now. */
static bool takes_the_place(const DiffJob *job, const DiffFields *fields,
                            const IrField *new)
{
    const int64_t at = new->offset;

    for (guint i = 0; !fields->before->is_union && i < fields->n_before; i++) {
        const IrField *old = nth(fields->before, i);
        const int64_t end =
            old->offset + (old->width >= 0 ? old->width : MAX(old->type->size, 0) * 8);

        if (fields->to_after[i] < 0 && !diff_is_reserved(old) && at >= old->offset &&
            at < end &&
            !diff_fields_have(job->matches, fields->after, old, old->offset) &&
            !(old->name[0] == '\0' && old->inlined != NULL)) {
            return true;
        }
    }
    return false;
}

static DiffClass class_of_added(const DiffJob *job, const DiffFields *fields,
                                const IrField *new)
{
    if (fields->neutral) {
        return takes_the_place(job, fields, new) ? DIFF_FIELD_ADDED
                                                 : DIFF_FIELD_ADDED_PADDING;
    }
    if (fields->only_grew && !fields->before->is_union && new->offset >= fields->end &&
        callers_do_not_allocate(job, fields->before)) {
        return DIFF_FIELD_ADDED_END;
    }
    return DIFF_FIELD_ADDED;
}

static void diff_added_field(DiffJob *job, const DiffFields *fields, guint index)
{
    const IrField *new = nth(fields->after, index);
    DiffChange *change;

    if ((fields->neutral && diff_is_reserved(new)) ||
        diff_fields_have(job->matches, fields->before, new, new->offset)) {
        return; /* it was a member of an unnamed one */
    }
    change = diff_add(job, class_of_added(job, fields, new), fields->before,
                      fields->after, "%s was added", title(job, new));
    change->part = title(job, new);
    change->layout = true;
    diff_texts(job, change, NULL, new->c != NULL ? new->c : new->type->spelling);
}

static const char *title_of_rename(DiffJob *job, const IrField *old, const IrField *new)
{
    return new->name[0] == '\0'
               ? diff_printf(job, "member %s has no name now", old->name)
               : diff_printf(job, "%s is called %s now", title(job, old), new->name);
}

/* Two members that were matched. Gives whether an attribute changed that decides on
 * layout. */
static bool diff_field(DiffJob *job, const DiffFields *fields, const IrField *old,
                       const IrField *new)
{
    const IrDecl *before = fields->before, *after = fields->after;
    const char *part = title(job, new);
    DiffChange *change = NULL;
    bool layout;

    if (strcmp(old->name, new->name) != 0) {
        change = diff_add(
            job, diff_is_reserved(old) ? DIFF_FIELD_ADDED_PADDING : DIFF_FIELD_RENAMED,
            before, after, "%s", title_of_rename(job, old, new));
        change->part = title(job, old);
        diff_texts(job, change, old->c, new->c);
    }
    if (old->inlined == NULL || new->inlined == NULL) {
        change =
            fields->neutral && diff_is_reserved(old)
                ? NULL
                : diff_types(job, DIFF_TYPE, before, after, part, old->type, new->type);
        if (change != NULL) {
            change->part = part;
            change->layout = old->type->size != new->type->size ||
                             old->type->align != new->type->align;
        }
    }
    if (old->width != new->width) {
        change = diff_add(job, DIFF_FIELD_WIDTH, before, after,
                          old->width < 0   ? "%s is a bit-field now"
                          : new->width < 0 ? "%s is no bit-field now"
                                           : "%s has another width",
                          part);
        change->part = part;
        change->layout = true;
        diff_texts(job, change, old->c, new->c);
    }
    layout = diff_attributes(job, before, after, part, old->attributes, new->attributes);
    diff_doc(job, before, after, part, old->doc, new->doc);
    return layout;
}

static void diff_reordered(DiffJob *job, const DiffFields *fields)
{
    g_autofree bool *stays = diff_fields_stay(fields);

    for (guint i = 0; !fields->before->is_union && i < fields->n_before; i++) {
        if (fields->to_after[i] >= 0 && !stays[i]) {
            const IrField *old = nth(fields->before, i);
            DiffChange *change =
                diff_add(job, DIFF_FIELD_REORDERED, fields->before, fields->after,
                         "%s stands at another place", title(job, old));

            change->part = title(job, old);
            change->layout = true;
        }
    }
}

/* Packing and alignment that the declaration asks for. */
static void diff_packing(DiffJob *job, const DiffFields *fields, bool attribute)
{
    const IrDecl *before = fields->before, *after = fields->after;

    if (before->pack != after->pack || before->packed != after->packed || attribute) {
        DiffChange *change = diff_add(job, DIFF_RECORD_PACKING, before, after,
                                      "its packing or alignment is declared otherwise");

        change->layout = true;
        if (!fields->moved && before->size == after->size &&
            before->align == after->align) {
            change->level = DIFF_COMPATIBLE;
            change->layout = false;
            diff_detail(job, change, "the layout is the same");
        }
    }
}

/* Whether a member's type has another size or alignment than before, which is a change of
 * that type. */
static bool explained_by_members(const DiffFields *fields)
{
    for (guint i = 0; i < fields->n_before; i++) {
        if (fields->to_after[i] >= 0) {
            const IrType *old = nth(fields->before, i)->type;
            const IrType *new = nth(fields->after, (guint)fields->to_after[i])->type;

            if (old->size != new->size || old->align != new->align) {
                return true;
            }
        }
    }
    return false;
}

/* Says what the layout has come to, where the first change of it is told. */
static void tell_layout(DiffJob *job, const DiffFields *fields, guint first)
{
    const IrDecl *before = fields->before, *after = fields->after;
    GPtrArray *changes = job->module->changes;
    DiffChange *change = NULL;

    for (guint i = first; i < changes->len && change == NULL; i++) {
        DiffChange *each = g_ptr_array_index(changes, i);

        change = each->layout ? each : NULL;
    }
    if (change == NULL) {
        if (explained_by_members(fields)) {
            return;
        }
        change = diff_add(job, DIFF_RECORD_LAYOUT, before, after,
                          "its layout changed, although no member did");
        change->layout = true;
    }
    if (before->size != after->size) {
        diff_detail(job, change,
                    "size %" G_GINT64_FORMAT " -> %" G_GINT64_FORMAT " bytes",
                    before->size, after->size);
    }
    if (before->align != after->align) {
        diff_detail(job, change,
                    "alignment %" G_GINT64_FORMAT " -> %" G_GINT64_FORMAT " bytes",
                    before->align, after->align);
    }
    for (guint i = 0; i < fields->n_before; i++) {
        const IrField *old = nth(before, i);

        if (fields->to_after[i] >= 0) {
            const IrField *new = nth(after, (guint)fields->to_after[i]);

            if (old->offset != new->offset) {
                g_autofree char *from = diff_offset(old->offset);
                g_autofree char *to = diff_offset(new->offset);

                diff_detail(job, change, "%s moved from %s to %s", title(job, new), from,
                            to);
            }
        }
    }
}

static void diff_members(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    const guint first = job->module->changes->len;
    DiffFields fields;
    bool attribute = false;

    diff_fields_init(&fields, job->matches, before, after);
    for (guint i = 0; i < fields.n_before; i++) {
        if (fields.to_after[i] >= 0) {
            attribute |= diff_field(job, &fields, nth(before, i),
                                    nth(after, (guint)fields.to_after[i]));
        } else {
            diff_removed_field(job, &fields, i);
        }
    }
    for (guint i = 0; i < fields.n_after; i++) {
        if (!fields.known[i]) {
            diff_added_field(job, &fields, i);
        }
    }
    diff_reordered(job, &fields);
    attribute |=
        diff_attributes(job, before, after, NULL, before->attributes, after->attributes);
    diff_packing(job, &fields, attribute);
    if (fields.moved || before->size != after->size || before->align != after->align) {
        tell_layout(job, &fields, first);
    }
    diff_fields_finish(&fields);
}

static bool is_visible(const IrDecl *record)
{
    return record->complete && !record->opaque;
}

void diff_record(DiffJob *job, const IrDecl *before, const IrDecl *after)
{
    if (before->is_union != after->is_union) {
        diff_add(job, DIFF_RECORD_KIND, before, after, "it is a %s now",
                 after->is_union ? "union" : "struct")
            ->layout = true;
        return;
    }
    if (is_visible(before) && is_visible(after)) {
        diff_members(job, before, after);
        return;
    }
    diff_attributes(job, before, after, NULL, before->attributes, after->attributes);
    if (is_visible(before) != is_visible(after)) {
        diff_add(job, is_visible(after) ? DIFF_RECORD_SHOWN : DIFF_RECORD_HIDDEN, before,
                 after,
                 is_visible(after) ? "its members are declared now"
                                   : "its members are no longer declared");
    }
    if (before->opaque && after->opaque &&
        (before->size != after->size || before->align != after->align)) {
        DiffChange *change = diff_add(job, DIFF_RECORD_LAYOUT, before, after,
                                      "it has another size or alignment");

        diff_detail(job, change,
                    "size %" G_GINT64_FORMAT " -> %" G_GINT64_FORMAT " bytes",
                    before->size, after->size);
    }
}
