/* SPDX-License-Identifier: MIT */
/* Marks as they stand in attributes: taken apart, taken out, or refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "captured.h"
#include "marks.h"

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

/* The parts of a mark's text, joined by bars. */
static void assert_split(Ir *ir, const char *text, const char *expected)
{
    GPtrArray *values = mark_split(ir, text);
    char *joined;

    g_ptr_array_add(values, NULL);
    joined = g_strjoinv("|", (char **)values->pdata);
    assert_string_equal(joined, expected);
    g_free(joined);
    g_ptr_array_free(values, TRUE);
}

static void arguments_are_split_at_outer_commas(void **state)
{
    assert_split(*state, "", "");
    assert_split(*state, "GSourceFunc", "GSourceFunc");
    assert_split(*state, "struct ops, read , table", "struct ops|read|table");
    assert_split(*state, "a, f(1, 2), {3, 4}, [5, 6]", "a|f(1, 2)|{3, 4}|[5, 6]");
    assert_split(*state, "a,,b", "a||b");
}

static void commas_in_literals_do_not_split(void **state)
{
    assert_split(*state, "\"a, b\", c", "\"a, b\"|c");
    assert_split(*state, "\"a\\\", b\", c", "\"a\\\", b\"|c");
    assert_split(*state, "',', '(', \")\", c", "','|'('|\")\"|c");
}

static void strings_are_unquoted_only_when_they_are_plain(void **state)
{
    assert_string_equal(mark_string(*state, "\"pl011\""), "pl011");
    assert_string_equal(mark_string(*state, "\"\""), "");
    assert_null(mark_string(*state, "pl011"));
    assert_null(mark_string(*state, "\""));
    assert_null(mark_string(*state, "\"a\\n\""));
    assert_null(mark_string(*state, "\"a\" \"b\""));
}

static void identifiers_are_told_from_other_words(void **state)
{
    (void)state;
    assert_true(mark_is_identifier("uart_ops2"));
    assert_true(mark_is_identifier("_x"));
    assert_false(mark_is_identifier(""));
    assert_false(mark_is_identifier("2nd"));
    assert_false(mark_is_identifier("a b"));
    assert_false(mark_is_identifier("\"a\""));
}

static IrDecl *add_function(Ir *ir, const char *name, const char *attribute)
{
    IrDecl *decl = ir_add_decl(ir, IR_FUNCTION, name);

    decl->file = ir_string(ir, "w.h");
    decl->line = (unsigned)ir->decls[IR_FUNCTION]->len;
    decl->column = 5;
    decl->sequence = decl->line;
    decl->selected = true;
    decl->attributes = g_ptr_array_new();
    g_ptr_array_add(decl->attributes, (gpointer)ir_string(ir, attribute));
    ir->marked = true;
    return decl;
}

static void a_mark_leaves_the_attributes(void **state)
{
    Ir *ir = *state;
    Diagnostics *diag = diag_create();
    IrDecl *tick = add_function(ir, "tick", "annotate(\"bindery:implements:A, b\")");
    IrDecl *cold = add_function(ir, "cold", "annotate(\"bindery:implements:B\")");
    GArray *marks;
    const Mark *first;

    g_ptr_array_add(cold->attributes, (gpointer) "cold");
    marks = marks_take(ir, diag);
    assert_int_equal(marks->len, 2);
    first = &g_array_index(marks, Mark, 0);
    assert_int_equal(first->kind, MARK_IMPLEMENTS);
    assert_ptr_equal(first->decl, tick);
    assert_null(first->field);
    assert_int_equal(first->n_values, 2);
    assert_string_equal(first->values[0], "A");
    assert_string_equal(first->values[1], "b");
    assert_null(first->values[2]);
    assert_null(tick->attributes);
    assert_int_equal(cold->attributes->len, 1);
    assert_string_equal(cold->attributes->pdata[0], "cold");
    assert_false(diag_failed(diag));
    g_array_free(marks, TRUE);
    diag_destroy(diag);
}

static void escapes_of_the_attribute_are_undone(void **state)
{
    Ir *ir = *state;
    Diagnostics *diag = diag_create();
    IrDecl *record = ir_add_decl(ir, IR_RECORD, "struct uart");
    GArray *marks;

    record->selected = true;
    record->attributes = g_ptr_array_new();
    g_ptr_array_add(record->attributes,
                    (gpointer) "annotate(\"bindery:type:\\\"uart\\\", struct device\")");
    ir->marked = true;
    marks = marks_take(ir, diag);
    assert_int_equal(marks->len, 1);
    assert_string_equal(g_array_index(marks, Mark, 0).values[0], "\"uart\"");
    assert_string_equal(g_array_index(marks, Mark, 0).values[1], "struct device");
    g_array_free(marks, TRUE);
    diag_destroy(diag);
}

static void marks_of_other_modules_are_not_touched(void **state)
{
    Ir *ir = *state;
    Diagnostics *diag = diag_create();
    IrDecl *theirs = add_function(ir, "tick", "annotate(\"bindery:implements:A\")");
    GArray *marks;

    theirs->from = ir_string(ir, "glib");
    marks = marks_take(ir, diag);
    assert_int_equal(marks->len, 0);
    assert_int_equal(theirs->attributes->len, 1);
    g_array_free(marks, TRUE);
    diag_destroy(diag);
}

static void a_mark_on_what_is_not_selected_warns(void **state)
{
    Ir *ir = *state;
    Diagnostics *diag = diag_create();
    Captured captured;
    GArray *marks;
    char *text;

    add_function(ir, "tick", "annotate(\"bindery:implements:A\")")->selected = false;
    captured_start(&captured);
    marks = marks_take(ir, diag);
    text = captured_stop(&captured);
    assert_int_equal(marks->len, 0);
    assert_false(diag_failed(diag));
    assert_string_equal(text,
                        "w.h:1:5: warning: the marks of the function 'tick' have no "
                        "effect: it is not part of this record; allow it, or leave the "
                        "marks out\n");
    g_free(text);
    g_array_free(marks, TRUE);
    diag_destroy(diag);
}

static void messages_name_the_path_of_the_file(void **state)
{
    Ir *ir = *state;
    Diagnostics *diag = diag_create();
    Captured captured;
    GArray *marks;
    char *text;

    add_function(ir, "tick", "annotate(\"bindery:type:\\\"t\\\"\")");
    g_hash_table_insert(ir->paths, (gpointer)ir_string(ir, "w.h"),
                        (gpointer) "include/w.h");
    captured_start(&captured);
    marks = marks_take(ir, diag);
    text = captured_stop(&captured);
    assert_int_equal(marks->len, 0);
    assert_true(diag_failed(diag));
    assert_string_equal(text,
                        "include/w.h:1:5: error: the function 'tick' cannot carry "
                        "BINDERY_TYPE; it belongs on a struct, or a typedef of one\n");
    g_free(text);
    g_array_free(marks, TRUE);
    diag_destroy(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(arguments_are_split_at_outer_commas, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(commas_in_literals_do_not_split, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(strings_are_unquoted_only_when_they_are_plain,
                                        set_up, tear_down),
        cmocka_unit_test(identifiers_are_told_from_other_words),
        cmocka_unit_test_setup_teardown(a_mark_leaves_the_attributes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(escapes_of_the_attribute_are_undone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(marks_of_other_modules_are_not_touched, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_mark_on_what_is_not_selected_warns, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(messages_name_the_path_of_the_file, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
