/* SPDX-License-Identifier: MIT */
/* Copies of records: equal, and of their own. */
#include "ir_clone.h"
#include "json_write.h"
#include "macro_fixture.h"

static gint compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const IrDecl *const *)a)->key, (*(const IrDecl *const *)b)->key);
}

static void select_all(Ir *ir)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        g_ptr_array_sort(ir->decls[kind], compare_keys);
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            ((IrDecl *)ir->decls[kind]->pdata[i])->selected = true;
        }
    }
    for (guint i = 0; i < ir->types->len; i++) {
        ((IrType *)ir->types->pdata[i])->listed = true;
    }
}

/* The record as JSON (new), with everything in it. */
static char *text_of(Ir *ir)
{
    GString *text = g_string_new(NULL);

    select_all(ir);
    json_write_record(ir, text);
    return g_string_free(text, FALSE);
}

static void fill(Ir *ir)
{
    IrDecl *decl;

    fixture_types(ir);
    fixture_declarations(ir);
    ir->module = ir->header = ir_string(ir, "fixture");
    decl = ir_find_decl(ir, IR_RECORD, "struct point");
    decl->attributes = g_ptr_array_new();
    g_ptr_array_add(decl->attributes, (gpointer)ir_string(ir, "packed"));
    ir_find_decl(ir, IR_RECORD, "struct point.<in>")->owner = decl;
}

static void copy_is_written_the_same(void **state)
{
    Ir *ir = ir_create(), *copy;
    char *before, *after;

    (void)state;
    fill(ir);
    copy = ir_clone(ir);
    before = text_of(ir);
    after = text_of(copy);
    assert_string_equal(after, before);
    g_free(before);
    g_free(after);
    ir_destroy(copy);
    ir_destroy(ir);
}

static void copy_outlives_its_original(void **state)
{
    Ir *ir = ir_create(), *first, *second;
    char *expected, *text;

    (void)state;
    fill(ir);
    first = ir_clone(ir);
    second = ir_clone(ir);
    expected = text_of(ir);
    ir_destroy(ir);
    ir_destroy(first);
    text = text_of(second);
    assert_string_equal(text, expected);
    g_free(text);
    g_free(expected);
    ir_destroy(second);
}

static void copies_refer_to_nothing_of_the_original(void **state)
{
    Ir *ir = ir_create(), *copy;
    IrDecl *point, *mine;
    const IrField *next;

    (void)state;
    fill(ir);
    copy = ir_clone(ir);
    point = ir_find_decl(ir, IR_RECORD, "struct point");
    mine = ir_find_decl(copy, IR_RECORD, "struct point");
    assert_ptr_not_equal(point, mine);
    assert_ptr_equal(point->key, mine->key);
    assert_ptr_equal(point->clone, mine);
    next = &g_array_index(mine->fields, IrField, mine->fields->len - 1);
    assert_ptr_equal(next->type, ir_find_type(copy, "struct point *"));
    assert_ptr_equal(next->type->target->decl, mine);
    assert_ptr_equal(ir_find_decl(copy, IR_RECORD, "struct point.<in>")->owner, mine);
    g_ptr_array_set_size(mine->attributes, 0);
    assert_int_equal(point->attributes->len, 1);
    assert_ptr_equal(copy->size_type, ir_find_type(copy, "unsigned long"));
    ir_destroy(copy);
    ir_destroy(ir);
}

static void strings_are_shared_and_new_ones_are_not(void **state)
{
    Ir *ir = ir_create(), *copy;

    (void)state;
    fill(ir);
    copy = ir_clone(ir);
    assert_ptr_equal(ir_string(copy, "function"), ir_string(ir, "function"));
    assert_ptr_not_equal(ir_string(copy, "only here"), ir_string(ir, "only here"));
    ir_destroy(ir);
    assert_string_equal(ir_string(copy, "function"), "function");
    ir_destroy(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copy_is_written_the_same),
        cmocka_unit_test(copy_outlives_its_original),
        cmocka_unit_test(copies_refer_to_nothing_of_the_original),
        cmocka_unit_test(strings_are_shared_and_new_ones_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
