/* SPDX-License-Identifier: MIT */
/*
 * Writing values down: as the record has them, and as C that gives the same value and
 * type.
 */
#ifndef BINDERY_GEN_MACRO_CONSTANT_H
#define BINDERY_GEN_MACRO_CONSTANT_H

#include "macro_eval.h"
#include "macro_value.h"

/* Fills in *out from a (decayed) constant value; scratch is overwritten. */
void macro_constant_write(const MacroTypes *types, const MacroValue *value,
                          GString *scratch, MacroConstant *out);

/* macro_constant_text.c: appends the string's literal in C. */
void macro_constant_quote(const MacroString *string, GString *out);

/* Appends the string's characters in UTF-8; false when that cannot be done exactly. */
bool macro_constant_characters(const MacroString *string, GString *out);

#endif
