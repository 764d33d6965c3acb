/* SPDX-License-Identifier: MIT */
/* Ownership: who declares what a module needs, and what is said when nobody does. */
#include "module_fixture.h"

static void what_a_dependency_owns_is_imported(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = module_record(fixture->ir, "thing", "a");

    module_record(fixture->base, "thing", "a");
    module_own(fixture);
    assert_false(owners_resolve(fixture->owners, decl));
    assert_false(owners_resolve(fixture->owners, decl));
    assert_true(owners_finish(fixture->owners, NULL, fixture->diag));
    assert_int_equal(fixture->ir->imports->len, 1);
    assert_ptr_equal(fixture->ir->imports->pdata[0], decl);
    assert_string_equal(decl->from, "base");
}

static void what_a_dependency_saw_and_left_out_is_not_its_own(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = module_record(fixture->ir, "thing", "a");

    module_record(fixture->base, "thing", "a")->selected = false;
    module_own(fixture);
    assert_null(owners_find(fixture->owners, decl).from);
}

static void
record_that_a_dependency_only_mentions_is_owned_where_it_is_defined(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = module_record(fixture->ir, "thing", "a");

    module_record(fixture->base, "thing", "a")->complete = false;
    module_own(fixture);
    assert_null(owners_find(fixture->owners, decl).from);
    assert_false(owners_mention(fixture->owners, decl));
}

static void record_that_nobody_defines_is_mentioned(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = module_record(fixture->ir, "thing", "a");

    decl->complete = false;
    g_hash_table_insert(fixture->system, decl, (gpointer) "<thing.h>");
    module_record(fixture->base, "thing", "a")->complete = false;
    module_own(fixture);
    assert_true(owners_mention(fixture->owners, decl));
    assert_true(owners_resolve(fixture->owners, decl));
    assert_null(decl->from);
}

static void record_that_only_the_dependency_defines_is_imported(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = module_record(fixture->ir, "thing", "a");

    decl->complete = false;
    module_record(fixture->base, "thing", "a");
    module_own(fixture);
    assert_false(owners_resolve(fixture->owners, decl));
    assert_string_equal(decl->from, "base");
}

static void nested_type_comes_with_its_owner(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *outer = module_record(fixture->ir, "outer", "a");
    IrDecl *inner = module_record(fixture->ir, "inner", "b");

    inner->owner = outer;
    module_own(fixture);
    outer->selected = true;
    assert_true(owners_resolve(fixture->owners, inner));
}

static void imports_are_sorted_by_owner_kind_and_key(void **state)
{
    ModuleFixture *fixture = *state;
    const IrType *type = ir_find_type(fixture->ir, "int");
    IrDecl *b = module_decl(fixture->ir, IR_TYPEDEF, "b", type);
    IrDecl *a = module_decl(fixture->ir, IR_TYPEDEF, "a", type);
    IrDecl *record = module_record(fixture->ir, "z", "a");
    IrDecl *size = module_decl(fixture->ir, IR_TYPEDEF, "size", type);

    module_decl(fixture->base, IR_TYPEDEF, "a", NULL);
    module_decl(fixture->base, IR_TYPEDEF, "b", NULL);
    module_record(fixture->base, "z", "a");
    g_hash_table_insert(fixture->system, size, (gpointer) "<size.h>");
    module_own(fixture);
    owners_resolve(fixture->owners, b);
    owners_resolve(fixture->owners, a);
    owners_resolve(fixture->owners, record);
    owners_resolve(fixture->owners, size);
    assert_true(owners_finish(fixture->owners, NULL, fixture->diag));
    assert_ptr_equal(fixture->ir->imports->pdata[0], size);
    assert_ptr_equal(fixture->ir->imports->pdata[1], record);
    assert_ptr_equal(fixture->ir->imports->pdata[2], a);
    assert_ptr_equal(fixture->ir->imports->pdata[3], b);
    assert_string_equal(size->from, "<size.h>");
}

