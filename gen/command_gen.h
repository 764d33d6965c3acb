/* SPDX-License-Identifier: MIT */
/*
 * The command `bindery gen`. Writes the record of one header and what the template sets
 * make of it.
 */
#ifndef BINDERY_GEN_COMMAND_GEN_H
#define BINDERY_GEN_COMMAND_GEN_H

#include "diag.h"
#include "options.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_gen(const Options *options, Diagnostics *diag);

#endif
