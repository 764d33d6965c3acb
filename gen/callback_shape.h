/* SPDX-License-Identifier: MIT */
/*
 * The shape of a callback: what kind of function pointer a type is, and which of its own
 * parameters can be the opaque pointer.
 */
#ifndef BINDERY_GEN_CALLBACK_SHAPE_H
#define BINDERY_GEN_CALLBACK_SHAPE_H

#include <stdbool.h>

#include "callback_name.h"
#include "ir.h"

typedef struct CallbackShape {
    const IrType *function; /* what is pointed to; NULL: the type is no callback */
    const IrDecl *type;     /* the typedef that names it; NULL when it is spelled out */
    const IrParam *names;   /* of its parameters; NULL when nothing names them */
    int opaque;             /* the opaque pointer, -1 for none */
    const char *name;       /* of that; "" for none */
    NameKind kind;          /* what that says */
    bool is_const;          /* it is a const void * */
    bool ambiguous;         /* another parameter would do as well */
    bool inside;            /* it stands neither first nor last, and has no name */
    bool given;             /* not found: a manifest or another module's record says so */
} CallbackShape;

/* Opaque pointers that are known: const IrDecl * of a typedef -> index + 1 as a pointer,
 * NULL for none. */
typedef GHashTable KnownOpaques;

/*
 * The shape of a type. names are the parameters' names where the type is spelled out, as
 * an IrField has them; NULL otherwise. known may be NULL.
 */
CallbackShape callback_shape(const IrType *type, const IrParam *names,
                             KnownOpaques *known);

/* The function type behind typedefs and a pointer, or NULL when it is something else. */
const IrType *callback_function(const IrType *type);

/* Whether a type is void *, const or not, behind typedefs or not. */
bool is_void_pointer(const IrType *type);
bool is_const_void_pointer(const IrType *type);

/* Whether a type is a pointer to void or any object, and not to a function. */
bool is_object_pointer(const IrType *type);

/* Whether what the one is can be passed on as the other: void pointers, or the same type.
 */
bool pointers_agree(const IrType *a, const IrType *b);

/* How many of a function type's parameters are void pointers, or any such pointers. */
unsigned count_void_pointers(const IrType *function);
unsigned count_object_pointers(const IrType *function);

/* What a void pointer's name says; a handle's says user data only where it is called so.
 */
NameKind void_pointer_kind(const char *name, const IrType *type);

/* Whether a parameter says how large a thing is. */
bool is_size_of(const char *name, const IrType *type, const char *thing);

/* Whether it only takes one void pointer and gives nothing: it frees, maybe. */
bool shape_is_notify(const CallbackShape *shape);

#endif
