/* SPDX-License-Identifier: MIT */
/* Results: where errors come from, and where they go. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/util/result.h"
#include "death.h"

typedef struct Uart {
    unsigned rate;
} Uart;

enum {
    SET_RATE_LINE = __LINE__ + 6
};

static bool set_rate(Uart *s, unsigned rate, Error **errp)
{
    if (rate == 0 || rate > 115200) {
        return error_fail(errp, "no such rate: %u", rate);
    }
    s->rate = rate;
    return true;
}

/* As a function of the C library: a number, or -errno. */
static int open_line(const char *name)
{
    return strcmp(name, "ttyS0") == 0 ? 3 : -ENOENT;
}

static bool connect(Uart *s, const char *name, unsigned rate, Error **errp)
{
    return errno_ok(open_line(name), errp, "cannot open the line '%s'", name) &&
           set_rate(s, rate, errp);
}

/* Which rates the line has had: those that fail do not count. */
static unsigned first_rate(Uart *s, const unsigned *rates, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        OWNED_ERROR(errp);
        if (set_rate(s, rates[i], errp)) {
            return rates[i];
        }
        assert_non_null(*errp); /* freed before the next one */
    }
    return 0;
}

/* A function without a result, as realize() is. */
static void realize(Uart *s, const char *name, Error **errp)
{
    ERRP_GUARD();

    if (!connect(s, name, 9600, errp)) {
        error_prepend(errp, "uart: ");
        error_append_hint(errp, "There is ttyS0.\n");
    }
}

static void assert_says(Error *err, const char *text)
{
    assert_non_null(err);
    assert_string_equal(error_get_pretty(err), text);
}

static void result_and_error_agree(void **state)
{
    Uart s = {0};
    OWNED_ERROR(errp);

    assert_true(set_rate(&s, 9600, errp));
    assert_null(*errp);
    assert_int_equal(s.rate, 9600);
    assert_false(set_rate(&s, 0, NULL));
    assert_false(set_rate(&s, 230400, errp));
    assert_says(*errp, "no such rate: 230400");
    assert_int_equal(s.rate, 9600);
}

static void return_codes_become_errors(void **state)
{
    Uart s = {0};
    OWNED_ERROR(errp);

    assert_true(connect(&s, "ttyS0", 300, errp));
    assert_null(*errp);
    assert_false(connect(&s, "100%s", 300, errp));
    assert_says(*errp, "cannot open the line '100%s': No such file or directory");
}

static void caller_without_errp_owns_the_error(void **state)
{
    Uart s = {0};
    const unsigned rates[] = {0, 115201, 300, 9600};

    assert_int_equal(first_rate(&s, rates, 4), 300);
    assert_int_equal(first_rate(&s, rates, 2), 0);
}

static void errors_are_handed_on(void **state)
{
    Uart s = {0};
    OWNED_ERROR(errp);
    {
        OWNED_ERROR(inner);
        set_rate(&s, 0, inner);
        error_propagate(errp, OWNED_STEAL(inner));
        assert_null(*inner);
    }
    assert_says(*errp, "no such rate: 0");
}

static void guard_makes_errors_readable(void **state)
{
    Uart s = {0};
    OWNED_ERROR(errp);

    realize(&s, "ttyS1", NULL);
    realize(&s, "ttyS1", errp);
    assert_says(*errp, "uart: cannot open the line 'ttyS1': No such file or directory");
}

static void fail_set_rate(void *unused)
{
    Uart s = {0};
    set_rate(&s, 0, &error_abort);
}

static void fail_open(void *unused)
{
    Uart s = {0};
    connect(&s, "ttyS1", 300, &error_abort);
}

static void fail_realize(void *unused)
{
    Uart s = {0};
    realize(&s, "ttyS1", &error_fatal);
}

static void place_is_that_of_the_failure(void **state)
{
    g_autofree char *place = g_strdup_printf("test_typed_result.c:%d", SET_RATE_LINE);

    assert_aborts(fail_set_rate, NULL, "set_rate");
    assert_aborts(fail_set_rate, NULL, place);
    assert_aborts(fail_open, NULL, "connect");
    assert_aborts(fail_open, NULL, "test_typed_result.c:");
    assert_exits(fail_realize, NULL, 1, "There is ttyS0.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(result_and_error_agree),
        cmocka_unit_test(return_codes_become_errors),
        cmocka_unit_test(caller_without_errp_owns_the_error),
        cmocka_unit_test(errors_are_handed_on),
        cmocka_unit_test(guard_makes_errors_readable),
        cmocka_unit_test(place_is_that_of_the_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
