/* SPDX-License-Identifier: MIT */
/*
 * Declarations at file scope: typedefs, functions, variables, and the tags among them.
 */
#include <string.h>

#include "layout.h"
#include "lexer.h"
#include "scan_internal.h"

/*
 * How many declarations may lie between a tag and the prototype that declares it: a guess
 * that spares a look into every parameter of a type declared long before.
 */
#define PROTOTYPE_REACH 16

typedef struct ParamScan {
    Scanner *scanner;
    GArray *params; /* of IrParam */
} ParamScan;

static enum CXChildVisitResult visit_for_tag(CXCursor cursor, CXCursor parent,
                                             CXClientData data)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);

    (void)parent;
    if (kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl ||
        kind == CXCursor_EnumDecl) {
        *(bool *)data = true;
        return CXChildVisit_Break;
    }
    return CXChildVisit_Continue;
}

/*
 * Notes when a parameter declares the struct, union or enum of its type. libclang lists
 * that one before the function, as if it stood by itself, so only one seen just before is
 * asked for.
 */
static void note_prototype_tag(Scanner *scanner, CXCursor param, const IrType *type)
{
    bool declares = false;

    while (type->target != NULL) {
        type = type->target;
    }
    if ((type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM) &&
        type->decl->complete &&
        scanner->sequence - type->decl->sequence < PROTOTYPE_REACH) {
        clang_visitChildren(param, visit_for_tag, &declares);
        type->decl->in_prototype = type->decl->in_prototype || declares;
    }
}

static enum CXChildVisitResult visit_param(CXCursor cursor, CXCursor parent,
                                           CXClientData data)
{
    ParamScan *scan = data;
    IrParam param = {0};

    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_ParmDecl) {
        param.name = scan_take_string(scan->scanner, clang_getCursorSpelling(cursor));
        param.type = scan_type(scan->scanner, clang_getCursorType(cursor));
        note_prototype_tag(scan->scanner, cursor, param.type);
        g_array_append_val(scan->params, param);
    }
    return CXChildVisit_Continue;
}

/* The function that a declarator of that type declares or points to; NULL for none. */
static const IrType *declared_function(const IrType *type)
{
    while (type->kind == IR_TYPE_POINTER || type->kind == IR_TYPE_ARRAY) {
        type = type->target;
    }
    return type->kind == IR_TYPE_FUNCTION ? type : NULL;
}

/*
 * The names that a callback's declaration gives its parameters. libclang lists those of a
 * function pointer that it returns first, so the last ones are its own.
 */
IrParam *scan_callback_params(Scanner *scanner, CXCursor cursor, const IrType *type,
                              unsigned *count)
{
    const IrType *function = declared_function(type);
    ParamScan scan = {.scanner = scanner};
    IrParam *params = NULL;

    *count = 0;
    if (function == NULL || function->n_params == 0) {
        return NULL;
    }
    scan.params = g_array_new(FALSE, FALSE, sizeof(IrParam));
    scanner->prototypes++;
    clang_visitChildren(cursor, visit_param, &scan);
    scanner->prototypes--;
    if (scan.params->len >= function->n_params) {
        params = ir_alloc(scanner->ir, function->n_params * sizeof *params);
        memcpy(
            params,
            &g_array_index(scan.params, IrParam, scan.params->len - function->n_params),
            function->n_params * sizeof *params);
        *count = function->n_params;
    }
    g_array_free(scan.params, TRUE);
    return params;
}

static void take_attributes(Scanner *scanner, IrDecl *decl, CXCursor cursor)
{
    ScanAttributes attributes;

    if (!clang_Cursor_hasAttrs(cursor)) {
        return;
    }
    attributes = scan_attributes(scanner, cursor);
    if (attributes.names != NULL) {
        if (decl->attributes != NULL) {
            g_ptr_array_free(decl->attributes, TRUE);
        }
        decl->attributes = attributes.names;
    }
    if (attributes.symbol != NULL) {
        decl->symbol = attributes.symbol;
    }
}

