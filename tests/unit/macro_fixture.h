/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the macro evaluator share: a record with x86-64 Linux's types and a
 * few declarations, and a table over it.
 */
#ifndef BINDERY_TESTS_MACRO_FIXTURE_H
#define BINDERY_TESTS_MACRO_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "macro_eval.h"
#include "macro_type.h"

typedef struct MacroFixture {
    Ir *ir;
    MacroTable *table;
    MacroEvaluator *evaluator;
} MacroFixture;

static inline IrType *fixture_builtin(Ir *ir, const char *spelling, IrBuiltinClass class_,
                                      int64_t size)
{
    IrType *type = ir_add_type(ir, spelling);

    type->kind = IR_TYPE_BUILTIN;
    type->builtin = class_;
    type->size = type->align = size;
    return type;
}

static inline void fixture_types(Ir *ir)
{
    static const struct {
        const char *spelling;
        IrBuiltinClass class_;
        int64_t size;
    } types[] = {
        {"void", IR_CLASS_VOID, -1},
        {"_Bool", IR_CLASS_BOOL, 1},
        {"char", IR_CLASS_SIGNED, 1},
        {"signed char", IR_CLASS_SIGNED, 1},
        {"unsigned char", IR_CLASS_UNSIGNED, 1},
        {"short", IR_CLASS_SIGNED, 2},
        {"unsigned short", IR_CLASS_UNSIGNED, 2},
        {"int", IR_CLASS_SIGNED, 4},
        {"unsigned int", IR_CLASS_UNSIGNED, 4},
        {"long", IR_CLASS_SIGNED, 8},
        {"unsigned long", IR_CLASS_UNSIGNED, 8},
        {"long long", IR_CLASS_SIGNED, 8},
        {"unsigned long long", IR_CLASS_UNSIGNED, 8},
        {"__int128", IR_CLASS_SIGNED, 16},
        {"unsigned __int128", IR_CLASS_UNSIGNED, 16},
        {"float", IR_CLASS_FLOATING, 4},
        {"double", IR_CLASS_FLOATING, 8},
        {"long double", IR_CLASS_FLOATING, 16},
    };

    ir->target = "x86_64-pc-linux-gnu";
    ir->pointer_size = 8;
    ir->char_signed = true;
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        fixture_builtin(ir, types[i].spelling, types[i].class_, types[i].size);
    }
    ir->size_type = ir_find_type(ir, "unsigned long");
    ir->ptrdiff_type = ir_find_type(ir, "long");
    ir->wchar_type = ir_find_type(ir, "int");
    ir->char16_type = ir_find_type(ir, "unsigned short");
    ir->char32_type = ir_find_type(ir, "unsigned int");
}

static inline void fixture_typedef(Ir *ir, const char *name, const IrType *type)
{
    ir_add_decl(ir, IR_TYPEDEF, name)->type = type;
}

static inline void fixture_field(Ir *ir, IrDecl *record, const char *name,
                                 const IrType *type, int64_t offset, int64_t width)
{
    IrField field = {
        .name = ir_string(ir, name), .type = type, .offset = offset, .width = width};

    if (record->fields == NULL) {
        record->fields = g_array_new(FALSE, TRUE, sizeof(IrField));
    }
    g_array_append_val(record->fields, field);
}

static inline IrDecl *fixture_record(Ir *ir, const MacroTypes *types, const char *key,
                                     int64_t size, int64_t align)
{
    IrDecl *record = ir_add_decl(ir, IR_RECORD, key);

    record->complete = true;
    record->size = size;
    record->align = align;
    macro_type_tag(types, record);
    return record;
}

static inline void fixture_enum(Ir *ir, const char *key, const IrType *type,
                                const char *const *names_and_values)
{
    IrDecl *decl = ir_add_decl(ir, IR_ENUM, key);

    decl->complete = true;
    decl->type = type;
    decl->size = type->size;
    decl->align = type->align;
    decl->enumerators = g_array_new(FALSE, TRUE, sizeof(IrEnumerator));
    for (; *names_and_values != NULL; names_and_values += 2) {
        IrEnumerator enumerator = {.name = ir_string(ir, names_and_values[0]),
                                   .value = ir_string(ir, names_and_values[1])};

        g_array_append_val(decl->enumerators, enumerator);
    }
}

/*
 * typedefs u8, u32, u64, size, real, handler_t; struct point { int x, y; struct { short
 * in; }; unsigned bits : 3; char name[16]; struct point *next; }; enum color { RED, BLUE
 * = 5, MINUS = -2 }; enum big { HUGE_FLAG = 0x80000000, ONE = 1 }; int variable; int
 * function(int)
 */
