/* SPDX-License-Identifier: MIT */
/*
 * The macros of one translation unit: what each #define says, and its tokens.
 *
 * Bodies are cut into tokens when they are first needed. Everything handed out is
 * borrowed and lives as long as the table and its Ir.
 */
#ifndef BINDERY_GEN_MACRO_TABLE_H
#define BINDERY_GEN_MACRO_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ir.h"
#include "lexer.h"

typedef struct Macro Macro;
typedef struct MacroTable MacroTable;

/* An identifier, and all that is known by that name. One per name and table. */
typedef struct MacroSymbol {
    const char *name; /* interned in the Ir */
    Macro *macro;     /* its definition in force, or NULL */
    int keyword;      /* of MacroKeyword (macro_keyword.h); 0 for none */
    bool looked_up;   /* the members below have been asked for */
    const IrEnumerator *enumerator;
    const IrDecl *enumeration; /* the enum that the enumerator belongs to */
    const IrType *type;        /* what a typedef of that name is */
    const IrDecl *object;      /* the variable or function of that name */
} MacroSymbol;

/* A token of a macro's body, or of its expansion. */
typedef struct MacroToken {
    const char *text;
    MacroSymbol *symbol; /* of an identifier */
    uint32_t length;
    uint16_t punctuator; /* LexPunctuator */
    int16_t parameter;   /* in a body: the parameter that it names, or -1 */
    uint8_t kind;        /* LexKind; LEX_END is an empty argument beside ## */
    bool space_before;
    bool no_expand; /* stood inside its own expansion: is expanded nowhere */
} MacroToken;

struct Macro {
    const char *name;
    const char *body; /* the replacement list: comments gone, blanks folded */
    bool function_like;
    bool variadic;
    GPtrArray *parameters; /* of const char *, as in IrDecl: the last may be "..." or
                              "name..."; NULL for an object-like macro */

    /* For the expander. */
    MacroToken *tokens; /* NULL until macro_tokens() */
    unsigned n_tokens;
    bool has_paste;    /* ## stands in the body */
    bool uses_va_opt;  /* __VA_OPT__ stands in the body */
    unsigned disabled; /* times it is being expanded right now */
};

/* A new, empty table over that Ir (borrowed); free it before the Ir. */
MacroTable *macro_table_create(Ir *ir);
void macro_table_destroy(MacroTable *table);

/*
 * Takes a definition: the raw source bytes after the word `define`, from the macro's name
 * to the end of its (logical) line. Line splices and comments may stand in it. Replaces
 * an earlier definition of that name. NULL when the text is no macro definition.
 */
const Macro *macro_table_define(MacroTable *table, const char *text, size_t length);
void macro_table_undefine(MacroTable *table, const char *name);

/* The definition in force, or NULL. */
const Macro *macro_table_find(MacroTable *table, const char *name);

Ir *macro_table_ir(const MacroTable *table);

/* The symbol of that name; made when there is none yet. */
MacroSymbol *macro_symbol(MacroTable *table, const char *name, size_t length);

/* Fills in what the Ir declares by that name. Its declarations must be complete. */
void macro_symbol_look_up(MacroTable *table, MacroSymbol *symbol);

/* Cuts the body into tokens, unless that is done. */
void macro_tokens(MacroTable *table, Macro *macro);

/* A token of an expansion, from a token of the lexer; its text is kept, not copied. */
MacroToken macro_token(MacroTable *table, const LexToken *token);

#endif
