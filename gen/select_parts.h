/* SPDX-License-Identifier: MIT */
/* What selection.c, select.c and select_report.c share: for them only. */
#ifndef BINDERY_GEN_SELECT_PARTS_H
#define BINDERY_GEN_SELECT_PARTS_H

#include "own.h"
#include "select.h"

typedef struct Pattern {
    GRegex *regex;
    char *text; /* as given, for messages */
    PatternSource source;
    IrEnumStyle style;
    bool used;
} Pattern;

struct Selection {
    GArray *lists[SELECT_LISTS]; /* of Pattern */
    GArray *styles;              /* of Pattern */
    IrEnumStyle default_style;
    bool recursive;
};

/* The list whose patterns allow declarations of that kind. */
static inline SelectList select_allow_list(IrDeclKind kind)
{
    return kind == IR_FUNCTION   ? SELECT_ALLOW_FUNCTION
           : kind == IR_VARIABLE ? SELECT_ALLOW_VARIABLE
           : kind == IR_MACRO    ? SELECT_ALLOW_MACRO
                                 : SELECT_ALLOW_TYPE;
}

/* The one whose patterns block them. */
static inline SelectList select_block_list(IrDeclKind kind)
{
    return select_allow_list(kind) - SELECT_ALLOW_TYPE + SELECT_BLOCK_TYPE;
}

/*
 * select_report.c: reports the patterns that are of no use, once all is selected: those
 * that match nothing, and of a module (owners; NULL of a header) those that match only
 * what a dependency owns. A warning; of a manifest an error, and false.
 */
bool select_report_unused(const Selection *selection, Ir *ir, const Owners *owners,
                          Diagnostics *diag);

/* Warns of a record that has nothing in it; of a module, of one without functions and
 * types though files declare some that nobody owns. */
void select_report_empty(const Selection *selection, const Ir *ir, const Owners *owners,
                         GHashTable *files, Diagnostics *diag);

#endif
