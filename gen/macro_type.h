/* SPDX-License-Identifier: MIT */
/*
 * The types of constant expressions: which arithmetic type stands behind one, what C's
 * conversions make of two, and types made of others.
 */
#ifndef BINDERY_GEN_MACRO_TYPE_H
#define BINDERY_GEN_MACRO_TYPE_H

#include <stdbool.h>

#include "ir.h"

/* In the order of conversion rank; an unsigned type follows its signed one. */
typedef enum MacroArith {
    ARITH_NONE, /* no arithmetic type */
    ARITH_BOOL,
    ARITH_CHAR,
    ARITH_SCHAR,
    ARITH_UCHAR,
    ARITH_SHORT,
    ARITH_USHORT,
    ARITH_INT,
    ARITH_UINT,
    ARITH_LONG,
    ARITH_ULONG,
    ARITH_LLONG,
    ARITH_ULLONG,
    ARITH_INT128,
    ARITH_UINT128,
    ARITH_FLOAT,
    ARITH_DOUBLE,
    ARITH_LDOUBLE,
    ARITH_COUNT,
} MacroArith;

/* The target's arithmetic types, from the Ir. */
typedef struct MacroTypes {
    Ir *ir;
    const IrType *arith[ARITH_COUNT]; /* NULL for one that the Ir lacks */
    const IrType *type_void;
    bool long_double_known; /* the host can calculate in the target's long double */
} MacroTypes;

void macro_types_init(MacroTypes *types, Ir *ir);

/* The arithmetic type behind typedefs, enums and qualifiers. */
MacroArith macro_type_arith(const MacroTypes *types, const IrType *type);

bool macro_arith_is_floating(MacroArith arith);
bool macro_arith_is_signed(const MacroTypes *types, MacroArith arith);
unsigned macro_arith_bits(const MacroTypes *types, MacroArith arith);
MacroArith macro_arith_unsigned(MacroArith arith);

/* The integer promotions, and the usual arithmetic conversions of two. */
MacroArith macro_arith_promoted(const MacroTypes *types, MacroArith arith);
MacroArith macro_arith_common(const MacroTypes *types, MacroArith a, MacroArith b);

/* The type behind typedefs. */
bool macro_type_is(const IrType *type, IrTypeKind kind);
bool macro_type_is_void(const IrType *type);

/* Whether the two are one type to C, qualifiers at the top aside. */
bool macro_types_compatible(const MacroTypes *types, const IrType *a, const IrType *b);

/* Types made of others (borrowed; entered in the Ir when they are new). */
const IrType *macro_type_pointer(const MacroTypes *types, const IrType *target,
                                 unsigned qualifiers);
const IrType *macro_type_array(const MacroTypes *types, const IrType *element,
                               int64_t length);
const IrType *macro_type_function(const MacroTypes *types, const IrType *result,
                                  const GPtrArray *params, bool variadic);
const IrType *macro_type_qualified(const MacroTypes *types, const IrType *type,
                                   unsigned qualifiers);
const IrType *macro_type_unqualified(const MacroTypes *types, const IrType *type);
/* The type of a struct, union or enum, as "struct foo". */
const IrType *macro_type_tag(const MacroTypes *types, IrDecl *decl);

#endif
