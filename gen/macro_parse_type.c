/* SPDX-License-Identifier: MIT */
/* Type names (C11 6.7.7). */
#include "macro_parse.h"

bool macro_parse_starts_type(MacroParser *parser)
{
    const MacroToken *at = parser->at;

    while (at < parser->end && at->kind == LEX_IDENTIFIER &&
           at->symbol->keyword == KEYWORD_EXTENSION) {
        at++;
    }
    if (at >= parser->end || at->kind != LEX_IDENTIFIER) {
        return false;
    }
    if (at->symbol->keyword != KEYWORD_NONE) {
        return at->symbol->keyword <= KEYWORD_LAST_OF_TYPES;
    }
    macro_symbol_look_up(parser->table, at->symbol);
    return at->symbol->type != NULL;
}

/* Type specifiers as they come: how often each keyword stood there. */
typedef struct Specifiers {
    unsigned char seen[KEYWORD_LAST_OF_TYPES + 1];
    unsigned qualifiers;
    const IrType *type; /* a whole one: a tag, a typedef, typeof */
    bool any;
} Specifiers;

/* The sign and size words with char, int or nothing. */
static MacroArith integer_arith(const Specifiers *specifiers)
{
    const unsigned char *seen = specifiers->seen;
    MacroArith arith = ARITH_INT;

    if (seen[KEYWORD_CHAR]) {
        arith = seen[KEYWORD_UNSIGNED] ? ARITH_UCHAR
                : seen[KEYWORD_SIGNED] ? ARITH_SCHAR
                                       : ARITH_CHAR;
    } else if (seen[KEYWORD_SHORT]) {
        arith = ARITH_SHORT;
    } else if (seen[KEYWORD_INT128] || seen[KEYWORD_INT128_T]) {
        arith = ARITH_INT128;
    } else if (seen[KEYWORD_UINT128_T]) {
        arith = ARITH_UINT128;
    } else if (seen[KEYWORD_LONG] == 2) {
        arith = ARITH_LLONG;
    } else if (seen[KEYWORD_LONG]) {
        arith = ARITH_LONG;
    }
    return seen[KEYWORD_UNSIGNED] ? macro_arith_unsigned(arith) : arith;
}

/* The type that the specifiers make together; NULL for none (or one that the Ir lacks).
 */
static const IrType *specified_type(MacroParser *parser, const Specifiers *specifiers)
{
    const MacroTypes *types = &parser->types;
    const unsigned char *seen = specifiers->seen;

    if (specifiers->type != NULL) {
        return specifiers->any ? NULL : specifiers->type;
    }
    if (!specifiers->any || seen[KEYWORD_LONG] > 2) {
        return NULL;
    }
    if (seen[KEYWORD_OTHER_TYPE]) {
        return NULL;
    }
    if (seen[KEYWORD_VOID]) {
        return types->type_void;
    }
    if (seen[KEYWORD_BOOL]) {
        return types->arith[ARITH_BOOL];
    }
    if (seen[KEYWORD_FLOAT]) {
        return types->arith[ARITH_FLOAT];
    }
    if (seen[KEYWORD_DOUBLE]) {
        return types->arith[seen[KEYWORD_LONG] ? ARITH_LDOUBLE : ARITH_DOUBLE];
    }
    return types->arith[integer_arith(specifiers)];
}

