/* SPDX-License-Identifier: MIT */
/*
 * Renaming: declarations that the bindings call otherwise than the headers do. Keys stay
 * those of the headers.
 */
#ifndef BINDERY_GEN_RENAME_H
#define BINDERY_GEN_RENAME_H

#include <stdbool.h>

#include "own.h"

/*
 * Calls the types of dependencies (const Ir *, NULL for none) as their bindings do,
 * wherever ir refers to them.
 */
void rename_imported(Ir *ir, const Owners *owners, const GPtrArray *dependencies);

/*
 * Renames the selected declarations as the manifest says. False with errors reported: a
 * name that nothing selected has, and one that is taken already.
 */
bool rename_selected(Ir *ir, const Owners *owners, const Manifest *manifest,
                     Diagnostics *diag);

#endif
