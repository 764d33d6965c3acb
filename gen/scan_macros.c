/* SPDX-License-Identifier: MIT */
/*
 * Macros: every definition that is in force at the end of the header, evaluated.
 */
#include <stdlib.h>
#include <string.h>

#include "macro_eval.h"
#include "scan_internal.h"
#include "scan_undef.h"

typedef struct MacroScan {
    Scanner *scanner;
    MacroTable *table;
    UndefWalk *undefs;
} MacroScan;

static void undefine(const char *name, void *data)
{
    macro_table_undefine(data, name);
}

/*
 * The compiler's own headers define more with each version. What C11 has there counts,
 * and nothing else.
 */
static const char *const standard_macros[] = {
    "ATOMIC_FLAG_INIT",
    "CHAR_BIT",
    "CHAR_MAX",
    "CHAR_MIN",
    "DBL_DECIMAL_DIG",
    "DBL_DIG",
    "DBL_EPSILON",
    "DBL_HAS_SUBNORM",
    "DBL_MANT_DIG",
    "DBL_MAX",
    "DBL_MAX_10_EXP",
    "DBL_MAX_EXP",
    "DBL_MIN",
    "DBL_MIN_10_EXP",
    "DBL_MIN_EXP",
    "DBL_TRUE_MIN",
    "DECIMAL_DIG",
    "FLT_DECIMAL_DIG",
    "FLT_DIG",
    "FLT_EPSILON",
    "FLT_EVAL_METHOD",
    "FLT_HAS_SUBNORM",
    "FLT_MANT_DIG",
    "FLT_MAX",
    "FLT_MAX_10_EXP",
    "FLT_MAX_EXP",
    "FLT_MIN",
    "FLT_MIN_10_EXP",
    "FLT_MIN_EXP",
    "FLT_RADIX",
    "FLT_ROUNDS",
    "FLT_TRUE_MIN",
    "INT_MAX",
    "INT_MIN",
    "LDBL_DECIMAL_DIG",
    "LDBL_DIG",
    "LDBL_EPSILON",
    "LDBL_HAS_SUBNORM",
    "LDBL_MANT_DIG",
    "LDBL_MAX",
    "LDBL_MAX_10_EXP",
    "LDBL_MAX_EXP",
    "LDBL_MIN",
    "LDBL_MIN_10_EXP",
    "LDBL_MIN_EXP",
    "LDBL_TRUE_MIN",
    "LLONG_MAX",
    "LLONG_MIN",
    "LONG_LONG_MAX",
    "LONG_LONG_MIN",
    "LONG_MAX",
    "LONG_MIN",
    "NULL",
    "SCHAR_MAX",
    "SCHAR_MIN",
    "SHRT_MAX",
    "SHRT_MIN",
    "UCHAR_MAX",
    "UINT_MAX",
    "ULLONG_MAX",
    "ULONG_LONG_MAX",
    "ULONG_MAX",
    "USHRT_MAX",
    "false",
    "true",
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_internal(const ScanFile *file, const char *name)
{
    return file->prelude || g_str_has_prefix(name, "__need_") ||
           (file->compiler &&
            bsearch(&name, standard_macros, G_N_ELEMENTS(standard_macros),
                    sizeof *standard_macros, compare_names) == NULL);
}

/* What libclang 19 has built in, and 14 predefines. */
static void define_eval_method(MacroScan *scan)
{
    char text[64];

    g_snprintf(text, sizeof text, "__FLT_EVAL_METHOD__ %d", scan->scanner->eval_method);
    macro_table_define(scan->table, text, strlen(text));
}

/* Whether a header of the library defined the macro that the text begins with. */
static bool is_known(MacroScan *scan, const char *text, size_t length)
{
    size_t end = 0;
    const char *name;

    while (end < length && (g_ascii_isalnum(text[end]) || text[end] == '_')) {
        end++;
    }
    name = ir_string_length(scan->scanner->ir, text, end);
    return macro_table_find(scan->table, name) != NULL &&
           ir_find_decl(scan->scanner->ir, IR_MACRO, name) != NULL &&
           strcmp(ir_find_decl(scan->scanner->ir, IR_MACRO, name)->file,
                  SCAN_COMPILER_FILE) != 0;
}

/* How far it goes: to the end of the line, unless a splice or a comment may prolong it.
 * libclang is asked about those alone, as it reads the last token again to tell. */
size_t scan_definition_length(const ScanEntity *entity, const ScanText *text)
{
    const char *start = text->contents + entity->start;
    size_t rest = text->length - entity->start;
    const char *newline = memchr(start, '\n', rest);
    size_t length = newline != NULL ? (size_t)(newline - start) : rest;
    unsigned end;

    if (memchr(start, '\\', length) == NULL && memmem(start, length, "/*", 2) == NULL) {
        return length;
    }
    clang_getFileLocation(clang_getRangeEnd(clang_getCursorExtent(entity->cursor)), NULL,
                          NULL, NULL, &end);
    return end - entity->start;
}

static void define(MacroScan *scan, const ScanEntity *entity)
{
    Ir *ir = scan->scanner->ir;
    ScanFile *file = entity->file;
    const ScanText *text = scan_file_text(file);
    const char *definition;
    size_t length;
    const Macro *macro;
    IrDecl *decl;

    if (text->contents == NULL || entity->start > text->length) {
        return;
    }
    definition = text->contents + entity->start;
    length = scan_definition_length(entity, text);
    if (length > text->length - entity->start) {
        return; /* the file has changed meanwhile */
    }
    if (file->compiler && is_known(scan, definition, length)) {
        return; /* one version of the compiler says again what the library has said */
    }
    macro = macro_table_define(scan->table, definition, length);
    if (macro == NULL || is_internal(file, macro->name)) {
        return;
    }
    decl = ir_declare(ir, IR_MACRO, macro->name);
    decl->file = file->name;
    scan_system_place(scan->scanner->system, decl, file,
                      entity->place.int_data - entity->start, entity->start);
    scan_file_position(file, entity->start, &decl->line, &decl->column);
    decl->sequence = file->compiler ? 0 : ++scan->scanner->sequence;
}

/* A macro of the compiler or of its command line: it stands in no file, so its text is
 * put together from its tokens. Headers' macros need it (INT_MAX is __INT_MAX__); the
 * record does not. */
static void define_predefined(MacroScan *scan, CXCursor cursor)
{
    CXTranslationUnit unit = scan->scanner->unit;
    bool function_like = clang_Cursor_isMacroFunctionLike(cursor);
    GString *text = g_string_new(NULL);
    CXToken *tokens = NULL;
    unsigned n_tokens = 0;

    clang_tokenize(unit, clang_getCursorExtent(cursor), &tokens, &n_tokens);
    for (unsigned i = 0; i < n_tokens; i++) {
        CXString spelling = clang_getTokenSpelling(unit, tokens[i]);

        if (i > 1 || (i == 1 && !function_like)) {
            g_string_append_c(text, ' ');
        }
        g_string_append(text, clang_getCString(spelling));
        clang_disposeString(spelling);
    }
    macro_table_define(scan->table, text->str, text->len);
    clang_disposeTokens(unit, tokens, n_tokens);
    g_string_free(text, TRUE);
}

static void follow(MacroScan *scan, const ScanEntity *entity)
{
    if (entity->file == NULL) {
        if (entity->included == NULL) {
            define_predefined(scan, entity->cursor);
        }
        return;
    }
    undef_walk_reach(scan->undefs, entity->place, entity->file, entity->start);
    if (entity->included != NULL) {
        undef_walk_include(scan->undefs, entity->included);
    } else {
        define(scan, entity);
    }
}

static void describe(MacroEvaluator *evaluator, const Macro *macro, IrDecl *decl)
{
    MacroConstant constant;
    MacroResult result;

    decl->body = macro->body;
    if (macro->function_like) {
        decl->macro = IR_MACRO_FUNCTION;
        decl->parameters = g_ptr_array_ref(macro->parameters);
        return;
    }
    decl->macro = IR_MACRO_TEXT;
    result = macro_evaluate(evaluator, macro, &constant);
    decl->unsure = result == MACRO_UNKNOWN;
    if (result == MACRO_CONSTANT) {
        decl->macro = constant.kind;
        decl->type = constant.type;
        decl->value = constant.value;
        decl->c = constant.c;
        if (strcmp(decl->file, SCAN_COMPILER_FILE) == 0) {
            decl->body = constant.c; /* each version writes it otherwise */
        }
    }
}

/* Notes every object-like macro in force, also those that no selection takes. */
static void note_names(MacroScan *scan, const Macro *macro)
{
    if (!macro->function_like) {
        g_hash_table_add(scan->scanner->macro_names, (gpointer)macro->name);
    }
}

static void describe_all(MacroScan *scan)
{
    MacroEvaluator *evaluator = macro_evaluator_create(scan->table);
    GPtrArray *list = scan->scanner->ir->decls[IR_MACRO];
    guint kept = 0;

    for (guint i = 0; i < list->len; i++) {
        IrDecl *decl = list->pdata[i];
        const Macro *macro = macro_table_find(scan->table, decl->name);
        if (macro != NULL) {
            list->pdata[kept++] = decl;
            note_names(scan, macro);
            describe(evaluator, macro, decl);
        }
    }
    g_ptr_array_set_size(list, (gint)kept);
    macro_evaluator_destroy(evaluator);
}

static void hide(Scanner *scanner, GHashTable *hidden, const char *name)
{
    if (name != NULL && g_hash_table_contains(scanner->macro_names, name)) {
        g_hash_table_add(hidden, (gpointer)name);
    }
}

static void hide_parts(Scanner *scanner, GHashTable *hidden, const IrDecl *decl)
{
    hide(scanner, hidden, decl->name);
    for (guint i = 0; decl->fields != NULL && i < decl->fields->len; i++) {
        hide(scanner, hidden, g_array_index(decl->fields, IrField, i).name);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        hide(scanner, hidden, g_array_index(decl->enumerators, IrEnumerator, i).name);
    }
}

void scan_hidden_names(Scanner *scanner)
{
    static const IrDeclKind kinds[] = {IR_RECORD, IR_ENUM, IR_TYPEDEF};
    Ir *ir = scanner->ir;
    GHashTable *hidden = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer name;

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (guint i = 0; i < ir->decls[kinds[k]]->len; i++) {
            hide_parts(scanner, hidden, ir->decls[kinds[k]]->pdata[i]);
        }
    }
    g_hash_table_iter_init(&iter, hidden);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_ptr_array_add(ir->hidden_names, name);
    }
    ir_sort_strings(ir->hidden_names);
    g_hash_table_destroy(hidden);
}

