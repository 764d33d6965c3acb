/* SPDX-License-Identifier: MIT */
/* Which parameter of a handler takes what a callback passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "handlers_types.h"
#include "scanned.h"

/* How `to` of a handler goes with `from` of a callback, among these declarations. */
static TypeFit fit(const char *from, const char *to)
{
    char *text = g_strdup_printf(
        "typedef int number; typedef number count; typedef void *pointer;\n"
        "typedef const int constant; enum e { E }; union u { int n; };\n"
        "struct object { int n; }; struct device { struct object object; };\n"
        "struct port { struct device device; }; struct other { int n; };\n"
        "struct in_union { union u u; }; typedef struct port port;\n"
        "void f(%s, %s);\n",
        from, to);
    Ir *ir = scanned(text);
    const IrDecl *function = ir_find_decl(ir, IR_FUNCTION, "f");
    TypeFit result;

    assert_int_equal(function->n_params, 2);
    result = type_fit_param(function->params[0].type, function->params[1].type);
    ir_destroy(ir);
    g_free(text);
    return result;
}

static void the_same_type_fits_through_typedefs(void **state)
{
    (void)state;
    assert_int_equal(fit("int a", "int b"), FIT_SAME);
    assert_int_equal(fit("int a", "count b"), FIT_SAME);
    assert_int_equal(fit("int a", "const int b"), FIT_SAME);
    assert_int_equal(fit("count *a", "int *b"), FIT_SAME);
    assert_int_equal(fit("const int *a", "constant *b"), FIT_SAME);
    assert_int_equal(fit("struct port a", "port b"), FIT_SAME);
    assert_int_equal(fit("enum e a", "enum e b"), FIT_SAME);
    assert_int_equal(fit("int (*a)(int)", "number (*b)(count)"), FIT_SAME);
}

static void arrays_and_functions_are_pointers(void **state)
{
    (void)state;
    assert_int_equal(fit("int a[4]", "int *b"), FIT_SAME);
    assert_int_equal(fit("int *a", "int b[]"), FIT_SAME);
    assert_int_equal(fit("int a[4][2]", "int (*b)[2]"), FIT_SAME);
    assert_int_equal(fit("int a[4][2]", "int (*b)[3]"), FIT_NONE);
    assert_int_equal(fit("void a(int)", "void (*b)(int)"), FIT_SAME);
}

static void another_value_does_not_fit(void **state)
{
    (void)state;
    assert_int_equal(fit("int a", "unsigned b"), FIT_NONE);
    assert_int_equal(fit("int a", "long b"), FIT_NONE);
    assert_int_equal(fit("long a", "long long b"), FIT_NONE);
    assert_int_equal(fit("char a", "signed char b"), FIT_NONE);
    assert_int_equal(fit("enum e a", "unsigned b"), FIT_NONE);
    assert_int_equal(fit("struct port a", "struct other b"), FIT_NONE);
    assert_int_equal(fit("int a", "int *b"), FIT_NONE);
    assert_int_equal(fit("int *a", "int b"), FIT_NONE);
    assert_int_equal(fit("int *a", "unsigned *b"), FIT_NONE);
    assert_int_equal(fit("int **a", "const int **b"), FIT_NONE);
    assert_int_equal(fit("int (*a)(int)", "int (*b)(long)"), FIT_NONE);
    assert_int_equal(fit("int (*a)(int)", "int (*b)(int, ...)"), FIT_NONE);
}

static void a_void_pointer_becomes_any_object(void **state)
{
    (void)state;
    assert_int_equal(fit("void *a", "struct port *b"), FIT_CONVERTS);
    assert_int_equal(fit("pointer a", "char **b"), FIT_CONVERTS);
    assert_int_equal(fit("void *a", "const struct port *b"), FIT_CONVERTS);
    assert_int_equal(fit("const void *a", "const struct port *b"), FIT_CONVERTS);
    assert_int_equal(fit("void *a", "void *b"), FIT_SAME);
    assert_int_equal(fit("void *a", "void (*b)(void)"), FIT_NONE);
    assert_int_equal(fit("void *a", "int b"), FIT_NONE);
    assert_int_equal(fit("struct port *a", "void *b"), FIT_NONE);
    assert_int_equal(fit("void **a", "struct port **b"), FIT_NONE);
}

