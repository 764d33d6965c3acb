/* SPDX-License-Identifier: MIT */
/* Constant expressions: types, conversions and operators as C has them on x86-64 Linux.
 */
#include "macro_fixture.h"

static void operands_are_promoted(void **state)
{
    assert_constant(*state, "(u8)5", "u8", "5", "((u8)5)");
    assert_constant(*state, "+(u8)5", "int", "5", "5");
    assert_constant(*state, "~(u8)0", "int", "-1", "(-1)");
    assert_constant(*state, "-(short)1", "int", "-1", "(-1)");
    assert_constant(*state, "(u8)1 << 3L", "int", "8", "8");
    assert_constant(*state, "(_Bool)2 + (char)1", "int", "2", "2");
}

static void operands_are_converted_to_the_common_type(void **state)
{
    assert_constant(*state, "1 + 2U", "unsigned int", "3", "3U");
    assert_constant(*state, "-1 + 0U", "unsigned int", "4294967295", "4294967295U");
    assert_constant(*state, "-1L + 0U", "long", "-1", "(-1L)");
    assert_constant(*state, "-1LL + 0UL", "unsigned long long", "18446744073709551615",
                    "18446744073709551615ULL");
    assert_constant(*state, "1 / 2.0f", "float", "0x1p-1", "0.5f");
    assert_constant(*state, "1.0f + 1.0", "double", "0x1p+1", "2.0");
    assert_constant(*state, "1 ? 2 : 3L", "long", "2", "2L");
    assert_constant(*state, "-1 < 0U", "int", "0", "0");
}

static void typedefs_are_kept_where_both_sides_have_them(void **state)
{
    assert_constant(*state, "~(u64)0", "u64", "18446744073709551615",
                    "((u64)18446744073709551615UL)");
    assert_constant(*state, "(u64)1 << 3", "u64", "8", "((u64)8)");
    assert_constant(*state, "(u64)1 | 2", "u64", "3", "((u64)3)");
    assert_constant(*state, "(u64)1 + (size)1", "unsigned long", "2", "2UL");
    assert_constant(*state, "(u8)1 + (u8)1", "int", "2", "2");
    assert_constant(*state, "-(real)1", "real", "-0x1p+0", "((real)-1.0)");
}

static void casts_name_any_scalar_type(void **state)
{
    assert_constant(*state, "(long unsigned int)1", "unsigned long", "1", "1UL");
    assert_constant(*state, "(signed)1", "int", "1", "1");
    assert_constant(*state, "(char)97", "char", "97", "((char)97)");
    assert_constant(*state, "(unsigned char)-1", "unsigned char", "255",
                    "((unsigned char)255)");
    assert_constant(*state, "(const u8)300", "u8", "44", "((u8)44)");
    assert_constant(*state, "(_Bool)0.5", "_Bool", "1", "((_Bool)1)");
    assert_constant(*state, "(enum color)5", "enum color", "5", "((enum color)5)");
    assert_constant(*state, "(int)-2.9", "int", "-2", "(-2)");
    assert_constant(*state, "(__extension__ (long long)1)", "long long", "1", "1LL");
    assert_constant(*state, "(__typeof__(1UL))1", "unsigned long", "1", "1UL");
    assert_constant(*state, "(__typeof__(u8))1", "u8", "1", "((u8)1)");
    assert_constant(*state, "(unsigned __int128)1 << 100", "unsigned __int128",
                    "1267650600228229401496703205376",
                    "((unsigned __int128)((unsigned __int128)0x1000000000ULL << 64 | "
                    "0x0ULL))");
}

static void integers_cast_to_pointers_are_constants(void **state)
{
    assert_constant(*state, "((void *)0)", "void *", "0", "((void *)0)");
    assert_constant(*state, "(struct point *)0x10", "struct point *", "16",
                    "((struct point *)0x10)");
    assert_constant(*state, "((handler_t)-1)", "handler_t", "18446744073709551615",
                    "((handler_t)-1)");
    assert_constant(*state, "(void (*)(int, char *const *))1",
                    "void (*)(int, char *const *)", "1",
                    "((void (*)(int, char *const *))1)");
    assert_constant(*state, "(const volatile char *)0", "const volatile char *", "0",
                    "((const volatile char *)0)");
    assert_constant(*state, "(int (*)[3])0", "int (*)[3]", "0", "((int (*)[3])0)");
    assert_constant(*state, "(char *)0 + 4", "char *", "4", "((char *)4)");
    assert_constant(*state, "(int *)8 + 2", "int *", "16", "((int *)16)");
    assert_constant(*state, "(long)(int *)8", "long", "8", "8L");
    assert_constant(*state, "(int *)8 - (int *)0", "long", "2", "2L");
    assert_constant(*state, "1 ? (void *)0 : (int *)0", "int *", "0", "((int *)0)");
    assert_constant(*state, "1 ? (void *)1 : (int *)0", "void *", "1", "((void *)1)");
}

