/* SPDX-License-Identifier: MIT */
/*
 * Options of a mark: its arguments that are written `.name = value`.
 */
#ifndef BINDERY_GEN_MARK_OPTIONS_H
#define BINDERY_GEN_MARK_OPTIONS_H

#include "handlers_find.h"

/*
 * Reads the mark's arguments from that one on into values, which has a place for each of
 * the n names and comes out with NULL where there is no such option. The values are
 * borrowed from the record. False, and an error reported, for what is no option, none of
 * these, or there twice.
 */
bool mark_options_read(Trampolines *all, const Mark *mark, unsigned first,
                       const char *const *names, unsigned n, const char **values);

#endif
