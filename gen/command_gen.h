/* SPDX-License-Identifier: MIT */
/*
 * The command `bindery gen`. Writes the record of one header and what the template sets
 * make of it.
 */
#ifndef BINDERY_GEN_COMMAND_GEN_H
#define BINDERY_GEN_COMMAND_GEN_H

#include "diag.h"
#include "module_run.h"
#include "options.h"
#include "output.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_gen(const Options *options, Diagnostics *diag);

/* Makes the outputs of a run that is prepared, and adds them to the set. False with
 * errors reported. */
bool command_gen_outputs(ModuleRun *run, const Options *options, OutputSet *outputs,
                         Diagnostics *diag);

#endif
