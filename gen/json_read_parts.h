/* SPDX-License-Identifier: MIT */
/*
 * The parts of a record file, for json_read*.c only. Types and declarations refer to each
 * other, so each is first added by name and then filled in.
 */
#ifndef BINDERY_GEN_JSON_READ_PARTS_H
#define BINDERY_GEN_JSON_READ_PARTS_H

#include <stdbool.h>

#include <jansson.h>

#include "json_read_members.h"

/* All give false, and report an error, for what is not as it should be. */

/* Adds the keys of the list of that kind (NULL is an absent list). */
bool json_read_add_decls(JsonReader *reader, const json_t *list, IrDeclKind kind);

/* Fills in what json_read_add_decls() added. */
bool json_read_decls(JsonReader *reader, const json_t *list, IrDeclKind kind);

/* Adds and fills in the types of the member "types" (NULL is an absent one). */
bool json_read_types(JsonReader *reader, const json_t *types);

/* Checks that no type is made of itself, through pointers, elements and typedefs. To be
 * called when all declarations are filled in. */
bool json_read_check_types(JsonReader *reader);

/* Adds what the member "imports" names, not selected (NULL is an absent one). To be
 * called before the types, which refer to it. */
bool json_read_imports(JsonReader *reader, const json_t *imports);

/* Read "callbacks" into an IrDecl. */
bool json_read_function_callbacks(JsonReader *reader, const json_t *value, void *object);
bool json_read_record_callbacks(JsonReader *reader, const json_t *value, void *object);
bool json_read_typedef_callbacks(JsonReader *reader, const json_t *value, void *object);

/* Checks that a function's callbacks are parameters of it. */
bool json_read_check_callbacks(JsonReader *reader, const IrDecl *decl);

/* Read the members of those names into an Ir. */
bool json_read_handlers(JsonReader *reader, const json_t *value, void *object);
bool json_read_tables(JsonReader *reader, const json_t *value, void *object);
bool json_read_objects(JsonReader *reader, const json_t *value, void *object);
bool json_read_definitions(JsonReader *reader, const json_t *value, void *object);
bool json_read_registration(JsonReader *reader, const json_t *value, void *object);

/* Whether a declaration that has been read can be put into C; the types are known. */
bool json_read_check_decl(JsonReader *reader, const IrDecl *decl);

/* Whether what is declared in place is unnamed types, and none inside itself. To be
 * called when all declarations are filled in. */
bool json_read_check_inlined(JsonReader *reader);

#endif
