/* SPDX-License-Identifier: MIT */
/*
 * Records of one header for several targets: what is not the same for all of them.
 */
#ifndef BINDERY_GEN_DIFF_TARGETS_H
#define BINDERY_GEN_DIFF_TARGETS_H

#include "ir.h"
#include "show_text.h"

/* One thing that differs: a size, an offset, a value. */
typedef struct DiffTargetRow {
    const IrDecl *decl; /* of the first record that has it; NULL: of the target */
    const char *what;   /* "size", "offset of b", "declared"; borrowed from the table */
    GPtrArray *values;  /* of const char *, one a record: NULL where there is none */
} DiffTargetRow;

typedef struct DiffTargets {
    const GPtrArray *records; /* of Ir *, borrowed */
    GPtrArray *rows;          /* of DiffTargetRow *, by kind and key */
    GStringChunk *strings;
} DiffTargets;

/* Compares the records (of Ir *, at least two, borrowed). Free it with
 * diff_targets_finish(). */
void diff_targets_init(DiffTargets *table, const GPtrArray *records);
void diff_targets_finish(DiffTargets *table);

/* Puts the table for a terminal, and as JSON. */
void diff_targets_text(const DiffTargets *table, ShowText *text);
void diff_targets_json(const DiffTargets *table, GString *out);

#endif
