/* SPDX-License-Identifier: MIT */
#include "macro_type.h"

#include <float.h>
#include <string.h>

#include "spell.h"

static const char *const arith_spellings[ARITH_COUNT] = {
    [ARITH_BOOL] = "_Bool",
    [ARITH_CHAR] = "char",
    [ARITH_SCHAR] = "signed char",
    [ARITH_UCHAR] = "unsigned char",
    [ARITH_SHORT] = "short",
    [ARITH_USHORT] = "unsigned short",
    [ARITH_INT] = "int",
    [ARITH_UINT] = "unsigned int",
    [ARITH_LONG] = "long",
    [ARITH_ULONG] = "unsigned long",
    [ARITH_LLONG] = "long long",
    [ARITH_ULLONG] = "unsigned long long",
    [ARITH_INT128] = "__int128",
    [ARITH_UINT128] = "unsigned __int128",
    [ARITH_FLOAT] = "float",
    [ARITH_DOUBLE] = "double",
    [ARITH_LDOUBLE] = "long double",
};

/* Whether the host's long double has the target's format. */
static bool long_double_known(const Ir *ir, const IrType *type)
{
    const char *target = ir->target != NULL ? ir->target : "";
    bool x87 = g_str_has_prefix(target, "x86_64") ||
               (target[0] == 'i' && strncmp(target + 2, "86", 2) == 0);

    if (type == NULL) {
        return false;
    }
    if (type->size == (int64_t)sizeof(double)) {
        return true; /* calculated as double */
    }
    if (x87) {
        return LDBL_MANT_DIG == 64 && LDBL_MAX_EXP == 16384;
    }
    if (g_str_has_prefix(target, "powerpc")) {
        return false; /* pairs of doubles, or binary128: an option decides */
    }
    return LDBL_MANT_DIG == 113 && type->size == 16;
}

void macro_types_init(MacroTypes *types, Ir *ir)
{
    memset(types, 0, sizeof(*types));
    types->ir = ir;
    for (int i = ARITH_NONE + 1; i < ARITH_COUNT; i++) {
        types->arith[i] = ir_find_type(ir, arith_spellings[i]);
    }
    types->type_void = ir_find_type(ir, "void");
    types->long_double_known = long_double_known(ir, types->arith[ARITH_LDOUBLE]);
}

static MacroArith builtin_arith(const MacroTypes *types, const IrType *type)
{
    const char *spelling;

    for (int i = ARITH_NONE + 1; i < ARITH_COUNT; i++) {
        if (types->arith[i] == type) {
            return (MacroArith)i;
        }
    }
    spelling = macro_type_unqualified(types, type)->spelling;
    if (g_str_equal(spelling, "__int128_t")) {
        return ARITH_INT128;
    }
    if (g_str_equal(spelling, "__uint128_t")) {
        return ARITH_UINT128;
    }
    for (int i = ARITH_NONE + 1; i < ARITH_COUNT; i++) {
        if (g_str_equal(arith_spellings[i], spelling)) {
            return (MacroArith)i;
        }
    }
    return ARITH_NONE;
}

MacroArith macro_type_arith(const MacroTypes *types, const IrType *type)
{
    const IrType *resolved = ir_type_resolved(type);

    if (resolved->kind == IR_TYPE_ENUM && resolved->decl != NULL &&
        resolved->decl->type != NULL) {
        resolved = ir_type_resolved(resolved->decl->type);
    }
    return resolved->kind == IR_TYPE_BUILTIN ? builtin_arith(types, resolved)
                                             : ARITH_NONE;
}

bool macro_arith_is_floating(MacroArith arith)
{
    return arith >= ARITH_FLOAT;
}

bool macro_arith_is_signed(const MacroTypes *types, MacroArith arith)
{
    switch (arith) {
    case ARITH_CHAR:
        return types->ir->char_signed;
    case ARITH_BOOL:
    case ARITH_UCHAR:
    case ARITH_USHORT:
    case ARITH_UINT:
    case ARITH_ULONG:
    case ARITH_ULLONG:
    case ARITH_UINT128:
        return false;
    default:
        return true;
    }
}

unsigned macro_arith_bits(const MacroTypes *types, MacroArith arith)
{
    const IrType *type = types->arith[arith];

    return type != NULL && type->size > 0 ? (unsigned)type->size * 8 : 0;
}

MacroArith macro_arith_unsigned(MacroArith arith)
{
    switch (arith) {
    case ARITH_CHAR:
    case ARITH_SCHAR:
        return ARITH_UCHAR;
    case ARITH_SHORT:
    case ARITH_INT:
    case ARITH_LONG:
    case ARITH_LLONG:
    case ARITH_INT128:
        return (MacroArith)(arith + 1);
    default:
        return arith;
    }
}

