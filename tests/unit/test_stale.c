/* SPDX-License-Identifier: MIT */
/* Staleness: what differs between a dependency's record and the headers now. */
#include "module_fixture.h"
#include "stale.h"

static const char ends[] = "; generate module 'base' again\n";

static bool check(ModuleFixture *fixture)
{
    module_own(fixture);
    for (int kind = IR_RECORD; kind <= IR_TYPEDEF; kind++) {
        for (guint i = 0; i < fixture->ir->decls[kind]->len; i++) {
            owners_resolve(fixture->owners, fixture->ir->decls[kind]->pdata[i]);
        }
    }
    return stale_check(fixture->ir, fixture->owners, fixture->manifest,
                       fixture->dependencies, fixture->diag);
}

static void assert_differs(ModuleFixture *fixture, const char *what)
{
    char *expected;

    assert_false(check(fixture));
    expected =
        g_strconcat("user/module.json:3:5: error: the record of module 'base' does "
                    "not fit the headers: ",
                    what, ends, NULL);
    assert_reported(fixture, expected);
    g_free(expected);
}

static IrField *first_field(IrDecl *record)
{
    return &g_array_index(record->fields, IrField, 0);
}

static void equal_declarations_fit(void **state)
{
    ModuleFixture *fixture = *state;

    module_record(fixture->ir, "thing", "a");
    module_record(fixture->base, "thing", "a");
    assert_true(check(fixture));
}

static void size_of_a_record_counts(void **state)
{
    ModuleFixture *fixture = *state;

    module_record(fixture->ir, "thing", "a")->size = 1;
    module_record(fixture->base, "thing", "a")->opaque = true;
    assert_differs(fixture, "struct thing has 1 byte, and 4 bytes in its record");
}

static void alignment_of_a_record_counts(void **state)
{
    ModuleFixture *fixture = *state;

    module_record(fixture->ir, "thing", "a")->align = 2;
    module_record(fixture->base, "thing", "a");
    assert_differs(fixture,
                   "struct thing is aligned to 2 bytes, and to 4 bytes in its record");
}

static void place_of_a_member_counts(void **state)
{
    ModuleFixture *fixture = *state;

    first_field(module_record(fixture->ir, "thing", "a"))->offset = 8;
    module_record(fixture->base, "thing", "a");
    assert_differs(fixture, "'a' of struct thing is at bit 8, and at 0 in its record");
}

static void type_of_a_member_counts(void **state)
{
    ModuleFixture *fixture = *state;

    first_field(module_record(fixture->ir, "thing", "a"))->type =
        ir_find_type(fixture->ir, "unsigned int");
    module_record(fixture->base, "thing", "a");
    assert_differs(fixture, "'a' of struct thing is of type unsigned int, and of int in "
                            "its record");
}

static void new_member_counts(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *record = module_record(fixture->ir, "thing", "a");

    fixture_field(fixture->ir, record, "b", ir_find_type(fixture->ir, "int"), 0, -1);
    module_record(fixture->base, "thing", "a");
    assert_differs(fixture, "struct thing has the member 'b' that is not in its record");
}

static void members_of_an_opaque_record_do_not_count(void **state)
{
    ModuleFixture *fixture = *state;

    module_record(fixture->ir, "thing", "opaque");
    module_record(fixture->base, "thing", "a")->opaque = true;
    assert_true(check(fixture));
}

static void record_that_is_only_mentioned_here_fits(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *record = module_record(fixture->ir, "thing", "b");

    record->complete = false;
    record->size = record->align = -1;
    module_record(fixture->base, "thing", "a");
    assert_true(check(fixture));
}

static void value_of_an_enumerator_counts(void **state)
{
    static const char *const now[] = {"RED", "0", "BLUE", "6", NULL};
    static const char *const then[] = {"RED", "0", "BLUE", "5", NULL};
    ModuleFixture *fixture = *state;

    fixture_enum(fixture->ir, "enum color", ir_find_type(fixture->ir, "int"), now);
    fixture_enum(fixture->base, "enum color", ir_find_type(fixture->base, "int"), then);
    ir_find_decl(fixture->base, IR_ENUM, "enum color")->selected = true;
    assert_differs(fixture, "BLUE is 6, and 5 in its record");
}

static void new_enumerator_counts(void **state)
{
    static const char *const now[] = {"RED", "0", "BLUE", "6", NULL};
    static const char *const then[] = {"RED", "0", NULL};
    ModuleFixture *fixture = *state;

    fixture_enum(fixture->ir, "enum color", ir_find_type(fixture->ir, "int"), now);
    fixture_enum(fixture->base, "enum color", ir_find_type(fixture->base, "int"), then);
    ir_find_decl(fixture->base, IR_ENUM, "enum color")->selected = true;
    assert_differs(fixture, "enum color has 2 enumerators, and 1 in its record");
}

