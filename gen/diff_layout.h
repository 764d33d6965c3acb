/* SPDX-License-Identifier: MIT */
/* The layouts of a record before and after a change, side by side. */
#ifndef BINDERY_GEN_DIFF_LAYOUT_H
#define BINDERY_GEN_DIFF_LAYOUT_H

#include "ir.h"
#include "show_text.h"

/* Draws them, the same member on the same line; nothing where one has no layout. */
void diff_layout_write(ShowText *text, const IrDecl *before, const IrDecl *after);

#endif
