/* SPDX-License-Identifier: MIT */
/*
 * What becomes of single declarations where C++ cannot take them as they are.
 */
#ifndef BINDERY_GEN_BINDINGS_CXX_H
#define BINDERY_GEN_BINDINGS_CXX_H

#include <stdbool.h>

#include "ir.h"

typedef struct BindingsCxx BindingsCxx;

/* The rules for a record, which must outlive them (new; free them with
 * bindings_cxx_destroy()). */
BindingsCxx *bindings_cxx_create(const Ir *ir);
void bindings_cxx_destroy(BindingsCxx *cxx);

/* Whether nothing is to be done about functions and typedefs without a `c_only`, but
 * those that bindings_cxx_is_special(). */
bool bindings_cxx_is_plain(const BindingsCxx *cxx);

/* Whether the compiler has the typedef of that name built in. */
bool bindings_cxx_is_special(const IrDecl *decl);

/* Whether a typedef has that name: C++ takes a member of that name for the type's from
 * there on. */
bool bindings_cxx_is_type(const BindingsCxx *cxx, const char *name);

/* Appends the declaration's text (without its newline), guarded where C++, or a compiler,
 * must not see it; whether it is. */
bool bindings_put_guarded(const BindingsCxx *cxx, GString *out, const GString *text,
                          const IrDecl *decl);

/* Appends a declaration, twice when it uses names that C++ must rename; whether it does.
 */
bool bindings_put_renamed(const BindingsCxx *cxx, GString *out, const GString *text);

/* Appends a macro's value as C++ must see it after the header, where the header's own
 * words are no longer defined; whether it differs. */
bool bindings_put_cxx_value(const BindingsCxx *cxx, GString *out, const char *value);

/* Whether C++ has the name of a macro as a keyword. */
bool bindings_cxx_is_keyword(const char *name);

/* Appends text that only C may see, with the reason. */
void bindings_put_c_only(GString *out, const GString *text, const char *reason);

#endif
