/* SPDX-License-Identifier: MIT */
#include "callbacks.h"

#include <string.h>

#include "callback_pairs.h"
#include "ir_names.h"

static void add_callback(IrDecl *decl, IrCallback callback)
{
    if (decl->callbacks == NULL) {
        decl->callbacks = g_array_new(FALSE, TRUE, sizeof(IrCallback));
    }
    g_array_append_val(decl->callbacks, callback);
}

/* Without a pointer that goes with it only a clear name tells an opaque pointer. */
static bool is_clear_alone(const Slot *slot)
{
    return slot->shape.given || slot->shape.kind >= NAME_LIKELY;
}

/* A manifest may say that a callback's opaque pointer is no void *, but u_char *: then
 * what has that type can be passed on as well. */
static void take_given_pointers(Slot *slots, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        const CallbackShape *shape = &slots[i].shape;

        for (unsigned j = 0; shape->given && shape->opaque >= 0 && j < n; j++) {
            if (!slots[j].pointer && is_object_pointer(slots[j].type) &&
                pointers_agree(shape->function->params[shape->opaque], slots[j].type)) {
                slots[j].pointer = true;
                slots[j].kind = callback_name_kind(slots[j].name);
            }
        }
    }
}

static void find_in_function(IrDecl *decl, KnownOpaques *known)
{
    bool any = false;
    Slot *slots;

    for (unsigned i = 0; i < decl->n_params && !any; i++) {
        any = callback_function(decl->params[i].type) != NULL;
    }
    if (!any) {
        return; /* as most */
    }
    slots = g_new(Slot, decl->n_params);
    for (unsigned i = 0; i < decl->n_params; i++) {
        slots[i] = make_slot(decl->params[i].name, decl->params[i].type, NULL, known);
    }
    for (unsigned i = 0; i + 1 < decl->n_params; i++) {
        if (slots[i].kind == NAME_WEAK &&
            is_size_of(decl->params[i + 1].name, decl->params[i + 1].type,
                       slots[i].name)) {
            slots[i].kind = NAME_THING;
        }
    }
    take_given_pointers(slots, decl->n_params);
    pair_params(slots, decl->n_params);
    for (unsigned i = 0; i < decl->n_params; i++) {
        const Slot *slot = &slots[i];

        if (slot->shape.opaque < 0 || slot->frees_shared ||
            (slot->user_data < 0 && !is_clear_alone(slot))) {
            continue;
        }
        add_callback(decl,
                     (IrCallback){.param = (int)i,
                                  .opaque = slot->shape.opaque,
                                  .user_data = slot->user_data,
                                  .destroy = slot->destroy,
                                  .confidence = pair_confidence(
                                      slot, slot->user_data >= 0 ? &slots[slot->user_data]
                                                                 : NULL)});
    }
    g_free(slots);
}

/* Whether the callback is a method: its first parameter is the record it stands in. */
static bool takes_record(const CallbackShape *shape, const IrDecl *record)
{
    const IrType *type;

    if (shape->function == NULL || shape->function->n_params == 0) {
        return false;
    }
    type = ir_type_resolved(shape->function->params[0]);
    if (type->kind != IR_TYPE_POINTER) {
        return false;
    }
    type = ir_type_resolved(type->target);
    return type->kind == IR_TYPE_RECORD && type->decl == record;
}

/* A table of operations: every callback in it starts with a void pointer that may be
 * user data. */
static bool is_table(const Slot *slots, unsigned n)
{
    unsigned callbacks = 0;

    for (unsigned i = 0; i < n; i++) {
        if (slots[i].shape.function == NULL) {
            continue;
        }
        if (slots[i].shape.opaque != 0 || slots[i].shape.is_const ||
            slots[i].shape.kind == NAME_THING) {
            return false;
        }
        callbacks++;
    }
    return callbacks > 1;
}

/*
 * A library that hands out all its functions in one table, of which few take anything
 * that is passed on: what they take there is an argument like any other.
 */
static bool is_function_table(const Slot *slots, unsigned n)
{
    enum {
        MANY = 64,
        FEW = 10
    };
    unsigned functions = 0, told = 0;

    for (unsigned i = 0; i < n; i++) {
        if (slots[i].pointer) {
            return false;
        }
        functions += slots[i].shape.function != NULL;
        told += slots[i].shape.opaque >= 0;
    }
    return functions > MANY && told < functions / FEW;
}

/* Whether a member's opaque pointer is told, though no member carries it. */
static bool member_is_clear(const Slot *slot, bool table)
{
    const CallbackShape *shape = &slot->shape;

    if (slot->frees && !table && !shape->given) {
        return shape->kind == NAME_CERTAIN; /* or it frees what the record holds */
    }
    return shape->given || table || shape->kind == NAME_CERTAIN ||
           (shape->opaque == 0 && shape->kind >= NAME_WEAK);
}

