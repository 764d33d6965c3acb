/* SPDX-License-Identifier: MIT */
/*
 * Evaluating object-like macros as the target's C compiler does, without asking it.
 *
 * A macro is a constant when its whole expansion is a constant expression: an arithmetic
 * one, a string literal, or an integer cast to a pointer. Types are what `__auto_type`
 * would give: those of casts stay as they are spelled, others are promoted and converted.
 * The rules of the target come from the Ir, whose arithmetic types ("int", "unsigned
 * long", ...), "void" and declarations must be complete before the first evaluation.
 */
#ifndef BINDERY_GEN_MACRO_EVAL_H
#define BINDERY_GEN_MACRO_EVAL_H

#include "ir.h"
#include "macro_table.h"

typedef enum MacroResult {
    MACRO_CONSTANT,
    MACRO_NOT_CONSTANT, /* certainly nothing that C could use as a constant: text */
    MACRO_UNKNOWN,      /* only the compiler can tell */
} MacroResult;

/* What a constant macro is; everything is borrowed from the Ir. */
typedef struct MacroConstant {
    /* Integer, floating, string or pointer; or text for a string whose bytes no record
     * can hold (a NUL, or not UTF-8): value is NULL then, type and c are right. */
    IrMacroKind kind;
    const IrType *type;
    const char *value; /* as in IrDecl; of a wide string its characters in UTF-8 */
    const char *c;     /* C text of exactly that type and value */
} MacroConstant;

typedef struct MacroEvaluator MacroEvaluator;

/* A new evaluator over that table (borrowed) and its Ir. */
MacroEvaluator *macro_evaluator_create(MacroTable *table);
void macro_evaluator_destroy(MacroEvaluator *evaluator);

/*
 * Evaluates a macro of the evaluator's table, with the definitions that are in force. A
 * function-like macro is not constant. *out is filled for MACRO_CONSTANT only.
 */
MacroResult macro_evaluate(MacroEvaluator *evaluator, const Macro *macro,
                           MacroConstant *out);

#endif
