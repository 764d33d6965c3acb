/* SPDX-License-Identifier: MIT */
#include "macro_table.h"

#include <string.h>

#include "macro_keyword.h"

#define MAX_PARAMETERS 1024

struct MacroTable {
    Ir *ir;
    GHashTable *symbols; /* interned name -> MacroSymbol * */
    GString *unspliced;  /* scratch: a definition without its line splices */
    GString *body;       /* scratch */
    GArray *tokens;      /* scratch, of MacroToken */
    bool enumerators;    /* the symbols know the Ir's enumerators */
    GPtrArray *lists;    /* of GPtrArray *: parameter lists, freed with the table */
};

static void free_list(gpointer list)
{
    g_ptr_array_unref(list); /* a declaration may have its own reference */
}

MacroTable *macro_table_create(Ir *ir)
{
    MacroTable *table = g_new0(MacroTable, 1);

    table->ir = ir;
    table->symbols = g_hash_table_new(g_direct_hash, g_direct_equal);
    table->unspliced = g_string_new(NULL);
    table->body = g_string_new(NULL);
    table->tokens = g_array_new(FALSE, FALSE, sizeof(MacroToken));
    table->lists = g_ptr_array_new_with_free_func(free_list);
    for (const MacroKeywordEntry *entry = macro_keywords; entry->name != NULL; entry++) {
        macro_symbol(table, entry->name, strlen(entry->name))->keyword =
            (int)entry->keyword;
    }
    return table;
}

void macro_table_destroy(MacroTable *table)
{
    if (table == NULL) {
        return;
    }
    g_hash_table_destroy(table->symbols);
    g_string_free(table->unspliced, TRUE);
    g_string_free(table->body, TRUE);
    g_array_free(table->tokens, TRUE);
    g_ptr_array_free(table->lists, TRUE);
    g_free(table);
}

Ir *macro_table_ir(const MacroTable *table)
{
    return table->ir;
}

MacroSymbol *macro_symbol(MacroTable *table, const char *name, size_t length)
{
    const char *interned = ir_string_length(table->ir, name, length);
    MacroSymbol *symbol = g_hash_table_lookup(table->symbols, interned);

    if (symbol == NULL) {
        symbol = ir_alloc(table->ir, sizeof(*symbol));
        symbol->name = interned;
        g_hash_table_insert(table->symbols, (gpointer)interned, symbol);
    }
    return symbol;
}

/* Lets the symbols of all enumerators know them; there is no index of those in the Ir. */
static void index_enumerators(MacroTable *table)
{
    const GPtrArray *enums = table->ir->decls[IR_ENUM];

    table->enumerators = true;
    for (guint i = 0; i < enums->len; i++) {
        const IrDecl *decl = g_ptr_array_index(enums, i);

        for (guint j = 0; decl->enumerators != NULL && j < decl->enumerators->len; j++) {
            const IrEnumerator *enumerator =
                &g_array_index(decl->enumerators, IrEnumerator, j);
            MacroSymbol *symbol =
                macro_symbol(table, enumerator->name, strlen(enumerator->name));

            symbol->enumerator = enumerator;
            symbol->enumeration = decl;
        }
    }
}

/* What the typedef of that name is, as a type; entered when nothing referred to it yet.
 */
static const IrType *typedef_type(MacroTable *table, IrDecl *decl)
{
    IrType *type = ir_find_type(table->ir, decl->key);

    if (type == NULL && decl->type != NULL) {
        type = ir_add_type(table->ir, decl->key);
        type->kind = IR_TYPE_TYPEDEF;
        type->decl = decl;
        type->size = decl->type->size;
        type->align = decl->type->align;
    }
    return type;
}

void macro_symbol_look_up(MacroTable *table, MacroSymbol *symbol)
{
    IrDecl *decl;

    if (symbol->looked_up) {
        return;
    }
    if (!table->enumerators) {
        index_enumerators(table);
    }
    symbol->looked_up = true;
    decl = ir_find_decl(table->ir, IR_TYPEDEF, symbol->name);
    if (decl != NULL) {
        symbol->type = typedef_type(table, decl);
    }
    symbol->object = ir_find_decl(table->ir, IR_FUNCTION, symbol->name);
    if (symbol->object == NULL) {
        symbol->object = ir_find_decl(table->ir, IR_VARIABLE, symbol->name);
    }
}

/* Length of a string or character literal at the start, its end included. */
static size_t literal_length(const char *text, size_t length)
{
    size_t at = 1;

    while (at < length && text[at] != text[0]) {
        at += text[at] == '\\' ? 2 : 1;
    }
    return MIN(at + 1, length);
}

/* Length of a comment at the start of the text, or 0. */
static size_t comment_length(const char *text, size_t length)
{
    const char *end;

    if (length < 2 || text[0] != '/' || (text[1] != '*' && text[1] != '/')) {
        return 0;
    }
    if (text[1] == '/') {
        return length;
    }
    end = g_strstr_len(text + 2, (gssize)length - 2, "*/");
    return end != NULL ? (size_t)(end + 2 - text) : length;
}

/* Bytes at the start that go into the body as they are: up to a blank or a comment. */
static size_t plain_length(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && !g_ascii_isspace(text[at]) && text[at] != '\v' &&
           comment_length(text + at, length - at) == 0) {
        bool literal = text[at] == '"' || text[at] == '\'';

        at += literal ? literal_length(text + at, length - at) : 1;
    }
    return at;
}

