/* SPDX-License-Identifier: MIT */
/* The command `bindery check`: compares what would be generated with what is committed.
 */
#ifndef BINDERY_GEN_COMMAND_CHECK_H
#define BINDERY_GEN_COMMAND_CHECK_H

#include "diag.h"
#include "options.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_check(const Options *options, Diagnostics *diag);

#endif
