/* SPDX-License-Identifier: MIT */
/*
 * The parts of a comparison, for diff*.c only: each compares one kind of declaration and
 * adds what it finds to the module's changes.
 */
#ifndef BINDERY_GEN_DIFF_PARTS_H
#define BINDERY_GEN_DIFF_PARTS_H

#include "diff.h"
#include "diff_match.h"
#include "diff_type.h"
#include "diff_uses.h"

typedef struct DiffJob {
    DiffReport *report;
    DiffModule *module;
    DiffMatches *matches;
    DiffUses *uses; /* of the record before */
} DiffJob;

/* A module without changes (borrowed from the report); its name is borrowed. */
DiffModule *diff_module_create(DiffReport *report, const char *name);

/* Adds a change (borrowed from the report); its level is the class's. */
DiffChange *diff_add(DiffJob *job, DiffClass class, const IrDecl *before,
                     const IrDecl *after, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Says what stood there before and after; the strings are copied, either may be NULL. */
void diff_texts(DiffJob *job, DiffChange *change, const char *old_text,
                const char *new_text);

/* Adds a consequence. */
void diff_detail(DiffJob *job, DiffChange *change, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* The report's own copy of a string (borrowed). */
const char *diff_string(DiffJob *job, const char *text);
const char *diff_printf(DiffJob *job, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Compare two declarations that were matched. */
void diff_record(DiffJob *job, const IrDecl *before, const IrDecl *after);
void diff_enum(DiffJob *job, const IrDecl *before, const IrDecl *after);
void diff_function(DiffJob *job, const IrDecl *before, const IrDecl *after);
void diff_macro(DiffJob *job, const IrDecl *before, const IrDecl *after);

/* Compares their attributes, or those of a part of them (NULL: of the whole). Gives
 * whether one that decides on layout changed; that is left to the caller to report. */
bool diff_attributes(DiffJob *job, const IrDecl *before, const IrDecl *after,
                     const char *part, const GPtrArray *old, const GPtrArray *new);

/* Compares two documentation comments (NULL for none). */
void diff_doc(DiffJob *job, const IrDecl *before, const IrDecl *after, const char *part,
              const char *old, const char *new);

/*
 * Compares two types of something; class is for types that are not stored and passed
 * alike. what is the sentence's subject: "the result", "member b". Gives the change, or
 * NULL when there is none.
 */
DiffChange *diff_types(DiffJob *job, DiffClass class, const IrDecl *before,
                       const IrDecl *after, const char *what, const IrType *old,
                       const IrType *new);

/* Compares how callbacks and their opaque pointers travel together. */
void diff_callbacks(DiffJob *job, const IrDecl *before, const IrDecl *after);

/* Compares two constants, by their names a default, a version or any. */
void diff_value(DiffJob *job, const IrDecl *before, const IrDecl *after);

/* The macro of an enumerator's name and value (borrowed); NULL for none. */
const IrDecl *diff_enumerator_macro(const Ir *ir, const IrEnumerator *enumerator);

/* Fills in what the module's changes of types reach, once for each declaration: the
 * changes are sorted. Later ones of it have no layout either. */
void diff_reach(DiffJob *job);

#endif
