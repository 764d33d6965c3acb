/* SPDX-License-Identifier: MIT */
/*
 * The help texts: what each command does, its options, an example.
 */
#ifndef BINDERY_GEN_HELP_H
#define BINDERY_GEN_HELP_H

#include <stdbool.h>

#include "diag.h"
#include "options.h"

/* Prints the help text of a command, or of the program for COMMAND_NONE, to standard
 * output. False, with an error reported, when it cannot be written. */
bool help_print(Command command, Diagnostics *diag);

/* Prints the version of the program and of libclang in the same way. */
bool help_print_version(Diagnostics *diag);

#endif
