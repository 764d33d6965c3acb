/* SPDX-License-Identifier: MIT */
#include "callback_shape.h"

#include <string.h>

const IrType *callback_function(const IrType *type)
{
    type = ir_type_resolved(type);
    if (type != NULL && type->kind == IR_TYPE_POINTER) {
        type = ir_type_resolved(type->target);
    }
    return type != NULL && type->kind == IR_TYPE_FUNCTION ? type : NULL;
}

/* What a void pointer points to, with the qualifiers of all typedefs on the way; NULL
 * when it is no such pointer. */
static const IrType *pointed_void(const IrType *type, unsigned *qualifiers)
{
    type = ir_type_resolved(type);
    if (type == NULL || type->kind != IR_TYPE_POINTER) {
        return NULL;
    }
    *qualifiers = 0;
    for (type = type->target; type != NULL; type = type->decl->type) {
        *qualifiers |= type->qualifiers;
        if (type->kind != IR_TYPE_TYPEDEF || type->decl == NULL) {
            break;
        }
    }
    return type != NULL && type->kind == IR_TYPE_BUILTIN && type->builtin == IR_CLASS_VOID
               ? type
               : NULL;
}

bool is_void_pointer(const IrType *type)
{
    unsigned qualifiers;

    return pointed_void(type, &qualifiers) != NULL;
}

bool is_const_void_pointer(const IrType *type)
{
    unsigned qualifiers;

    return pointed_void(type, &qualifiers) != NULL && (qualifiers & IR_CONST) != 0;
}

bool is_object_pointer(const IrType *type)
{
    type = ir_type_resolved(type);
    return type != NULL && type->kind == IR_TYPE_POINTER &&
           ir_type_resolved(type->target)->kind != IR_TYPE_FUNCTION;
}

bool pointers_agree(const IrType *a, const IrType *b)
{
    if (is_void_pointer(a) || is_void_pointer(b)) {
        return is_void_pointer(a) && is_void_pointer(b);
    }
    return strcmp(ir_type_resolved(a)->spelling, ir_type_resolved(b)->spelling) == 0;
}

/* Whether the type goes by a name of its own: EGLDisplay, or the CURL of a CURL *. */
static bool is_handle(const IrType *type)
{
    for (; type != NULL; type = type->target) {
        for (const IrType *named = type; named != NULL && named->kind == IR_TYPE_TYPEDEF;
             named = named->decl != NULL ? named->decl->type : NULL) {
            if (named->decl != NULL &&
                !callback_type_name_is_general(named->decl->name)) {
                return true;
            }
        }
        type = ir_type_resolved(type);
        if (type == NULL) {
            break;
        }
    }
    return false;
}

NameKind void_pointer_kind(const char *name, const IrType *type)
{
    const NameKind kind = callback_name_kind(name);

    return kind < NAME_WEAK && is_handle(type) ? NAME_THING : kind;
}

/* Whether parameters behind this one only carry results: GError **. */
static bool is_last_input(const IrType *function, unsigned i)
{
    for (i++; i < function->n_params; i++) {
        const IrType *type = ir_type_resolved(function->params[i]);

        if (type->kind != IR_TYPE_POINTER ||
            ir_type_resolved(type->target)->kind != IR_TYPE_POINTER) {
            return false;
        }
    }
    return true;
}

unsigned count_void_pointers(const IrType *function)
{
    unsigned n = 0;

    for (unsigned i = 0; i < function->n_params; i++) {
        n += is_void_pointer(function->params[i]);
    }
    return n;
}

unsigned count_object_pointers(const IrType *function)
{
    unsigned n = 0;

    for (unsigned i = 0; i < function->n_params; i++) {
        n += is_object_pointer(function->params[i]);
    }
    return n;
}

/* Whether a parameter is a callback that is given a void pointer itself. */
static bool takes_void_pointer(const IrType *function, unsigned i)
{
    const IrType *inner = callback_function(function->params[i]);

    return inner != NULL && count_void_pointers(inner) > 0;
}

bool is_size_of(const char *name, const IrType *type, const char *thing)
{
    type = ir_type_resolved(type);
    return type != NULL && type->kind == IR_TYPE_BUILTIN &&
           (type->builtin == IR_CLASS_SIGNED || type->builtin == IR_CLASS_UNSIGNED) &&
           callback_name_is_size(name, thing);
}

static CallbackShape candidate(const CallbackShape *shape, unsigned i)
{
    CallbackShape found = *shape;

    found.opaque = (int)i;
    found.name = shape->names != NULL ? shape->names[i].name : "";
    found.kind = void_pointer_kind(found.name, shape->function->params[i]);
    if (found.kind == NAME_WEAK && shape->names != NULL &&
        i + 1 < shape->function->n_params &&
        is_size_of(shape->names[i + 1].name, shape->function->params[i + 1],
                   found.name)) {
        found.kind = NAME_THING; /* data of so many bytes */
    }
    if (found.kind == NAME_WEAK && callback_name_is_payload(found.name) &&
        !is_last_input(shape->function, i)) {
        found.kind = NAME_THING;
    }
    found.is_const = is_const_void_pointer(shape->function->params[i]);
    found.ambiguous = false;
    return found;
}

/* First or last. */
static bool stands_outside(const IrType *function, unsigned i)
{
    return i == 0 || is_last_input(function, i);
}

/* Whether what else is a void pointer is worked on, and not passed on. */
static bool others_are_things(const CallbackShape *shape, unsigned but)
{
    for (unsigned i = 0; i < shape->function->n_params; i++) {
        if (i != but && is_void_pointer(shape->function->params[i]) &&
            candidate(shape, i).kind != NAME_THING) {
            return false;
        }
    }
    return true;
}

