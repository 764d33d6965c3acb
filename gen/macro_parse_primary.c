/* SPDX-License-Identifier: MIT */
/* Literals, names, calls, members and elements. */
#include <string.h>

#include "macro_parse.h"

/* A string object for this macro; they are used again for the next one. */
static MacroString *new_string(MacroParser *parser)
{
    MacroString *string;

    if (parser->n_strings == parser->strings->len) {
        string = g_new0(MacroString, 1);
        string->units = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_ptr_array_add(parser->strings, string);
    }
    string = g_ptr_array_index(parser->strings, parser->n_strings++);
    g_array_set_size(string->units, 0);
    return string;
}

static MacroValue parse_strings(MacroParser *parser)
{
    const MacroToken *first = parser->at;
    MacroValue value;
    MacroResult result;

    while (parser->at < parser->end && parser->at->kind == LEX_STRING) {
        parser->at++;
    }
    result = macro_literal_string(&parser->types, first, (size_t)(parser->at - first),
                                  new_string(parser), &value);
    if (result != MACRO_CONSTANT) {
        return macro_parse_fail(parser, result);
    }
    if (parser->at == first + 1) {
        value.literal = first;
    }
    return value;
}

static MacroValue parse_number(MacroParser *parser)
{
    const MacroToken *token = parser->at++;
    MacroValue value;
    MacroResult result =
        token->kind == LEX_NUMBER
            ? macro_literal_number(&parser->types, token->text, token->length, &value)
            : macro_literal_character(&parser->types, token->text, token->length, &value);

    if (result != MACRO_CONSTANT) {
        return macro_parse_fail(parser, result);
    }
    value.literal = token;
    return value;
}

/* An enumerator is an int where it fits one, and else of its enum's type. */
static MacroValue enumerator_value(MacroParser *parser, const MacroSymbol *symbol)
{
    const MacroTypes *types = &parser->types;
    const IrType *type = types->arith[ARITH_INT];
    const char *digits = symbol->enumerator->value;
    bool negative = digits[0] == '-';
    MacroBits bits = 0;
    MacroValue value;

    for (digits += negative; *digits >= '0' && *digits <= '9'; digits++) {
        bits = bits * 10 + (unsigned)(*digits - '0');
    }
    if (negative) {
        bits = -bits;
    }
    value = macro_value_integer(types, type, bits);
    if (value.bits != bits && symbol->enumeration->type != NULL) {
        value = macro_value_integer(types, symbol->enumeration->type, bits);
    }
    return value;
}

static MacroValue parse_name(MacroParser *parser)
{
    MacroSymbol *symbol = parser->at++->symbol;

    macro_symbol_look_up(parser->table, symbol);
    if (symbol->enumerator != NULL) {
        return enumerator_value(parser, symbol);
    }
    if (symbol->object != NULL && symbol->object->type != NULL) {
        MacroValue value = macro_value_none(symbol->object->type);

        value.kind = VALUE_LVALUE;
        return value;
    }
    if (macro_parse_is(parser, '(') && g_str_has_prefix(symbol->name, "__builtin_")) {
        return macro_parse_fail(parser, MACRO_UNKNOWN);
    }
    return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
}

static MacroValue parse_keyword(MacroParser *parser, MacroKeyword keyword)
{
    if (keyword == KEYWORD_GENERIC || keyword == KEYWORD_ATTRIBUTE) {
        return macro_parse_fail(parser, keyword == KEYWORD_GENERIC ? MACRO_UNKNOWN
                                                                   : MACRO_NOT_CONSTANT);
    }
    if (keyword >= KEYWORD_FIRST_BUILTIN) {
        return macro_parse_builtin(parser, keyword);
    }
    return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
}

static MacroValue parse_primary(MacroParser *parser)
{
    MacroKeyword keyword = macro_parse_keyword(parser);

    if (parser->at >= parser->end) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    switch (parser->at->kind) {
    case LEX_NUMBER:
    case LEX_CHARACTER:
        return parse_number(parser);
    case LEX_STRING:
        return parse_strings(parser);
    case LEX_IDENTIFIER:
        return keyword != KEYWORD_NONE ? parse_keyword(parser, keyword)
                                       : parse_name(parser);
    default:
        break;
    }
    if (macro_parse_accept(parser, '(')) {
        MacroValue value = macro_parse_expression(parser);

        return macro_parse_expect(parser, ')') ? value
                                               : macro_parse_fail(parser, parser->status);
    }
    return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
}

