/* SPDX-License-Identifier: MIT */
/*
 * The values of C's literals, on the target.
 */
#ifndef BINDERY_GEN_MACRO_LITERAL_H
#define BINDERY_GEN_MACRO_LITERAL_H

#include "macro_eval.h"
#include "macro_value.h"

/* A preprocessing number: an integer or floating constant, or neither. */
MacroResult macro_literal_number(const MacroTypes *types, const char *text, size_t length,
                                 MacroValue *value);

/* A character constant. */
MacroResult macro_literal_character(const MacroTypes *types, const char *text,
                                    size_t length, MacroValue *value);

/*
 * Adjacent string literals as one. string->units must be an empty array of uint32_t; the
 * value borrows string.
 */
MacroResult macro_literal_string(const MacroTypes *types, const MacroToken *tokens,
                                 size_t n_tokens, MacroString *string, MacroValue *value);

#endif
