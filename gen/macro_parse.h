/* SPDX-License-Identifier: MIT */
/*
 * Parsing an expanded macro as an expression, its value being worked out on the way. Only
 * the macro_parse*.c files and macro_eval.c include this.
 *
 * After a failure every parser gives something harmless, and no tokens are left.
 */
#ifndef BINDERY_GEN_MACRO_PARSE_H
#define BINDERY_GEN_MACRO_PARSE_H

#include "macro_eval.h"
#include "macro_keyword.h"
#include "macro_literal.h"
#include "macro_value.h"

/* How deep expressions and types may nest; compilers refuse more than 256 parentheses. */
#define MACRO_PARSE_MAX_DEPTH 300

typedef struct MacroParser {
    MacroTable *table;
    MacroTypes types;
    const MacroToken *at, *end;
    MacroResult
        status; /* MACRO_CONSTANT until something fails; the first failure stays */
    unsigned depth;
    GPtrArray *strings; /* of MacroString *, used again for each macro */
    unsigned n_strings; /* of them in use */
} MacroParser;

/* Whether that punctuator is next. */
static inline bool macro_parse_is(const MacroParser *parser, unsigned punctuator)
{
    return parser->at < parser->end && parser->at->kind == LEX_PUNCTUATOR &&
           parser->at->punctuator == punctuator;
}

/* Passes that punctuator if it is next. */
static inline bool macro_parse_accept(MacroParser *parser, unsigned punctuator)
{
    bool is = macro_parse_is(parser, punctuator);

    parser->at += is;
    return is;
}

/* The keyword that is next, or KEYWORD_NONE. */
static inline MacroKeyword macro_parse_keyword(const MacroParser *parser)
{
    return parser->at < parser->end && parser->at->kind == LEX_IDENTIFIER
               ? (MacroKeyword)parser->at->symbol->keyword
               : KEYWORD_NONE;
}

/* Stops the parse. Gives a value that does no harm. */
MacroValue macro_parse_fail(MacroParser *parser, MacroResult status);

/* Passes that punctuator, or fails. */
bool macro_parse_expect(MacroParser *parser, unsigned punctuator);

/* macro_parse.c: an expression with or without commas; not yet decayed. */
MacroValue macro_parse_expression(MacroParser *parser);
MacroValue macro_parse_assignment(MacroParser *parser);
/* An operand of a binary operator: casts and what binds tighter. */
MacroValue macro_parse_unary(MacroParser *parser);

/* macro_parse_primary.c: literals, names, calls and members. */
MacroValue macro_parse_postfix(MacroParser *parser);
/* The member that is named next, of that record at that address. */
MacroValue macro_parse_member(MacroParser *parser, const MacroValue *record);

/* macro_parse_builtin.c: a builtin function, its keyword being next. */
MacroValue macro_parse_builtin(MacroParser *parser, MacroKeyword keyword);

/* macro_parse_type.c */
bool macro_parse_starts_type(MacroParser *parser);
/* NULL after a failure. */
const IrType *macro_parse_type_name(MacroParser *parser);

#endif
