/* SPDX-License-Identifier: MIT */
/* Names of modules: what a header's file name gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "module_name.h"

static void assert_name(const char *header, const char *expected)
{
    char *name = module_name_from_header(header);

    assert_non_null(name);
    assert_string_equal(name, expected);
    g_free(name);
}

static void stem_of_the_header_is_the_name(void **state)
{
    (void)state;
    assert_name("sqlite3.h", "sqlite3");
    assert_name("/usr/include/gtk-3.0/gtk/gtk.h", "gtk");
    assert_name("../no_extension", "no_extension");
}

static void other_characters_become_underscores(void **state)
{
    (void)state;
    assert_name("char-fe.h", "char_fe");
    assert_name("a.b.h", "a_b");
    assert_name("gr\xc3\xb6\xc3\x9f"
                "e.h",
                "gr____e");
    assert_name("3d.h", "_3d");
}

static void header_without_a_name_gives_none(void **state)
{
    static const char *const headers[] = {".h", "---.h", "_.h", "int.h", "d/static.h"};

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        assert_null(module_name_from_header(headers[i]));
    }
}

static void only_identifiers_are_valid(void **state)
{
    static const char *const bad[] = {"",     "3d",  "a-b", "a/b",
                                      "../a", "a b", "int", "a\n"};

    (void)state;
    assert_true(module_name_is_valid("a"));
    assert_true(module_name_is_valid("_3d"));
    assert_true(module_name_is_valid("interrupt"));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        assert_false(module_name_is_valid(bad[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stem_of_the_header_is_the_name),
        cmocka_unit_test(other_characters_become_underscores),
        cmocka_unit_test(header_without_a_name_gives_none),
        cmocka_unit_test(only_identifiers_are_valid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
