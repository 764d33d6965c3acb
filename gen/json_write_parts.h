/* SPDX-License-Identifier: MIT */
/*
 * The parts of a record file, for json_write.c only: its types, its declarations, and
 * what it says of other modules and of callbacks; and how a record is cut into parts.
 */
#ifndef BINDERY_GEN_JSON_WRITE_PARTS_H
#define BINDERY_GEN_JSON_WRITE_PARTS_H

#include "ir.h"
#include "json_text.h"
#include "json_write.h"

/* Puts the member "types": the listed types, sorted; nothing when there are none. */
void json_put_types(JsonText *text, const Ir *ir);

/* Puts the list of that name with the selected declarations, or nothing when there are
 * none. decls must be sorted by key. */
void json_put_decls(JsonText *text, const char *name, const GPtrArray *decls);

/* The same for the declarations from that one to before that one: all such pieces of a
 * list, one behind the other, are what json_put_decls() puts. */
void json_put_some_decls(JsonText *text, const char *name, const GPtrArray *decls,
                         guint from, guint to);

/* Puts the member "imports", or nothing when there are none. */
void json_put_imports(JsonText *text, const Ir *ir);

/* Puts a declaration's member "callbacks", or nothing when it has none. */
void json_put_callbacks(JsonText *text, const IrDecl *decl);

/* Puts the members "handlers", "tables" and "objects"; nothing for those without any. */
void json_put_trampolines(JsonText *text, const Ir *ir);

/* Puts "kind:key" between quotes. */
void json_put_reference(JsonText *text, const IrDecl *decl);

/* Puts a member that names a type, or nothing for NULL. */
void json_put_type_member(JsonText *text, const char *name, const IrType *type);

#endif
