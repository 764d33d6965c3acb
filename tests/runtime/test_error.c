/* SPDX-License-Identifier: MIT */
/* The protocol of Error **errp. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qapi/error.h"

static void set_error_is_owned_by_the_caller(void **state)
{
    Error *err = NULL;
    error_setg(&err, "no %s in slot %d", "card", 3);
    assert_string_equal(error_get_pretty(err), "no card in slot 3");
    assert_int_equal(error_get_class(err), ERROR_CLASS_GENERIC_ERROR);
    error_free(err);
    error_free(NULL);
}

static void errno_and_class_are_kept(void **state)
{
    Error *err = NULL;
    errno = EBUSY;
    error_setg_errno(&err, ENOENT, "cannot look");
    assert_int_equal(errno, EBUSY);
    assert_string_equal(error_get_pretty(err), "cannot look: No such file or directory");
    error_free_or_abort(&err);
    assert_null(err);
    error_setg_errno(&err, 0, "plain");
    assert_string_equal(error_get_pretty(err), "plain");
    error_free_or_abort(&err);
    error_setg_file_open(&err, EACCES, "a.bin");
    assert_string_equal(error_get_pretty(err),
                        "Could not open 'a.bin': Permission denied");
    error_free_or_abort(&err);
    error_set(&err, ERROR_CLASS_DEVICE_NOT_FOUND, "d");
    assert_int_equal(error_get_class(err), ERROR_CLASS_DEVICE_NOT_FOUND);
    error_free_or_abort(&err);
}

static void null_target_takes_nothing(void **state)
{
    Error *err = NULL;
    error_setg(NULL, "lost");
    error_setg(&err, "one");
    error_propagate(NULL, err);
    error_propagate(NULL, NULL);
    error_prepend(NULL, "x");
    error_append_hint(NULL, "x");
}

static void first_propagated_error_wins(void **state)
{
    Error *err = NULL, *first = NULL, *second = NULL;
    error_setg(&first, "first");
    error_setg(&second, "second");
    error_propagate(&err, NULL);
    assert_null(err);
    error_propagate(&err, first);
    error_propagate(&err, second);
    assert_string_equal(error_get_pretty(err), "first");
    error_free(err);
}

static void prepended_text_stands_before(void **state)
{
    Error *err = NULL, *local = NULL;
    error_setg(&local, "bad size");
    error_prepend(&local, "%s: ", "ram");
    error_propagate_prepend(&err, local, "board %d: ", 2);
    assert_string_equal(error_get_pretty(err), "board 2: ram: bad size");
    error_free(err);
    error_propagate_prepend(NULL, NULL, "x");
}

static void copy_is_independent(void **state)
{
    Error *err = NULL;
    error_set(&err, ERROR_CLASS_COMMAND_NOT_FOUND, "text");
    error_append_hint(&err, "Try %s.\n", "this");
    Error *copy = error_copy(err);
    error_free(err);
    error_prepend(&copy, "a ");
    assert_string_equal(error_get_pretty(copy), "a text");
    assert_int_equal(error_get_class(copy), ERROR_CLASS_COMMAND_NOT_FOUND);
    error_free(copy);
}

/* The line of the error in the function that follows. */
enum {
    SET_ABORT_LINE = __LINE__ + 5
};

static void set_abort(void *unused)
{
    error_setg(&error_abort, "broken %d", 7);
}

static void abort_tells_where_it_was_set(void **state)
{
    g_autofree char *place =
        g_strdup_printf("/test_error.c:%d:\nbroken 7\n", SET_ABORT_LINE);
    assert_aborts(set_abort, NULL, place);
    assert_aborts(set_abort, NULL, "Unexpected error in set_abort() at ");
    assert_null(error_abort);
}

static void set_local_error(Error **errp)
{
    error_setg(errp, "inner");
}

static void propagate_to_abort(void *unused)
{
    Error *err = NULL;
    set_local_error(&err);
    error_propagate(&error_abort, err);
}

static void propagated_abort_tells_of_the_setter(void **state)
{
    assert_aborts(propagate_to_abort, NULL, "Unexpected error in set_local_error()");
}