/* Whether a callback that is a parameter has the void pointer beside it: it is the one
 * behind, or else the one before. */
static bool belongs_to_callback(const IrType *function, unsigned i)
{
    if (i > 0 && takes_void_pointer(function, i - 1)) {
        return true;
    }
    return i + 1 < function->n_params && takes_void_pointer(function, i + 1) &&
           !(i + 2 < function->n_params && is_void_pointer(function->params[i + 2]));
}

/*
 * Whether a parameter can be the opaque pointer for where it stands. One beside a
 * function pointer belongs to that function: a method that takes a callback and its user
 * data.
 */
static bool stands_right(const CallbackShape *shape, unsigned i, NameKind kind)
{
    const IrType *function = shape->function;

    if (belongs_to_callback(function, i)) {
        return false;
    }
    return stands_outside(function, i) || kind >= NAME_LIKELY ||
           (kind == NAME_WEAK && others_are_things(shape, i)) ||
           (kind == NAME_NONE && count_void_pointers(function) == 1);
}

/* Two const void * that nothing names are the things that are compared. */
static bool compares(const IrType *function)
{
    unsigned n = 0;

    for (unsigned i = 0; i < function->n_params; i++) {
        n += is_const_void_pointer(function->params[i]);
    }
    return n > 1;
}

/* Names decide, then const, then whether it is first or last, then the later place. */
static bool is_better(const CallbackShape *next, const CallbackShape *best)
{
    const IrType *function = next->function;

    if (best->opaque < 0 || next->kind != best->kind) {
        return best->opaque < 0 || next->kind > best->kind;
    }
    if (next->is_const != best->is_const) {
        return best->is_const;
    }
    return stands_outside(function, (unsigned)next->opaque) ||
           !stands_outside(function, (unsigned)best->opaque);
}

static void find_opaque(CallbackShape *shape)
{
    const IrType *function = shape->function;
    CallbackShape best = *shape;
    unsigned alike = 0;

    for (unsigned i = 0; i < function->n_params; i++) {
        CallbackShape next;

        if (!is_void_pointer(function->params[i])) {
            continue;
        }
        next = candidate(shape, i);
        if (stands_right(shape, i, next.kind) &&
            !(next.is_const && next.kind < NAME_LIKELY && compares(function))) {
            best = is_better(&next, &best) ? next : best;
        }
    }
    for (unsigned i = 0; best.opaque >= 0 && i < function->n_params; i++) {
        if (is_void_pointer(function->params[i])) {
            const CallbackShape other = candidate(shape, i);

            alike += other.kind == best.kind && other.is_const == best.is_const;
        }
    }
    best.ambiguous = alike > 1;
    best.inside = best.opaque >= 0 && best.kind == NAME_NONE &&
                  !stands_outside(function, (unsigned)best.opaque);
    *shape = best;
}

static bool is_known(const IrDecl *decl, KnownOpaques *known)
{
    return (known != NULL && g_hash_table_contains(known, decl)) ||
           (decl->from != NULL && decl->callbacks != NULL);
}

static void take_opaque(CallbackShape *shape, int opaque)
{
    if (opaque == shape->opaque || opaque >= (int)shape->function->n_params) {
        return;
    }
    if (opaque < 0) {
        shape->opaque = -1;
    } else {
        *shape = candidate(shape, (unsigned)opaque);
    }
}

/* The opaque pointer that a typedef on the way to the function is known to have: the
 * manifest says so, or the record of the module that has it. */
static void take_known(CallbackShape *shape, const IrDecl *decl, KnownOpaques *known)
{
    if (known != NULL && g_hash_table_contains(known, decl)) {
        take_opaque(shape, GPOINTER_TO_INT(g_hash_table_lookup(known, decl)) - 1);
        shape->given = true;
    } else if (decl->callbacks->len == 0) {
        take_opaque(shape, -1);
    } else {
        const IrCallback *callback = &g_array_index(decl->callbacks, IrCallback, 0);

        take_opaque(shape, callback->opaque);
        shape->given = callback->confidence == IR_GIVEN;
    }
}

/* The parameters' names, from the typedef that spells them. */
static void take_names(CallbackShape *shape, const IrDecl *decl)
{
    if (decl->params != NULL && decl->n_params == shape->function->n_params) {
        shape->names = decl->params;
    }
}

CallbackShape callback_shape(const IrType *type, const IrParam *names,
                             KnownOpaques *known)
{
    CallbackShape shape = {
        .function = callback_function(type), .names = names, .opaque = -1, .name = ""};
    const IrDecl *known_in = NULL;

    if (shape.function == NULL) {
        return shape;
    }
    while (type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_TYPEDEF) {
        const IrDecl *decl = type->kind == IR_TYPE_TYPEDEF ? type->decl : NULL;

        if (decl != NULL) {
            shape.type = shape.type != NULL ? shape.type : decl;
            take_names(&shape, decl);
            known_in = known_in == NULL && is_known(decl, known) ? decl : known_in;
        }
        type = decl != NULL ? decl->type : type->target;
    }
    find_opaque(&shape);
    if (known_in != NULL) {
        take_known(&shape, known_in, known);
    }
    return shape;
}

bool shape_is_notify(const CallbackShape *shape)
{
    const IrType *function = shape->function;
    const IrType *result;

    if (function == NULL || function->n_params != 1 || shape->opaque != 0) {
        return false;
    }
    result = ir_type_resolved(function->target);
    return result->kind == IR_TYPE_BUILTIN && result->builtin == IR_CLASS_VOID;
}
