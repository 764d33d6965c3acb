/* SPDX-License-Identifier: MIT */
/*
 * Staleness: whether the records of the modules that one depends on still fit the headers
 * as they were scanned now.
 */
#ifndef BINDERY_GEN_STALE_H
#define BINDERY_GEN_STALE_H

#include "own.h"

/*
 * Compares what ir imports, all that these types are made of, and the functions that the
 * dependencies (const Ir *) own with what the scan saw of them. ir is as the scan left
 * it, but for the names that dependencies have changed. False, with one error for each
 * dependency that differs, at the entry through which it comes.
 */
bool stale_check(Ir *ir, const Owners *owners, const Manifest *manifest,
                 const GPtrArray *dependencies, Diagnostics *diag);

#endif
