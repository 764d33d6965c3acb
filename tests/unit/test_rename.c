/* SPDX-License-Identifier: MIT */
/* Renaming: names, the types that are spelled with them, and names that are taken. */
#include "module_fixture.h"
#include "rename.h"

static bool rename_as(ModuleFixture *fixture, const char *name, const char *new_name)
{
    module_entry(fixture->manifest->rename, name, new_name, 6);
    module_own(fixture);
    return rename_selected(fixture->ir, fixture->owners, fixture->manifest,
                           fixture->diag);
}

static IrDecl *selected(IrDecl *decl)
{
    decl->selected = true;
    return decl;
}

static void function_keeps_its_symbol(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = selected(module_decl(fixture->ir, IR_FUNCTION, "open", NULL));

    assert_true(rename_as(fixture, "open", "open_file"));
    assert_string_equal(decl->key, "open");
    assert_string_equal(decl->name, "open_file");
    assert_string_equal(decl->original, "open");
    assert_string_equal(decl->symbol, "open");
}

static void static_function_has_no_symbol(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = selected(module_decl(fixture->ir, IR_FUNCTION, "open", NULL));

    decl->storage = IR_STATIC;
    assert_true(rename_as(fixture, "open", "open_file"));
    assert_null(decl->symbol);
}

static void types_are_spelled_with_the_new_name(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = selected(module_record(fixture->ir, "thing", "a"));
    const IrType *type = ir_find_type(fixture->ir, "struct thing");

    assert_true(rename_as(fixture, "thing", "Thing"));
    assert_string_equal(decl->key, "struct thing");
    assert_string_equal(decl->type_name, "struct Thing");
    assert_string_equal(type->spelling, "struct Thing");
    assert_ptr_equal(ir_find_type(fixture->ir, "struct Thing"), type);
    assert_null(ir_find_type(fixture->ir, "struct thing"));
}

static void tag_and_typedef_of_one_name_are_renamed_together(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *tag = selected(module_record(fixture->ir, "thing", "a"));
    IrDecl *decl = selected(module_decl(fixture->ir, IR_TYPEDEF, "thing",
                                        ir_find_type(fixture->ir, "struct thing")));

    assert_true(rename_as(fixture, "thing", "Thing"));
    assert_string_equal(tag->name, "Thing");
    assert_string_equal(decl->name, "Thing");
}

static void key_means_the_tag_alone(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *tag = selected(module_record(fixture->ir, "stat", "a"));
    IrDecl *decl = selected(module_decl(fixture->ir, IR_FUNCTION, "stat", NULL));

    assert_true(rename_as(fixture, "struct stat", "status"));
    assert_string_equal(tag->type_name, "struct status");
    assert_string_equal(decl->name, "stat");
}

static void enumerator_is_renamed(void **state)
{
    static const char *const colors[] = {"RED", "0", NULL};
    ModuleFixture *fixture = *state;
    IrDecl *decl;

    fixture_enum(fixture->ir, "enum color", ir_find_type(fixture->ir, "int"), colors);
    decl = selected(ir_find_decl(fixture->ir, IR_ENUM, "enum color"));
    assert_true(rename_as(fixture, "RED", "COLOR_RED"));
    assert_string_equal(g_array_index(decl->enumerators, IrEnumerator, 0).name,
                        "COLOR_RED");
    assert_string_equal(g_array_index(decl->enumerators, IrEnumerator, 0).original,
                        "RED");
}

static void name_that_nothing_has_is_refused(void **state)
{
    ModuleFixture *fixture = *state;

    selected(module_decl(fixture->ir, IR_FUNCTION, "open_file", NULL));
    assert_false(rename_as(fixture, "opne_file", "open"));
    assert_reported(fixture,
                    "user/module.json:6:3: error: rename 'opne_file' to 'open': this "
                    "module owns no such declaration; did you mean 'open_file'?\n");
}

static void name_of_another_module_is_refused(void **state)
{
    ModuleFixture *fixture = *state;

    module_record(fixture->ir, "thing", "a");
    module_record(fixture->base, "thing", "a");
    assert_false(rename_as(fixture, "thing", "Thing"));
    assert_reported(fixture, "user/module.json:6:3: error: rename 'thing' to 'Thing': it "
                             "is declared by base, not by this module\n");
}

static void name_that_is_taken_is_refused(void **state)
{
    ModuleFixture *fixture = *state;

    selected(module_decl(fixture->ir, IR_FUNCTION, "open", NULL));
    selected(
        module_decl(fixture->ir, IR_TYPEDEF, "file", ir_find_type(fixture->ir, "int")));
    assert_false(rename_as(fixture, "open", "file"));
    assert_reported(fixture, "user/module.json:6:5: error: rename 'open' to 'file': "
                             "typedef file is called so already\n");
}

static void name_that_a_dependency_has_is_refused(void **state)
{
    ModuleFixture *fixture = *state;

    selected(module_decl(fixture->ir, IR_FUNCTION, "open", NULL));
    module_decl(fixture->ir, IR_FUNCTION, "file", NULL);
    module_decl(fixture->base, IR_FUNCTION, "file", NULL);
    assert_false(rename_as(fixture, "open", "file"));
    assert_reported(fixture, "user/module.json:6:5: error: rename 'open' to 'file': "
                             "function file of base is called so already\n");
}

static void two_cannot_be_renamed_to_one(void **state)
{
    ModuleFixture *fixture = *state;

    selected(module_decl(fixture->ir, IR_FUNCTION, "a", NULL));
    selected(module_decl(fixture->ir, IR_FUNCTION, "b", NULL));
    module_entry(fixture->manifest->rename, "a", "c", 5);
    assert_false(rename_as(fixture, "b", "c"));
    assert_reported(fixture, "user/module.json:6:5: error: rename 'b' to 'c': 'a' is "
                             "renamed to that too\n");
}

static void names_can_be_exchanged(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *a = selected(module_decl(fixture->ir, IR_FUNCTION, "a", NULL));
    IrDecl *b = selected(module_decl(fixture->ir, IR_FUNCTION, "b", NULL));

    module_entry(fixture->manifest->rename, "a", "b", 5);
    assert_true(rename_as(fixture, "b", "a"));
    assert_string_equal(a->name, "b");
    assert_string_equal(b->name, "a");
}

static void types_of_a_dependency_have_its_names(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *own = module_record(fixture->ir, "thing", "a");
    IrDecl *theirs = module_record(fixture->base, "thing", "a");

    theirs->original = theirs->name;
    theirs->name = ir_string(fixture->base, "Thing");
    module_own(fixture);
    rename_imported(fixture->ir, fixture->owners, fixture->dependencies);
    assert_string_equal(own->name, "Thing");
    assert_non_null(ir_find_type(fixture->ir, "struct Thing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODULE_TEST(function_keeps_its_symbol),
        MODULE_TEST(static_function_has_no_symbol),
        MODULE_TEST(types_are_spelled_with_the_new_name),
        MODULE_TEST(tag_and_typedef_of_one_name_are_renamed_together),
        MODULE_TEST(key_means_the_tag_alone),
        MODULE_TEST(enumerator_is_renamed),
        MODULE_TEST(name_that_nothing_has_is_refused),
        MODULE_TEST(name_of_another_module_is_refused),
        MODULE_TEST(name_that_is_taken_is_refused),
        MODULE_TEST(name_that_a_dependency_has_is_refused),
        MODULE_TEST(two_cannot_be_renamed_to_one),
        MODULE_TEST(names_can_be_exchanged),
        MODULE_TEST(types_of_a_dependency_have_its_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
