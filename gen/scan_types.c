/* SPDX-License-Identifier: MIT */
/*
 * Types: from libclang's to the record's. Every CXType is translated once; libclang keeps
 * one node for equal types, so its address is the key. That address is data[0], which the
 * documentation of libclang leaves open, and the same in all its versions: no function
 * gives it, and clang_equalTypes() would compare each type with every other.
 */
#include <string.h>

#include "lexer.h"
#include "scan_internal.h"
#include "spell.h"

static unsigned qualifiers_of(CXType type)
{
    return (clang_isConstQualifiedType(type) ? IR_CONST : 0U) |
           (clang_isVolatileQualifiedType(type) ? IR_VOLATILE : 0U) |
           (clang_isRestrictQualifiedType(type) ? IR_RESTRICT : 0U);
}

static void take_layout(IrType *type, CXType from)
{
    enum CXTypeKind canonical = clang_getCanonicalType(from).kind;

    type->size = type->align = -1;
    /* Clang answers for functions and void too, as GNU C does. */
    if (canonical != CXType_FunctionProto && canonical != CXType_FunctionNoProto &&
        canonical != CXType_Void) {
        type->size = MAX(clang_Type_getSizeOf(from), -1);
        type->align = MAX(clang_Type_getAlignOf(from), -1);
    }
}

const IrType *scan_type_qualified(Scanner *scanner, const IrType *type,
                                  unsigned qualifiers)
{
    IrType copy = *type;

    copy.qualifiers |= qualifiers;
    return spell_intern(scanner->ir, &copy);
}

static IrBuiltinClass builtin_class(enum CXTypeKind kind)
{
    switch (kind) {
    case CXType_Void:
        return IR_CLASS_VOID;
    case CXType_Bool:
        return IR_CLASS_BOOL;
    case CXType_Char_U:
    case CXType_UChar:
    case CXType_Char16:
    case CXType_Char32:
    case CXType_UShort:
    case CXType_UInt:
    case CXType_ULong:
    case CXType_ULongLong:
    case CXType_UInt128:
        return IR_CLASS_UNSIGNED;
    case CXType_Char_S:
    case CXType_SChar:
    case CXType_WChar:
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Int128:
        return IR_CLASS_SIGNED;
    case CXType_Float:
    case CXType_Double:
    case CXType_LongDouble:
    case CXType_Float128:
    case CXType_Half:
    case CXType_Float16:
    case CXType_BFloat16:
    case CXType_Ibm128:
        return IR_CLASS_FLOATING;
    default:
        return IR_CLASS_NONE;
    }
}

/* The qualified spelling without its qualifiers, which the record keeps by themselves. */
static const char *unqualified_spelling(Scanner *scanner, CXType type)
{
    CXString string = clang_getTypeSpelling(type);
    const char *text = spell_after_qualifiers(clang_getCString(string));
    const char *result = ir_string(scanner->ir, text);

    clang_disposeString(string);
    return result;
}

