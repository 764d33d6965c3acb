/* SPDX-License-Identifier: MIT */
/*
 * Clashes: names that two bindings of one program would both declare, since a module has
 * called something otherwise than its header does.
 */
#ifndef BINDERY_GEN_RENAME_CLASH_H
#define BINDERY_GEN_RENAME_CLASH_H

#include <stdbool.h>

#include "own.h"

/*
 * Whether none of the selected declarations, which have their new names already, is
 * called like something else that a dependency (const Ir *, NULL for none) owns. Reports
 * each that is: at its "rename", or at the dependency where that has renamed it.
 */
bool rename_check_clashes(Ir *ir, const Owners *owners, const Manifest *manifest,
                          const GPtrArray *dependencies, Diagnostics *diag);

#endif
