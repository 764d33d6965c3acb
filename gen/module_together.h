/* SPDX-License-Identifier: MIT */
/*
 * What can be told of a module only since others are generated in the same run.
 */
#ifndef BINDERY_GEN_MODULE_TOGETHER_H
#define BINDERY_GEN_MODULE_TOGETHER_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "module_graph.h"

/*
 * Whether the module (inputs: const char *, all that its scan has read) includes no
 * bindings that the run itself writes to that directory for one of modules (const Module
 * *). Reports them: they are those of a run before.
 */
bool module_together_check_inputs(const Module *module, const GPtrArray *inputs,
                                  const GPtrArray *modules, const char *directory,
                                  Diagnostics *diag);

/*
 * Tells who of modules (const Module *) owns what the module needs and misses (const char
 * *, "typedef:size_t").
 */
void module_together_find_owners(const Module *module, const GPtrArray *missing,
                                 const GPtrArray *modules, Diagnostics *diag);

#endif
