/* SPDX-License-Identifier: MIT */
/*
 * Suppressions: changes that somebody knows of and accepts, with the reason, in a file of
 * their own. docs/diff.md describes the file, docs/suppress.schema.json its members.
 */
#ifndef BINDERY_GEN_DIFF_SUPPRESS_H
#define BINDERY_GEN_DIFF_SUPPRESS_H

#include "diag.h"
#include "diff.h"

typedef struct Suppressions Suppressions;

/* New, without any; suppressions_destroy() frees them and takes NULL. */
Suppressions *suppressions_create(void);
void suppressions_destroy(Suppressions *suppressions);

/* Reads a file and adds what it has. today is a day as "2026-01-31": a suppression that
 * has expired by then is reported as a warning and not added. False, and errors reported
 * at their places, when the file is not as it should be. */
bool suppressions_read(Suppressions *suppressions, const char *path, const char *today,
                       Diagnostics *diag);

/* Marks the changes that are suppressed with their reasons (borrowed: the suppressions
 * must outlive the report), and warns of each suppression that nothing needs. */
void suppressions_apply(const Suppressions *suppressions, DiffReport *report,
                        Diagnostics *diag);

#endif