/* The declaration of that kind and name, placed where it is first seen. */
static IrDecl *declare(Scanner *scanner, CXCursor cursor, IrDeclKind kind)
{
    const char *name = scan_take_string(scanner, clang_getCursorSpelling(cursor));
    IrDecl *decl = ir_declare(scanner->ir, kind, name);
    bool first = decl->file == NULL || strcmp(decl->file, SCAN_COMPILER_FILE) == 0;
    ScanFile *file;

    if (first) {
        file = scan_place(scanner, cursor, decl);
    } else {
        scan_trace_repeat(scanner->trace, decl);
        file = scan_place_again(scanner, cursor, decl);
    }
    if (decl->doc == NULL) {
        decl->doc = scan_doc(scanner, cursor, file);
    }
    return decl;
}

/* The declaration has named an unnamed record or enum, which stands in it. */
static void take_claimed(IrDecl *decl, IrDecl *claimed)
{
    if (claimed != NULL) {
        decl->inlined = claimed;
        claimed->owner = decl;
    }
}

/* `typedef struct { ... } foo;`: the record is known as foo, and stands in the typedef.
 */
static void name_typedefs_own(IrDecl *decl)
{
    IrDecl *tag = decl->type->decl;

    if ((decl->type->kind == IR_TYPE_RECORD || decl->type->kind == IR_TYPE_ENUM) &&
        tag->unnamed && tag->type_name != NULL &&
        strcmp(tag->type_name, decl->key) == 0) {
        tag->owner = decl;
        decl->inlined = tag;
    }
}

/*
 * A typedef may be repeated, and the first one counts; but one in the compiler's own
 * headers, which are not the same in each version, gives way to one of the library's.
 */
static void scan_typedef(Scanner *scanner, CXCursor cursor)
{
    const char *name = scan_take_string(scanner, clang_getCursorSpelling(cursor));
    IrDecl *decl = ir_find_decl(scanner->ir, IR_TYPEDEF, name);
    CXType type = clang_getCursorType(cursor);

    if (decl != NULL && decl->type != NULL &&
        strcmp(decl->file, SCAN_COMPILER_FILE) != 0) {
        if (scanner->system != NULL) {
            scan_place_again(scanner, cursor, decl);
        }
        return;
    }
    if (decl != NULL && decl->type != NULL) {
        scan_trace_replace(scanner->trace, decl);
    }
    decl = declare(scanner, cursor, IR_TYPEDEF);
    decl->type = scan_declared_type(scanner, clang_getTypedefDeclUnderlyingType(cursor),
                                    NULL, decl->key, &decl->inlined);
    take_claimed(decl, decl->inlined);
    name_typedefs_own(decl);
    decl->params = scan_callback_params(scanner, cursor, decl->type, &decl->n_params);
    decl->size = clang_Type_getSizeOf(type);
    decl->align = clang_Type_getAlignOf(type);
    if (decl->type->kind == IR_TYPE_FUNCTION) {
        decl->size = decl->align = -1;
    }
    take_attributes(scanner, decl, cursor);
}

/*
 * Whether a body follows. With function bodies skipped libclang does not say, so the text
 * behind the declarator does: it ends at a semicolon or goes on with a brace. What a
 * macro declares has no such text, and is taken to be defined there. Line splices stay in
 * the text: behind a declarator they could only prolong a // comment.
 */
static bool has_body(Scanner *scanner, const IrDecl *decl, CXCursor cursor)
{
    CXFile file;
    unsigned name, end;
    const ScanText *text;
    Lexer lexer;
    LexToken token;
    int depth = 0;

    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &name);
    clang_getFileLocation(clang_getRangeEnd(clang_getCursorExtent(cursor)), NULL, NULL,
                          NULL, &end);
    if (file == NULL) {
        return true;
    }
    text = scan_file_text(scan_file(scanner, file));
    if (text->contents == NULL || name > text->length || end > text->length ||
        text->length - name < strlen(decl->name) ||
        strncmp(text->contents + name, decl->name, strlen(decl->name)) != 0) {
        return true;
    }
    lexer_init(&lexer, text->contents + end, text->length - end);
    while (lexer_next(&lexer, &token)) {
        depth += lex_is(&token, '(') ? 1 : lex_is(&token, ')') ? -1 : 0;
        if (depth < 0) {
            return true; /* the declarator ended among a macro's arguments */
        }
        if (depth == 0 && (lex_is(&token, '{') || lex_is(&token, ';'))) {
            return lex_is(&token, '{');
        }
    }
    return false;
}

