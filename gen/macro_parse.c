/* SPDX-License-Identifier: MIT */
/* Operators, casts, sizeof and its like. */
#include "macro_parse.h"

#include <string.h>

MacroValue macro_parse_fail(MacroParser *parser, MacroResult status)
{
    if (parser->status == MACRO_CONSTANT) {
        parser->status = status;
    }
    parser->at = parser->end;
    return macro_value_none(parser->types.arith[ARITH_INT]);
}

bool macro_parse_expect(MacroParser *parser, unsigned punctuator)
{
    if (macro_parse_accept(parser, punctuator)) {
        return true;
    }
    macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    return false;
}

static MacroValue decayed(const MacroParser *parser, MacroValue value)
{
    return macro_value_decayed(&parser->types, value);
}

/* What the operator's operands do not allow is an error to the compiler, unless they have
 * a type that is not known here. */
static MacroValue fail_operands(MacroParser *parser, const MacroValue *a,
                                const MacroValue *b)
{
    const IrType *types[] = {ir_type_resolved(a->type), ir_type_resolved(b->type)};
    bool strange = false;

    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        bool scalar = types[i]->kind == IR_TYPE_POINTER ||
                      types[i]->kind == IR_TYPE_RECORD || macro_type_is_void(types[i]) ||
                      macro_type_arith(&parser->types, types[i]) != ARITH_NONE;

        strange |= !scalar;
    }
    return macro_parse_fail(parser, strange ? MACRO_UNKNOWN : MACRO_NOT_CONSTANT);
}

/* A cast, the parenthesis passed. */
static MacroValue parse_cast(MacroParser *parser)
{
    const IrType *type = macro_parse_type_name(parser);
    MacroValue value;

    if (type == NULL || !macro_parse_expect(parser, ')')) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    if (macro_parse_is(parser, '{')) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT); /* a compound literal */
    }
    value = decayed(parser, macro_parse_unary(parser));
    return macro_value_converted(&parser->types, value,
                                 macro_type_unqualified(&parser->types, type));
}

static MacroValue size_value(MacroParser *parser, int64_t size)
{
    const IrType *size_type = parser->types.ir->size_type;

    if (size_type == NULL) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    return macro_value_integer(&parser->types, ir_type_resolved(size_type),
                               (MacroBits)size);
}

static MacroValue size_of_type(MacroParser *parser, const IrType *type)
{
    const IrType *resolved = ir_type_resolved(type);

    if (macro_type_is_void(resolved) || resolved->kind == IR_TYPE_FUNCTION) {
        return size_value(parser, 1); /* GNU C */
    }
    if (resolved->size < 0) {
        return macro_parse_fail(parser, resolved->kind == IR_TYPE_UNSUPPORTED
                                            ? MACRO_UNKNOWN
                                            : MACRO_NOT_CONSTANT);
    }
    return size_value(parser, resolved->size);
}

static MacroValue size_of_value(MacroParser *parser, const MacroValue *value)
{
    if (value->kind == VALUE_LVALUE && value->bit_field) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    if (value->literal_string) {
        int64_t length = (int64_t)value->string->units->len + 1;

        return size_value(parser, length * value->string->element->size);
    }
    return size_of_type(parser, value->type);
}

/* The preferred alignment (GNU) can be larger than the one C11 asks for, by target. */
static MacroValue align_of_type(MacroParser *parser, const IrType *type, bool preferred)
{
    const IrType *element = ir_type_resolved(type);

    while (element->kind == IR_TYPE_ARRAY) {
        element = ir_type_resolved(element->target);
    }
    if (macro_type_is_void(element) || element->kind == IR_TYPE_FUNCTION) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    if (type->align < 0) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    if (preferred && element->kind != IR_TYPE_RECORD && element->size > element->align) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    return size_value(parser, type->align);
}

/* The operand of sizeof or typeof: a type in parentheses, or else an expression. NULL for
 * the latter. */
static const IrType *parse_type_operand(MacroParser *parser, MacroValue *value)
{
    const MacroToken *start = parser->at;

    if (macro_parse_accept(parser, '(')) {
        if (macro_parse_starts_type(parser)) {
            const IrType *type = macro_parse_type_name(parser);

            if (type != NULL && !macro_parse_expect(parser, ')')) {
                return NULL;
            }
            return type;
        }
        parser->at = start;
    }
    *value = macro_parse_unary(parser);
    return NULL;
}

