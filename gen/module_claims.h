/* SPDX-License-Identifier: MIT */
#ifndef BINDERY_GEN_MODULE_CLAIMS_H
#define BINDERY_GEN_MODULE_CLAIMS_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"

/*
 * Whether no two of these modules (of const Module *, with their finished records) own
 * the same declaration, and no marks in two of them make something of one name. Reports
 * each that two own, with the place in both manifests.
 */
bool module_claims_check(const GPtrArray *modules, Diagnostics *diag);

#endif
