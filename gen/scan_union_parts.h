/* SPDX-License-Identifier: MIT */
/* What scan_union.c, scan_union_decls.c and scan_union_files.c share: for them only. */
#ifndef BINDERY_GEN_SCAN_UNION_PARTS_H
#define BINDERY_GEN_SCAN_UNION_PARTS_H

#include <string.h>

#include "scan_readings.h"

/* What a union knows of a declaration, by its number. */
typedef struct DeclFacts {
    guint first, n_sites; /* of sites: where it stands at file scope */
    guint inclusion;      /* that its last place is in: of a type that one's definition */
    guint cursor;         /* that entered it, from 1; 0 for none */
} DeclFacts;

struct ScanUnion {
    Scan *scan;
    ScanOptions options;
    Diagnostics *diag;
    GString *text;
    Readings *readings;
    Reading *parts; /* by module, of scan_union_has() */
    guint n_parts;
    DeclFacts *facts;
    GPtrArray *decls; /* of IrDecl *: all, by number */
    GArray *sites;    /* of guint: cursors of the trace, by declaration */
    guint *inclusion; /* by place */
};

/* A module's part, while it is taken. */
typedef struct Part {
    const ScanUnion *all;
    Reading reading;
    const ScanFile *header;
    Scanner *scanner; /* the module's own */
} Part;

static inline const TraceCursor *cursor_at(const ScanUnion *all, guint number)
{
    return &g_array_index(all->scan->scanner.trace->cursors, TraceCursor, number);
}

static inline bool part_reads(const Part *part, guint inclusion)
{
    return inclusion < INCLUSION_UNKNOWN && part->reading.read[inclusion];
}

/* scan_union_decls.c: learns where the declarations of a union stand. */
void union_list_decls(ScanUnion *all);

/*
 * What of the union the part has, as a record (new) without its files' names; NULL where
 * something is not the part's alone. Says in kept, by number, which declarations it has.
 */
Ir *part_take_decls(Part *part, bool *kept);

/* Gives what was taken the part's own places. */
void part_place_decls(Part *part);

/* scan_union_files.c: the files, what is noted of them, and what the compiler opened
 * (the scanner's shared_inputs). False where a file would have another name. */
bool part_take_files(Part *part, const bool *kept);

#endif