static void enumerator_that_is_renamed_fits(void **state)
{
    static const char *const now[] = {"RED", "0", NULL};
    static const char *const then[] = {"COLOR_RED", "0", NULL};
    ModuleFixture *fixture = *state;
    IrDecl *decl;

    fixture_enum(fixture->ir, "enum color", ir_find_type(fixture->ir, "int"), now);
    fixture_enum(fixture->base, "enum color", ir_find_type(fixture->base, "int"), then);
    decl = ir_find_decl(fixture->base, IR_ENUM, "enum color");
    decl->selected = true;
    g_array_index(decl->enumerators, IrEnumerator, 0).original = "RED";
    assert_true(check(fixture));
}

static void what_an_imported_type_is_made_of_counts(void **state)
{
    ModuleFixture *fixture = *state;
    Ir *records[] = {fixture->ir, fixture->base};

    for (size_t i = 0; i < G_N_ELEMENTS(records); i++) {
        module_record(records[i], "thing", "a");
        module_decl(records[i], IR_TYPEDEF, "thing_t",
                    ir_find_type(records[i], "struct thing"));
    }
    ir_find_decl(fixture->ir, IR_RECORD, "struct thing")->size = 8;
    module_own(fixture);
    owners_resolve(fixture->owners, ir_find_decl(fixture->ir, IR_TYPEDEF, "thing_t"));
    assert_false(stale_check(fixture->ir, fixture->owners, fixture->manifest,
                             fixture->dependencies, fixture->diag));
    assert_reported(fixture, "user/module.json:3:5: error: the record of module 'base' "
                             "does not fit the headers: struct thing has 8 bytes, and 4 "
                             "bytes in its record; generate module 'base' again\n");
}

static void type_of_a_function_counts(void **state)
{
    ModuleFixture *fixture = *state;
    MacroTypes types;
    GPtrArray *none = g_ptr_array_new();
    Ir *records[] = {fixture->ir, fixture->base};

    for (size_t i = 0; i < G_N_ELEMENTS(records); i++) {
        macro_types_init(&types, records[i]);
        module_decl(records[i], IR_FUNCTION, "f",
                    macro_type_function(&types,
                                        ir_find_type(records[i], i == 0 ? "int" : "long"),
                                        none, false));
        module_decl(records[i], IR_TYPEDEF, "t",
                    ir_find_type(records[i], i == 0 ? "int" : "long"));
    }
    g_ptr_array_free(none, TRUE);
    assert_differs(fixture, "typedef t is of type int, and of long in its record (and 1 "
                            "more differ)");
}

/* What both say is the same function, which does not return. */
static void noreturn_counts_however_it_is_said(void **state)
{
    ModuleFixture *fixture = *state;
    GPtrArray *none = g_ptr_array_new(), *attributes = g_ptr_array_new();
    Ir *records[] = {fixture->ir, fixture->base};
    MacroTypes types;
    IrDecl *decls[2];

    for (size_t i = 0; i < G_N_ELEMENTS(records); i++) {
        macro_types_init(&types, records[i]);
        decls[i] = module_decl(
            records[i], IR_FUNCTION, "f",
            macro_type_function(&types, ir_find_type(records[i], "int"), none, false));
    }
    ((IrType *)decls[0]->type)->noreturn = true;
    g_ptr_array_add(attributes, (gpointer) "noreturn");
    decls[1]->attributes = attributes;
    assert_true(check(fixture));
    decls[1]->attributes = NULL;
    owners_destroy(g_steal_pointer(&fixture->owners));
    assert_differs(fixture, "function f is noreturn, and returns in its record");
    g_ptr_array_free(none, TRUE);
    g_ptr_array_free(attributes, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODULE_TEST(equal_declarations_fit),
        MODULE_TEST(size_of_a_record_counts),
        MODULE_TEST(alignment_of_a_record_counts),
        MODULE_TEST(place_of_a_member_counts),
        MODULE_TEST(type_of_a_member_counts),
        MODULE_TEST(new_member_counts),
        MODULE_TEST(members_of_an_opaque_record_do_not_count),
        MODULE_TEST(record_that_is_only_mentioned_here_fits),
        MODULE_TEST(value_of_an_enumerator_counts),
        MODULE_TEST(new_enumerator_counts),
        MODULE_TEST(enumerator_that_is_renamed_fits),
        MODULE_TEST(what_an_imported_type_is_made_of_counts),
        MODULE_TEST(type_of_a_function_counts),
        MODULE_TEST(noreturn_counts_however_it_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