/* The replacement list with each run of blanks and comments made one blank. */
static const char *fold_blanks(MacroTable *table, const char *text, size_t length)
{
    GString *body = table->body;

    g_string_truncate(body, 0);
    while (length > 0) {
        size_t step = plain_length(text, length);

        if (step == length && body->len == 0) {
            return ir_string_length(table->ir, text, length);
        }
        if (step > 0) {
            g_string_append(body, body->len > 0 ? " " : "");
            g_string_append_len(body, text, (gssize)step);
        } else {
            step = MAX(comment_length(text, length), 1);
        }
        text += step;
        length -= step;
    }
    return ir_string_length(table->ir, body->str, body->len);
}

/* Reads `(a, b, c...)`, the lexer standing after the parenthesis. */
static bool read_parameters(MacroTable *table, Lexer *lexer, Macro *macro)
{
    LexToken token;
    bool wanted = false; /* a comma was seen */

    macro->function_like = true;
    macro->parameters = g_ptr_array_new();
    g_ptr_array_add(table->lists, macro->parameters);
    while (lexer_next(lexer, &token)) {
        const char *name = NULL;

        if (lex_is(&token, ')') && !wanted) {
            return macro->parameters->len <= MAX_PARAMETERS;
        }
        if (macro->variadic || (macro->parameters->len > 0 && !wanted)) {
            return false;
        }
        if (token.kind == LEX_IDENTIFIER) {
            name = ir_string_length(table->ir, token.text, token.length);
            if (!lexer_next(lexer, &token)) {
                return false;
            }
        }
        if (lex_is(&token, LEX_ELLIPSIS)) {
            macro->variadic = true;
            name = ir_printf(table->ir, "%s...", name != NULL ? name : "");
            if (!lexer_next(lexer, &token)) {
                return false;
            }
        }
        if (name == NULL) {
            return false;
        }
        g_ptr_array_add(macro->parameters, (gpointer)name);
        if (lex_is(&token, ')')) {
            return macro->parameters->len <= MAX_PARAMETERS;
        }
        wanted = lex_is(&token, ',');
        if (!wanted) {
            return false;
        }
    }
    return false;
}

const Macro *macro_table_define(MacroTable *table, const char *text, size_t length)
{
    Lexer lexer;
    LexToken name;
    Macro *macro;
    MacroSymbol *symbol;

    if (lexer_has_splice(text, length)) {
        g_string_truncate(table->unspliced, 0);
        lexer_unsplice(text, length, table->unspliced);
        text = table->unspliced->str;
        length = table->unspliced->len;
    }
    lexer_init(&lexer, text, length);
    if (!lexer_next(&lexer, &name) || name.kind != LEX_IDENTIFIER) {
        return NULL;
    }
    macro = ir_alloc(table->ir, sizeof(*macro));
    if (lexer.next < lexer.end && *lexer.next == '(') {
        lexer.next++;
        if (!read_parameters(table, &lexer, macro)) {
            return NULL;
        }
    }
    symbol = macro_symbol(table, name.text, name.length);
    macro->name = symbol->name;
    macro->body = fold_blanks(table, lexer.next, (size_t)(lexer.end - lexer.next));
    symbol->macro = macro;
    return macro;
}

void macro_table_undefine(MacroTable *table, const char *name)
{
    macro_symbol(table, name, strlen(name))->macro = NULL;
}

const Macro *macro_table_find(MacroTable *table, const char *name)
{
    return macro_symbol(table, name, strlen(name))->macro;
}

/* The parameter that the token names, or -1. */
static int16_t parameter_index(const Macro *macro, const LexToken *token)
{
    const GPtrArray *parameters = macro->parameters;

    for (guint i = 0; parameters != NULL && i < parameters->len; i++) {
        const char *name = g_ptr_array_index(parameters, i);
        size_t length = strlen(name);

        if (macro->variadic && i == parameters->len - 1) {
            length -= strlen("...");
            if (length == 0) {
                name = "__VA_ARGS__";
                length = strlen(name);
            }
        }
        if (length == token->length && memcmp(name, token->text, length) == 0) {
            return (int16_t)i;
        }
    }
    return -1;
}

MacroToken macro_token(MacroTable *table, const LexToken *token)
{
    MacroToken result = {
        .text = token->text,
        .length = token->length,
        .punctuator = token->punctuator,
        .parameter = -1,
        .kind = token->kind,
        .space_before = token->space_before,
    };

    if (token->kind == LEX_IDENTIFIER) {
        result.symbol = macro_symbol(table, token->text, token->length);
    }
    return result;
}

void macro_tokens(MacroTable *table, Macro *macro)
{
    Lexer lexer;
    LexToken token;
    size_t size;

    if (macro->tokens != NULL) {
        return;
    }
    g_array_set_size(table->tokens, 0);
    lexer_init(&lexer, macro->body, strlen(macro->body));
    while (lexer_next(&lexer, &token)) {
        MacroToken entry = macro_token(table, &token);

        if (token.kind == LEX_IDENTIFIER) {
            entry.parameter = parameter_index(macro, &token);
            macro->uses_va_opt |=
                macro->variadic && g_str_equal(entry.symbol->name, "__VA_OPT__");
        }
        macro->has_paste |= lex_is(&token, LEX_PASTE);
        g_array_append_val(table->tokens, entry);
    }
    macro->n_tokens = table->tokens->len;
    size = macro->n_tokens * sizeof(MacroToken);
    macro->tokens = ir_alloc(table->ir, MAX(size, 1));
    if (size > 0) {
        memcpy(macro->tokens, table->tokens->data, size);
    }
}
