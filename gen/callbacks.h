/* SPDX-License-Identifier: MIT */
/*
 * Callback pairs: which callbacks functions and records take, which of a callback's own
 * parameters is its opaque pointer, and where that comes from. docs/callbacks.md says how
 * they are told.
 */
#ifndef BINDERY_GEN_CALLBACKS_H
#define BINDERY_GEN_CALLBACKS_H

#include <stdbool.h>

#include "callback_shape.h"
#include "diag.h"
#include "ir.h"
#include "manifest.h"

/*
 * Fills callbacks of the selected functions, records and typedefs that this record
 * declares itself. Callback types of other modules are as the records of those say:
 * dependencies are const Ir * (borrowed), NULL for none.
 */
void find_callbacks(Ir *ir, const GPtrArray *dependencies);

/* Fills callbacks of one declaration, whoever declares it, unless it has some. */
void find_callbacks_in(IrDecl *decl);

/* The same again, knowing the opaque pointers of these typedefs. */
void find_callbacks_knowing(Ir *ir, KnownOpaques *known);

/*
 * Does what "callbacks" in a manifest says, after find_callbacks(): confirms, corrects,
 * adds and leaves out. False, with every error reported at its place in the manifest,
 * when an entry fits no declaration. dependencies as before.
 */
bool apply_callback_overrides(Ir *ir, const Manifest *manifest,
                              const GPtrArray *dependencies, Diagnostics *diag);

#endif