static void qualifiers_may_be_added_and_not_lost(void **state)
{
    (void)state;
    assert_int_equal(fit("char *a", "const char *b"), FIT_CONVERTS);
    assert_int_equal(fit("const char *a", "char *b"), FIT_QUALIFIER);
    assert_int_equal(fit("const void *a", "struct port *b"), FIT_QUALIFIER);
    assert_int_equal(fit("const int *a", "const volatile int *b"), FIT_CONVERTS);
    assert_int_equal(fit("volatile int *a", "const int *b"), FIT_QUALIFIER);
    assert_int_equal(fit("constant *a", "number *b"), FIT_QUALIFIER);
}

static void an_object_fits_what_it_begins_with(void **state)
{
    (void)state;
    assert_int_equal(fit("struct object *a", "struct device *b"), FIT_CAST);
    assert_int_equal(fit("struct object *a", "port *b"), FIT_CAST);
    assert_int_equal(fit("const struct object *a", "const port *b"), FIT_CAST);
    assert_int_equal(fit("struct object *a", "const port *b"), FIT_CAST);
    assert_int_equal(fit("const struct object *a", "port *b"), FIT_QUALIFIER);
    assert_int_equal(fit("struct device *a", "struct object *b"), FIT_OBJECT);
    assert_int_equal(fit("struct object *a", "struct other *b"), FIT_OBJECT);
    assert_int_equal(fit("union u *a", "struct in_union *b"), FIT_OBJECT);
    assert_int_equal(fit("struct object **a", "struct device **b"), FIT_NONE);
}

/* How the result of g(), a handler, goes with that of f(), a callback. */
static TypeFit fit_result(const char *callback, const char *handler)
{
    char *text = g_strdup_printf(
        "struct object { int n; }; struct device { struct object object; };\n"
        "%s f(void); %s g(void);\n",
        callback, handler);
    Ir *ir = scanned(text);
    TypeFit result = type_fit_result(ir_find_decl(ir, IR_FUNCTION, "f")->type->target,
                                     ir_find_decl(ir, IR_FUNCTION, "g")->type->target);

    ir_destroy(ir);
    g_free(text);
    return result;
}

static void results_go_the_other_way(void **state)
{
    (void)state;
    assert_int_equal(fit_result("void", "void"), FIT_SAME);
    assert_int_equal(fit_result("void", "int"), FIT_NONE);
    assert_int_equal(fit_result("int", "void"), FIT_NONE);
    assert_int_equal(fit_result("int", "long"), FIT_NONE);
    assert_int_equal(fit_result("void *", "struct device *"), FIT_CONVERTS);
    assert_int_equal(fit_result("const void *", "struct device *"), FIT_CONVERTS);
    assert_int_equal(fit_result("void *", "const struct device *"), FIT_QUALIFIER);
    assert_int_equal(fit_result("struct device *", "void *"), FIT_NONE);
    assert_int_equal(fit_result("struct object *", "struct device *"), FIT_NONE);
    assert_int_equal(fit_result("const char *", "char *"), FIT_CONVERTS);
    assert_int_equal(fit_result("char *", "const char *"), FIT_QUALIFIER);
    assert_int_equal(fit_result("char *", "char *"), FIT_SAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_type_fits_through_typedefs),
        cmocka_unit_test(arrays_and_functions_are_pointers),
        cmocka_unit_test(another_value_does_not_fit),
        cmocka_unit_test(a_void_pointer_becomes_any_object),
        cmocka_unit_test(qualifiers_may_be_added_and_not_lost),
        cmocka_unit_test(an_object_fits_what_it_begins_with),
        cmocka_unit_test(results_go_the_other_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