static MacroValue parse_sizeof(MacroParser *parser)
{
    MacroValue value = macro_value_none(NULL);
    const IrType *type = parse_type_operand(parser, &value);

    if (parser->status != MACRO_CONSTANT) {
        return macro_parse_fail(parser, parser->status);
    }
    return type != NULL ? size_of_type(parser, type) : size_of_value(parser, &value);
}

static MacroValue parse_alignof(MacroParser *parser, bool preferred)
{
    MacroValue value = macro_value_none(NULL);
    const IrType *type = parse_type_operand(parser, &value);

    if (parser->status != MACRO_CONSTANT) {
        return macro_parse_fail(parser, parser->status);
    }
    if (type == NULL) {
        if (value.kind == VALUE_LVALUE) {
            return macro_parse_fail(parser, MACRO_UNKNOWN); /* may have its own */
        }
        type = value.type;
    }
    return align_of_type(parser, type, preferred);
}

static MacroValue address_of(MacroParser *parser, const MacroValue *operand)
{
    MacroValue value;

    if (operand->kind != VALUE_LVALUE) {
        MacroResult status = operand->literal_string ? MACRO_UNKNOWN : MACRO_NOT_CONSTANT;

        return macro_parse_fail(parser, status);
    }
    if (operand->bit_field) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    value = macro_value_none(macro_type_pointer(&parser->types, operand->type, 0));
    if (operand->known) {
        value.kind = VALUE_POINTER;
        value.bits = operand->bits;
    }
    return value;
}

static MacroValue object_at(MacroParser *parser, const MacroValue *pointer)
{
    const IrType *resolved = ir_type_resolved(pointer->type);
    MacroValue value;

    if (resolved->kind == IR_TYPE_FUNCTION) {
        return *pointer;
    }
    if (resolved->kind != IR_TYPE_POINTER) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    value = macro_value_none(resolved->target);
    value.kind = VALUE_LVALUE;
    value.known = pointer->kind == VALUE_POINTER;
    value.bits = value.known ? pointer->bits : 0;
    return value;
}

static MacroValue parse_operator(MacroParser *parser, unsigned operator_)
{
    MacroValue operand = macro_parse_unary(parser);
    MacroValue result;

    if (parser->status != MACRO_CONSTANT) {
        return operand;
    }
    if (operator_ == '&') {
        return address_of(parser, &operand);
    }
    operand = decayed(parser, operand);
    if (operator_ == '*') {
        return object_at(parser, &operand);
    }
    if (!macro_value_unary(&parser->types, operator_, &operand, &result)) {
        return fail_operands(parser, &operand, &operand);
    }
    return result;
}

static MacroValue parse_unary_here(MacroParser *parser)
{
    const MacroToken *start = parser->at;
    MacroKeyword keyword = macro_parse_keyword(parser);

    switch (keyword) {
    case KEYWORD_EXTENSION:
        parser->at++;
        return macro_parse_unary(parser);
    case KEYWORD_SIZEOF:
        parser->at++;
        return parse_sizeof(parser);
    case KEYWORD_ALIGNOF:
    case KEYWORD_GNU_ALIGNOF:
        parser->at++;
        return parse_alignof(parser, keyword == KEYWORD_GNU_ALIGNOF);
    default:
        break;
    }
    if (parser->at < parser->end && parser->at->kind == LEX_PUNCTUATOR) {
        unsigned punctuator = parser->at->punctuator;

        if (punctuator == '(') {
            parser->at++;
            if (macro_parse_starts_type(parser)) {
                return parse_cast(parser);
            }
            parser->at = start;
        } else if (punctuator < 128 && strchr("+-~!&*", (int)punctuator) != NULL) {
            parser->at++;
            return parse_operator(parser, punctuator);
        }
    }
    return macro_parse_postfix(parser);
}

MacroValue macro_parse_unary(MacroParser *parser)
{
    MacroValue value;

    if (parser->depth >= MACRO_PARSE_MAX_DEPTH) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    parser->depth++;
    value = parse_unary_here(parser);
    parser->depth--;
    return value;
}

