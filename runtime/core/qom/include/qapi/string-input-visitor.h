/* SPDX-License-Identifier: MIT */
/*
 * Values from text: integers in decimal, octal (0) or hexadecimal (0x); the words of
 * qapi_bool_parse(); names of enumerations; strings as they are. A list's elements are
 * separated by commas, and in a list of integers "4-7" stands for 4,5,6,7 (at most 65536
 * elements).
 */
#ifndef STRING_INPUT_VISITOR_H
#define STRING_INPUT_VISITOR_H

#include "qapi/visitor.h"

typedef struct StringInputVisitor StringInputVisitor;

/* A new visitor, to be freed by visit_free(). str is borrowed until then. */
Visitor *string_input_visitor_new(const char *str);

#endif