MacroArith macro_arith_promoted(const MacroTypes *types, MacroArith arith)
{
    if (arith == ARITH_NONE || arith >= ARITH_INT) {
        return arith;
    }
    return macro_arith_is_signed(types, arith) ||
                   macro_arith_bits(types, arith) < macro_arith_bits(types, ARITH_INT)
               ? ARITH_INT
               : ARITH_UINT;
}

MacroArith macro_arith_common(const MacroTypes *types, MacroArith a, MacroArith b)
{
    MacroArith higher, lower;

    if (macro_arith_is_floating(a) || macro_arith_is_floating(b)) {
        return MAX(a, b);
    }
    a = macro_arith_promoted(types, a);
    b = macro_arith_promoted(types, b);
    higher = MAX(a, b);
    lower = MIN(a, b);
    /* Ranks are in order; only a signed type of higher rank that cannot hold an unsigned
     * one of lower rank needs care. */
    if (macro_arith_is_signed(types, higher) && !macro_arith_is_signed(types, lower) &&
        macro_arith_bits(types, higher) <= macro_arith_bits(types, lower)) {
        return macro_arith_unsigned(higher);
    }
    return higher;
}

bool macro_type_is(const IrType *type, IrTypeKind kind)
{
    return ir_type_resolved(type)->kind == kind;
}

bool macro_type_is_void(const IrType *type)
{
    const IrType *resolved = ir_type_resolved(type);

    return resolved->kind == IR_TYPE_BUILTIN && resolved->builtin == IR_CLASS_VOID;
}

bool macro_types_compatible(const MacroTypes *types, const IrType *a, const IrType *b)
{
    a = macro_type_unqualified(types, ir_type_resolved(a));
    b = macro_type_unqualified(types, ir_type_resolved(b));
    if (a == b) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    if (a->kind == IR_TYPE_POINTER) {
        return ir_type_resolved(a->target)->qualifiers ==
                   ir_type_resolved(b->target)->qualifiers &&
               macro_types_compatible(types, a->target, b->target);
    }
    if (a->kind == IR_TYPE_ARRAY) {
        return (a->length == b->length || a->length < 0 || b->length < 0) &&
               macro_types_compatible(types, a->target, b->target);
    }
    return false;
}

const IrType *macro_type_pointer(const MacroTypes *types, const IrType *target,
                                 unsigned qualifiers)
{
    IrType type = {
        .kind = IR_TYPE_POINTER,
        .qualifiers = qualifiers,
        .target = target,
        .size = types->ir->pointer_size,
        .align = types->ir->pointer_size,
        .length = -1,
    };

    return spell_intern(types->ir, &type);
}

const IrType *macro_type_array(const MacroTypes *types, const IrType *element,
                               int64_t length)
{
    IrType type = {
        .kind = IR_TYPE_ARRAY,
        .target = element,
        .size = length >= 0 && element->size >= 0 ? element->size * length : -1,
        .align = element->align,
        .length = length,
    };

    return spell_intern(types->ir, &type);
}

const IrType *macro_type_function(const MacroTypes *types, const IrType *result,
                                  const GPtrArray *params, bool variadic)
{
    IrType type = {
        .kind = IR_TYPE_FUNCTION,
        .target = result,
        .size = -1,
        .align = -1,
        .length = -1,
        .n_params = params != NULL ? params->len : 0,
        .variadic = variadic,
        .prototyped = params != NULL,
    };

    if (type.n_params > 0) {
        size_t size = type.n_params * sizeof(*type.params);

        type.params = ir_alloc(types->ir, size);
        memcpy(type.params, params->pdata, size);
    }
    return spell_intern(types->ir, &type);
}

const IrType *macro_type_qualified(const MacroTypes *types, const IrType *type,
                                   unsigned qualifiers)
{
    IrType copy = *type;

    if ((qualifiers & ~type->qualifiers) == 0) {
        return type;
    }
    copy.qualifiers |= qualifiers;
    copy.listed = false;
    return spell_intern(types->ir, &copy);
}

const IrType *macro_type_unqualified(const MacroTypes *types, const IrType *type)
{
    IrType copy = *type;

    if (type->qualifiers == 0) {
        return type;
    }
    copy.qualifiers = 0;
    copy.listed = false;
    return spell_intern(types->ir, &copy);
}

const IrType *macro_type_tag(const MacroTypes *types, IrDecl *decl)
{
    IrType type = {
        .kind = decl->kind == IR_ENUM ? IR_TYPE_ENUM : IR_TYPE_RECORD,
        .decl = decl,
        .size = decl->size,
        .align = decl->align,
        .length = -1,
    };

    return spell_intern(types->ir, &type);
}
