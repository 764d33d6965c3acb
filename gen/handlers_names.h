/* SPDX-License-Identifier: MIT */
/*
 * The names in marks: the declarations and members that they mean, and what was meant
 * where there is none.
 */
#ifndef BINDERY_GEN_HANDLERS_NAMES_H
#define BINDERY_GEN_HANDLERS_NAMES_H

#include <stdbool.h>

#include "ir.h"

/* A member of a record, or of a record in it. */
typedef struct MemberPlace {
    const IrField *field;
    const IrDecl *record; /* that declares it: the record, or one in it */
    int64_t offset;       /* bits, from the start of the record asked */
} MemberPlace;

/* The typedef, record ("struct x" or "union x") or function of that name (borrowed); NULL
 * when there is none. */
IrDecl *find_named(const Ir *ir, const char *name);

/* The record that a record or a typedef of one is (borrowed); NULL for anything else. */
const IrDecl *find_record(const IrDecl *decl);

/* The member of that name or path ("valid.accepts"); false when there is none. */
bool find_member(const IrDecl *record, const char *path, MemberPlace *place);

/* How a message goes on when there is no such thing of that name: "; did you mean 'x'?"
 * of what is declared, or what else to do. New. */
char *suggest_declaration(const Ir *ir, const char *name);

/* The same of a record's members. New. */
char *suggest_member(const IrDecl *record, const char *path);

/* "; did you mean 'x'?" of these names (of const char *, stolen); NULL when none is near.
 * New. */
char *suggest_among(const char *word, GPtrArray *names);

#endif
