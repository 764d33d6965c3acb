/* SPDX-License-Identifier: MIT */
#include "order.h"

#include "sort.h"

typedef struct Ordering {
    Ir *ir;
    const IrDecl *current; /* what is being placed: its own tag is known inside it */
} Ordering;

enum {
    STATE_NEW,
    STATE_OPEN,
    STATE_DONE
};

static void place(Ordering *ordering, IrDecl *decl);

/* The declaration that stands in the order for this one: an unnamed type's owner. */
static IrDecl *standing_for(IrDecl *decl)
{
    while (decl->unnamed && decl->owner != NULL) {
        decl = decl->owner;
    }
    return decl;
}

static void add_tag(Ir *ir, IrDecl *record)
{
    if (record->selected && !record->tagged) {
        record->tagged = true;
        g_ptr_array_add(ir->tags, record);
    }
}

/*
 * What must stand before a use of the type. With complete, the type's layout is needed;
 * in a prototype, a tag that was not declared before would be known only there.
 */
static void need_type(Ordering *ordering, const IrType *type, bool complete,
                      bool in_prototype)
{
    IrDecl *decl = type->decl;

    switch (type->kind) {
    case IR_TYPE_POINTER:
        need_type(ordering, type->target, false, in_prototype);
        break;
    case IR_TYPE_ARRAY:
    case IR_TYPE_VECTOR:
    case IR_TYPE_COMPLEX:
    case IR_TYPE_ATOMIC:
        need_type(ordering, type->target, true, in_prototype);
        break;
    case IR_TYPE_FUNCTION:
        need_type(ordering, type->target, false, in_prototype);
        for (unsigned i = 0; i < type->n_params; i++) {
            need_type(ordering, type->params[i], false, true);
        }
        break;
    case IR_TYPE_TYPEDEF:
        place(ordering, decl);
        if (complete && decl->type != NULL) {
            need_type(ordering, decl->type, true, false);
        }
        break;
    case IR_TYPE_ENUM:
        place(ordering, standing_for(decl));
        break;
    case IR_TYPE_RECORD:
        if (complete || decl->unnamed) {
            place(ordering, standing_for(decl));
        } else if (in_prototype && decl->order_state != STATE_DONE &&
                   decl != ordering->current) {
            add_tag(ordering->ir, decl);
        }
        break;
    default:
        break;
    }
}

static void need_fields(Ordering *ordering, const IrDecl *record)
{
    if (record->fields == NULL || record->opaque) {
        return;
    }
    for (guint i = 0; i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        if (field->inlined != NULL && field->inlined->kind == IR_RECORD) {
            need_fields(ordering, field->inlined);
        }
        if (field->inlined == NULL || field->type->decl != field->inlined) {
            need_type(ordering, field->type, true, false);
        }
    }
}

static void need_parts(Ordering *ordering, const IrDecl *decl)
{
    if (decl->kind == IR_RECORD) {
        need_fields(ordering, decl);
        return;
    }
    if (decl->inlined != NULL && decl->inlined->kind == IR_RECORD) {
        need_fields(ordering, decl->inlined);
    }
    if (decl->type != NULL) {
        need_type(ordering, decl->type, false, false);
    }
    for (unsigned i = 0; i < decl->n_params; i++) {
        need_type(ordering, decl->params[i].type, false, true);
    }
}

static void place(Ordering *ordering, IrDecl *decl)
{
    const IrDecl *outer = ordering->current;

    bool tag_only = decl->kind == IR_RECORD && !decl->complete;

    if (decl->order_state != STATE_NEW || !decl->selected || tag_only) {
        return;
    }
    decl->order_state = STATE_OPEN;
    ordering->current = decl;
    need_parts(ordering, decl);
    ordering->current = outer;
    decl->order_state = STATE_DONE;
    g_ptr_array_add(ordering->ir->order, decl);
}

/* Everything is compared by its place in the source; the compiler's own headers, which
 * differ between versions in where things stand, by name. */
static uint64_t place_of(const void *item)
{
    const IrDecl *decl = item;

    return (uint64_t)decl->sequence << 8 | decl->kind;
}

static const char *key_of(const void *decl)
{
    return ((const IrDecl *)decl)->key;
}

void order_lists(Ir *ir)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        sort_by_text(ir->decls[kind], key_of);
    }
}

void order_record(Ir *ir)
{
    Ordering ordering = {.ir = ir};
    GPtrArray *all = g_ptr_array_new();

    for (int kind = IR_RECORD; kind < IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            IrDecl *decl = ir->decls[kind]->pdata[i];
            if (standing_for(decl) == decl) {
                g_ptr_array_add(all, decl);
            }
        }
    }
    sort_by_number(all, place_of, key_of);
    for (guint i = 0; i < all->len; i++) {
        place(&ordering, all->pdata[i]);
    }
    sort_by_text(ir->tags, key_of);
    g_ptr_array_free(all, TRUE);
}
