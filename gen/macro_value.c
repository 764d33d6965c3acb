/* SPDX-License-Identifier: MIT */
#include "macro_value.h"

#include <math.h>

MacroValue macro_value_none(const IrType *type)
{
    MacroValue value = {.kind = VALUE_NONE, .type = type, .base = 10};

    return value;
}

/* The bits as the type holds them, extended again. */
static MacroBits fitted(const MacroTypes *types, MacroArith arith, MacroBits bits)
{
    unsigned width = macro_arith_bits(types, arith);

    if (arith == ARITH_BOOL) {
        return bits != 0;
    }
    if (width == 0 || width >= 128) {
        return bits;
    }
    bits <<= 128 - width;
    return macro_arith_is_signed(types, arith)
               ? (MacroBits)((MacroSigned)bits >> (128 - width))
               : bits >> (128 - width);
}

MacroValue macro_value_integer(const MacroTypes *types, const IrType *type,
                               MacroBits bits)
{
    MacroValue value = {.kind = VALUE_INTEGER, .type = type, .base = 10};

    value.bits = fitted(types, macro_type_arith(types, type), bits);
    value.null_constant = value.bits == 0;
    return value;
}

/* The number as the type holds it. */
static long double rounded(const MacroTypes *types, MacroArith arith, long double number)
{
    if (arith == ARITH_FLOAT) {
        return (float)number;
    }
    if (arith == ARITH_DOUBLE || types->arith[ARITH_LDOUBLE] == NULL ||
        types->arith[ARITH_LDOUBLE]->size == (int64_t)sizeof(double)) {
        return (double)number;
    }
    return number;
}

MacroValue macro_value_floating(const MacroTypes *types, const IrType *type,
                                long double number)
{
    MacroValue value = {.kind = VALUE_FLOATING, .type = type, .base = 10};

    value.floating = rounded(types, macro_type_arith(types, type), number);
    return value;
}

MacroValue macro_value_decayed(const MacroTypes *types, MacroValue value)
{
    const IrType *resolved = ir_type_resolved(value.type);

    if (value.kind == VALUE_STRING) {
        value.literal_string = false;
        return value;
    }
    if (value.kind != VALUE_LVALUE) {
        return value;
    }
    if (resolved->kind == IR_TYPE_ARRAY || resolved->kind == IR_TYPE_FUNCTION) {
        bool array = resolved->kind == IR_TYPE_ARRAY;
        const IrType *pointer =
            macro_type_pointer(types, array ? resolved->target : value.type, 0);
        MacroValue result = macro_value_none(pointer);

        if (value.known) {
            result.kind = VALUE_POINTER;
            result.bits = value.bits;
        }
        return result;
    }
    return macro_value_none(macro_type_unqualified(types, value.type));
}

static long double as_floating(const MacroTypes *types, const MacroValue *value,
                               MacroArith to)
{
    bool is_signed = macro_arith_is_signed(types, macro_type_arith(types, value->type));

    /* One rounding only: straight to the type. */
    if (to == ARITH_FLOAT) {
        return is_signed ? (float)(MacroSigned)value->bits : (float)value->bits;
    }
    if (to == ARITH_DOUBLE ||
        types->arith[ARITH_LDOUBLE]->size == (int64_t)sizeof(double)) {
        return is_signed ? (double)(MacroSigned)value->bits : (double)value->bits;
    }
    return is_signed ? (long double)(MacroSigned)value->bits : (long double)value->bits;
}

/* A floating value cast to an integer type; none when it does not fit. */
static MacroValue truncated(const MacroTypes *types, const MacroValue *value,
                            const IrType *type, MacroArith to)
{
    long double whole = truncl(value->floating);
    unsigned width = macro_arith_bits(types, to);
    bool is_signed = macro_arith_is_signed(types, to);
    long double limit = ldexpl(1.0L, (int)(is_signed ? width - 1 : width));

    if (to == ARITH_BOOL) {
        return macro_value_integer(types, type, value->floating != 0);
    }
    if (isnan(whole) || whole >= limit || whole < (is_signed ? -limit : 0.0L)) {
        return macro_value_none(type);
    }
    return macro_value_integer(
        types, type, whole < 0 ? (MacroBits)(MacroSigned)whole : (MacroBits)whole);
}

static MacroValue to_arith(const MacroTypes *types, const MacroValue *value,
                           const IrType *type, MacroArith to)
{
    bool lost = to == ARITH_LDOUBLE && !types->long_double_known;

    switch (value->kind) {
    case VALUE_INTEGER:
        if (lost) {
            return macro_value_none(type);
        }
        if (macro_arith_is_floating(to)) {
            return macro_value_floating(types, type, as_floating(types, value, to));
        }
        return macro_value_integer(types, type, value->bits);
    case VALUE_FLOATING:
        if (lost) {
            return macro_value_none(type);
        }
        if (macro_arith_is_floating(to)) {
            return macro_value_floating(types, type, value->floating);
        }
        return truncated(types, value, type, to);
    case VALUE_POINTER:
        return macro_arith_is_floating(to)
                   ? macro_value_none(type)
                   : macro_value_integer(types, type, value->bits);
    case VALUE_STRING:
        return to == ARITH_BOOL ? macro_value_integer(types, type, 1)
                                : macro_value_none(type);
    default:
        return macro_value_none(type);
    }
}

static MacroValue to_pointer(const MacroTypes *types, const MacroValue *value,
                             const IrType *type)
{
    MacroValue result = macro_value_none(type);

    if (value->kind == VALUE_STRING) {
        result = *value;
        result.type = type;
        return result;
    }
    if (value->kind == VALUE_INTEGER || value->kind == VALUE_POINTER) {
        unsigned width = (unsigned)types->ir->pointer_size * 8;
        const IrType *resolved = ir_type_resolved(type);

        result.kind = VALUE_POINTER;
        result.bits = value->bits;
        if (width < 128) {
            result.bits &= ((MacroBits)1 << width) - 1;
        }
        result.null_constant = value->null_constant &&
                               macro_type_is_void(resolved->target) &&
                               resolved->target->qualifiers == 0;
    }
    return result;
}

MacroValue macro_value_converted(const MacroTypes *types, MacroValue value,
                                 const IrType *type)
{
    MacroArith to = macro_type_arith(types, type);
    MacroValue result;

    if (value.kind == VALUE_NONE) {
        return macro_value_none(type);
    }
    if (to != ARITH_NONE) {
        result = to_arith(types, &value, type, to);
    } else if (macro_type_is(type, IR_TYPE_POINTER)) {
        result = to_pointer(types, &value, type);
    } else {
        result = macro_value_none(type);
    }
    result.base = value.base;
    return result;
}

int macro_value_truth(const MacroValue *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
    case VALUE_POINTER:
        return value->bits != 0;
    case VALUE_FLOATING:
        return value->floating != 0;
    case VALUE_STRING:
        return 1;
    default:
        return -1;
    }
}