static void what_nobody_owns_is_reported_with_those_who_need_it(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *needed = module_record(fixture->ir, "thing", "a");
    const IrType *type = ir_find_type(fixture->ir, "struct thing");
    static const char *const names[] = {"d", "c", "b", "a"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        module_decl(fixture->ir, IR_VARIABLE, names[i], type)->selected = true;
    }
    module_own(fixture);
    assert_false(owners_resolve(fixture->owners, needed));
    assert_false(owners_finish(fixture->owners, NULL, fixture->diag));
    assert_reported(
        fixture,
        "user/module.json:2:3: error: module 'user' needs struct thing, which no module "
        "it depends on owns\n"
        "base.h:1: note: struct thing is declared here; needed by variable d, variable "
        "c, variable b and 1 more\n"
        "bindery: note: for each: own it (\"allow\"), depend on the module that owns "
        "it, name the header that the bindings shall include for it (\"system\"), make "
        "the record whose member needs it \"opaque\", or \"block\" it and declare it in "
        "\"raw\"\n");
}

static void header_that_would_declare_several_is_told_once(void **state)
{
    ModuleFixture *fixture = *state;
    GHashTable *headers = g_hash_table_new(NULL, NULL);
    static const char *const names[] = {"a_t", "b_t"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        IrDecl *decl = module_decl(fixture->ir, IR_TYPEDEF, names[i],
                                   ir_find_type(fixture->ir, "int"));
        g_hash_table_insert(headers, decl, (gpointer) "stdio.h");
    }
    module_own(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        owners_resolve(fixture->owners, ir_find_decl(fixture->ir, IR_TYPEDEF, names[i]));
    }
    assert_int_equal(owners_unowned(fixture->owners)->len, 2);
    assert_false(owners_finish(fixture->owners, headers, fixture->diag));
    g_hash_table_destroy(headers);
    assert_reported(
        fixture,
        "user/module.json:2:3: error: module 'user' needs typedef a_t and others, which "
        "no module it depends on owns\n"
        "user/module.json:2:3: note: \"system\": [\"stdio.h\"] would have the bindings "
        "include typedef a_t, typedef b_t, needed by \n"
        "bindery: note: for each: own it (\"allow\"), depend on the module that owns "
        "it, name the header that the bindings shall include for it (\"system\"), make "
        "the record whose member needs it \"opaque\", or \"block\" it and declare it in "
        "\"raw\"\n");
}

static void what_system_has_after_all_is_imported(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl =
        module_decl(fixture->ir, IR_TYPEDEF, "a_t", ir_find_type(fixture->ir, "int"));

    module_own(fixture);
    assert_false(owners_resolve(fixture->owners, decl));
    g_hash_table_insert(fixture->system, decl, (gpointer) "<stdio.h>");
    owners_settle(fixture->owners);
    assert_int_equal(owners_unowned(fixture->owners)->len, 0);
    assert_true(owners_finish(fixture->owners, NULL, fixture->diag));
    assert_string_equal(decl->from, "<stdio.h>");
    assert_int_equal(fixture->ir->imports->len, 1);
}

static void what_a_dependency_blocks_is_known(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl =
        module_decl(fixture->ir, IR_TYPEDEF, "a_t", ir_find_type(fixture->ir, "int"));
    Owner owner;

    g_ptr_array_add(fixture->base->blocked, (gpointer) "typedef:a_t");
    g_ptr_array_add(fixture->base->blocked, (gpointer) "nothing");
    module_own(fixture);
    owner = owners_find(fixture->owners, decl);
    assert_string_equal(owner.from, "base");
    assert_true(owner.blocked);
    assert_null(owner.decl);
}

static void claim_is_reported_once_for_each_pattern(void **state)
{
    ModuleFixture *fixture = *state;
    const PatternSource source = {"allow.type", "user/module.json", 7, 9};
    IrDecl *thing = module_record(fixture->ir, "thing", "a");
    IrDecl *other = module_record(fixture->ir, "other", "a");
    IrDecl *mention = module_record(fixture->ir, "mention", "a");

    mention->complete = false;
    module_record(fixture->base, "thing", "a");
    module_record(fixture->base, "other", "a");
    module_record(fixture->base, "mention", "a");
    module_own(fixture);
    owners_refuse_claim(fixture->owners, mention, &source, ".*");
    owners_refuse_claim(fixture->owners, thing, &source, ".*");
    owners_refuse_claim(fixture->owners, other, &source, ".*");
    assert_false(owners_finish(fixture->owners, NULL, fixture->diag));
    assert_reported(fixture,
                    "user/module.json:7:9: error: allow.type '.*' takes struct thing and "
                    "1 more, which module 'base' owns; narrow the pattern, or \"block\" "
                    "what is not this module's\n");
}

