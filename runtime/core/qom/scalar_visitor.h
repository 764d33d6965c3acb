/* SPDX-License-Identifier: MIT */
/* A visitor over one C value, on the caller's stack. */
#ifndef SCALAR_VISITOR_H
#define SCALAR_VISITOR_H

#include "visitor_impl.h"

typedef enum ScalarKind {
    SCALAR_NONE,
    SCALAR_INT,
    SCALAR_UINT,
    SCALAR_BOOL,
    SCALAR_STR,
    SCALAR_NUMBER,
    SCALAR_EMPTY_LIST,
} ScalarKind;

typedef struct Scalar {
    ScalarKind kind;
    union {
        int64_t int64;
        uint64_t uint64;
        bool boolean;
        char *str;
        double number;
    };
} Scalar;

typedef struct ScalarVisitor {
    Visitor visitor;
    Scalar value;
} ScalarVisitor;

/* Gives value; a string is borrowed while the visitor is used. */
void scalar_input_init(ScalarVisitor *v, Scalar value);
/* Takes a value, SCALAR_NONE until then; a string is new: scalar_clear(). */
void scalar_output_init(ScalarVisitor *v);
/* As type_int64 and type_uint64 of an input visitor; false without an error. */
bool scalar_get_int64(const Scalar *value, int64_t *result);
bool scalar_get_uint64(const Scalar *value, uint64_t *result);
void scalar_clear(Scalar *value);
/* As text, new. */
char *scalar_print(const Scalar *value);
/* "an integer", "a string", ... */
const char *scalar_kind_name(ScalarKind kind);

#endif
