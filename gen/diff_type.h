/* SPDX-License-Identifier: MIT */
/*
 * How a type of one record and a type of another are related.
 */
#ifndef BINDERY_GEN_DIFF_TYPE_H
#define BINDERY_GEN_DIFF_TYPE_H

#include "diff_match.h"

typedef enum DiffTypeRelation {
    DIFF_TYPE_SAME,       /* one type, by one name; what it names may have changed */
    DIFF_TYPE_OTHER_NAME, /* one type behind other typedefs */
    DIFF_TYPE_OTHER_QUALIFIERS, /* but for const, volatile and restrict */
    DIFF_TYPE_LIKE,             /* another type that is stored and passed alike */
    DIFF_TYPE_DIFFERENT,
} DiffTypeRelation;

DiffTypeRelation diff_type(const DiffMatches *matches, const IrType *before,
                           const IrType *after);

/* The same of two parameters: an array is a pointer, and the parameter's own qualifiers
 * mean nothing to a caller. */
DiffTypeRelation diff_param_type(const DiffMatches *matches, const IrType *before,
                                 const IrType *after);

#endif
