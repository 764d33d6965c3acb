/* SPDX-License-Identifier: MIT */
/*
 * The header that a command names: there before anything is started for it?
 */
#ifndef BINDERY_GEN_FIND_HEADER_H
#define BINDERY_GEN_FIND_HEADER_H

#include <stdbool.h>

#include "diag.h"

/*
 * Whether header is a regular file that can be read. Otherwise reports an error; where
 * the header is not there, but the compiler arguments (NULL at the end) or the usual
 * directories lead to one of that name, the error gives its path.
 */
bool find_header(const char *header, const char *const *arguments, Diagnostics *diag);

#endif
