/* SPDX-License-Identifier: MIT */
#include "handlers_types.h"

#include <string.h>

#include "callback_shape.h"
#include "spell.h"

/* What changes a type through a pointer; restrict only promises. */
unsigned type_qualifiers(const IrType *type)
{
    unsigned found = type->qualifiers;

    while (type->kind == IR_TYPE_TYPEDEF && type->decl->type != NULL) {
        type = type->decl->type;
        found |= type->qualifiers;
    }
    return found & (IR_CONST | IR_VOLATILE);
}

bool type_is_const(const IrType *type)
{
    return (type_qualifiers(type) & IR_CONST) != 0;
}

bool type_is_nameless(const IrType *type)
{
    return (type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM) &&
           type->decl->type_name == NULL;
}

bool decl_is_deprecated(const IrDecl *decl)
{
    for (guint i = 0; decl->attributes != NULL && i < decl->attributes->len; i++) {
        if (g_str_has_prefix(decl->attributes->pdata[i], "deprecated") ||
            g_str_has_prefix(decl->attributes->pdata[i], "unavailable")) {
            return true;
        }
    }
    return false;
}

bool type_is_void(const IrType *type)
{
    type = ir_type_resolved(type);
    return type->kind == IR_TYPE_BUILTIN && type->builtin == IR_CLASS_VOID;
}

const IrType *type_of_function(const IrDecl *function)
{
    return ir_type_resolved(function->type);
}

const IrDecl *type_record(const IrType *type)
{
    type = ir_type_resolved(type);
    return type->kind == IR_TYPE_RECORD ? type->decl : NULL;
}

const IrType *type_pointee(const IrType *type)
{
    type = ir_type_resolved(type);
    return type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_ARRAY ? type->target
                                                                        : NULL;
}

const IrDecl *type_callback_typedef(const IrType *type)
{
    if (callback_function(type) == NULL) {
        return NULL;
    }
    if (type->kind == IR_TYPE_POINTER) {
        type = type->target;
    }
    return type->kind == IR_TYPE_TYPEDEF ? type->decl : NULL;
}

static bool same_functions(const IrType *a, const IrType *b)
{
    if (a->n_params != b->n_params || a->variadic != b->variadic ||
        a->prototyped != b->prototyped || g_strcmp0(a->convention, b->convention) != 0 ||
        !type_same(a->target, b->target)) {
        return false;
    }
    for (unsigned i = 0; i < a->n_params; i++) {
        if (type_fit_param(a->params[i], b->params[i]) != FIT_SAME) {
            return false;
        }
    }
    return true;
}

bool type_same(const IrType *a, const IrType *b)
{
    a = ir_type_resolved(a);
    b = ir_type_resolved(b);
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case IR_TYPE_POINTER:
        return type_qualifiers(a->target) == type_qualifiers(b->target) &&
               type_same(a->target, b->target);
    case IR_TYPE_ARRAY:
    case IR_TYPE_VECTOR:
        return a->length == b->length &&
               type_qualifiers(a->target) == type_qualifiers(b->target) &&
               type_same(a->target, b->target);
    case IR_TYPE_COMPLEX:
    case IR_TYPE_ATOMIC:
        return type_same(a->target, b->target);
    case IR_TYPE_FUNCTION:
        return same_functions(a, b);
    case IR_TYPE_RECORD:
    case IR_TYPE_ENUM:
        return a->decl == b->decl;
    default:
        return strcmp(spell_after_qualifiers(a->spelling),
                      spell_after_qualifiers(b->spelling)) == 0;
    }
}

const IrField *type_first_member(const IrDecl *record)
{
    const IrField *first;
    const IrDecl *inner;

    if (record == NULL || record->is_union || record->fields == NULL ||
        record->fields->len == 0) {
        return NULL;
    }
    first = &g_array_index(record->fields, IrField, 0);
    inner = type_record(first->type);
    return *first->name != '\0' && inner != NULL && !inner->is_union ? first : NULL;
}

bool type_descends(const IrDecl *record, const IrDecl *ancestor)
{
    const IrField *first;

    while ((first = type_first_member(record)) != NULL) {
        record = type_record(first->type);
        if (record == ancestor) {
            return true;
        }
    }
    return false;
}

/* Whether a pointer to the one is given where a pointer to the other is wanted. */
static TypeFit fit_pointees(const IrType *from, const IrType *to)
{
    bool loses = (type_qualifiers(from) & ~type_qualifiers(to)) != 0;

    if (type_same(from, to)) {
        return loses                                          ? FIT_QUALIFIER
               : type_qualifiers(from) == type_qualifiers(to) ? FIT_SAME
                                                              : FIT_CONVERTS;
    }
    if (type_is_void(from) && ir_type_resolved(to)->kind != IR_TYPE_FUNCTION) {
        return loses ? FIT_QUALIFIER : FIT_CONVERTS;
    }
    if (type_record(from) != NULL && type_record(to) != NULL) {
        return !type_descends(type_record(to), type_record(from)) ? FIT_OBJECT
               : loses                                            ? FIT_QUALIFIER
                                                                  : FIT_CAST;
    }
    return FIT_NONE;
}

/* A parameter declared as a function is a pointer to it. */
static const IrType *decayed(const IrType *type)
{
    const IrType *resolved = ir_type_resolved(type);

    return resolved->kind == IR_TYPE_FUNCTION ? resolved : type_pointee(type);
}

TypeFit type_fit_param(const IrType *callback, const IrType *handler)
{
    const IrType *from = decayed(callback), *to = decayed(handler);

    if (from != NULL && to != NULL) {
        return fit_pointees(from, to);
    }
    return from == NULL && to == NULL && type_same(callback, handler) ? FIT_SAME
                                                                      : FIT_NONE;
}

TypeFit type_fit_result(const IrType *callback, const IrType *handler)
{
    const IrType *to = type_pointee(callback), *from = type_pointee(handler);
    TypeFit fit;

    if (from == NULL || to == NULL) {
        return type_same(callback, handler) ? FIT_SAME : FIT_NONE;
    }
    if (type_is_void(to) && ir_type_resolved(from)->kind != IR_TYPE_FUNCTION) {
        return (type_qualifiers(from) & ~type_qualifiers(to)) != 0 ? FIT_QUALIFIER
                                                                   : FIT_CONVERTS;
    }
    fit = fit_pointees(from, to);
    /* A result is not cast, and no void pointer becomes another one on the way out. */
    return fit == FIT_SAME || fit == FIT_QUALIFIER ||
                   (fit == FIT_CONVERTS && !type_is_void(from))
               ? fit
               : FIT_NONE;
}
