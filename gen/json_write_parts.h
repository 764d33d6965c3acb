/* SPDX-License-Identifier: MIT */
/*
 * The two large parts of a record file, for json_write.c only: its types and its
 * declarations.
 */
#ifndef BINDERY_GEN_JSON_WRITE_PARTS_H
#define BINDERY_GEN_JSON_WRITE_PARTS_H

#include "ir.h"
#include "json_text.h"

/* Puts the member "types": the listed types, sorted; nothing when there are none. */
void json_put_types(JsonText *text, const Ir *ir);

/* Puts the list of that name with the selected declarations, or nothing when there are
 * none. decls must be sorted by key. */
void json_put_decls(JsonText *text, const char *name, const GPtrArray *decls);

/* Puts "kind:key" between quotes. */
void json_put_reference(JsonText *text, const IrDecl *decl);

/* Puts a member that names a type, or nothing for NULL. */
void json_put_type_member(JsonText *text, const char *name, const IrType *type);

#endif
