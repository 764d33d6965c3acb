/* SPDX-License-Identifier: MIT */
/*
 * What the makers of properties, descriptions and types share.
 */
#ifndef BINDERY_GEN_QOM_PARTS_H
#define BINDERY_GEN_QOM_PARTS_H

#include "handlers_find.h"

/* A marked member of an object. */
typedef struct QomMember {
    const Mark *mark;
    const IrObject *object;
    const char *name;   /* "regs" */
    const char *path;   /* to its value: "regs.bql_value" where it is a cell */
    const IrType *type; /* of its value */
} QomMember;

/* The object's members with that mark, in the order of the source: new, of QomMember. */
GArray *qom_members(Trampolines *all, const IrObject *object, MarkKind kind);

/* The value that a member of that type has: a cell's, or itself. The path goes on to it.
 */
const IrType *qom_value_type(Ir *ir, const IrType *type, const char **path);

/* Whether the headers declare it. */
bool qom_has_function(const Trampolines *all, const char *name);
bool qom_has_member(const Trampolines *all, const char *record, const char *member);

/* Whether they declare the variable; reports an error at the mark, which needs it, where
 * they do not. */
bool qom_check_variable(Trampolines *all, const Mark *mark, const char *name);

/* The table of that name, or the one of a record ("struct TypeInfo") for an object; NULL
 * for none. Borrowed until a table is added. */
IrTable *qom_table(const Ir *ir, const char *name);
IrTable *qom_table_of(const Ir *ir, const char *record, const IrObject *object);

/* What the table has for that member, as the mark gives it ("2" of ".version_id = 2");
 * the handler's bridge; NULL for nothing. */
const char *qom_table_value(Ir *ir, const IrTable *table, const char *member);

/* Lets the initialisers that the marks give stand in front of the handlers'. */
void qom_move_to_head(IrTable *table);

/* The mark that declares the table of that name, NULL for none. */
const Mark *qom_table_mark(const Trampolines *all, const char *name);

/* Errors about an object: at its table's mark, or else where it is declared. */
void qom_error(Trampolines *all, const IrObject *object, const Mark *mark,
               const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Adds a formatted string to a list, made where it is NULL. */
void qom_add(Ir *ir, GPtrArray **list, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* "uint32_t" of 4 unsigned bytes (borrowed for good); NULL for what is no bool and no
 * integer of 1, 2, 4 or 8 bytes. char is neither signed nor unsigned. */
const char *qom_scalar_name(const IrType *type);

#endif