static void sizes_and_alignments_are_the_targets(void **state)
{
    assert_constant(*state, "sizeof(int)", "unsigned long", "4", "4UL");
    assert_constant(*state, "sizeof(struct point)", "unsigned long", "40", "40UL");
    assert_constant(*state, "sizeof(struct point[4])", "unsigned long", "160", "160UL");
    assert_constant(*state, "sizeof(((struct point *)0)->name)", "unsigned long", "16",
                    "16UL");
    assert_constant(*state, "sizeof ((struct point *)0)->next->in", "unsigned long", "2",
                    "2UL");
    assert_constant(*state, "sizeof \"abc\"", "unsigned long", "4", "4UL");
    assert_constant(*state, "sizeof(L\"ab\" \"c\")", "unsigned long", "16", "16UL");
    assert_constant(*state, "sizeof(void)", "unsigned long", "1", "1UL");
    assert_constant(*state, "sizeof(variable)", "unsigned long", "4", "4UL");
    assert_constant(*state, "sizeof(function(1))", "unsigned long", "4", "4UL");
    assert_constant(*state, "sizeof(int) + 1", "unsigned long", "5", "5UL");
    assert_not_constant(*state, "sizeof (char)1");
    assert_constant(*state, "_Alignof(struct point)", "unsigned long", "8", "8UL");
    assert_constant(*state, "__alignof__(char[3])", "unsigned long", "1", "1UL");
    assert_not_constant(*state, "sizeof(struct nowhere)");
    assert_not_constant(*state, "sizeof(((struct point *)0)->bits)");
}

static void offsets_come_from_the_record(void **state)
{
    assert_constant(*state, "((size)&((struct point *)0)->y)", "size", "4", "((size)4)");
    assert_constant(*state, "__builtin_offsetof(struct point, name)", "unsigned long",
                    "16", "16UL");
    assert_constant(*state, "__builtin_offsetof(struct point, name[3])", "unsigned long",
                    "19", "19UL");
    assert_constant(*state, "__builtin_offsetof(struct point, in)", "unsigned long", "8",
                    "8UL");
    assert_constant(*state, "(long)((struct point *)100)->name", "long", "116", "116L");
    assert_not_constant(*state, "__builtin_offsetof(struct point, nothing)");
    assert_not_constant(*state, "__builtin_offsetof(struct point, bits)");
    assert_not_constant(*state, "((struct point *)0)->y");
}

static void enumerators_are_ints_if_they_fit(void **state)
{
    assert_constant(*state, "BLUE", "int", "5", "5");
    assert_constant(*state, "MINUS", "int", "-2", "(-2)");
    assert_constant(*state, "ONE", "int", "1", "1");
    assert_constant(*state, "HUGE_FLAG", "unsigned int", "2147483648", "2147483648U");
    assert_constant(*state, "(enum big)1 + 0", "unsigned int", "1", "1U");
    fixture_define(*state, "BLUE BLUE");
    assert_constant(*state, "BLUE + 1", "int", "6", "6");
}

static void dead_branches_do_no_harm(void **state)
{
    assert_constant(*state, "0 && 1 / 0", "int", "0", "0");
    assert_constant(*state, "1 || 1 / 0", "int", "1", "1");
    assert_constant(*state, "1 ? 2 : 1 / 0", "int", "2", "2");
    assert_constant(*state, "0 ? variable : 2L", "long", "2", "2L");
    assert_constant(*state, "3 ?: 4", "int", "3", "3");
    assert_not_constant(*state, "1 && 1 / 0");
    assert_not_constant(*state, "0 ? 2 : 1 / 0");
    assert_not_constant(*state, "0 ? nowhere : 1");
}

static void undefined_results_are_no_constants(void **state)
{
    assert_not_constant(*state, "1 / 0");
    assert_not_constant(*state, "1 % 0");
    assert_not_constant(*state, "1 << 32");
    assert_not_constant(*state, "1 << -1");
    assert_not_constant(*state, "(-2147483647 - 1) / -1");
    assert_not_constant(*state, "(char)1e10");
}

static void signed_overflow_wraps(void **state)
{
    assert_constant(*state, "1 << 31", "int", "-2147483648", "(-2147483647 - 1)");
    assert_constant(*state, "2147483647 + 1", "int", "-2147483648", "(-2147483647 - 1)");
    assert_constant(*state, "(long)1 << 63", "long", "-9223372036854775808",
                    "(-9223372036854775807L - 1)");
}

