/* SPDX-License-Identifier: MIT */
/*
 * Dependency files: which inputs the outputs were made from, in the syntax of make, that
 * Ninja reads too.
 */
#ifndef BINDERY_GEN_DEPFILE_H
#define BINDERY_GEN_DEPFILE_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "options.h"
#include "output.h"

/*
 * The text of a dependency file (new, free it with g_free()), its length in *length, or
 * NULL with an error reported when a name holds a line break, which make cannot express.
 * targets and inputs are of char *, borrowed; inputs are listed once each, in their
 * order. With phony, each input is also the target of an empty rule: make does not stop
 * at one that is gone.
 */
char *depfile_text(const GPtrArray *targets, const GPtrArray *inputs, bool phony,
                   size_t *length, Diagnostics *diag);

/*
 * Adds the dependency file that the options ask for, if any, to the outputs; inputs as
 * above. False with an error reported.
 */
bool depfile_add(const Options *options, const GPtrArray *inputs, OutputSet *outputs,
                 Diagnostics *diag);

#endif