/* `struct foo`, the keyword being next. */
static const IrType *parse_tag(MacroParser *parser)
{
    MacroKeyword keyword = macro_parse_keyword(parser);
    const char *word = keyword == KEYWORD_ENUM    ? "enum"
                       : keyword == KEYWORD_UNION ? "union"
                                                  : "struct";
    IrDecl *decl;
    IrType *type;
    char *key;

    parser->at++;
    if (parser->at >= parser->end || parser->at->kind != LEX_IDENTIFIER) {
        macro_parse_fail(parser, MACRO_NOT_CONSTANT); /* a body, an attribute */
        return NULL;
    }
    key = g_strconcat(word, " ", parser->at->symbol->name, NULL);
    parser->at++;
    decl = ir_find_decl(parser->types.ir, keyword == KEYWORD_ENUM ? IR_ENUM : IR_RECORD,
                        key);
    type = ir_find_type(parser->types.ir, key);
    if (type == NULL && decl != NULL) {
        type = (IrType *)macro_type_tag(&parser->types, decl);
    } else if (type == NULL) {
        /* Declared nowhere: only a pointer to it makes sense, and no header can use it.
         */
        macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    g_free(key);
    return type;
}

static const IrType *parse_typeof(MacroParser *parser)
{
    const IrType *type;

    parser->at++;
    if (!macro_parse_expect(parser, '(')) {
        return NULL;
    }
    if (macro_parse_starts_type(parser)) {
        type = macro_parse_type_name(parser);
    } else {
        MacroValue value = macro_parse_expression(parser);

        type = value.type;
        if (value.literal_string) {
            type = macro_type_array(&parser->types, value.string->element,
                                    (int64_t)value.string->units->len + 1);
        }
    }
    return parser->status == MACRO_CONSTANT && macro_parse_expect(parser, ')') ? type
                                                                               : NULL;
}

/* Takes one specifier or qualifier; false when none is next. */
static bool take_specifier(MacroParser *parser, Specifiers *specifiers)
{
    MacroKeyword keyword = macro_parse_keyword(parser);

    switch (keyword) {
    case KEYWORD_EXTENSION:
        break;
    case KEYWORD_CONST:
        specifiers->qualifiers |= IR_CONST;
        break;
    case KEYWORD_VOLATILE:
        specifiers->qualifiers |= IR_VOLATILE;
        break;
    case KEYWORD_RESTRICT:
        specifiers->qualifiers |= IR_RESTRICT;
        break;
    case KEYWORD_STRUCT:
    case KEYWORD_UNION:
    case KEYWORD_ENUM:
        specifiers->type = parse_tag(parser);
        return specifiers->type != NULL;
    case KEYWORD_TYPEOF:
        specifiers->type = parse_typeof(parser);
        return specifiers->type != NULL;
    case KEYWORD_NONE:
        if (specifiers->any || specifiers->type != NULL ||
            !macro_parse_starts_type(parser)) {
            return false;
        }
        specifiers->type = parser->at->symbol->type;
        break;
    case KEYWORD_ATTRIBUTE:
        macro_parse_fail(parser, MACRO_UNKNOWN);
        return false;
    default:
        if (keyword > KEYWORD_LAST_OF_TYPES) {
            return false;
        }
        specifiers->any = true;
        specifiers->seen[keyword]++;
        break;
    }
    parser->at++;
    return true;
}

static const IrType *parse_specifiers(MacroParser *parser)
{
    Specifiers specifiers = {.type = NULL};
    const IrType *type;

    while (take_specifier(parser, &specifiers)) {
    }
    if (parser->status != MACRO_CONSTANT) {
        return NULL;
    }
    type = specified_type(parser, &specifiers);
    if (type == NULL) {
        macro_parse_fail(parser, MACRO_UNKNOWN);
        return NULL;
    }
    return macro_type_qualified(&parser->types, type, specifiers.qualifiers);
}

static const IrType *parse_declarator(MacroParser *parser, const IrType *base);

/* A parameter's type as a function gets it: arrays and functions as pointers. */
static const IrType *adjusted(MacroParser *parser, const IrType *type)
{
    const IrType *resolved = ir_type_resolved(type);

    if (resolved->kind == IR_TYPE_FUNCTION) {
        return macro_type_pointer(&parser->types, type, 0);
    }
    if (resolved->kind == IR_TYPE_ARRAY) {
        return macro_type_pointer(&parser->types, resolved->target, 0);
    }
    return type;
}

/* A parameter list, its parenthesis passed. */
static const IrType *parse_parameters(MacroParser *parser, const IrType *result)
{
    GPtrArray *params = g_ptr_array_new();
    bool variadic = false;
    bool prototyped = !macro_parse_accept(parser, ')');
    const IrType *type = NULL;

    while (prototyped && parser->status == MACRO_CONSTANT) {
        if (macro_parse_accept(parser, LEX_ELLIPSIS)) {
            variadic = true;
        } else {
            const IrType *base = parse_specifiers(parser);
            const IrType *param = base != NULL ? parse_declarator(parser, base) : NULL;

            if (param == NULL) {
                break;
            }
            if (!macro_type_is_void(param)) {
                g_ptr_array_add(params, (gpointer)adjusted(parser, param));
            }
        }
        if (!macro_parse_accept(parser, ',')) {
            macro_parse_expect(parser, ')');
            break;
        }
    }
    if (parser->status == MACRO_CONSTANT) {
        type = macro_type_function(&parser->types, result, prototyped ? params : NULL,
                                   variadic);
    }
    g_ptr_array_free(params, TRUE);
    return type;
}

static const IrType *parse_suffixes(MacroParser *parser, const IrType *base);

/* `4]` and what follows it. */
static const IrType *parse_array(MacroParser *parser, const IrType *base)
{
    int64_t length = -1, size;
    const IrType *element;

    if (!macro_parse_is(parser, ']')) {
        MacroValue value = macro_parse_assignment(parser);

        if (value.kind != VALUE_INTEGER || (MacroSigned)value.bits < 0 ||
            value.bits > INT32_MAX) {
            macro_parse_fail(parser, MACRO_NOT_CONSTANT);
            return NULL;
        }
        length = (int64_t)value.bits;
    }
    if (!macro_parse_expect(parser, ']')) {
        return NULL;
    }
    element = parse_suffixes(parser, base);
    if (element != NULL && __builtin_mul_overflow(element->size, length, &size)) {
        macro_parse_fail(parser, MACRO_NOT_CONSTANT); /* larger than memory */
        return NULL;
    }
    return element != NULL ? macro_type_array(&parser->types, element, length) : NULL;
}

/* The array sizes and parameter lists behind a declarator. */
static const IrType *parse_suffixes(MacroParser *parser, const IrType *base)
{
    if (++parser->depth > MACRO_PARSE_MAX_DEPTH) {
        macro_parse_fail(parser, MACRO_NOT_CONSTANT);
        base = NULL;
    } else if (macro_parse_accept(parser, '(')) {
        base = parse_parameters(parser, base);
    } else if (macro_parse_accept(parser, '[')) {
        base = parse_array(parser, base);
    }
    parser->depth--;
    return base;
}

/* Passes a group in parentheses, the first one passed already. */
static void skip_group(MacroParser *parser)
{
    unsigned depth = 1;

    while (parser->at < parser->end && depth > 0) {
        depth += macro_parse_is(parser, '(');
        depth -= macro_parse_is(parser, ')');
        parser->at++;
    }
}

/* Whether a parenthesis that was passed begins a declarator, not a parameter list. */
static bool is_group(MacroParser *parser)
{
    return macro_parse_is(parser, '*') || macro_parse_is(parser, '(') ||
           macro_parse_keyword(parser) == KEYWORD_ATTRIBUTE;
}

static const IrType *parse_group(MacroParser *parser, const IrType *base)
{
    const MacroToken *inner = parser->at;
    const MacroToken *after;

    skip_group(parser);
    base = parse_suffixes(parser, base);
    if (base == NULL) {
        return NULL;
    }
    after = parser->at;
    parser->at = inner;
    if (parser->depth >= MACRO_PARSE_MAX_DEPTH) {
        return NULL;
    }
    parser->depth++;
    base = parse_declarator(parser, base);
    parser->depth--;
    if (base == NULL || !macro_parse_expect(parser, ')')) {
        return NULL;
    }
    parser->at = after;
    return base;
}

/* The stars before a declarator; they count as depth, which the caller takes back. */
static const IrType *parse_stars(MacroParser *parser, const IrType *base)
{
    while (macro_parse_accept(parser, '*')) {
        Specifiers qualifiers = {.any = true};
        MacroKeyword keyword;

        if (++parser->depth > MACRO_PARSE_MAX_DEPTH) {
            macro_parse_fail(parser, MACRO_NOT_CONSTANT);
            return NULL;
        }
        while ((keyword = macro_parse_keyword(parser)) >= KEYWORD_CONST &&
               keyword <= KEYWORD_LAST_OF_TYPES) {
            take_specifier(parser, &qualifiers);
        }
        base = macro_type_pointer(&parser->types, base, qualifiers.qualifiers);
    }
    return base;
}

/* A declarator behind its stars. */
static const IrType *parse_direct_declarator(MacroParser *parser, const IrType *base)
{
    if (macro_parse_keyword(parser) == KEYWORD_ATTRIBUTE) {
        macro_parse_fail(parser, MACRO_UNKNOWN);
        return NULL;
    }
    if (macro_parse_is(parser, '(')) {
        parser->at++;
        if (is_group(parser)) {
            return parse_group(parser, base);
        }
        parser->at--;
    } else if (parser->at < parser->end && parser->at->kind == LEX_IDENTIFIER &&
               macro_parse_keyword(parser) == KEYWORD_NONE) {
        parser->at++; /* a parameter's name */
    }
    return parse_suffixes(parser, base);
}

/* A declarator, with or without a name (a parameter's). */
static const IrType *parse_declarator(MacroParser *parser, const IrType *base)
{
    unsigned depth = parser->depth;

    base = parse_stars(parser, base);
    if (base != NULL) {
        base = parse_direct_declarator(parser, base);
    }
    parser->depth = depth;
    return base;
}

const IrType *macro_parse_type_name(MacroParser *parser)
{
    const IrType *base;
    const IrType *type = NULL;

    if (++parser->depth <= MACRO_PARSE_MAX_DEPTH) {
        base = parse_specifiers(parser);
        type = base != NULL ? parse_declarator(parser, base) : NULL;
    }
    parser->depth--;
    if (type == NULL) {
        macro_parse_fail(parser, MACRO_NOT_CONSTANT);
    }
    return type;
}
