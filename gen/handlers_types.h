/* SPDX-License-Identifier: MIT */
/*
 * Types, as C converts one to another without a cast: whether a handler's parameter can
 * take what a callback is given.
 */
#ifndef BINDERY_GEN_HANDLERS_TYPES_H
#define BINDERY_GEN_HANDLERS_TYPES_H

#include "ir.h"

/* How a handler's type goes with the callback's. */
typedef enum TypeFit {
    FIT_SAME,      /* the same type */
    FIT_CONVERTS,  /* a pointer that C converts by itself */
    FIT_CAST,      /* a pointer to an object that begins with the callback's object */
    FIT_QUALIFIER, /* none: const or volatile would be lost */
    FIT_OBJECT,    /* none: two objects, the handler's does not begin with the other */
    FIT_NONE,
} TypeFit;

/* How a parameter of the handler goes with the callback's at its place. */
TypeFit type_fit_param(const IrType *callback, const IrType *handler);

/* How the handler's result goes with the callback's. */
TypeFit type_fit_result(const IrType *callback, const IrType *handler);

/* A function's type, where a typedef declares it too (borrowed). */
const IrType *type_of_function(const IrDecl *function);

/* What a pointer (or a parameter declared as an array) points to (borrowed); NULL for any
 * other type. */
const IrType *type_pointee(const IrType *type);

/* The typedef that a callback's type is declared with, a pointer to it or itself
 * (borrowed); NULL without one. */
const IrDecl *type_callback_typedef(const IrType *type);

/* Whether it is void, typedefs looked through. */
bool type_is_void(const IrType *type);

/* Whether it is const, typedefs looked through. */
bool type_is_const(const IrType *type);

/* Whether it is const or volatile, typedefs looked through: IR_CONST | IR_VOLATILE. */
unsigned type_qualifiers(const IrType *type);

/* Whether C has no name for it: a struct, union or enum without a tag, that a typedef
 * names no more than a pointer to or an array of. */
bool type_is_nameless(const IrType *type);

/* Whether a compiler warns where the declaration is used. */
bool decl_is_deprecated(const IrDecl *decl);

/* The struct or union that it is, typedefs looked through (borrowed); NULL for others. */
const IrDecl *type_record(const IrType *type);

/* The named struct that the record begins with (borrowed); NULL when it begins with
 * something else. */
const IrField *type_first_member(const IrDecl *record);

/* Whether the record begins with the ancestor, directly or not; not that they are the
 * same. */
bool type_descends(const IrDecl *record, const IrDecl *ancestor);

/* Whether two types are the same to C, typedefs looked through. Qualifiers of the type
 * itself do not count, those of what it points to do. */
bool type_same(const IrType *a, const IrType *b);

#endif
