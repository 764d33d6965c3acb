/* SPDX-License-Identifier: MIT */
/* Diagnostics: their form, and that an error is remembered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "captured.h"
#include "diag.h"

static void message_says_place_severity_and_text(void **state)
{
    Captured captured;
    Diagnostics *diag;
    char *text;

    (void)state;
    captured_start(&captured);
    diag = diag_create();
    diag_report(diag, DIAG_ERROR, "a.h", 3, 14, "no %s", "good");
    diag_report(diag, DIAG_WARNING, "a.h", 3, 0, "hm");
    diag_report(diag, DIAG_NOTE, "a.h", 0, 9, "well");
    diag_error(diag, "%d", 1);
    diag_warning(diag, "w");
    diag_note(diag, "n");
    text = captured_stop(&captured);
    assert_string_equal(text, "a.h:3:14: error: no good\n"
                              "a.h:3: warning: hm\n"
                              "a.h: note: well\n"
                              "bindery: error: 1\n"
                              "bindery: warning: w\n"
                              "bindery: note: n\n");
    g_free(text);
    diag_destroy(diag);
}

static void only_an_error_makes_the_run_fail(void **state)
{
    Captured captured;
    Diagnostics *diag = diag_create();

    (void)state;
    captured_start(&captured);
    diag_warning(diag, "w");
    diag_note(diag, "n");
    assert_false(diag_failed(diag));
    diag_error(diag, "e");
    assert_true(diag_failed(diag));
    diag_note(diag, "n");
    assert_true(diag_failed(diag));
    g_free(captured_stop(&captured));
    diag_destroy(diag);
}

static void control_characters_do_not_reach_the_terminal(void **state)
{
    Captured captured;
    Diagnostics *diag;
    char *text;

    (void)state;
    captured_start(&captured);
    diag = diag_create();
    diag_report(diag, DIAG_ERROR, "a\033[2J.h", 3, 14, "no %s \xc3\xa9\xc2\x9b\xff",
                "\033]0;title\a\ttab\nline");
    text = captured_stop(&captured);
    assert_string_equal(text,
                        "a?[2J.h:3:14: error: no ?]0;title?\ttab\nline \xc3\xa9??\n");
    g_free(text);
    diag_destroy(diag);
}

static void held_messages_wait_and_make_the_run_fail(void **state)
{
    Captured captured;
    Diagnostics *diag, *held;
    char *text;

    (void)state;
    captured_start(&captured);
    diag = diag_create();
    held = diag_create_held();
    diag_error(held, "first");
    diag_warning(held, "second");
    diag_warning(diag, "before");
    assert_false(diag_failed(diag));
    diag_release(held, diag);
    assert_true(diag_failed(diag));
    diag_warning(held, "third");
    diag_release(held, diag);
    diag_warning(held, "never");
    diag_destroy(held);
    text = captured_stop(&captured);
    assert_string_equal(text, "bindery: warning: before\n"
                              "bindery: error: first\n"
                              "bindery: warning: second\n"
                              "bindery: warning: third\n");
    g_free(text);
    diag_destroy(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(message_says_place_severity_and_text),
        cmocka_unit_test(only_an_error_makes_the_run_fail),
        cmocka_unit_test(control_characters_do_not_reach_the_terminal),
        cmocka_unit_test(held_messages_wait_and_make_the_run_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
