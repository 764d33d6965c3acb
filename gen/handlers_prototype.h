/* SPDX-License-Identifier: MIT */
/*
 * Prototypes of generated functions, and the calls that are in them.
 */
#ifndef BINDERY_GEN_HANDLERS_PROTOTYPE_H
#define BINDERY_GEN_HANDLERS_PROTOTYPE_H

#include "ir.h"

/* A function's parameters while its prototype and the call in it are put together. */
typedef struct Prototype {
    Ir *ir;
    IrParam *params;
    unsigned n_params;
    GHashTable *taken; /* set of const char *: names that a parameter may not have */
    GString *call;
    unsigned n_arguments;
} Prototype;

/* The prototype of a function of at most so many parameters, which calls that function:
 * "return add(" is what there is of the call. End it with prototype_end(). */
Prototype prototype_start(Ir *ir, unsigned n_params, const IrDecl *called);
void prototype_end(Prototype *prototype);

/* Keeps a parameter from hiding that name (borrowed until the end). */
void prototype_reserve(Prototype *prototype, const char *name);

/*
 * Adds a parameter; without a name it gets one. A name that is taken, or that belongs to
 * the C library, is changed. What it is called in the end (borrowed from the record).
 */
const char *prototype_param(Prototype *prototype, const IrType *type, const char *name);

/* Adds an argument to the call, with casts before it: to that type, NULL for none. */
void prototype_argument(Prototype *prototype, const IrType *cast, bool to_derived,
                        const char *text);

/* The prototype with the result and the convention of that function type, under that name
 * (borrowed from the record). */
const char *prototype_spell(const Prototype *prototype, const IrType *function,
                            const char *name);

/* The call (borrowed from the record): "return add(n, tick_bridge, opaque)". */
const char *prototype_call(const Prototype *prototype);

#endif
