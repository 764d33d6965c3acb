/* SPDX-License-Identifier: MIT */
/*
 * Whether a handler fits what it implements.
 */
#ifndef BINDERY_GEN_HANDLERS_MATCH_H
#define BINDERY_GEN_HANDLERS_MATCH_H

#include "handlers_find.h"

/*
 * Compares the handler with the callback that find_implemented() found, and sets its
 * object. False, and an error reported with both signatures, where they do not fit.
 */
bool match_handler(Trampolines *all, Handler *handler);

#endif
