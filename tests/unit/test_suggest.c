/* SPDX-License-Identifier: MIT */
/* Suggestions: the near name is found, a far one is not offered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "suggest.h"

static void distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("", "", 9), 0);
    assert_int_equal(suggest_distance("same", "same", 9), 0);
    assert_int_equal(suggest_distance("", "abc", 9), 3);
    assert_int_equal(suggest_distance("abc", "", 9), 3);
    assert_int_equal(suggest_distance("abc", "axc", 9), 1);
    assert_int_equal(suggest_distance("abc", "abxc", 9), 1);
    assert_int_equal(suggest_distance("abc", "ac", 9), 1);
    assert_int_equal(suggest_distance("abcd", "acbd", 9), 1);
    assert_int_equal(suggest_distance("kitten", "sitting", 9), 3);
}

static void distance_stops_at_the_limit(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("kitten", "sitting", 3), 3);
    assert_int_equal(suggest_distance("kitten", "sitting", 2), 3);
    assert_int_equal(suggest_distance("abc", "abcdefgh", 2), 3);
    assert_int_equal(suggest_distance("abc", "xyz", 0), 1);
}

static void distance_of_long_words_is_bounded(void **state)
{
    char a[1000], b[1000];

    (void)state;
    memset(a, 'a', sizeof a - 1);
    a[sizeof a - 1] = '\0';
    memset(b, 'b', sizeof b - 1);
    b[sizeof b - 1] = '\0';
    assert_int_equal(suggest_distance(a, a, 5), 0);
    assert_int_equal(suggest_distance(a, b, 5), 6);
}

static void nearest_is_the_first_of_the_nearest(void **state)
{
    static const char *const names[] = {"read", NULL, "road", "bread", "Write"};

    (void)state;
    assert_string_equal(suggest_nearest("raed", names, G_N_ELEMENTS(names)), "read");
    assert_string_equal(suggest_nearest("roads", names, G_N_ELEMENTS(names)), "road");
    assert_string_equal(suggest_nearest("rad", names, G_N_ELEMENTS(names)), "read");
    assert_string_equal(suggest_nearest("write", names, G_N_ELEMENTS(names)), "Write");
}

static void far_name_is_not_offered(void **state)
{
    static const char *const names[] = {"scan", "render", "gen", "show"};

    (void)state;
    assert_null(suggest_nearest("diff", names, G_N_ELEMENTS(names)));
    assert_null(suggest_nearest("x", names, G_N_ELEMENTS(names)));
    assert_null(suggest_nearest("", names, G_N_ELEMENTS(names)));
    assert_null(suggest_nearest("scan", names, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(distance_stops_at_the_limit),
        cmocka_unit_test(distance_of_long_words_is_bounded),
        cmocka_unit_test(nearest_is_the_first_of_the_nearest),
        cmocka_unit_test(far_name_is_not_offered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
