/* SPDX-License-Identifier: MIT */
/* The record in memory: strings are interned, names are found, storage is its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ir.h"

static int set_up(void **state)
{
    *state = ir_create();
    return 0;
}

static int tear_down(void **state)
{
    ir_destroy(*state);
    return 0;
}

static void equal_strings_are_one_pointer(void **state)
{
    Ir *ir = *state;
    char copy[] = "gtk_widget_show";
    const char *first = ir_string(ir, copy);

    assert_string_equal(first, "gtk_widget_show");
    assert_ptr_not_equal(first, copy);
    assert_ptr_equal(ir_string(ir, "gtk_widget_show"), first);
    assert_ptr_equal(ir_string_length(ir, "gtk_widget_show_all", 15), first);
    assert_ptr_equal(ir_printf(ir, "gtk_%s_%s", "widget", "show"), first);
    assert_ptr_not_equal(ir_string(ir, "gtk_widget_hide"), first);
}

static void null_string_stays_null_and_an_empty_one_is_none(void **state)
{
    Ir *ir = *state;

    assert_null(ir_string(ir, NULL));
    assert_string_equal(ir_string(ir, ""), "");
    assert_ptr_equal(ir_string(ir, ""), ir_string_length(ir, "x", 0));
}

static void strings_survive_a_hundred_thousand_more(void **state)
{
    Ir *ir = *state;
    const char *first[1000];

    for (int i = 0; i < 100000; i++) {
        const char *string = ir_printf(ir, "name_%d", i);

        if (i < 1000) {
            first[i] = string;
        }
    }
    for (int i = 0; i < 1000; i++) {
        assert_ptr_equal(ir_printf(ir, "name_%d", i), first[i]);
    }
}

static void printf_takes_text_of_any_length(void **state)
{
    Ir *ir = *state;
    char *text = g_strnfill(5000, 'x');

    assert_int_equal(strlen(ir_printf(ir, "%s%s", text, text)), 10000);
    assert_int_equal(strlen(ir_printf(ir, "%.255s", text)), 255);
    assert_int_equal(strlen(ir_printf(ir, "%.256s", text)), 256);
    g_free(text);
}

static void storage_is_zeroed_aligned_and_apart(void **state)
{
    static const size_t sizes[] = {1, 7, 16, 100, 4096, 100000, 1 << 20, 3, 0, 24};
    Ir *ir = *state;

    for (int round = 0; round < 200; round++) {
        const size_t size = sizes[round % G_N_ELEMENTS(sizes)];
        unsigned char *storage = ir_alloc(ir, size);

        assert_int_equal((uintptr_t)storage % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(storage[i], 0);
        }
        memset(storage, 0xff, size);
    }
}

static void declaration_is_added_once_and_found_by_kind_and_key(void **state)
{
    Ir *ir = *state;
    char key[] = "struct foo";
    IrDecl *decl = ir_add_decl(ir, IR_RECORD, key);

    assert_non_null(decl);
    memset(key, 'x', strlen(key));
    assert_string_equal(decl->key, "struct foo");
    assert_string_equal(decl->name, "struct foo");
    assert_int_equal(decl->size, -1);
    assert_int_equal(decl->align, -1);
    assert_int_equal(decl->pack, -1);
    assert_false(decl->selected);
    assert_null(ir_add_decl(ir, IR_RECORD, "struct foo"));
    assert_ptr_equal(ir_find_decl(ir, IR_RECORD, "struct foo"), decl);
    assert_null(ir_find_decl(ir, IR_TYPEDEF, "struct foo"));
    assert_non_null(ir_add_decl(ir, IR_TYPEDEF, "struct foo"));
    assert_int_equal(ir->decls[IR_RECORD]->len, 1);
}

static void type_is_added_once_and_found_by_spelling(void **state)
{
    Ir *ir = *state;
    IrType *type = ir_add_type(ir, "const char *");

    assert_non_null(type);
    assert_int_equal(type->size, -1);
    assert_int_equal(type->length, -1);
    assert_false(type->listed);
    assert_null(ir_add_type(ir, "const char *"));
    assert_ptr_equal(ir_find_type(ir, "const char *"), type);
    assert_null(ir_find_type(ir, "char *"));
}

static void resolving_goes_through_all_typedefs(void **state)
{
    Ir *ir = *state;
    IrType *builtin = ir_add_type(ir, "int");
    IrType *inner = ir_add_type(ir, "inner"), *outer = ir_add_type(ir, "outer");

    inner->kind = outer->kind = IR_TYPE_TYPEDEF;
    inner->decl = ir_add_decl(ir, IR_TYPEDEF, "inner");
    inner->decl->type = builtin;
    outer->decl = ir_add_decl(ir, IR_TYPEDEF, "outer");
    outer->decl->type = inner;
    assert_ptr_equal(ir_type_resolved(outer), builtin);
    assert_ptr_equal(ir_type_resolved(builtin), builtin);
    assert_null(ir_type_resolved(NULL));
}

static void unsupported_entry_says_what_and_where(void **state)
{
    Ir *ir = *state;
    IrDecl *decl = ir_add_decl(ir, IR_FUNCTION, "odd");
    char reason[] = "takes a block";
    const IrUnsupported *entry;

    decl->file = ir_string(ir, "odd.h");
    decl->line = 7;
    decl->column = 3;
    ir_add_unsupported(ir, decl, reason);
    reason[0] = 'x';
    entry = &g_array_index(ir->unsupported, IrUnsupported, 0);
    assert_int_equal(ir->unsupported->len, 1);
    assert_string_equal(entry->kind, "function");
    assert_string_equal(entry->name, "odd");
    assert_string_equal(entry->file, "odd.h");
    assert_int_equal(entry->line, 7);
    assert_int_equal(entry->column, 3);
    assert_string_equal(entry->reason, "takes a block");
}

static void names_of_enum_styles_lead_back_to_them(void **state)
{
    (void)state;
    for (int style = IR_ENUM_PLAIN; style <= IR_ENUM_RUST_NON_EXHAUSTIVE; style++) {
        assert_int_equal(ir_enum_style_from_name(ir_enum_style_name(style)), style);
    }
    assert_int_equal(ir_enum_style_from_name("fancy"), -1);
    assert_int_equal(ir_enum_style_from_name(""), -1);
}

static void destroying_frees_the_parts_of_what_was_not_selected(void **state)
{
    Ir *ir = ir_create();
    IrDecl *decl = ir_add_decl(ir, IR_RECORD, "struct foo");
    IrField field = {.attributes = g_ptr_array_new()};

    (void)state;
    decl->attributes = g_ptr_array_new();
    decl->fields = g_array_new(FALSE, TRUE, sizeof(IrField));
    g_array_append_val(decl->fields, field);
    g_ptr_array_set_size(ir->decls[IR_RECORD], 0);
    ir_destroy(ir); /* the leak checker has the last word */
    ir_destroy(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(equal_strings_are_one_pointer),
        TEST(null_string_stays_null_and_an_empty_one_is_none),
        TEST(strings_survive_a_hundred_thousand_more),
        TEST(printf_takes_text_of_any_length),
        TEST(storage_is_zeroed_aligned_and_apart),
        TEST(declaration_is_added_once_and_found_by_kind_and_key),
        TEST(type_is_added_once_and_found_by_spelling),
        TEST(resolving_goes_through_all_typedefs),
        TEST(unsupported_entry_says_what_and_where),
        TEST(names_of_enum_styles_lead_back_to_them),
        TEST(destroying_frees_the_parts_of_what_was_not_selected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
