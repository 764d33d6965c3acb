/* SPDX-License-Identifier: MIT */
/*
 * A declaration as C text, with the bodies of the records and enums it declares.
 */
#ifndef BINDERY_GEN_SHOW_C_H
#define BINDERY_GEN_SHOW_C_H

#include "ir.h"
#include "show_text.h"

/* Puts the declaration and its ";", on as many lines as it takes. An enum's enumerators
 * are left to the table that follows it, unless the enum stands in something else. */
void show_c(ShowText *text, const IrDecl *decl);

#endif
