/* SPDX-License-Identifier: MIT */
/*
 * Comparing interface records: what changed between two of them, and for whom.
 *
 * Declarations are matched by identity (kind and key), and renamed ones by their shape.
 * Each change is reported where it was made: a record whose layout changed because a
 * member's type did is no change of its own but among what that type's change reaches.
 */
#ifndef BINDERY_GEN_DIFF_H
#define BINDERY_GEN_DIFF_H

#include <stdbool.h>

#include "diff_class.h"
#include "ir.h"

/* A declaration that a change reaches, and through what. */
typedef struct DiffReached {
    const IrDecl *decl;
    const char *how; /* "member b", "parameter 2 (flags)", "result", "its type" */
    int via;         /* the element of the list it is reached through; -1: the change */
    bool by_value;   /* it holds the changed type itself, not only a pointer to it */
} DiffReached;

typedef struct DiffChange {
    DiffClass class;
    DiffLevel level;
    const IrDecl *before, *after; /* NULL where there is none */
    const char *part; /* "member b", "parameter 2 (flags)"; NULL for the whole */
    const char *text; /* what happened, one line, no full stop */
    const char *old_text, *new_text; /* C or a value, before and after; NULL for none */
    GPtrArray *details;              /* of const char *: consequences; NULL for none */
    GArray *reached;                 /* of DiffReached; NULL for none */
    bool layout;                     /* before and after have layouts worth drawing */
    const char *reason;              /* why it is suppressed; NULL when it is not */
} DiffChange;

/* What happened to one module. */
typedef struct DiffModule {
    const char *name;
    const Ir *before, *after; /* borrowed; NULL where there is none */
    GPtrArray *changes;       /* of DiffChange *, the worst first, then by kind and key */
} DiffModule;

typedef struct DiffReport {
    GPtrArray *modules; /* of DiffModule *, by name */
    const char *prefix; /* stands in front of names of files; borrowed, NULL for none */
    GStringChunk *strings;
} DiffReport;

/* A new, empty report; free it with diff_report_destroy(), which takes NULL. */
DiffReport *diff_report_create(void);
void diff_report_destroy(DiffReport *report);

/* Adds what changed from one record of a module to another of it (borrowed by the report,
 * which they must outlive). One of the two may be NULL: the module came or went. */
void diff_report_add(DiffReport *report, const Ir *before, const Ir *after);

/* What people call a declaration: "struct foo", "function f", and "foo" where an unnamed
 * record or enum is known by its typedef only. New. */
char *diff_title(const IrDecl *decl);

/* How many changes of that level there are; suppressed ones, or those that are not. */
unsigned diff_report_count(const DiffReport *report, DiffLevel level, bool suppressed);

#endif
