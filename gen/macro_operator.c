/* SPDX-License-Identifier: MIT */
/* The operators of macro_value.h. */
#include <math.h>
#include <string.h>

#include "lexer.h"
#include "macro_value.h"

/* The type of an arithmetic result: as an operand spells it, when that operand has it. */
static const IrType *result_type(const MacroTypes *types, MacroArith common,
                                 const MacroValue *left, const MacroValue *right)
{
    bool left_has = macro_type_arith(types, left->type) == common &&
                    !macro_type_is(left->type, IR_TYPE_ENUM);
    bool right_has = macro_type_arith(types, right->type) == common &&
                     !macro_type_is(right->type, IR_TYPE_ENUM);

    if (left_has && (!right_has || left->type == right->type)) {
        return macro_type_unqualified(types, left->type);
    }
    if (right_has && !left_has) {
        return macro_type_unqualified(types, right->type);
    }
    return types->arith[common];
}

static uint8_t common_base(const MacroValue *left, const MacroValue *right)
{
    if (left->base == 16 || right->base == 16) {
        return 16;
    }
    return MIN(left->base, right->base);
}

static MacroValue truth_value(const MacroTypes *types, bool truth)
{
    return macro_value_integer(types, types->arith[ARITH_INT], truth);
}

static bool is_comparison(unsigned operator_)
{
    switch (operator_) {
    case '<':
    case '>':
    case LEX_LESS_EQUAL:
    case LEX_GREATER_EQUAL:
    case LEX_EQUAL:
    case LEX_NOT_EQUAL:
        return true;
    default:
        return false;
    }
}

/* What a comparison makes of an order; unordered (a NaN) only is "not equal". */
static bool compared(unsigned operator_, bool less, bool equal, bool unordered)
{
    switch (operator_) {
    case '<':
        return less;
    case '>':
        return !less && !equal && !unordered;
    case LEX_LESS_EQUAL:
        return less || equal;
    case LEX_GREATER_EQUAL:
        return !less && !unordered;
    case LEX_EQUAL:
        return equal;
    default:
        return !equal;
    }
}

static MacroValue float_binary(const MacroTypes *types, unsigned operator_,
                               const MacroValue *left, const MacroValue *right,
                               MacroArith common)
{
    const IrType *type = result_type(types, common, left, right);
    long double a, b, result;

    if (left->kind != VALUE_FLOATING || right->kind != VALUE_FLOATING) {
        return macro_value_none(is_comparison(operator_) ? types->arith[ARITH_INT]
                                                         : type);
    }
    a = left->floating;
    b = right->floating;
    if (is_comparison(operator_)) {
        return truth_value(types, compared(operator_, a < b, a == b, isunordered(a, b)));
    }
    /* Each operation in its own type: a sum in long double would be rounded twice. */
#define IN_TYPE(OPERATOR)                                                                \
    (common == ARITH_FLOAT    ? (long double)((float)a OPERATOR(float) b)                \
     : common == ARITH_DOUBLE ? (long double)((double)a OPERATOR(double) b)              \
                              : a OPERATOR b)
    switch (operator_) {
    case '+':
        result = IN_TYPE(+);
        break;
    case '-':
        result = IN_TYPE(-);
        break;
    case '*':
        result = IN_TYPE(*);
        break;
    default:
        result = IN_TYPE(/);
        break;
    }
#undef IN_TYPE
    return macro_value_floating(types, type, result);
}

/* Division and remainder; false when C leaves the result open. */
static bool divide(unsigned operator_, bool is_signed, unsigned width, MacroBits a,
                   MacroBits b, MacroBits *result)
{
    if (b == 0) {
        return false;
    }
    if (!is_signed) {
        *result = operator_ == '/' ? a / b : a % b;
        return true;
    }
    if ((MacroSigned)b == -1) {
        if (a << (128 - width) == (MacroBits)1 << 127) {
            return false; /* the least value over -1 */
        }
        *result = operator_ == '/' ? -a : 0;
        return true;
    }
    *result = operator_ == '/' ? (MacroBits)((MacroSigned)a / (MacroSigned)b)
                               : (MacroBits)((MacroSigned)a % (MacroSigned)b);
    return true;
}

