/* SPDX-License-Identifier: MIT */
/*
 * Names: finding parts of a record by what a user, a manifest or another module calls
 * them, and what messages call them.
 */
#ifndef BINDERY_GEN_IR_NAMES_H
#define BINDERY_GEN_IR_NAMES_H

#include "ir.h"

/* A function's parameter by its name, or by its number from 1: its index, -1 for none. */
int ir_find_param(const IrDecl *function, const char *text);

/* A record's own member by its name: its index, -1 for none, and for no name (NULL, "").
 */
int ir_find_field(const IrDecl *record, const char *name);

/* "Device" of "struct Device" and of "Device" (borrowed). */
const char *ir_bare_name(const char *type);

/* What messages call a declaration: "struct foo", "typedef foo", "function foo" (borrowed
 * from it or from ir). */
const char *ir_decl_title(Ir *ir, const IrDecl *decl);

/* Sorts a list of imported declarations (of const IrDecl *) by owner, kind and key. */
void ir_sort_imports(GPtrArray *list);

/* The key that a declaration has for who reads the bindings and not the headers: with its
 * new name where it is renamed. New. */
char *ir_shown_key(const IrDecl *decl);

/* "typedef:size_t", as the record's lists refer to a declaration. New. */
char *ir_reference(const IrDecl *decl);

/* Its kind, and in *key the rest (borrowed from the text); -1 when it is none. */
int ir_read_reference(const char *text, const char **key);

/*
 * The declaration of that key that the record declares itself (borrowed); NULL when there
 * is none. The key may be the bindings': with the new name of what is renamed.
 */
const IrDecl *ir_find_owned(const Ir *ir, IrDeclKind kind, const char *key);

#endif
