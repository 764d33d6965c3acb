/* SPDX-License-Identifier: MIT */
/*
 * The command `bindery show`. Shows a record in the terminal.
 */
#ifndef BINDERY_GEN_COMMAND_SHOW_H
#define BINDERY_GEN_COMMAND_SHOW_H

#include "diag.h"
#include "options.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_show(const Options *options, Diagnostics *diag);

#endif
