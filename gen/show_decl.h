/* SPDX-License-Identifier: MIT */
/*
 * One declaration in a terminal: where it is, what it says of itself, its C text, and the
 * table that its kind has. For show.c only.
 */
#ifndef BINDERY_GEN_SHOW_DECL_H
#define BINDERY_GEN_SHOW_DECL_H

#include <glib.h>

#include "ir.h"
#include "show_text.h"

/* together: the declarations (IrDecl *) that are shown with it, so that nothing is shown
 * twice. */
void show_decl(ShowText *text, const IrDecl *decl, const GPtrArray *together);

#endif
