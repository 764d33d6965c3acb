/* SPDX-License-Identifier: MIT */
/*
 * What scan and gen have in common: from a command line to the text of one record.
 */
#ifndef BINDERY_GEN_RECORD_STEP_H
#define BINDERY_GEN_RECORD_STEP_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "ir.h"
#include "options.h"
#include "output.h"
#include "scan.h"
#include "step_times.h"

typedef struct RecordStep {
    const Options *options; /* borrowed */
    const char *header;     /* borrowed */
    char *module;
    Selection *selection;
    GPtrArray *inputs; /* of char *: every file that was read; NULL before the scan */
    Ir *ir;            /* the record; NULL before the scan and after it is JSON */
    GString *json;     /* its text; NULL before that is written */
    StepTimes times;
} RecordStep;

/*
 * Checks what can be checked before anything is read. Gives 0, or the exit status with an
 * error reported. Call record_step_finish() in both cases; options must outlive it.
 */
int record_step_prepare(RecordStep *step, const Options *options, Diagnostics *diag);

/* Scans. False with errors reported. */
bool record_step_scan(RecordStep *step, Diagnostics *diag);

/* Writes the JSON text, once, and frees the Ir. */
void record_step_write_json(RecordStep *step);

/* Adds the dependency file to the outputs that are in the set by now, when one is asked
 * for. False with an error reported. */
bool record_step_add_depfile(const RecordStep *step, OutputSet *outputs,
                             Diagnostics *diag);

void record_step_finish(RecordStep *step);

#endif
