/* SPDX-License-Identifier: MIT */
/*
 * One record of a run of scan or gen: from a header, and a manifest if there is one, to
 * the record's text. module_run.h runs one or several of them.
 */
#ifndef BINDERY_GEN_RECORD_STEP_H
#define BINDERY_GEN_RECORD_STEP_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "ir.h"
#include "manifest.h"
#include "options.h"
#include "render.h"
#include "scan.h"
#include "step_times.h"

typedef struct RecordStep {
    const Options *options;   /* borrowed */
    const Manifest *manifest; /* borrowed; NULL: the options say all */
    const char *header;       /* borrowed */
    char *module;
    Selection *selection; /* that of the options; NULL where a manifest has its own */
    ScanOptions scan_options;
    Scan *scan;         /* between its halves */
    GPtrArray *inputs;  /* of char *: every file that was read; NULL before the scan */
    GPtrArray *missing; /* of char *: what nobody owns, "typedef:size_t"; NULL: nothing */
    Ir *ir;             /* the record; NULL before the scan */
    StepTimes times;
} RecordStep;

/*
 * Checks what can be checked before anything is read. Gives 0, or the exit status with an
 * error reported. Call record_step_finish() in both cases; options and manifest must
 * outlive it.
 */
int record_step_prepare(RecordStep *step, const Options *options,
                        const Manifest *manifest, Diagnostics *diag);

/* The first half of the scan; needs no other step, so several may be at it at once. False
 * with errors reported. diag must outlive the second half. */
bool record_step_start(RecordStep *step, Diagnostics *diag);

/* The same for a step that has its part in a union, by that number. False, and nothing
 * reported, when record_step_start() must do it after all. */
bool record_step_start_part(RecordStep *step, ScanUnion *all, unsigned number,
                            Diagnostics *diag);

/* The same for a step whose header is like that of first, which has just been started. */
bool record_step_start_like(RecordStep *step, const RecordStep *first, Diagnostics *diag);

/* The second half; dependencies as in scan_end(). False with errors reported. */
bool record_step_end(RecordStep *step, const GPtrArray *dependencies);

/* Hands the record over to a renderer, under that name. */
void record_step_feed(RecordStep *step, Renderer *renderer, const char *name);

/* Writes the JSON text, in new pieces (pieces.h). */
GPtrArray *record_step_write_json(RecordStep *step);

void record_step_finish(RecordStep *step);

#endif
