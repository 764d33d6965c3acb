/* SPDX-License-Identifier: MIT */
/*
 * Marks: the macros of include/bindery/marks.h, as the scan found them on declarations.
 */
#ifndef BINDERY_GEN_MARKS_H
#define BINDERY_GEN_MARKS_H

#include "diag.h"
#include "ir.h"

typedef enum MarkKind {
    MARK_IMPLEMENTS,
    MARK_TYPE,
    MARK_CAST_CHECK,
    MARK_TABLE,
    MARK_CLASS,
    MARK_PROPERTY,
    MARK_MIGRATE,
} MarkKind;

typedef struct Mark {
    MarkKind kind;
    IrDecl *decl;              /* what carries it, or whose member does */
    const IrField *field;      /* that member; NULL for none */
    const char *const *values; /* its arguments, blanks around them removed */
    unsigned n_values;
} Mark;

/* The macro's name: "BINDERY_TYPE". */
const char *mark_name(MarkKind kind);

/*
 * Takes the marks out of the attributes of all that the record declares itself: new, of
 * Mark, in the order of the source; free it with g_array_free(). Reports a mark on what
 * cannot carry it and one with arguments of the wrong number or form; those are not in
 * the list. A mark on something that is not selected gives a warning.
 */
GArray *marks_take(Ir *ir, Diagnostics *diag);

/* Whether it is an identifier of C. */
bool mark_is_identifier(const char *text);

/* The content of a string literal without escapes in it (borrowed from the record); NULL
 * for anything else. */
const char *mark_string(Ir *ir, const char *literal);

/* Splits at commas that stand in no parentheses, braces, brackets or literals: new, of
 * const char * borrowed from the record. */
GPtrArray *mark_split(Ir *ir, const char *text);

/* One diagnostic at the declaration, or at the member where it is not NULL. */
void mark_report(const Ir *ir, Diagnostics *diag, DiagSeverity severity,
                 const IrDecl *decl, const IrField *field, const char *format, ...)
    G_GNUC_PRINTF(6, 7);
void mark_report_va(const Ir *ir, Diagnostics *diag, DiagSeverity severity,
                    const IrDecl *decl, const IrField *field, const char *format,
                    va_list arguments) G_GNUC_PRINTF(6, 0);

#endif