/* Signed overflow wraps, as it does in both compilers' constants. */
static MacroValue integer_binary(const MacroTypes *types, unsigned operator_,
                                 const MacroValue *left, const MacroValue *right,
                                 MacroArith common)
{
    bool is_signed = macro_arith_is_signed(types, common);
    const IrType *type = result_type(types, common, left, right);
    MacroBits a, b, result = 0;
    MacroValue value;

    if (left->kind != VALUE_INTEGER || right->kind != VALUE_INTEGER) {
        return macro_value_none(is_comparison(operator_) ? types->arith[ARITH_INT]
                                                         : type);
    }
    a = macro_value_integer(types, types->arith[common], left->bits).bits;
    b = macro_value_integer(types, types->arith[common], right->bits).bits;
    if (is_comparison(operator_)) {
        return truth_value(types,
                           compared(operator_,
                                    is_signed ? (MacroSigned)a < (MacroSigned)b : a < b,
                                    a == b, false));
    }
    switch (operator_) {
    case '+':
        result = a + b;
        break;
    case '-':
        result = a - b;
        break;
    case '*':
        result = a * b;
        break;
    case '&':
        result = a & b;
        break;
    case '|':
        result = a | b;
        break;
    case '^':
        result = a ^ b;
        break;
    default:
        if (!divide(operator_, is_signed, macro_arith_bits(types, common), a, b,
                    &result)) {
            return macro_value_none(type);
        }
        break;
    }
    value = macro_value_integer(types, type, result);
    value.base = common_base(left, right);
    return value;
}

static MacroValue shift(const MacroTypes *types, unsigned operator_,
                        const MacroValue *left, const MacroValue *right)
{
    MacroArith arith = macro_arith_promoted(types, macro_type_arith(types, left->type));
    const IrType *type = result_type(types, arith, left, left);
    unsigned width = macro_arith_bits(types, arith);
    MacroBits bits = left->bits;
    MacroValue value;

    /* A negative count is a large one here. */
    if (left->kind != VALUE_INTEGER || right->kind != VALUE_INTEGER ||
        right->bits >= width) {
        return macro_value_none(type);
    }
    if (operator_ == LEX_SHIFT_LEFT) {
        bits <<= (unsigned)right->bits;
    } else if (macro_arith_is_signed(types, arith)) {
        bits = (MacroBits)((MacroSigned)bits >> (unsigned)right->bits);
    } else {
        bits >>= (unsigned)right->bits;
    }
    value = macro_value_integer(types, type, bits);
    value.base = left->base;
    return value;
}

/* Bytes from one element to the next; GNU C lets void and functions have 1. -1: unknown.
 */
static int64_t step_of(const IrType *pointer)
{
    const IrType *target = ir_type_resolved(ir_type_resolved(pointer)->target);

    if (macro_type_is_void(target) || target->kind == IR_TYPE_FUNCTION) {
        return 1;
    }
    return target->size;
}

static bool pointer_offset(const MacroTypes *types, unsigned operator_,
                           const MacroValue *pointer, const MacroValue *index,
                           MacroValue *result)
{
    int64_t step = step_of(pointer->type);

    if (macro_arith_is_floating(macro_type_arith(types, index->type)) || step < 0) {
        return false;
    }
    *result = macro_value_none(pointer->type);
    if (pointer->kind == VALUE_POINTER && index->kind == VALUE_INTEGER) {
        MacroBits distance = index->bits * (MacroBits)(MacroSigned)step;
        MacroValue sum = *pointer;

        sum.null_constant = false;
        sum.bits = operator_ == '+' ? sum.bits + distance : sum.bits - distance;
        *result = macro_value_converted(types, sum, pointer->type);
        result->null_constant = false;
    }
    return true;
}

static bool pointer_binary(const MacroTypes *types, unsigned operator_,
                           const MacroValue *left, const MacroValue *right,
                           MacroValue *result)
{
    bool left_points = macro_type_is(left->type, IR_TYPE_POINTER);
    bool right_points = macro_type_is(right->type, IR_TYPE_POINTER);
    bool constants = (left->kind == VALUE_POINTER || left->kind == VALUE_INTEGER) &&
                     (right->kind == VALUE_POINTER || right->kind == VALUE_INTEGER);

    if (is_comparison(operator_)) {
        *result = constants
                      ? truth_value(types, compared(operator_, left->bits < right->bits,
                                                    left->bits == right->bits, false))
                      : macro_value_none(types->arith[ARITH_INT]);
        return true;
    }
    if (operator_ == '-' && left_points && right_points) {
        int64_t step = step_of(left->type);
        MacroSigned distance = (MacroSigned)(left->bits - right->bits);

        if (step <= 0) {
            return false;
        }
        *result = constants ? macro_value_integer(types, types->ir->ptrdiff_type,
                                                  (MacroBits)(distance / step))
                            : macro_value_none(types->ir->ptrdiff_type);
        return true;
    }
    if ((operator_ != '+' && operator_ != '-') || (left_points && right_points)) {
        return false;
    }
    if (left_points) {
        return pointer_offset(types, operator_, left, right, result);
    }
    return operator_ == '+' && pointer_offset(types, operator_, right, left, result);
}

