/* SPDX-License-Identifier: MIT */
/*
 * One operations table: what its handlers come out as.
 */
#ifndef BINDERY_GEN_TABLES_SPELL_H
#define BINDERY_GEN_TABLES_SPELL_H

#include "handlers_find.h"

/* The handlers that fill one record for one object. */
typedef struct Table {
    const char *name;       /* as a mark gives it; NULL: it follows from the rest */
    const Mark *mark;       /* BINDERY_TABLE; NULL for none */
    const Mark *class_mark; /* BINDERY_CLASS; NULL for none */
    const IrDecl *what;     /* the record, or its typedef */
    const char *type;       /* how the mark calls it */
    const IrType *object;   /* NULL for none */
    const char *user_data;  /* path of the member that takes the object; NULL for none */
    bool several;           /* the object has other such members in the record */
    GPtrArray *handlers;    /* of const Handler * */
} Table;

/* What becomes of the table: a constant, or a function that fills in the record. */
IrTableKind table_kind(const Trampolines *all, const Table *table);

/* Whether the mark that declares the table initializes the member, or what it is in. */
bool table_has_value_for(const Table *table, const char *member);

/* A note that says where the table begins. */
void table_note(Trampolines *all, const Table *table);

/*
 * Checks the table as a whole and adds it to the record's tables. Its handlers are sorted
 * in the order of the members.
 */
void table_finish(Trampolines *all, Table *table);

#endif
