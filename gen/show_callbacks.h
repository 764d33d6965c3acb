/* SPDX-License-Identifier: MIT */
/*
 * The table of callbacks: which arguments are callbacks, which of their own arguments is
 * the opaque pointer, what travels with it, and how sure that is. For show.c only.
 */
#ifndef BINDERY_GEN_SHOW_CALLBACKS_H
#define BINDERY_GEN_SHOW_CALLBACKS_H

#include <stdbool.h>
#include <stdio.h>

#include "diag.h"
#include "ir.h"
#include "show_text.h"

/*
 * Shows the callbacks of the declarations of these names (NULL at the end), or of all.
 * False, and an error reported, when the record has no declaration of a name; path is for
 * that message.
 */
bool show_callbacks(const Ir *ir, const char *path, const char *const *names,
                    const ShowStyle *style, FILE *stream, Diagnostics *diag);

#endif
