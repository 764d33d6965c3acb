/* SPDX-License-Identifier: MIT */
/*
 * Checks between selecting and spelling: what C cannot repeat is found here, listed as
 * unsupported with its reason, and so is all that depends on it.
 */
#ifndef BINDERY_GEN_CHECK_H
#define BINDERY_GEN_CHECK_H

#include "ir.h"

/*
 * Solves the layout of every selected record; one that no declaration repeats, or that
 * holds a member of an unsupported type, is shown as opaque storage. Functions, variables
 * and typedefs that cannot be described leave the record's lists. Names the wrappers of
 * static functions.
 */
void check_record(Ir *ir);

#endif