bool macro_value_binary(const MacroTypes *types, unsigned operator_,
                        const MacroValue *left, const MacroValue *right,
                        MacroValue *result)
{
    MacroArith a = macro_type_arith(types, left->type);
    MacroArith b = macro_type_arith(types, right->type);
    MacroArith common;

    if (macro_type_is(left->type, IR_TYPE_POINTER) ||
        macro_type_is(right->type, IR_TYPE_POINTER)) {
        return pointer_binary(types, operator_, left, right, result);
    }
    if (a == ARITH_NONE || b == ARITH_NONE) {
        return false;
    }
    common = macro_arith_common(types, a, b);
    if (operator_ == LEX_SHIFT_LEFT || operator_ == LEX_SHIFT_RIGHT) {
        if (macro_arith_is_floating(common)) {
            return false;
        }
        *result = shift(types, operator_, left, right);
        return true;
    }
    if (types->arith[common] == NULL) {
        return false;
    }
    if (macro_arith_is_floating(common)) {
        MacroValue x = macro_value_converted(types, *left, types->arith[common]);
        MacroValue y = macro_value_converted(types, *right, types->arith[common]);

        if (!is_comparison(operator_) && strchr("+-*/", (int)operator_) == NULL) {
            return false;
        }
        x.type = left->type;
        y.type = right->type;
        *result = float_binary(types, operator_, &x, &y, common);
        return true;
    }
    *result = integer_binary(types, operator_, left, right, common);
    return true;
}

bool macro_value_unary(const MacroTypes *types, unsigned operator_,
                       const MacroValue *operand, MacroValue *result)
{
    MacroArith arith =
        macro_arith_promoted(types, macro_type_arith(types, operand->type));

    if (operator_ == '!') {
        int truth = macro_value_truth(operand);

        *result = truth < 0 ? macro_value_none(types->arith[ARITH_INT])
                            : truth_value(types, truth == 0);
        return true;
    }
    if (arith == ARITH_NONE || (operator_ == '~' && macro_arith_is_floating(arith))) {
        return false;
    }
    *result = macro_value_none(result_type(types, arith, operand, operand));
    if (operand->kind == VALUE_FLOATING) {
        *result = macro_value_floating(types, result->type,
                                       operator_ == '-' ? -operand->floating
                                                        : operand->floating);
    } else if (operand->kind == VALUE_INTEGER) {
        MacroBits bits = operand->bits;

        bits = operator_ == '-' ? -bits : operator_ == '~' ? ~bits : bits;
        *result = macro_value_integer(types, result->type, bits);
        result->base = operand->base;
    }
    return true;
}

/* The type of a conditional expression with a pointer among its operands. */
static const IrType *conditional_pointer(const MacroTypes *types, const MacroValue *yes,
                                         const MacroValue *no)
{
    const IrType *a = ir_type_resolved(yes->type);
    const IrType *b = ir_type_resolved(no->type);

    if (a->kind != IR_TYPE_POINTER) {
        return no->type;
    }
    if (b->kind != IR_TYPE_POINTER || no->null_constant) {
        return yes->type;
    }
    if (yes->null_constant) {
        return no->type;
    }
    if (macro_type_is_void(a->target) || macro_type_is_void(b->target)) {
        unsigned qualifiers = ir_type_resolved(a->target)->qualifiers |
                              ir_type_resolved(b->target)->qualifiers;

        return types->type_void == NULL
                   ? NULL
                   : macro_type_pointer(
                         types, macro_type_qualified(types, types->type_void, qualifiers),
                         0);
    }
    return macro_types_compatible(types, a, b) ? yes->type : NULL;
}

bool macro_value_conditional(const MacroTypes *types, int truth, const MacroValue *yes,
                             const MacroValue *no, MacroValue *result)
{
    MacroArith a = macro_type_arith(types, yes->type);
    MacroArith b = macro_type_arith(types, no->type);
    const IrType *type = NULL;

    if (a != ARITH_NONE && b != ARITH_NONE) {
        type = result_type(types, macro_arith_common(types, a, b), yes, no);
    } else if (macro_type_is(yes->type, IR_TYPE_POINTER) ||
               macro_type_is(no->type, IR_TYPE_POINTER)) {
        type = conditional_pointer(types, yes, no);
    } else if (yes->type == no->type) {
        type = yes->type;
    }
    if (type == NULL) {
        return false;
    }
    *result = truth < 0 ? macro_value_none(type)
                        : macro_value_converted(types, truth ? *yes : *no, type);
    return true;
}