static void add_members(IrDecl *decl, const Slot *slots, unsigned n)
{
    const bool table = is_table(slots, n);
    const bool functions = !table && is_function_table(slots, n);

    for (unsigned i = 0; i < n; i++) {
        const Slot *slot = &slots[i];
        const Slot *pointer = slot->user_data >= 0 ? &slots[slot->user_data] : NULL;

        if (slot->shape.opaque < 0 ||
            (pointer == NULL &&
             (!member_is_clear(slot, table) || (functions && !slot->shape.given)))) {
            continue;
        }
        add_callback(
            decl, (IrCallback){.param = -1,
                               .field = slot->name,
                               .opaque = slot->shape.opaque,
                               .user_data = -1,
                               .destroy = -1,
                               .user_data_field = pointer != NULL ? pointer->name : NULL,
                               .destroy_field =
                                   slot->destroy >= 0 ? slots[slot->destroy].name : NULL,
                               .confidence = pair_confidence(slot, pointer)});
    }
}

static void find_in_record(IrDecl *decl, KnownOpaques *known)
{
    const unsigned n = decl->fields != NULL ? decl->fields->len : 0;
    bool any = false;
    Slot *slots;

    for (unsigned i = 0; i < n && !any; i++) {
        any = callback_function(g_array_index(decl->fields, IrField, i).type) != NULL;
    }
    if (!any) {
        return;
    }
    slots = g_new(Slot, n);
    for (unsigned i = 0; i < n; i++) {
        const IrField *field = &g_array_index(decl->fields, IrField, i);

        slots[i] = make_slot(field->name, field->type, field->params, known);
        slots[i].method = takes_record(&slots[i].shape, decl);
        if (slots[i].shape.opaque >= 0 && callback_name_is_spare(field->name)) {
            slots[i].shape.opaque = -1;
        }
    }
    pair_members(slots, n);
    add_members(decl, slots, n);
    g_free(slots);
}

/* A type alone tells less: it may be what frees memory, or what compares. */
static bool is_clear_typedef(const IrDecl *decl, const CallbackShape *shape)
{
    const bool frees_memory = shape->kind < NAME_WEAK &&
                              callback_name_takes_memory(decl->name) &&
                              count_void_pointers(shape->function) == 1;

    return shape->kind != NAME_THING && !frees_memory && !shape->inside &&
           (!shape->is_const || shape->kind >= NAME_WEAK);
}

static void find_in_typedef(IrDecl *decl, KnownOpaques *known)
{
    const IrType *function = callback_function(decl->type);
    IrType self = {.kind = IR_TYPE_TYPEDEF, .decl = decl};
    CallbackShape shape;

    if (function == NULL) {
        return;
    }
    shape = callback_shape(&self, NULL, known);
    if (shape.opaque < 0 || (!shape.given && !is_clear_typedef(decl, &shape))) {
        return;
    }
    add_callback(decl,
                 (IrCallback){.param = -1,
                              .opaque = shape.opaque,
                              .user_data = -1,
                              .destroy = -1,
                              .confidence = shape.given               ? IR_GIVEN
                                            : shape.kind >= NAME_WEAK ? IR_BY_NAME
                                                                      : IR_BY_SHAPE});
}

static const struct {
    IrDeclKind kind;
    void (*find)(IrDecl *decl, KnownOpaques *known);
} places[] = {{IR_TYPEDEF, find_in_typedef},
              {IR_RECORD, find_in_record},
              {IR_FUNCTION, find_in_function}};

void find_callbacks_in(IrDecl *decl)
{
    for (size_t place = 0; place < G_N_ELEMENTS(places); place++) {
        if (places[place].kind == decl->kind && decl->callbacks == NULL) {
            places[place].find(decl, NULL);
        }
    }
}

void find_callbacks_knowing(Ir *ir, KnownOpaques *known)
{
    for (size_t place = 0; place < G_N_ELEMENTS(places); place++) {
        const GPtrArray *decls = ir->decls[places[place].kind];

        for (guint i = 0; i < decls->len; i++) {
            IrDecl *decl = g_ptr_array_index(decls, i);

            if (!decl->selected || decl->from != NULL || decl->opaque) {
                continue;
            }
            if (decl->callbacks != NULL) {
                g_array_free(g_steal_pointer(&decl->callbacks), TRUE);
            }
            places[place].find(decl, known);
        }
    }
}

/* What an imported declaration is in the record of its module; NULL for a system
 * header's. */
static const IrDecl *find_in_module(const GPtrArray *dependencies, const IrDecl *decl)
{
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        const Ir *dependency = dependencies->pdata[i];

        if (strcmp(dependency->module, decl->from) == 0) {
            return ir_find_owned(dependency, decl->kind, decl->key);
        }
    }
    return NULL;
}

/*
 * An imported callback type has what its module's record says. Where that says nothing of
 * what would be found here, its manifest has excluded it: an empty list.
 */
static void take_imported(Ir *ir, const GPtrArray *dependencies)
{
    for (guint i = 0; i < ir->imports->len; i++) {
        IrDecl *decl = ir->imports->pdata[i];
        const IrDecl *owned = decl->kind == IR_TYPEDEF && decl->callbacks == NULL
                                  ? find_in_module(dependencies, decl)
                                  : NULL;

        if (owned == NULL) {
            continue;
        }
        find_in_typedef(decl, NULL);
        if (decl->callbacks != NULL) {
            g_array_set_size(decl->callbacks, 0);
        }
        for (guint j = 0; owned->callbacks != NULL && j < owned->callbacks->len; j++) {
            add_callback(decl, g_array_index(owned->callbacks, IrCallback, j));
        }
    }
}

void find_callbacks(Ir *ir, const GPtrArray *dependencies)
{
    take_imported(ir, dependencies);
    find_callbacks_knowing(ir, NULL);
}
