/* SPDX-License-Identifier: MIT */
#include "diff_type.h"

#include <string.h>

#include "spell.h"

/* What two types may differ in and still be the same. */
typedef enum Leave {
    LEAVE_TYPEDEFS = 1 << 0,
    LEAVE_QUALIFIERS = 1 << 1,
} Leave;

static bool same(const DiffMatches *matches, const IrType *a, const IrType *b,
                 unsigned leave);

static bool same_function(const DiffMatches *matches, const IrType *a, const IrType *b,
                          unsigned leave)
{
    if (a->n_params != b->n_params || a->variadic != b->variadic ||
        a->prototyped != b->prototyped || a->noreturn != b->noreturn ||
        g_strcmp0(a->convention, b->convention) != 0 ||
        !same(matches, a->target, b->target, leave)) {
        return false;
    }
    for (unsigned i = 0; i < a->n_params; i++) {
        if (!same(matches, a->params[i], b->params[i], leave)) {
            return false;
        }
    }
    return true;
}

/* The type behind its typedefs, and the qualifiers found on the way. */
static const IrType *behind_typedefs(const IrType *type, unsigned *qualifiers)
{
    while (type->kind == IR_TYPE_TYPEDEF && type->decl->type != NULL) {
        type = type->decl->type;
        *qualifiers |= type->qualifiers;
    }
    return type;
}

static bool same_behind(const DiffMatches *matches, const IrType *a, const IrType *b,
                        unsigned leave)
{
    switch (a->kind) {
    case IR_TYPE_BUILTIN:
        return a->size == b->size && strcmp(spell_after_qualifiers(a->spelling),
                                            spell_after_qualifiers(b->spelling)) == 0;
    case IR_TYPE_POINTER:
    case IR_TYPE_COMPLEX:
    case IR_TYPE_ATOMIC:
        return same(matches, a->target, b->target, leave);
    case IR_TYPE_ARRAY:
    case IR_TYPE_VECTOR:
        return a->length == b->length && g_strcmp0(a->length_text, b->length_text) == 0 &&
               same(matches, a->target, b->target, leave);
    case IR_TYPE_FUNCTION:
        return same_function(matches, a, b, leave);
    case IR_TYPE_RECORD:
    case IR_TYPE_ENUM:
    case IR_TYPE_TYPEDEF:
        return diff_same_decl(matches, a->decl, b->decl);
    case IR_TYPE_UNSUPPORTED:
        return strcmp(a->spelling, b->spelling) == 0;
    }
    return false;
}

static bool same(const DiffMatches *matches, const IrType *a, const IrType *b,
                 unsigned leave)
{
    unsigned qualifiers_a = a->qualifiers, qualifiers_b = b->qualifiers;

    /* A typedef that both use is one type, whatever has become of it. */
    if ((leave & LEAVE_TYPEDEFS) != 0 &&
        !(a->kind == IR_TYPE_TYPEDEF && b->kind == IR_TYPE_TYPEDEF &&
          diff_same_decl(matches, a->decl, b->decl))) {
        a = behind_typedefs(a, &qualifiers_a);
        b = behind_typedefs(b, &qualifiers_b);
    }
    return a->kind == b->kind &&
           ((leave & LEAVE_QUALIFIERS) != 0 || qualifiers_a == qualifiers_b) &&
           same_behind(matches, a, b, leave);
}

/* The integer type that it is passed as; NULL for what is no integer. */
static const IrType *integer_of(const IrType *type)
{
    if (type->kind == IR_TYPE_ENUM) {
        type = type->decl->type != NULL ? ir_type_resolved(type->decl->type) : NULL;
    }
    return type != NULL && type->kind == IR_TYPE_BUILTIN &&
                   (type->builtin == IR_CLASS_SIGNED ||
                    type->builtin == IR_CLASS_UNSIGNED || type->builtin == IR_CLASS_BOOL)
               ? type
               : NULL;
}

static bool is_void(const IrType *type)
{
    return type->kind == IR_TYPE_BUILTIN && type->builtin == IR_CLASS_VOID;
}

/* Whether values of the two are stored and passed alike, and what they lead to as well.
 */
static bool alike(const DiffMatches *matches, const IrType *a, const IrType *b,
                  bool pointed_to)
{
    const IrType *left, *right;

    if (same(matches, a, b, LEAVE_TYPEDEFS | LEAVE_QUALIFIERS)) {
        return true;
    }
    a = ir_type_resolved(a);
    b = ir_type_resolved(b);
    left = integer_of(a);
    right = integer_of(b);
    if (left != NULL && right != NULL) {
        /* What a pointer leads to has the same bytes whatever its sign. */
        return left->size == right->size &&
               (left->builtin == right->builtin || pointed_to);
    }
    if (pointed_to && (is_void(a) || is_void(b))) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == IR_TYPE_POINTER) {
        return alike(matches, a->target, b->target, true);
    }
    if (a->kind == IR_TYPE_ARRAY) {
        /* Without a length it is of whatever length the other has. */
        return (a->length == b->length || a->length <= 0 || b->length <= 0) &&
               alike(matches, a->target, b->target, pointed_to);
    }
    if (a->kind == IR_TYPE_FUNCTION) {
        bool like = a->n_params == b->n_params && a->variadic == b->variadic &&
                    g_strcmp0(a->convention, b->convention) == 0 &&
                    alike(matches, a->target, b->target, false);

        for (unsigned i = 0; like && i < a->n_params; i++) {
            like = alike(matches, a->params[i], b->params[i], false);
        }
        return like;
    }
    return false;
}

static DiffTypeRelation relation(const DiffMatches *matches, const IrType *before,
                                 const IrType *after)
{
    if (same(matches, before, after, LEAVE_TYPEDEFS)) {
        return DIFF_TYPE_OTHER_NAME;
    }
    if (same(matches, before, after, LEAVE_TYPEDEFS | LEAVE_QUALIFIERS)) {
        return DIFF_TYPE_OTHER_QUALIFIERS;
    }
    return alike(matches, before, after, false) ? DIFF_TYPE_LIKE : DIFF_TYPE_DIFFERENT;
}

DiffTypeRelation diff_type(const DiffMatches *matches, const IrType *before,
                           const IrType *after)
{
    return same(matches, before, after, 0) ? DIFF_TYPE_SAME
                                           : relation(matches, before, after);
}

/* A parameter as a caller passes it. */
static IrType passed(const IrType *type)
{
    const IrType *behind = ir_type_resolved(type);
    IrType pointer = *behind;

    if (behind->kind == IR_TYPE_ARRAY) {
        pointer = (IrType){.kind = IR_TYPE_POINTER, .target = behind->target};
    }
    pointer.qualifiers = 0;
    return pointer;
}

DiffTypeRelation diff_param_type(const DiffMatches *matches, const IrType *before,
                                 const IrType *after)
{
    const IrType left = passed(before), right = passed(after);

    if (same(matches, before, after, 0)) {
        return DIFF_TYPE_SAME;
    }
    return relation(matches, &left, &right);
}