static void take_params(Scanner *scanner, IrDecl *decl, CXCursor cursor)
{
    int n = clang_Cursor_getNumArguments(cursor);
    bool named = decl->n_params == (unsigned)MAX(n, 0);
    IrParam *params;

    if (n <= 0) {
        return;
    }
    params = ir_alloc(scanner->ir, (unsigned)n * sizeof *params);
    scanner->prototypes++;
    for (int i = 0; i < n; i++) {
        CXCursor argument = clang_Cursor_getArgument(cursor, (unsigned)i);
        params[i].name = scan_take_string(scanner, clang_getCursorSpelling(argument));
        params[i].type = scan_type(scanner, clang_getCursorType(argument));
        note_prototype_tag(scanner, argument, params[i].type);
        if (*params[i].name == '\0' && named) {
            params[i].name = decl->params[i].name;
        }
    }
    scanner->prototypes--;
    decl->params = params;
    decl->n_params = (unsigned)n;
}

/* The compiler's own functions are intrinsics: each version has others, and none is a
 * symbol. */
static bool is_intrinsic(const IrDecl *decl)
{
    return decl->file == NULL || strcmp(decl->file, SCAN_COMPILER_FILE) == 0;
}

/* No parameter can carry a mark; that one does is for who reads them to say. */
static void keep_param_marks(Scanner *scanner, IrDecl *decl, unsigned i,
                             const GPtrArray *attributes)
{
    static const char mark[] = "annotate(\"bindery:";

    for (guint j = 0; j < attributes->len; j++) {
        if (!g_str_has_prefix(attributes->pdata[j], mark)) {
            continue;
        }
        if (decl->attributes == NULL) {
            decl->attributes = g_ptr_array_new();
        }
        g_ptr_array_add(
            decl->attributes,
            (gpointer)ir_printf(scanner->ir, "%sparameter:%u\")", mark, i + 1));
    }
}

/* `char *p __attribute__((nonnull))` says of the function what `nonnull(1)` does. */
static void take_param_attributes(Scanner *scanner, IrDecl *decl, CXCursor cursor)
{
    for (unsigned i = 0; i < decl->n_params; i++) {
        CXCursor argument = clang_Cursor_getArgument(cursor, i);
        ScanAttributes found;
        if (!clang_Cursor_hasAttrs(argument)) {
            continue;
        }
        found = scan_attributes(scanner, argument);
        if (layout_has_attribute(found.names, "nonnull")) {
            const char *text = ir_printf(scanner->ir, "nonnull(%u)", i + 1);
            if (decl->attributes == NULL) {
                decl->attributes = g_ptr_array_new();
            }
            if (!g_ptr_array_find(decl->attributes, text, NULL)) {
                g_ptr_array_add(decl->attributes, (gpointer)text);
                ir_sort_strings(decl->attributes);
            }
        }
        if (found.names != NULL) {
            keep_param_marks(scanner, decl, i, found.names);
            g_ptr_array_free(found.names, TRUE);
        }
    }
}

static void scan_function(Scanner *scanner, CXCursor cursor)
{
    IrDecl *decl = declare(scanner, cursor, IR_FUNCTION);
    IrDecl *claimed;

    if (is_intrinsic(decl)) {
        return;
    }
    scan_declared_type(scanner, clang_getCursorResultType(cursor), NULL, decl->key,
                       &claimed);
    take_claimed(decl, claimed);
    take_params(scanner, decl, cursor);
    decl->type = scan_function_type(scanner, clang_getCursorType(cursor), decl->params,
                                    decl->n_params);
    if (clang_Cursor_getStorageClass(cursor) == CX_SC_Static) {
        decl->storage = IR_STATIC;
    }
    decl->is_inline = decl->is_inline || clang_Cursor_isFunctionInlined(cursor);
    if (decl->storage == IR_STATIC || decl->is_inline) {
        decl->defined = decl->defined || has_body(scanner, decl, cursor);
    }
    take_attributes(scanner, decl, cursor);
    take_param_attributes(scanner, decl, cursor);
}

/*
 * The value of a constant that each file has for itself: nothing else tells it. libclang
 * has no more than 8 bytes of one.
 */
