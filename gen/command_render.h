/* SPDX-License-Identifier: MIT */
/*
 * The command `bindery render`. Renders template sets from records that were written
 * before.
 */
#ifndef BINDERY_GEN_COMMAND_RENDER_H
#define BINDERY_GEN_COMMAND_RENDER_H

#include "diag.h"
#include "options.h"

/* Runs it (options and diag are borrowed) and gives the exit status, errors reported. */
int command_render(const Options *options, Diagnostics *diag);

#endif
