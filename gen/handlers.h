/* SPDX-License-Identifier: MIT */
/*
 * Handlers, operations tables and object types: what the marks in a module's headers ask
 * for, checked, and the C that it comes out as.
 */
#ifndef BINDERY_GEN_HANDLERS_H
#define BINDERY_GEN_HANDLERS_H

#include <stdbool.h>

#include "diag.h"
#include "ir.h"

/*
 * Takes the marks out of the record's attributes and fills its handlers, tables and
 * objects with what they say. To be called when the record is selected and knows its
 * callbacks. dependencies are the records of all modules that this one depends on (const
 * Ir *, borrowed; NULL for none): what they say of the callbacks in their own
 * declarations counts. False, with every error reported, when a mark is wrong.
 */
bool handlers_check(Ir *ir, const GPtrArray *dependencies, Diagnostics *diag);

#endif