static void take_value(Scanner *scanner, IrDecl *decl, CXCursor cursor)
{
    const IrType *type = ir_type_resolved(decl->type);
    CXEvalResult result = type->size <= 8 ? clang_Cursor_Evaluate(cursor) : NULL;

    if (result == NULL) {
        return;
    }
    if (clang_EvalResult_getKind(result) == CXEval_Int && type->kind != IR_TYPE_POINTER) {
        decl->value =
            clang_EvalResult_isUnsignedInt(result)
                ? ir_printf(scanner->ir, "%llu", clang_EvalResult_getAsUnsigned(result))
                : ir_printf(scanner->ir, "%lld", clang_EvalResult_getAsLongLong(result));
    } else if (clang_EvalResult_getKind(result) == CXEval_Float) {
        decl->value = ir_printf(scanner->ir, "%a", clang_EvalResult_getAsDouble(result));
    }
    clang_EvalResult_dispose(result);
}

static void scan_variable(Scanner *scanner, CXCursor cursor)
{
    IrDecl *decl = declare(scanner, cursor, IR_VARIABLE);
    IrDecl *claimed;
    const IrType *type = scan_declared_type(scanner, clang_getCursorType(cursor), NULL,
                                            decl->key, &claimed);

    if (decl->type == NULL || decl->type->size < 0) {
        decl->type = type;
    }
    take_claimed(decl, claimed);
    decl->params = scan_callback_params(scanner, cursor, decl->type, &decl->n_params);
    if (clang_Cursor_getStorageClass(cursor) == CX_SC_Static) {
        decl->storage = IR_STATIC;
        take_value(scanner, decl, cursor);
    } else if (clang_getCursorTLSKind(cursor) != CXTLS_None) {
        decl->storage = IR_THREAD_LOCAL;
    }
    take_attributes(scanner, decl, cursor);
}

/* One declaration of the prelude: a basic type, or a fact about the target. */
static void scan_fact(Scanner *scanner, CXCursor cursor)
{
    const char *name = scan_take_string(scanner, clang_getCursorSpelling(cursor));
    const IrType *type;
    Ir *ir = scanner->ir;

    if (!g_str_has_prefix(name, SCAN_PRELUDE_PREFIX)) {
        return;
    }
    name += strlen(SCAN_PRELUDE_PREFIX);
    type = scan_type(scanner, clang_getTypedefDeclUnderlyingType(cursor));
    if (strcmp(name, "size") == 0) {
        ir->size_type = type;
    } else if (strcmp(name, "ptrdiff") == 0) {
        ir->ptrdiff_type = type;
    } else if (strcmp(name, "wchar") == 0) {
        ir->wchar_type = type;
    } else if (strcmp(name, "char16") == 0) {
        ir->char16_type = type;
    } else if (strcmp(name, "char32") == 0) {
        ir->char32_type = type;
    } else if (strcmp(name, "eval_method") == 0) {
        scanner->eval_method = (int)type->length - 2;
    } else if (strcmp(name, "big") == 0) {
        ir->big_endian = type->length == 2;
    } else if (strcmp(type->spelling, "char") == 0) {
        ir->char_signed = type->builtin == IR_CLASS_SIGNED;
    }
}

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent,
                                                 CXClientData data)
{
    Scanner *scanner = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);

    (void)parent;
    if (!clang_isDeclaration(kind)) {
        return CXChildVisit_Continue;
    }
    if (!scanner->prelude_done) {
        ScanFile *file = scan_place(scanner, cursor, NULL);
        scanner->prelude_done = file != NULL && !file->prelude;
        if (file != NULL && file->prelude && kind == CXCursor_TypedefDecl) {
            scan_fact(scanner, cursor);
        }
        if (!scanner->prelude_done) {
            return CXChildVisit_Continue;
        }
    }
    scan_trace_cursor(scanner, cursor, false);
    switch (kind) {
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl:
        scan_trace_tag(scanner, scan_tag_defined(scanner, cursor, NULL));
        break;
    case CXCursor_TypedefDecl:
        if (!scan_signature(scanner, cursor)) {
            scan_typedef(scanner, cursor);
        }
        break;
    case CXCursor_FunctionDecl:
        scan_function(scanner, cursor);
        break;
    case CXCursor_VarDecl:
        scan_variable(scanner, cursor);
        break;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

void scan_declarations(Scanner *scanner)
{
    clang_visitChildren(clang_getTranslationUnitCursor(scanner->unit), visit_declaration,
                        scanner);
    scan_tags_finish(scanner);
}