static void operators_bind_as_in_c(void **state)
{
    assert_constant(*state, "1 + 2 * 3 << 1", "int", "14", "14");
    assert_constant(*state, "7 & 3 == 3", "int", "1", "1");
    assert_constant(*state, "1 | 2 ^ 3 & 1", "int", "3", "3");
    assert_constant(*state, "-7 / 2", "int", "-3", "(-3)");
    assert_constant(*state, "-7 % 2", "int", "-1", "(-1)");
    assert_constant(*state, "-8 >> 1", "int", "-4", "(-4)");
    assert_constant(*state, "10 - 4 - 3", "int", "3", "3");
    assert_constant(*state, "!5 || !0 && 2 > 1", "int", "1", "1");
    assert_constant(*state, "0 ? 1 : 0 ? 2 : 3", "int", "3", "3");
    assert_constant(*state, "(1, 2)", "int", "2", "2");
}

static void floating_operations_round_in_their_type(void **state)
{
    assert_constant(*state, "16777216.0f + 1.0f", "float", "0x1p+24", "16777216.0f");
    assert_constant(*state, "16777216.0f + 1.0", "double", "0x1.000001p+24",
                    "16777217.0");
    assert_constant(*state, "1.0 / 3", "double", "0x1.5555555555555p-2",
                    "0.3333333333333333");
    assert_constant(*state, "1.0L / 3", "long double", "0x1.5555555555555556p-2",
                    "0.33333333333333333334L");
    assert_constant(*state, "1.5 < 2", "int", "1", "1");
}

static void infinities_and_nans_are_spelled_by_builtins(void **state)
{
    assert_constant(*state, "__builtin_huge_val()", "double", "inf", "(__builtin_inf())");
    assert_constant(*state, "-__builtin_inff()", "float", "-inf", "(-__builtin_inff())");
    assert_constant(*state, "__builtin_nanl(\"\")", "long double", "nan",
                    "(__builtin_nanl(\"\"))");
    assert_constant(*state, "1.0 / 0", "double", "inf", "(__builtin_inf())");
    assert_constant(*state, "(real)__builtin_inf()", "real", "inf",
                    "((real)__builtin_inf())");
}

static void other_builtins(void **state)
{
    assert_constant(*state, "__builtin_bswap32(0x11223344)", "unsigned int", "1144201745",
                    "1144201745U");
    assert_constant(*state, "__builtin_bswap16(0x1122)", "unsigned short", "8721",
                    "((unsigned short)8721)");
    assert_constant(*state, "__builtin_constant_p(1) ? 2 : 3", "int", "2", "2");
    assert_constant(*state, "__builtin_constant_p(variable)", "int", "0", "0");
    assert_constant(*state, "__builtin_types_compatible_p(u32, unsigned)", "int", "1",
                    "1");
    assert_constant(*state, "__builtin_choose_expr(0, 1, 2L)", "long", "2", "2L");
    assert_constant(*state, "__builtin_expect(1, 0)", "long", "1", "1L");
    assert_not_constant(*state, "__builtin_alloca(1)");
    assert_not_constant(*state, "__builtin_bswap32");
    assert_unknown(*state, "__builtin_popcount(3)");
}

static void ioctl_numbers(void **state)
{
    static const char *const texts[] = {
        "_IOC(dir,type,nr,size) (((dir) << 30) | ((type) << 8) | ((nr) << 0) | ((size) "
        "<< 16))",
        "_IOC_TYPECHECK(t) ((sizeof(t) == sizeof(t[1]) && sizeof(t) < (1 << 14)) ? "
        "sizeof(t) : __invalid_size)",
        "_IOWR(type,nr,size) _IOC(2U|1U,(type),(nr),(_IOC_TYPECHECK(size)))", NULL};

    for (const char *const *text = texts; *text != NULL; text++) {
        fixture_define(*state, *text);
    }
    ir_add_decl(((MacroFixture *)*state)->ir, IR_VARIABLE, "__invalid_size")->type =
        ir_find_type(((MacroFixture *)*state)->ir, "unsigned int");
    assert_constant(*state, "_IOWR('x', 1, struct point)", "unsigned long", "3223877633",
                    "3223877633UL");
}

static void what_is_no_expression_is_no_constant(void **state)
{
    static const char *const bodies[] = {
        "",
        "unsigned char",
        "struct point",
        "inline",
        "1, 2",
        "{ 1 }",
        "1;",
        "nowhere",
        "function",
        "&variable",
        "variable",
        "variable = 1",
        "variable++",
        "function(1)",
        "(struct point){0}",
        "({ 1; })",
        "\"a\" + 1",
        "1 +",
        "(1",
        "1)",
        "do",
        "__attribute__((unused))",
        "(void)0",
        "5 6",
        "(u8)",
        "1.0 % 2",
        "~1.0",
        "*(int *)0",
        "PROBE",
        "[1]",
        "1 ? 2",
        "sizeof",
        "const",
        "u8",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        assert_not_constant(*state, bodies[i]);
    }
}

