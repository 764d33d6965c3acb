/* SPDX-License-Identifier: MIT */
/*
 * Pairing: which void pointer goes with which callback, among the parameters of one
 * function or the members of one record. For callbacks.c only.
 */
#ifndef BINDERY_GEN_CALLBACK_PAIRS_H
#define BINDERY_GEN_CALLBACK_PAIRS_H

#include <stdbool.h>

#include <glib.h>

#include "callback_shape.h"

/* A parameter or a member. */
typedef struct Slot {
    const char *name; /* "" for none */
    const IrType *type;
    CallbackShape shape;
    bool method;       /* a callback whose first parameter is the record itself */
    bool pointer;      /* a void pointer, or another that a manifest lets be passed on */
    bool is_const;     /* to const */
    NameKind kind;     /* what the pointer's name says */
    bool frees;        /* a callback that seems to free some pointer */
    int user_data;     /* of a callback: index of its void pointer, -1 for none */
    int destroy;       /* index of what frees that, -1 for none */
    bool beside;       /* that stands beside it, but for callbacks that may share it */
    bool frees_shared; /* is the destroy of another callback */
} Slot;

/* A slot of that name and type; names as for callback_shape(). */
Slot make_slot(const char *name, const IrType *type, const IrParam *names,
               KnownOpaques *known);

/* How sure a pair is; pointer NULL: by the callback alone. */
IrConfidence pair_confidence(const Slot *callback, const Slot *pointer);

/* Fill user_data, destroy and frees_shared. */
void pair_params(Slot *slots, unsigned n);
void pair_members(Slot *slots, unsigned n);

#endif