/* The member of that name, also within anonymous members; *offset is in bits. */
static const IrField *find_member(const IrDecl *record, const char *name, int64_t *offset)
{
    for (guint i = 0; record->fields != NULL && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        const IrType *type = ir_type_resolved(field->type);

        if (strcmp(field->name, name) == 0) {
            *offset += field->offset;
            return field;
        }
        if (field->name[0] == '\0' && type->kind == IR_TYPE_RECORD &&
            type->decl != NULL) {
            int64_t inner = *offset + field->offset;
            const IrField *found = find_member(type->decl, name, &inner);

            if (found != NULL) {
                *offset = inner;
                return found;
            }
        }
    }
    return NULL;
}

MacroValue macro_parse_member(MacroParser *parser, const MacroValue *record)
{
    const IrType *type = ir_type_resolved(record->type);
    const IrField *field;
    MacroValue value;
    int64_t offset = 0;

    if (type->kind != IR_TYPE_RECORD || type->decl == NULL || parser->at >= parser->end ||
        parser->at->kind != LEX_IDENTIFIER) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    field = find_member(type->decl, parser->at++->symbol->name, &offset);
    if (field == NULL) {
        return macro_parse_fail(parser, type->decl->complete && !type->decl->opaque
                                            ? MACRO_NOT_CONSTANT
                                            : MACRO_UNKNOWN);
    }
    value = macro_value_none(
        macro_type_qualified(&parser->types, field->type, type->qualifiers));
    value.kind = VALUE_LVALUE;
    value.known = record->known && record->kind == VALUE_LVALUE;
    value.bit_field = field->width >= 0;
    value.bits = value.known ? record->bits + (MacroBits)(offset / 8) : 0;
    return value;
}

/* `pointer[index]`, the bracket passed. */
static MacroValue parse_element(MacroParser *parser, const MacroValue *base)
{
    MacroValue pointer = macro_value_decayed(&parser->types, *base);
    MacroValue index =
        macro_value_decayed(&parser->types, macro_parse_expression(parser));
    MacroValue sum, value;

    if (!macro_parse_expect(parser, ']')) {
        return macro_parse_fail(parser, parser->status);
    }
    if (pointer.kind == VALUE_STRING) {
        /* Compilers fold it, but C does not call it a constant. */
        return macro_value_none(pointer.string->element);
    }
    if (!macro_value_binary(&parser->types, '+', &pointer, &index, &sum) ||
        !macro_type_is(sum.type, IR_TYPE_POINTER)) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    value = macro_value_none(ir_type_resolved(sum.type)->target);
    value.kind = VALUE_LVALUE;
    value.known = sum.kind == VALUE_POINTER;
    value.bits = value.known ? sum.bits : 0;
    return value;
}

/* The rest of a call whose opening parenthesis is next: its arguments. */
static void parse_arguments(MacroParser *parser)
{
    macro_parse_expect(parser, '(');
    if (macro_parse_accept(parser, ')')) {
        return;
    }
    do {
        macro_parse_assignment(parser);
    } while (macro_parse_accept(parser, ','));
    macro_parse_expect(parser, ')');
}

/* A call has a type and no constant value. */
static MacroValue parse_call(MacroParser *parser, const MacroValue *function)
{
    const IrType *type = ir_type_resolved(function->type);

    if (type->kind == IR_TYPE_POINTER) {
        type = ir_type_resolved(type->target);
    }
    if (type->kind != IR_TYPE_FUNCTION) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    parse_arguments(parser);
    return macro_value_none(type->target);
}

/* `pointer->`, the arrow passed: the object pointed to. */
static MacroValue pointed_record(MacroParser *parser, const MacroValue *operand)
{
    MacroValue pointer = macro_value_decayed(&parser->types, *operand);
    const IrType *type = ir_type_resolved(pointer.type);
    MacroValue value;

    if (type->kind != IR_TYPE_POINTER) {
        return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    value = macro_value_none(type->target);
    value.kind = VALUE_LVALUE;
    value.known = pointer.kind == VALUE_POINTER;
    value.bits = value.known ? pointer.bits : 0;
    return value;
}

MacroValue macro_parse_postfix(MacroParser *parser)
{
    MacroValue value = parse_primary(parser);

    while (parser->at < parser->end && parser->at->kind == LEX_PUNCTUATOR) {
        switch (parser->at->punctuator) {
        case '[':
            parser->at++;
            value = parse_element(parser, &value);
            break;
        case '.':
            parser->at++;
            value = macro_parse_member(parser, &value);
            break;
        case LEX_ARROW:
            parser->at++;
            value = pointed_record(parser, &value);
            if (parser->status == MACRO_CONSTANT) {
                value = macro_parse_member(parser, &value);
            }
            break;
        case '(':
            value = parse_call(parser, &value);
            break;
        case LEX_INCREMENT:
        case LEX_DECREMENT:
            return macro_parse_fail(parser, MACRO_NOT_CONSTANT);
        default:
            return value;
        }
    }
    return value;
}
