/* SPDX-License-Identifier: MIT */
/*
 * Typed forms: functions that register callbacks, with the handlers put in and the
 * object's own type.
 */
#ifndef BINDERY_GEN_HANDLERS_REGISTER_H
#define BINDERY_GEN_HANDLERS_REGISTER_H

#include "handlers_find.h"

/*
 * Fills in the registrars of a handler that matches, sorted by name, and the functions
 * that have none because of a guess. All other handlers must be known. Reports two
 * handlers where only one can be put in.
 */
void register_handler(Trampolines *all, const Handler *handler, IrHandler *out);

/* A pointer to that type, with these qualifiers; NULL for an array of qualified elements:
 * not every compiler takes a pointer to it for a void pointer. */
const IrType *register_pointer_to(Ir *ir, const IrType *object, unsigned qualifiers);

/* Whether a function of the trampolines may call it: neither variadic nor deprecated, nor
 * of types that are. */
bool register_can_call(const IrDecl *function);

#endif