/* How tightly a binary operator binds; 0 for what is none. */
static int precedence(const MacroParser *parser)
{
    if (parser->at >= parser->end || parser->at->kind != LEX_PUNCTUATOR) {
        return 0;
    }
    switch (parser->at->punctuator) {
    case '*':
    case '/':
    case '%':
        return 10;
    case '+':
    case '-':
        return 9;
    case LEX_SHIFT_LEFT:
    case LEX_SHIFT_RIGHT:
        return 8;
    case '<':
    case '>':
    case LEX_LESS_EQUAL:
    case LEX_GREATER_EQUAL:
        return 7;
    case LEX_EQUAL:
    case LEX_NOT_EQUAL:
        return 6;
    case '&':
        return 5;
    case '^':
        return 4;
    case '|':
        return 3;
    case LEX_LOGICAL_AND:
        return 2;
    case LEX_LOGICAL_OR:
        return 1;
    default:
        return 0;
    }
}

static MacroValue parse_binary(MacroParser *parser, int least);
static MacroValue parse_conditional(MacroParser *parser);

/* && and ||: the right operand counts only when the left one does not decide. */
static MacroValue logical(MacroParser *parser, unsigned operator_, const MacroValue *left,
                          const MacroValue *right)
{
    const IrType *type = parser->types.arith[ARITH_INT];
    int decisive = operator_ == LEX_LOGICAL_OR;
    int truth = macro_value_truth(left);

    if (truth != decisive && truth >= 0) {
        truth = macro_value_truth(right);
    }
    return truth < 0 ? macro_value_none(type)
                     : macro_value_integer(&parser->types, type, (MacroBits)truth);
}

static MacroValue parse_binary(MacroParser *parser, int least)
{
    MacroValue left = macro_parse_unary(parser);
    int binds;

    while ((binds = precedence(parser)) >= least) {
        unsigned operator_ = parser->at++->punctuator;
        MacroValue right = decayed(parser, parse_binary(parser, binds + 1));
        MacroValue result;

        if (parser->status != MACRO_CONSTANT) {
            return right;
        }
        left = decayed(parser, left);
        if (binds <= 2) {
            result = logical(parser, operator_, &left, &right);
        } else if (!macro_value_binary(&parser->types, operator_, &left, &right,
                                       &result)) {
            return fail_operands(parser, &left, &right);
        }
        left = result;
    }
    return left;
}

/* What follows the question mark of a conditional expression. */
static MacroValue parse_alternatives(MacroParser *parser, const MacroValue *condition)
{
    MacroValue yes, no, result;
    int truth;

    yes = macro_parse_is(parser, ':') ? *condition /* GNU: `a ?: b` */
                                      : decayed(parser, macro_parse_expression(parser));
    if (!macro_parse_expect(parser, ':')) {
        return yes;
    }
    no = decayed(parser, parse_conditional(parser));
    if (parser->status != MACRO_CONSTANT) {
        return no;
    }
    truth = macro_value_truth(condition);
    if (!macro_value_conditional(&parser->types, truth, &yes, &no, &result)) {
        return fail_operands(parser, &yes, &no);
    }
    return result;
}

static MacroValue parse_conditional(MacroParser *parser)
{
    MacroValue value = parse_binary(parser, 1);

    if (!macro_parse_accept(parser, '?')) {
        return value;
    }
    if (parser->depth >= MACRO_PARSE_MAX_DEPTH) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    value = decayed(parser, value);
    parser->depth++;
    value = parse_alternatives(parser, &value);
    parser->depth--;
    return value;
}

MacroValue macro_parse_assignment(MacroParser *parser)
{
    MacroValue value = parse_conditional(parser);

    if (macro_parse_is(parser, '=') || macro_parse_is(parser, LEX_ASSIGNMENT)) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    return value;
}

MacroValue macro_parse_expression(MacroParser *parser)
{
    MacroValue value = macro_parse_assignment(parser);

    while (macro_parse_accept(parser, ',')) {
        MacroValue left = value;

        value = decayed(parser, macro_parse_assignment(parser));
        value.null_constant = false;
        value.literal = NULL;
        if (left.kind == VALUE_NONE && !macro_type_is_void(left.type)) {
            value = macro_value_none(value.type); /* may do something */
        }
    }
    return value;
}