static void what_only_the_compiler_knows_is_unknown(void **state)
{
    assert_unknown(*state, "_Generic(1, int: 2)");
    assert_unknown(*state, "(_Float16)1");
    assert_unknown(*state, "1.0f128");
    assert_unknown(*state, "u8'a'");
}

static void function_like_macros_are_not_evaluated(void **state)
{
    MacroFixture *fixture = *state;
    MacroConstant constant;

    assert_int_equal(
        macro_evaluate(fixture->evaluator, fixture_define(fixture, "F() 1"), &constant),
        MACRO_NOT_CONSTANT);
}

static void deep_nesting_ends(void **state)
{
    static const char *const units[] = {
        "(",       "-", "1?", "1?1:", "(int)", "sizeof ", "(int(*", "__extension__ ",
        "(int[2]", "f("};

    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        GString *body = g_string_new(NULL);
        MacroConstant constant;

        for (int j = 0; j < 40000; j++) {
            g_string_append(body, units[i]);
        }
        g_string_append(body, "1");
        assert_int_equal(fixture_evaluate(*state, body->str, &constant),
                         MACRO_NOT_CONSTANT);
        g_string_free(body, TRUE);
    }
}

/* Each star is a type of its own, spelled out: many of them are no constant's type. */
static void pointers_to_pointers_end(void **state)
{
    GString *body = g_string_new("((int ");
    MacroConstant constant;

    for (int i = 0; i < 20000; i++) {
        g_string_append_c(body, '*');
    }
    g_string_append(body, ")0)");
    assert_int_equal(fixture_evaluate(*state, body->str, &constant), MACRO_NOT_CONSTANT);
    g_string_free(body, TRUE);
    assert_constant(*state, "(int ***)0 == (int ***)0", "int", "1", "1");
}

static void arrays_larger_than_memory_are_no_types(void **state)
{
    assert_not_constant(*state, "sizeof(char[2147483647][2147483647][2147483647])");
    assert_not_constant(*state, "sizeof(int[2147483647][2147483647])");
    assert_constant(*state, "sizeof(char[2147483647][4])", "unsigned long", "8589934588",
                    "8589934588UL");
    assert_constant(*state, "(int (*)[])0", "int (*)[]", "0", "((int (*)[])0)");
}

static void another_target_has_other_types(void **state)
{
    MacroFixture *fixture = *state;
    Ir *ir = fixture->ir;

    ((IrType *)ir_find_type(ir, "long"))->size = 4;
    ((IrType *)ir_find_type(ir, "unsigned long"))->size = 4;
    ((IrType *)ir_find_type(ir, "long double"))->size = 16;
    ir->pointer_size = 4;
    ir->char_signed = false;
    ir->target = "arm-linux-gnueabihf";
    assert_constant(fixture, "2147483648", "long long", "2147483648", "2147483648");
    assert_constant(fixture, "0xffffffff", "unsigned int", "4294967295", "0xffffffff");
    assert_constant(fixture, "1L + 1U", "unsigned long", "2", "2UL");
    assert_constant(fixture, "'\\xff'", "int", "255", "'\\xff'");
    assert_constant(fixture, "((void *)-1)", "void *", "4294967295", "((void *)-1)");
    assert_unknown(fixture, "1.0L");
    assert_unknown(fixture, "(long double)1");
}

int main(void)
{
#define TEST(NAME) cmocka_unit_test_setup_teardown(NAME, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(operands_are_promoted),
        TEST(operands_are_converted_to_the_common_type),
        TEST(typedefs_are_kept_where_both_sides_have_them),
        TEST(casts_name_any_scalar_type),
        TEST(integers_cast_to_pointers_are_constants),
        TEST(sizes_and_alignments_are_the_targets),
        TEST(offsets_come_from_the_record),
        TEST(enumerators_are_ints_if_they_fit),
        TEST(dead_branches_do_no_harm),
        TEST(undefined_results_are_no_constants),
        TEST(signed_overflow_wraps),
        TEST(operators_bind_as_in_c),
        TEST(floating_operations_round_in_their_type),
        TEST(infinities_and_nans_are_spelled_by_builtins),
        TEST(other_builtins),
        TEST(ioctl_numbers),
        TEST(what_is_no_expression_is_no_constant),
        TEST(what_only_the_compiler_knows_is_unknown),
        TEST(function_like_macros_are_not_evaluated),
        TEST(deep_nesting_ends),
        TEST(pointers_to_pointers_end),
        TEST(arrays_larger_than_memory_are_no_types),
        TEST(another_target_has_other_types),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
