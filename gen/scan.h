/* SPDX-License-Identifier: MIT */
/*
 * Scanning: one C header and its compiler arguments in, one interface record out.
 *
 * This is the only header of the scanner that the rest of the program sees; no libclang
 * type leaves gen/scan*.
 */
#ifndef BINDERY_GEN_SCAN_H
#define BINDERY_GEN_SCAN_H

#include <stdbool.h>

#include "diag.h"
#include "ir.h"
#include "manifest.h"
#include "select.h"

typedef struct ScanOptions {
    const char *header;           /* path of the header, as given */
    const char *module;           /* the module's name */
    const char *const *arguments; /* what stands after "--", NULL at the end */
    const char *target;           /* --target, or NULL */
    bool comments;                /* keep documentation comments */
    const Selection *selection;   /* what belongs in the record */
    const GPtrArray *raw;         /* of const char *: raw lines; NULL for none */
    const Manifest *manifest;     /* the module's manifest, or NULL for none */
} ScanOptions;

/* Milliseconds that each step took, for --time. */
typedef struct ScanTimes {
    double parse, visit, macros, select;
} ScanTimes;

typedef struct ScanResult {
    Ir *ir;             /* new; free it with ir_destroy() */
    GPtrArray *inputs;  /* new, of char *: every file read, for the dependency file; free
                           it with g_ptr_array_unref() */
    GPtrArray *missing; /* only where scan_end() fails for it: new, of char *, what the
                           module needs and nobody owns, "typedef:size_t"; else NULL */
    ScanTimes times;
} ScanResult;

/*
 * Scans one header. Gives true and fills result, or reports every error (syntax errors of
 * the header with their file:line:column, and each construct that stops the scan), and
 * gives false with result untouched.
 */
bool scan_header(const ScanOptions *options, Diagnostics *diag, ScanResult *result);

/* A scan between its two halves. */
typedef struct Scan Scan;

/*
 * The first half: parses and enters every declaration and macro. It needs nothing of
 * other modules, so several may run at once, each in its thread. New, and given to
 * scan_end(); NULL with every error reported. options and diag must outlive it.
 */
Scan *scan_start(const ScanOptions *options, Diagnostics *diag);

/*
 * Whether one parse may do for both: two modules with the same arguments, whose headers
 * have the same name and text, and quote nothing.
 */
bool scan_alike(const ScanOptions *a, const ScanOptions *b);

/*
 * The first half for a module that is alike, as a copy of what first has found; first has
 * come to an end with that half and not begun the second one. NULL, and nothing reported,
 * when scan_start() must do it after all.
 */
Scan *scan_start_like(Scan *first, const ScanOptions *options, Diagnostics *diag);

/*
 * Modules whose headers differ, scanned together; they have the same arguments, target
 * and comments. NULL when nothing can be shared: each is then scanned by itself. Give it
 * to scan_union_destroy().
 */
typedef struct ScanUnion ScanUnion;
ScanUnion *scan_union_create(const ScanOptions *const *options, unsigned count);
void scan_union_destroy(ScanUnion *all);

/* Whether the module may be scanned together with others. */
bool scan_unites(const ScanOptions *options);

/* Whether all files that the module of that number reads were read as it would have read
 * them alone; soon told. */
bool scan_union_has(ScanUnion *all, unsigned number);

/*
 * The first half of a module that it has, whose options these are. NULL, and nothing
 * reported, when scan_start() must do it after all: something that the module's headers
 * declare is declared by others, too.
 */
Scan *scan_union_part(ScanUnion *all, unsigned number, const ScanOptions *options,
                      Diagnostics *diag);

/*
 * The second half: what belongs in the record, what others declare, what handlers
 * implement. dependencies are the finished records of all modules that the manifest's
 * depends on, directly or not (const Ir *, borrowed; NULL for none). Ends the scan in any
 * case; gives true and fills result, or false with errors reported, and then fills only
 * result->missing.
 */
bool scan_end(Scan *scan, const GPtrArray *dependencies, ScanResult *result);

/* Ends a scan that is not wanted any more; NULL is taken. */
void scan_cancel(Scan *scan);

/* libclang's version, "14.0.6" (borrowed, lives as long as the program). */
const char *scan_libclang_version(void);

#endif
