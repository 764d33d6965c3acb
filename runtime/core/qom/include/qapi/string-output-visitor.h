/* SPDX-License-Identifier: MIT */
/*
 * Values as text, which the string input visitor reads back. For people, integers have
 * their hexadecimal form behind them, sizes a unit, and strings quotes.
 */
#ifndef STRING_OUTPUT_VISITOR_H
#define STRING_OUTPUT_VISITOR_H

#include "qapi/visitor.h"

typedef struct StringOutputVisitor StringOutputVisitor;

/*
 * A new visitor, to be freed by visit_free(). visit_complete(v, result) sets *result to a
 * new string; until then it is as it was.
 */
Visitor *string_output_visitor_new(bool human, char **result);

#endif