static void set_fatal(void *unused)
{
    error_setg(&error_fatal, "no disk");
}

static void fatal_reports_and_exits_with_one(void **state)
{
    assert_exits(set_fatal, NULL, 1, "no disk\n");
}

static void set_twice(void *unused)
{
    Error *err = NULL;
    error_setg(&err, "one");
    error_setg(&err, "two");
}

static void second_error_in_one_place_aborts(void **state)
{
    assert_aborts(set_twice, NULL, "*errp == NULL");
}

/* Reads *errp and adds to it, whatever the caller has passed. */
static bool guarded(bool fails, Error **errp)
{
    ERRP_GUARD();
    assert_non_null(errp);
    if (fails) {
        error_setg(errp, "inside");
    }
    if (*errp) {
        error_prepend(errp, "guarded: ");
        error_append_hint(errp, "Turn it off.\n");
        return false;
    }
    return true;
}

static void guard_makes_errp_readable(void **state)
{
    Error *err = NULL;
    assert_true(guarded(false, NULL));
    assert_false(guarded(true, NULL));
    assert_true(guarded(false, &err));
    assert_null(err);
    assert_false(guarded(true, &err));
    assert_string_equal(error_get_pretty(err), "guarded: inside");
    error_free(err);
}

static void guarded_fatal(void *unused)
{
    guarded(true, &error_fatal);
}

static void guarded_abort(void *unused)
{
    guarded(true, &error_abort);
}

static void guarded_warning(void *unused)
{
    guarded(true, &error_warn);
    exit(3);
}

static void guard_delivers_what_was_added(void **state)
{
    assert_exits(guarded_fatal, NULL, 1, "guarded: inside\nTurn it off.\n");
    assert_exits(guarded_warning, NULL, 3, "warning: guarded: inside\nTurn it off.\n");
    assert_aborts(guarded_abort, NULL, "Unexpected error in guarded()");
}

static void hint_without_error(void *unused)
{
    Error *err = NULL;
    error_append_hint(&err, "?");
}

static void hint_needs_an_error(void **state)
{
    assert_aborts(hint_without_error, NULL, "error_append_hint");
}

static void report_all_kinds(void *unused)
{
    Error *err = NULL;
    bool printed = false;
    error_setg(&err, "e");
    error_report_err(error_copy(err));
    error_reportf_err(error_copy(err), "%d: ", 1);
    warn_report_err(error_copy(err));
    warn_reportf_err(error_copy(err), "%d: ", 2);
    assert_true(warn_report_err_once_cond(&printed, error_copy(err)));
    assert_false(warn_report_err_once_cond(&printed, error_copy(err)));
    for (int i = 0; i < 2; i++) {
        assert_int_equal(warn_report_err_once(error_copy(err)), i == 0);
    }
    error_free(err);
    exit(0);
}

static void reports_take_the_error(void **state)
{
    assert_exits(report_all_kinds, NULL, 0,
                 "e\n1: e\nwarning: e\nwarning: 2: e\nwarning: e\nwarning: e\n");
}

static void no_error_where_one_is_expected(void *unused)
{
    Error *err = NULL;
    error_free_or_abort(&err);
}

static void free_or_abort_needs_an_error(void **state)
{
    assert_aborts(no_error_where_one_is_expected, NULL, "error_free_or_abort");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_error_is_owned_by_the_caller),
        cmocka_unit_test(errno_and_class_are_kept),
        cmocka_unit_test(null_target_takes_nothing),
        cmocka_unit_test(first_propagated_error_wins),
        cmocka_unit_test(prepended_text_stands_before),
        cmocka_unit_test(copy_is_independent),
        cmocka_unit_test(abort_tells_where_it_was_set),
        cmocka_unit_test(propagated_abort_tells_of_the_setter),
        cmocka_unit_test(fatal_reports_and_exits_with_one),
        cmocka_unit_test(second_error_in_one_place_aborts),
        cmocka_unit_test(guard_makes_errp_readable),
        cmocka_unit_test(guard_delivers_what_was_added),
        cmocka_unit_test(hint_needs_an_error),
        cmocka_unit_test(reports_take_the_error),
        cmocka_unit_test(free_or_abort_needs_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
