/* SPDX-License-Identifier: MIT */
/* What declarations are called, and finding them and their parts by that. */
#include "ir_names.h"
#include "module_fixture.h"

static const IrParam params[] = {{.name = "first"}, {.name = ""}, {.name = "third"}};
static const IrDecl function = {
    .kind = IR_FUNCTION, .params = (IrParam *)params, .n_params = 3};

static void param_is_found_by_name_or_number(void **state)
{
    (void)state;
    assert_int_equal(ir_find_param(&function, "third"), 2);
    assert_int_equal(ir_find_param(&function, "2"), 1);
    assert_int_equal(ir_find_param(&function, "3"), 2);
}

static void what_is_no_param_is_not_found(void **state)
{
    static const char *const texts[] = {"",   "fourth", "0",  "4",
                                        "-1", "1x",     " 1", "18446744073709551617"};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        assert_int_equal(ir_find_param(&function, texts[i]), -1);
    }
}

static void field_is_found_by_name_only(void **state)
{
    ModuleFixture *fixture = *state;
    const IrDecl *record = module_record(fixture->ir, "item", "value");

    assert_int_equal(ir_find_field(record, "value"), 0);
    assert_int_equal(ir_find_field(record, "other"), -1);
    assert_int_equal(ir_find_field(record, ""), -1);
    assert_int_equal(ir_find_field(record, NULL), -1);
    assert_int_equal(ir_find_field(&function, "value"), -1);
}

static void bare_name_has_no_tag(void **state)
{
    (void)state;
    assert_string_equal(ir_bare_name("struct Device"), "Device");
    assert_string_equal(ir_bare_name("Device"), "Device");
}

static void title_says_the_kind_once(void **state)
{
    ModuleFixture *fixture = *state;
    const IrDecl *record = module_record(fixture->ir, "item", "value");
    const IrDecl *alias =
        module_decl(fixture->ir, IR_TYPEDEF, "item_t", ir_find_type(fixture->ir, "int"));

    assert_string_equal(ir_decl_title(fixture->ir, record), "struct item");
    assert_string_equal(ir_decl_title(fixture->ir, alias), "typedef item_t");
}

static void assert_shown(const char *key, const char *new_name, bool unnamed,
                         const char *shown)
{
    const IrDecl decl = {
        .key = key, .name = new_name, .original = "old", .unnamed = unnamed};
    g_autofree char *text = ir_shown_key(&decl);

    assert_string_equal(text, shown);
}

static void shown_key_has_the_new_name(void **state)
{
    const IrDecl same = {.key = "struct kept", .name = "kept"};
    g_autofree char *text = ir_shown_key(&same);

    (void)state;
    assert_string_equal(text, "struct kept");
    assert_shown("old", "fresh", false, "fresh");
    assert_shown("struct old", "fresh", false, "struct fresh");
    assert_shown("struct <old>", "fresh", true, "struct <fresh>");
}

static void renamed_declaration_is_found_by_either_key(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *record = module_record(fixture->base, "old", "value");

    record->original = "old";
    record->name = "fresh";
    assert_ptr_equal(ir_find_owned(fixture->base, IR_RECORD, "struct old"), record);
    assert_ptr_equal(ir_find_owned(fixture->base, IR_RECORD, "struct fresh"), record);
    assert_null(ir_find_owned(fixture->base, IR_RECORD, "fresh"));
}

static void imported_declaration_is_not_owned(void **state)
{
    ModuleFixture *fixture = *state;
    IrDecl *record = module_record(fixture->base, "theirs", "value");

    record->selected = false;
    assert_null(ir_find_owned(fixture->base, IR_RECORD, "struct theirs"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(param_is_found_by_name_or_number),
        cmocka_unit_test(what_is_no_param_is_not_found),
        MODULE_TEST(field_is_found_by_name_only),
        cmocka_unit_test(bare_name_has_no_tag),
        MODULE_TEST(title_says_the_kind_once),
        cmocka_unit_test(shown_key_has_the_new_name),
        MODULE_TEST(renamed_declaration_is_found_by_either_key),
        MODULE_TEST(imported_declaration_is_not_owned),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