void scan_macros(Scanner *scanner)
{
    MacroScan scan = {.scanner = scanner, .table = macro_table_create(scanner->ir)};

    define_eval_method(&scan);
    scan.undefs = undef_walk_create(scanner, undefine, scan.table);
    for (guint i = 0; i < scanner->entities->len; i++) {
        follow(&scan, &g_array_index(scanner->entities, ScanEntity, i));
    }
    undef_walk_end(scan.undefs);
    describe_all(&scan);
    macro_table_destroy(scan.table);
}

char *scan_constant(Scanner *scanner, const char *expression)
{
    MacroTable *table;
    MacroEvaluator *evaluator;
    MacroConstant constant;
    const Macro *macro;
    char *definition, *result = NULL;

    if (expression[strspn(expression, "0123456789")] == '\0') {
        return g_strdup(expression);
    }
    table = macro_table_create(scanner->ir);
    evaluator = macro_evaluator_create(table);
    definition = g_strconcat("bindery_value ", expression, NULL);
    macro = macro_table_define(table, definition, strlen(definition));
    if (macro != NULL && macro_evaluate(evaluator, macro, &constant) == MACRO_CONSTANT &&
        constant.kind == IR_MACRO_INTEGER) {
        result = g_strdup(constant.value);
    }
    macro_evaluator_destroy(evaluator);
    macro_table_destroy(table);
    g_free(definition);
    return result != NULL ? result : g_strdup(expression);
}