static void type_that_two_dependencies_own_is_refused(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *thing = module_record(fixture->ir, "thing", "a");
    Ir *second = ir_create();

    second->module = "base";
    fixture_types(second);
    module_record(second, "thing", "a");
    second->module = "second";
    module_record(fixture->base, "thing", "a");
    g_ptr_array_add(fixture->dependencies, second);
    module_entry(fixture->manifest->depends, NULL, "second", 4);
    module_own(fixture);
    owners_resolve(fixture->owners, thing);
    assert_false(owners_finish(fixture->owners, NULL, fixture->diag));
    assert_reported(fixture,
                    "user/module.json:4:5: error: struct thing is owned by module 'base' "
                    "and by module 'second'; let one of them \"block\" it or depend on "
                    "the other\n");
    ir_destroy(second);
}

static void opaque_record_of_a_dependency_is_opaque_here(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *thing = module_record(fixture->ir, "thing", "a");

    module_record(fixture->base, "thing", "a")->opaque = true;
    module_own(fixture);
    assert_true(thing->opaque);
}

static void everything_in_generated_bindings_is_the_modules(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *guard = module_decl(fixture->ir, IR_MACRO, "BINDINGS_BASE_H", NULL);
    IrDecl *helper = module_decl(fixture->ir, IR_FUNCTION, "thing_has", NULL);
    IrDecl *shown = module_record(fixture->ir, "Thing", "a");
    IrDecl *original = module_record(fixture->base, "thing", "a");
    IrDecl *own = module_decl(fixture->ir, IR_FUNCTION, "own", NULL);

    original->original = original->name;
    original->name = ir_string(fixture->base, "Thing");
    guard->file = helper->file = shown->file = ir_string(fixture->ir, "base.h");
    own->file = ir_string(fixture->ir, "wrapper.h");
    module_own(fixture);
    assert_string_equal(owners_find(fixture->owners, helper).from, "base");
    assert_null(owners_find(fixture->owners, helper).decl);
    assert_ptr_equal(owners_find(fixture->owners, shown).decl, original);
    assert_ptr_equal(owners_own_view(fixture->owners, fixture->base, original), shown);
    assert_null(owners_find(fixture->owners, own).from);
}

static void unsupported_declaration_of_a_dependency_stays_there(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *decl = module_decl(fixture->ir, IR_TYPEDEF, "vector", NULL);
    IrDecl *theirs = module_decl(fixture->base, IR_TYPEDEF, "vector", NULL);

    theirs->selected = false;
    ir_add_unsupported(fixture->base, theirs, "exists only in Clang");
    module_own(fixture);
    assert_string_equal(owners_find(fixture->owners, decl).from, "base");
}

static void transitive_dependency_comes_through_its_entry(void **state)
{
    ModuleFixture *fixture = *state;
    Ir *deep = ir_create();

    deep->module = "deep";
    g_ptr_array_add(fixture->base->depends, (gpointer) "deep");
    g_ptr_array_add(fixture->dependencies, deep);
    module_own(fixture);
    assert_string_equal(owners_entry(fixture->owners, "deep")->text, "base");
    assert_string_equal(owners_entry(fixture->owners, "base")->text, "base");
    assert_int_equal(owners_entry(fixture->owners, "elsewhere")->line, 2);
    ir_destroy(deep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODULE_TEST(what_a_dependency_owns_is_imported),
        MODULE_TEST(what_a_dependency_saw_and_left_out_is_not_its_own),
        MODULE_TEST(record_that_a_dependency_only_mentions_is_owned_where_it_is_defined),
        MODULE_TEST(record_that_nobody_defines_is_mentioned),
        MODULE_TEST(record_that_only_the_dependency_defines_is_imported),
        MODULE_TEST(nested_type_comes_with_its_owner),
        MODULE_TEST(imports_are_sorted_by_owner_kind_and_key),
        MODULE_TEST(what_nobody_owns_is_reported_with_those_who_need_it),
        MODULE_TEST(header_that_would_declare_several_is_told_once),
        MODULE_TEST(what_system_has_after_all_is_imported),
        MODULE_TEST(what_a_dependency_blocks_is_known),
        MODULE_TEST(claim_is_reported_once_for_each_pattern),
        MODULE_TEST(type_that_two_dependencies_own_is_refused),
        MODULE_TEST(opaque_record_of_a_dependency_is_opaque_here),
        MODULE_TEST(everything_in_generated_bindings_is_the_modules),
        MODULE_TEST(unsupported_declaration_of_a_dependency_stays_there),
        MODULE_TEST(transitive_dependency_comes_through_its_entry),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