static const IrType *translate_unsupported(Scanner *scanner, CXType from,
                                           const char *reason)
{
    IrType type = {.kind = IR_TYPE_UNSUPPORTED, .qualifiers = qualifiers_of(from)};

    type.spelling = unqualified_spelling(scanner, from);
    type.reason = ir_string(scanner->ir, reason);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

static const IrType *translate_builtin(Scanner *scanner, CXType from)
{
    IrType type = {.kind = IR_TYPE_BUILTIN, .qualifiers = qualifiers_of(from)};

    type.spelling = unqualified_spelling(scanner, from);
    type.builtin = builtin_class(from.kind);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

static const IrType *translate_pointer(Scanner *scanner, CXType from)
{
    IrType type = {.kind = IR_TYPE_POINTER, .qualifiers = qualifiers_of(from)};

    type.target = scan_type(scanner, clang_getPointeeType(from));
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

/*
 * What stands between the first pair of brackets of an array's spelling, "n * 2", goes to
 * the type; a `static` in front of it, "static n", by itself.
 */
static void take_brackets(Scanner *scanner, IrType *type, CXType from)
{
    CXString string = clang_getTypeSpelling(from);
    const char *text = clang_getCString(string);
    const char *open = strchr(text, '['), *length;
    Lexer lexer;
    LexToken token;
    int depth = 1;

    if (open != NULL) {
        length = open + 1;
        lexer_init(&lexer, length, strlen(length));
        while (lexer_next(&lexer, &token)) {
            depth += lex_is(&token, '[') ? 1 : lex_is(&token, ']') ? -1 : 0;
            if (depth == 0) {
                break;
            }
            if (token.kind == LEX_IDENTIFIER && token.length == strlen("static") &&
                strncmp(token.text, "static", token.length) == 0) {
                type->static_length = true;
                length = token.text + token.length;
            }
        }
        if (from.kind == CXType_VariableArray) {
            length += strspn(length, " ");
            type->length_text =
                ir_string_length(scanner->ir, length, (size_t)(token.text - length));
        }
    }
    clang_disposeString(string);
}

static const IrType *translate_array(Scanner *scanner, CXType from)
{
    IrType type = {.kind = IR_TYPE_ARRAY, .length = -1};

    type.target = scan_type(scanner, clang_getArrayElementType(from));
    if (from.kind == CXType_ConstantArray) {
        type.length = clang_getArraySize(from);
    }
    if (from.kind != CXType_IncompleteArray) {
        take_brackets(scanner, &type, from);
    }
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

static const IrType *translate_vector(Scanner *scanner, CXType from)
{
    IrType type = {.kind = IR_TYPE_VECTOR, .qualifiers = qualifiers_of(from)};

    if (from.kind == CXType_ExtVector) {
        return translate_unsupported(
            scanner, from,
            "ext_vector_type exists only in Clang, and GCC has no like of it");
    }
    type.target = scan_type(scanner, clang_getElementType(from));
    type.length = clang_getNumElements(from);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

static const IrType *translate_wrapped(Scanner *scanner, CXType from, IrTypeKind kind,
                                       CXType inner)
{
    IrType type = {.kind = kind, .qualifiers = qualifiers_of(from)};

    type.target = scan_type(scanner, inner);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

static unsigned count(const char *text, const char *word)
{
    unsigned n = 0;

    for (const char *at = text; (at = strstr(at, word)) != NULL; at += strlen(word)) {
        n++;
    }
    return n;
}

static unsigned count_in_spelling(CXType type, const char *word)
{
    CXString string = clang_getTypeSpelling(type);
    unsigned n = count(clang_getCString(string), word);

    clang_disposeString(string);
    return n;
}

/*
 * Whether the function type itself has the attribute. Its spelling also shows those of
 * its result and of its parameters, so they are taken off.
 */
static bool has_own_attribute(CXType from, const char *word)
{
    unsigned n = count_in_spelling(from, word);

    if (n == 0) {
        return false;
    }
    n -= MIN(n, count_in_spelling(clang_getResultType(from), word));
    for (int i = 0; i < clang_getNumArgTypes(from); i++) {
        n -= MIN(n, count_in_spelling(clang_getArgType(from, (unsigned)i), word));
    }
    return n > 0;
}

/* The attributes of a function type that only its spelling shows. */
static void take_spelled_attributes(Scanner *scanner, IrType *type, CXType from)
{
    if (count_in_spelling(from, "__attribute__") == 0) {
        return;
    }
    type->noreturn = has_own_attribute(from, "noreturn");
    for (unsigned n = 1; n <= 3; n++) {
        char word[32];
        g_snprintf(word, sizeof word, "regparm (%u)", n);
        if (has_own_attribute(from, word)) {
            type->convention = ir_printf(scanner->ir, "regparm(%u)", n);
        }
    }
}

static const char *convention_of(CXType from)
{
    switch (clang_getFunctionTypeCallingConv(from)) {
    case CXCallingConv_X86StdCall:
        return "stdcall";
    case CXCallingConv_X86FastCall:
        return "fastcall";
    case CXCallingConv_X86ThisCall:
        return "thiscall";
    case CXCallingConv_X86VectorCall:
        return "vectorcall";
    case CXCallingConv_X86RegCall:
        return "regcall";
    case CXCallingConv_Win64:
        return "ms_abi";
    case CXCallingConv_X86_64SysV:
        return "sysv_abi";
    case CXCallingConv_AAPCS:
        return "pcs(\"aapcs\")";
    case CXCallingConv_AAPCS_VFP:
        return "pcs(\"aapcs-vfp\")";
    default:
        return NULL;
    }
}

static const IrType *translate_function(Scanner *scanner, CXType from)
{
    unsigned n = (unsigned)MAX(clang_getNumArgTypes(from), 0);
    IrType type = {.kind = IR_TYPE_FUNCTION, .n_params = n};

    type.params = n > 0 ? ir_alloc(scanner->ir, n * sizeof *type.params) : NULL;
    scanner->prototypes++;
    for (unsigned i = 0; i < n; i++) {
        type.params[i] = scan_type(scanner, clang_getArgType(from, i));
    }
    scanner->prototypes--;
    type.target = scan_type(scanner, clang_getResultType(from));
    type.prototyped = clang_getCanonicalType(from).kind != CXType_FunctionNoProto;
    type.variadic = type.prototyped && clang_isFunctionTypeVariadic(from);
    type.convention = convention_of(from);
    take_spelled_attributes(scanner, &type, from);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

/*
 * The type of a function as its header declares it: what libclang calls its type is
 * merged with what the compiler knows of a library function by itself, differently in
 * each version.
 */
const IrType *scan_function_type(Scanner *scanner, CXType from, const IrParam *declared,
                                 unsigned n_params)
{
    const IrType *merged = scan_type(scanner, from);
    IrType type;
    bool same = merged->kind == IR_TYPE_FUNCTION && merged->n_params == n_params;

    for (unsigned i = 0; same && i < n_params; i++) {
        same = merged->params[i] == declared[i].type;
    }
    if (same || merged->kind != IR_TYPE_FUNCTION) {
        return merged;
    }
    type = *merged;
    type.n_params = n_params;
    type.params =
        n_params > 0 ? ir_alloc(scanner->ir, n_params * sizeof *type.params) : NULL;
    for (unsigned i = 0; i < n_params; i++) {
        type.params[i] = declared[i].type;
    }
    return spell_intern(scanner->ir, &type);
}

static const IrType *translate_named(Scanner *scanner, CXType from, IrTypeKind kind)
{
    IrType type = {.kind = kind, .qualifiers = qualifiers_of(from)};
    CXCursor cursor = clang_getTypeDeclaration(from);

    type.decl = scan_tag(scanner, cursor);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

static const IrType *translate_typedef(Scanner *scanner, CXType from)
{
    CXCursor cursor = clang_getTypeDeclaration(from);
    CXString string = clang_getCursorSpelling(cursor);
    const char *name = clang_getCString(string);
    IrType type = {.kind = IR_TYPE_TYPEDEF, .qualifiers = qualifiers_of(from)};

    if (g_str_has_prefix(name, "__builtin_") || g_str_has_prefix(name, "__NS") ||
        strcmp(name, "__int128_t") == 0 || strcmp(name, "__uint128_t") == 0) {
        type.kind = IR_TYPE_BUILTIN;
        type.builtin = strstr(name, "va_list") != NULL ? IR_CLASS_VA_LIST
                       : name[2] == 'u'                ? IR_CLASS_UNSIGNED
                                                       : IR_CLASS_SIGNED;
        type.spelling = ir_string(scanner->ir, name);
    } else {
        type.decl = ir_declare(scanner->ir, IR_TYPEDEF, ir_string(scanner->ir, name));
    }
    clang_disposeString(string);
    take_layout(&type, from);
    return spell_intern(scanner->ir, &type);
}

/* typeof, _BitInt, attributes that libclang has no kind for: by what stands behind them.
 */
static const IrType *translate_unexposed(Scanner *scanner, CXType from)
{
    CXType canonical = clang_getCanonicalType(from);

    if (clang_getResultType(from).kind != CXType_Invalid) {
        return translate_function(scanner, from);
    }
    if (canonical.kind != CXType_Unexposed) {
        return scan_type(scanner, canonical);
    }
    return translate_unsupported(
        scanner, from, "this kind of type cannot be described to every compiler");
}

/* `struct foo` as written; its qualifiers belong to what it names. */
static const IrType *translate_elaborated(Scanner *scanner, CXType from)
{
    const IrType *named = scan_type(scanner, clang_Type_getNamedType(from));
    unsigned qualifiers = qualifiers_of(from);

    return (qualifiers & ~named->qualifiers) == 0
               ? named
               : scan_type_qualified(scanner, named, qualifiers);
}

static const IrType *translate(Scanner *scanner, CXType from)
{
    switch (from.kind) {
    case CXType_Pointer:
        return translate_pointer(scanner, from);
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
        return translate_array(scanner, from);
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return translate_function(scanner, from);
    case CXType_Record:
        return translate_named(scanner, from, IR_TYPE_RECORD);
    case CXType_Enum:
        return translate_named(scanner, from, IR_TYPE_ENUM);
    case CXType_Typedef:
        return translate_typedef(scanner, from);
    case CXType_Elaborated:
        return translate_elaborated(scanner, from);
    case CXType_Vector:
    case CXType_ExtVector:
        return translate_vector(scanner, from);
    case CXType_Complex:
        return translate_wrapped(scanner, from, IR_TYPE_COMPLEX,
                                 clang_getElementType(from));
    case CXType_Atomic:
        return translate_wrapped(scanner, from, IR_TYPE_ATOMIC,
                                 clang_Type_getValueType(from));
    case CXType_BlockPointer:
        return translate_unsupported(scanner, from, "blocks exist only in Clang");
    case CXType_Half:
        return translate_unsupported(scanner, from,
                                     "__fp16 is no argument or result type");
    default:
        break;
    }
    if (builtin_class(from.kind) != IR_CLASS_NONE) {
        return translate_builtin(scanner, from);
    }
    return translate_unexposed(scanner, from);
}

const IrType *scan_type(Scanner *scanner, CXType type)
{
    const IrType *known = g_hash_table_lookup(scanner->types, type.data[0]);

    if (known == NULL) {
        known = translate(scanner, type);
        g_hash_table_insert(scanner->types, type.data[0], (gpointer)known);
    }
    return known;
}

const IrType *scan_declared_type(Scanner *scanner, CXType type, IrDecl *owner,
                                 const char *member, IrDecl **claimed)
{
    IrDecl *outer_owner = scanner->owner, *outer_claimed = scanner->claimed;
    const char *outer_member = scanner->member;
    const IrType *result;

    scanner->owner = owner;
    scanner->member = member;
    scanner->claimed = NULL;
    result = scan_type(scanner, type);
    *claimed = scanner->claimed;
    scanner->owner = outer_owner;
    scanner->member = outer_member;
    scanner->claimed = outer_claimed;
    return result;
}
