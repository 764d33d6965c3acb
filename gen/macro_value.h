/* SPDX-License-Identifier: MIT */
/*
 * Values of constant expressions, and C's arithmetic on them.
 *
 * Nothing here fails: what has no defined result (a division by zero, a shift past the
 * width, the address of a variable) is VALUE_NONE, of which only the type is known. It
 * does no harm where C does not evaluate it.
 */
#ifndef BINDERY_GEN_MACRO_VALUE_H
#define BINDERY_GEN_MACRO_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "macro_type.h"

struct MacroToken;

/* Any integer of the target: two's complement, extended from its type's width. */
__extension__ typedef unsigned __int128 MacroBits;
__extension__ typedef __int128 MacroSigned;

typedef enum MacroValueKind {
    VALUE_NONE, /* of that type, but no constant */
    VALUE_INTEGER,
    VALUE_FLOATING,
    VALUE_STRING,  /* a pointer to the first element of a string literal */
    VALUE_POINTER, /* an integer cast to a pointer */
    VALUE_LVALUE,  /* an object at an address: constant if known */
} MacroValueKind;

/* A string literal, or several joined. */
typedef struct MacroString {
    GArray *units;         /* of uint32_t: code units */
    const char *prefix;    /* "", "L", "u", "U" or "u8" */
    const IrType *element; /* the type of a unit */
} MacroString;

typedef struct MacroValue {
    MacroValueKind kind;
    const IrType *type;  /* of the expression, as written */
    bool literal_string; /* a string literal itself, which is still an array */
    bool known;          /* of VALUE_LVALUE: bits is its address */
    bool bit_field;      /* of VALUE_LVALUE: has no address */
    bool null_constant;  /* 0 or (void *)0 */
    uint8_t base;        /* 8, 10 or 16: how its source writes numbers */
    const struct MacroToken *literal; /* it is that literal and nothing else */
    /* By kind. No union: GCC 12 at -O3 with LTO copies one with a long double in it as an
     * 80-bit number, and loses the rest of the bits. */
    MacroBits bits; /* integer, pointer, address */
    long double floating;
    const MacroString *string;
} MacroValue;

/* A value of which only the type is known. */
MacroValue macro_value_none(const IrType *type);

MacroValue macro_value_integer(const MacroTypes *types, const IrType *type,
                               MacroBits bits);
MacroValue macro_value_floating(const MacroTypes *types, const IrType *type,
                                long double number);

/* What the expression is as an operand: an array decays, an object is read. */
MacroValue macro_value_decayed(const MacroTypes *types, MacroValue value);

/* A cast to that scalar type. */
MacroValue macro_value_converted(const MacroTypes *types, MacroValue value,
                                 const IrType *type);

/* 1 or 0 as C's conditions see the (decayed) value; -1 when it is no constant. */
int macro_value_truth(const MacroValue *value);

/*
 * One unary or binary operator on decayed operands; the operator is a LexPunctuator.
 * False when the operands' types do not allow it, or are unknown here.
 */
bool macro_value_unary(const MacroTypes *types, unsigned operator_,
                       const MacroValue *operand, MacroValue *result);
bool macro_value_binary(const MacroTypes *types, unsigned operator_,
                        const MacroValue *left, const MacroValue *right,
                        MacroValue *result);

/* `condition ? yes : no`, decayed operands; truth as from macro_value_truth(). */
bool macro_value_conditional(const MacroTypes *types, int truth, const MacroValue *yes,
                             const MacroValue *no, MacroValue *result);

#endif
