/* SPDX-License-Identifier: MIT */
/*
 * The C of handlers: bridges, and registering functions with a typed object.
 */
#ifndef BINDERY_GEN_HANDLERS_SPELL_H
#define BINDERY_GEN_HANDLERS_SPELL_H

#include "handlers_find.h"
#include "spell.h"

/* A type as C has it without a name: "const char *". New. */
char *spell_type(const IrType *type);

/* The same without the type's own qualifiers. New. */
char *spell_unqualified(const IrType *type);

/* "gboolean tick(Counter *counter)". New. */
char *spell_handler(const Handler *handler);

/* "gboolean (*GSourceFunc)(gpointer data)". New. */
char *spell_callback(const Handler *handler);

/* The type of a handler's object, as its mark or else the handler calls it (borrowed).
 * The handler must have one. */
const char *spell_object(Trampolines *all, const Handler *handler);

/* What names begin with that are generated for objects of that type: as its mark says, or
 * after the type (borrowed). */
const char *spell_object_prefix(Trampolines *all, const IrType *type);

/* "foo_bar" of "Foo Bar", "pl011_state" of "PL011State", "sdl_rwops" of "SDL_RWops": what
 * C names begin with. New. */
char *spell_prefix(const char *name);

/* A name with everything that is no identifier's replaced. New. */
char *spell_identifier(const char *name);

/* The bridge and the typed registering functions of a handler that matches. */
IrHandler spell_trampoline(Trampolines *all, const Handler *handler);

#endif