static inline void fixture_declarations(Ir *ir)
{
    static const char *const colors[] = {"RED", "0", "BLUE", "5", "MINUS", "-2", NULL};
    static const char *const flags[] = {"HUGE_FLAG", "2147483648", "ONE", "1", NULL};
    const IrType *type_int = ir_find_type(ir, "int");
    GPtrArray *params = g_ptr_array_new();
    MacroTypes types;
    IrDecl *point, *inner;

    macro_types_init(&types, ir);
    fixture_typedef(ir, "u8", ir_find_type(ir, "unsigned char"));
    fixture_typedef(ir, "u32", ir_find_type(ir, "unsigned int"));
    fixture_typedef(ir, "u64", ir_find_type(ir, "unsigned long"));
    fixture_typedef(ir, "size", ir_find_type(ir, "unsigned long"));
    fixture_typedef(ir, "real", ir_find_type(ir, "double"));
    g_ptr_array_add(params, (gpointer)type_int);
    fixture_typedef(
        ir, "handler_t",
        macro_type_pointer(
            &types, macro_type_function(&types, ir_find_type(ir, "void"), params, false),
            0));
    ir_add_decl(ir, IR_FUNCTION, "function")->type =
        macro_type_function(&types, type_int, params, false);
    g_ptr_array_free(params, TRUE);
    ir_add_decl(ir, IR_VARIABLE, "variable")->type = type_int;
    inner = fixture_record(ir, &types, "struct point.<in>", 2, 2);
    fixture_field(ir, inner, "in", ir_find_type(ir, "short"), 0, -1);
    point = fixture_record(ir, &types, "struct point", 40, 8);
    fixture_field(ir, point, "x", type_int, 0, -1);
    fixture_field(ir, point, "y", type_int, 32, -1);
    fixture_field(ir, point, "", macro_type_tag(&types, inner), 64, -1);
    fixture_field(ir, point, "bits", ir_find_type(ir, "unsigned int"), 96, 3);
    fixture_field(ir, point, "name",
                  macro_type_array(&types, ir_find_type(ir, "char"), 16), 128, -1);
    fixture_field(ir, point, "next",
                  macro_type_pointer(&types, macro_type_tag(&types, point), 0), 256, -1);
    fixture_enum(ir, "enum color", type_int, colors);
    fixture_enum(ir, "enum big", ir_find_type(ir, "unsigned int"), flags);
}

static inline int fixture_setup(void **state)
{
    MacroFixture *fixture = g_new0(MacroFixture, 1);

    fixture->ir = ir_create();
    fixture_types(fixture->ir);
    fixture_declarations(fixture->ir);
    fixture->table = macro_table_create(fixture->ir);
    fixture->evaluator = macro_evaluator_create(fixture->table);
    *state = fixture;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    MacroFixture *fixture = *state;

    macro_evaluator_destroy(fixture->evaluator);
    macro_table_destroy(fixture->table);
    ir_destroy(fixture->ir);
    g_free(fixture);
    return 0;
}

static inline const Macro *fixture_define(MacroFixture *fixture, const char *text)
{
    return macro_table_define(fixture->table, text, strlen(text));
}

/* Evaluates `#define PROBE body`. */
static inline MacroResult fixture_evaluate(MacroFixture *fixture, const char *body,
                                           MacroConstant *out)
{
    char *text = g_strconcat("PROBE ", body, NULL);
    const Macro *macro = fixture_define(fixture, text);

    g_free(text);
    assert_non_null(macro);
    return macro_evaluate(fixture->evaluator, macro, out);
}

/* The body is a constant of that type and value, and so is the C text that it gives. */
static inline void assert_constant(MacroFixture *fixture, const char *body,
                                   const char *type, const char *value, const char *c)
{
    MacroConstant constant, again;
    MacroResult result = fixture_evaluate(fixture, body, &constant);

    if (result != MACRO_CONSTANT) {
        fail_msg("%s: %s", body,
                 result == MACRO_UNKNOWN ? "is unknown" : "is not constant");
    }
    if (strcmp(constant.type->spelling, type) != 0) {
        fail_msg("%s: has type %s, not %s", body, constant.type->spelling, type);
    }
    if (strcmp(constant.value, value) != 0) {
        fail_msg("%s: has value %s, not %s", body, constant.value, value);
    }
    if (strcmp(constant.c, c) != 0) {
        fail_msg("%s: is written %s, not %s", body, constant.c, c);
    }
    if (fixture_evaluate(fixture, constant.c, &again) != MACRO_CONSTANT ||
        again.type != constant.type || again.value != constant.value ||
        again.kind != constant.kind) {
        fail_msg("%s: %s is not the same", body, constant.c);
    }
}

static inline void assert_not_constant(MacroFixture *fixture, const char *body)
{
    MacroConstant constant;

    if (fixture_evaluate(fixture, body, &constant) != MACRO_NOT_CONSTANT) {
        fail_msg("%s: is taken for a constant, or unknown", body);
    }
}

static inline void assert_unknown(MacroFixture *fixture, const char *body)
{
    MacroConstant constant;

    if (fixture_evaluate(fixture, body, &constant) != MACRO_UNKNOWN) {
        fail_msg("%s: is not left to the compiler", body);
    }
}

#endif
