/* SPDX-License-Identifier: MIT */
/* The command `bindery diff`: compares records and says what changed for whom. */
#ifndef BINDERY_GEN_COMMAND_DIFF_H
#define BINDERY_GEN_COMMAND_DIFF_H

#include "diag.h"
#include "options.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_diff(const Options *options, Diagnostics *diag);

#endif
