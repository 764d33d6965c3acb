/* SPDX-License-Identifier: MIT */
/*
 * The command `bindery scan`. Writes the interface record of one header.
 */
#ifndef BINDERY_GEN_COMMAND_SCAN_H
#define BINDERY_GEN_COMMAND_SCAN_H

#include "diag.h"
#include "options.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_scan(const Options *options, Diagnostics *diag);

#endif
