/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_OPTION_MANIFEST_H
#define BINDERY_GEN_OPTION_MANIFEST_H

#include <stdbool.h>

#include "diag.h"
#include "options.h"

/*
 * Whether the options of that command (its name) go together where manifests are given: a
 * manifest names the header and says what is taken of it, so nothing else may. Reports
 * what does not, with the key of the manifest that says it.
 */
bool option_manifest_check(const Options *options, const char *command,
                           Diagnostics *diag);

#endif
