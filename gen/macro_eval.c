/* SPDX-License-Identifier: MIT */
#include "macro_eval.h"

#include "macro_constant.h"
#include "macro_expand.h"
#include "macro_parse.h"

struct MacroEvaluator {
    MacroExpander *expander;
    MacroParser parser;
    GString *scratch;
    bool types_known; /* the Ir has been asked for the target's types */
};

static void free_string(gpointer data)
{
    MacroString *string = data;

    g_array_free(string->units, TRUE);
    g_free(string);
}

MacroEvaluator *macro_evaluator_create(MacroTable *table)
{
    MacroEvaluator *evaluator = g_new0(MacroEvaluator, 1);

    evaluator->expander = macro_expander_create(table);
    evaluator->parser.table = table;
    evaluator->parser.strings = g_ptr_array_new_with_free_func(free_string);
    evaluator->scratch = g_string_new(NULL);
    return evaluator;
}

void macro_evaluator_destroy(MacroEvaluator *evaluator)
{
    if (evaluator == NULL) {
        return;
    }
    macro_expander_destroy(evaluator->expander);
    g_ptr_array_free(evaluator->parser.strings, TRUE);
    g_string_free(evaluator->scratch, TRUE);
    g_free(evaluator);
}

/* Expands the macro, and sets the parser on the tokens. */
static MacroResult start(MacroEvaluator *evaluator, Macro *macro)
{
    MacroParser *parser = &evaluator->parser;
    size_t n_tokens;

    if (!evaluator->types_known) {
        macro_types_init(&parser->types, macro_table_ir(parser->table));
        evaluator->types_known = true;
    }
    if (parser->types.arith[ARITH_INT] == NULL ||
        parser->types.arith[ARITH_CHAR] == NULL) {
        return MACRO_UNKNOWN;
    }
    switch (macro_expand(evaluator->expander, macro, &parser->at, &n_tokens)) {
    case EXPANSION_DONE:
        break;
    case EXPANSION_INVALID:
        return MACRO_NOT_CONSTANT;
    default:
        return MACRO_UNKNOWN;
    }
    parser->end = parser->at + n_tokens;
    parser->status = MACRO_CONSTANT;
    parser->depth = 0;
    parser->n_strings = 0;
    return MACRO_CONSTANT;
}

MacroResult macro_evaluate(MacroEvaluator *evaluator, const Macro *macro,
                           MacroConstant *out)
{
    MacroParser *parser = &evaluator->parser;
    const MacroTypes *types = &parser->types;
    MacroResult result;
    MacroValue value;

    if (macro->function_like || macro->body[0] == '\0') {
        return MACRO_NOT_CONSTANT;
    }
    result = start(evaluator, (Macro *)macro);
    if (result != MACRO_CONSTANT) {
        return result;
    }
    value = macro_value_decayed(types, macro_parse_assignment(parser));
    if (parser->status != MACRO_CONSTANT) {
        return parser->status;
    }
    if (parser->at != parser->end) {
        return MACRO_NOT_CONSTANT;
    }
    if (value.kind == VALUE_NONE) {
        return !types->long_double_known &&
                       macro_type_arith(types, value.type) == ARITH_LDOUBLE
                   ? MACRO_UNKNOWN
                   : MACRO_NOT_CONSTANT;
    }
    macro_constant_write(types, &value, evaluator->scratch, out);
    return MACRO_CONSTANT;
}
