/* SPDX-License-Identifier: MIT */
/*
 * Whether a handler fits what it implements.
 */
#ifndef BINDERY_GEN_HANDLERS_MATCH_H
#define BINDERY_GEN_HANDLERS_MATCH_H

#include "handlers_find.h"
#include "handlers_types.h"

/*
 * Compares the handler with the callback that find_implemented() found, and sets its
 * object. False, and an error reported with both signatures, where they do not fit.
 */
bool match_handler(Trampolines *all, Handler *handler);

/*
 * How a parameter of the handler goes with the callback's: as any do, but that its object
 * takes the place of whatever pointer a manifest says is the opaque one.
 */
TypeFit handler_param_fit(const Handler *handler, unsigned at);

#endif
