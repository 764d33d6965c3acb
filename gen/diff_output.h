/* SPDX-License-Identifier: MIT */
/*
 * What the commands `diff` and `check` do with a comparison: its format, where it goes,
 * what is accepted, and whether the command fails.
 */
#ifndef BINDERY_GEN_DIFF_OUTPUT_H
#define BINDERY_GEN_DIFF_OUTPUT_H

#include "diag.h"
#include "diff.h"
#include "diff_suppress.h"
#include "options.h"
#include "show_text.h"

/* What --suppress names (new; free it with suppressions_destroy()); NULL, and errors
 * reported, when a file is not as it should be. */
Suppressions *diff_output_suppressions(const Options *options, Diagnostics *diag);

/* The report in the format that is asked for (new); NULL, with an error reported, when it
 * cannot be made. */
GString *diff_output_format(const Options *options, const DiffReport *report,
                            Diagnostics *diag);

/* How text looks where the report goes. */
ShowStyle diff_output_style(const Options *options);

/* Writes a report, which is stolen, where it is to go. False with an error reported. */
bool diff_output_write(const Options *options, GString *out, Diagnostics *diag);

/* Whether there is a change that --fail-on names. */
bool diff_output_fails(const Options *options, const DiffReport *report);

#endif
