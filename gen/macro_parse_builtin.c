/* SPDX-License-Identifier: MIT */
/* The compiler's builtin functions that headers use in constants. */
#include <math.h>

#include "macro_parse.h"

static MacroValue argument(MacroParser *parser)
{
    return macro_value_decayed(&parser->types, macro_parse_assignment(parser));
}

/* __builtin_offsetof(type, member.designator[0]), the parenthesis passed. */
static MacroValue parse_offsetof(MacroParser *parser)
{
    const IrType *type = macro_parse_type_name(parser);
    MacroValue place;

    if (type == NULL || !macro_parse_expect(parser, ',')) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    place = macro_value_none(type);
    place.kind = VALUE_LVALUE;
    place.known = true;
    place = macro_parse_member(parser, &place);
    while (parser->status == MACRO_CONSTANT && !macro_parse_is(parser, ')')) {
        if (macro_parse_accept(parser, '.')) {
            place = macro_parse_member(parser, &place);
        } else if (macro_parse_accept(parser, '[')) {
            const IrType *array = ir_type_resolved(place.type);
            MacroValue index = argument(parser);

            if (array->kind != IR_TYPE_ARRAY || index.kind != VALUE_INTEGER) {
                return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
            }
            place.type = array->target;
            place.bits += index.bits * (MacroBits)(MacroSigned)array->target->size;
            macro_parse_expect(parser, ']');
        } else {
            return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
        }
    }
    if (parser->status != MACRO_CONSTANT || place.bit_field ||
        parser->types.ir->size_type == NULL) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    return macro_value_integer(&parser->types,
                               ir_type_resolved(parser->types.ir->size_type), place.bits);
}

static MacroValue parse_types_compatible(MacroParser *parser)
{
    const IrType *a = macro_parse_type_name(parser);
    const IrType *b;

    macro_parse_expect(parser, ',');
    b = macro_parse_type_name(parser);
    if (a == NULL || b == NULL) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    return macro_value_integer(&parser->types, parser->types.arith[ARITH_INT],
                               macro_types_compatible(&parser->types, a, b));
}

static MacroValue parse_choose(MacroParser *parser)
{
    MacroValue condition = argument(parser);
    int truth = macro_value_truth(&condition);
    MacroValue yes, no;

    macro_parse_expect(parser, ',');
    yes = macro_parse_assignment(parser);
    macro_parse_expect(parser, ',');
    no = macro_parse_assignment(parser);
    if (truth < 0) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    return truth ? yes : no;
}

/* The unsigned type of that many bits; C's shortest name for it, as compilers have it. */
static const IrType *unsigned_type(const MacroTypes *types, unsigned bits)
{
    static const MacroArith candidates[] = {ARITH_USHORT, ARITH_UINT, ARITH_ULONG,
                                            ARITH_ULLONG};

    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
        if (macro_arith_bits(types, candidates[i]) == bits) {
            return types->arith[candidates[i]];
        }
    }
    return NULL;
}

static MacroValue parse_swap(MacroParser *parser, unsigned bits)
{
    const IrType *type = unsigned_type(&parser->types, bits);
    MacroValue value = argument(parser);
    MacroBits swapped = 0;

    if (type == NULL) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    value = macro_value_converted(&parser->types, value, type);
    if (value.kind != VALUE_INTEGER) {
        return macro_value_none(type);
    }
    for (unsigned i = 0; i < bits; i += 8) {
        swapped |= (value.bits >> i & 0xff) << (bits - 8 - i);
    }
    return macro_value_integer(&parser->types, type, swapped);
}

static MacroValue parse_expect(MacroParser *parser)
{
    const IrType *type = parser->types.arith[ARITH_LONG];
    MacroValue value = argument(parser);

    macro_parse_expect(parser, ',');
    argument(parser);
    if (type == NULL) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    return macro_value_converted(&parser->types, value, type);
}

static MacroValue parse_nan(MacroParser *parser)
{
    MacroValue payload = argument(parser);

    if (payload.kind != VALUE_STRING || payload.string->units->len > 0) {
        macro_parse_fail(parser, MACRO_UNKNOWN); /* a NaN of one's own */
    }
    return payload;
}

/* An infinity or a NaN, in the type that the last letter of the name says. */
static MacroValue parse_special(MacroParser *parser, MacroKeyword keyword)
{
    MacroArith arith = keyword == KEYWORD_INFF || keyword == KEYWORD_NANF ? ARITH_FLOAT
                       : keyword == KEYWORD_INFL || keyword == KEYWORD_NANL
                           ? ARITH_LDOUBLE
                           : ARITH_DOUBLE;
    bool is_nan = keyword >= KEYWORD_NAN && keyword <= KEYWORD_NANL;

    if (is_nan) {
        parse_nan(parser);
    }
    if (parser->types.arith[arith] == NULL) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    return macro_value_floating(&parser->types, parser->types.arith[arith],
                                is_nan ? (long double)NAN : (long double)INFINITY);
}

static MacroValue parse_constant_p(MacroParser *parser)
{
    MacroValue value = argument(parser);

    return macro_value_integer(&parser->types, parser->types.arith[ARITH_INT],
                               value.kind != VALUE_NONE);
}

static MacroValue parse_call(MacroParser *parser, MacroKeyword keyword)
{
    switch (keyword) {
    case KEYWORD_OFFSETOF:
        return parse_offsetof(parser);
    case KEYWORD_CONSTANT_P:
        return parse_constant_p(parser);
    case KEYWORD_CHOOSE_EXPR:
        return parse_choose(parser);
    case KEYWORD_TYPES_COMPATIBLE_P:
        return parse_types_compatible(parser);
    case KEYWORD_EXPECT:
        return parse_expect(parser);
    case KEYWORD_BSWAP16:
        return parse_swap(parser, 16);
    case KEYWORD_BSWAP32:
        return parse_swap(parser, 32);
    case KEYWORD_BSWAP64:
        return parse_swap(parser, 64);
    default:
        return parse_special(parser, keyword);
    }
}

MacroValue macro_parse_builtin(MacroParser *parser, MacroKeyword keyword)
{
    MacroValue value;

    parser->at++;
    if (keyword == KEYWORD_RUN_TIME || !macro_parse_accept(parser, '(')) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT); /* nor has it an address */
    }
    value = parse_call(parser, keyword);
    return macro_parse_expect(parser, ')') ? value
                                           : macro_parse_fail(parser, parser->status);
}
