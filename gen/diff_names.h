/* SPDX-License-Identifier: MIT */
/*
 * What the name of a declaration, and where it stands, say about what it is for. The
 * rules are told in docs/diff.md.
 */
#ifndef BINDERY_GEN_DIFF_NAMES_H
#define BINDERY_GEN_DIFF_NAMES_H

#include <stdbool.h>

#include "ir.h"

/* Whether a constant is by its name a default, a version, or a number of other ones. */
bool diff_is_default(const char *name);
bool diff_is_version(const char *name);
bool diff_is_count(const char *name);

/* Whether a member is called as the size of its record is. */
bool diff_is_size(const IrField *field);

/* Whether a member is room for later ones: it is called so, or is an unnamed bit-field.
 */
bool diff_is_reserved(const IrField *field);

/* Whether a macro is only there so that its header is read once. */
bool diff_is_guard(const IrDecl *macro);

/* Whether a declaration is in the record because others need it, and another library's or
 * the compiler's: a type of a header of the system in which the record has no function,
 * variable or macro. */
bool diff_is_foreign(const Ir *ir, const IrDecl *decl);

#endif
