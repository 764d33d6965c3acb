/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diff_class.h"
#include "diff_names.h"
#include "diff_shape.h"

static void a_word_is_found_in_any_case_and_nowhere_else(void **state)
{
    (void)state;
    assert_true(diff_is_default("FOO_DEFAULT_PORT"));
    assert_false(diff_is_default("FOO_DEFAULTING"));
    assert_true(diff_is_version("ZLIB_VERNUM"));
    assert_true(diff_is_version("lib_version_minor"));
    assert_false(diff_is_version("CONVERSION_FACTOR"));
    assert_true(diff_is_count("N_COLORS"));
    assert_true(diff_is_count("CURLOPT_LASTENTRY"));
    assert_false(diff_is_count("MAXIMUM_COLOR"));
}

static void room_is_known_by_its_name_or_has_none(void **state)
{
    const IrField numbered = {.name = "_gtk_reserved12", .width = -1};
    const IrField bits = {.name = "", .width = 5};
    const IrField member = {.name = "", .width = -1};
    const IrField other = {.name = "reservation", .width = -1};

    (void)state;
    assert_true(diff_is_reserved(&numbered));
    assert_true(diff_is_reserved(&bits));
    assert_false(diff_is_reserved(&member));
    assert_false(diff_is_reserved(&other));
}

static void a_guard_is_empty_and_called_after_its_header(void **state)
{
    const IrDecl guard = {.kind = IR_MACRO,
                          .macro = IR_MACRO_TEXT,
                          .name = "_EVENT2_BUFFER_H_",
                          .file = "event2/buffer.h",
                          .body = ""};
    IrDecl other = guard;

    (void)state;
    assert_true(diff_is_guard(&guard));
    other.name = "EVENT_HAVE_BUFFERS";
    assert_false(diff_is_guard(&other));
    other = guard;
    other.body = "something";
    assert_false(diff_is_guard(&other));
}

static void what_names_of_a_library_begin_with_is_no_likeness(void **state)
{
    (void)state;
    assert_int_equal(diff_name_likeness("open", "open"), 100);
    assert_true(diff_name_likeness("list_open", "list_opens") >= 60);
    assert_true(diff_name_likeness("archive_write_set_compressor",
                                   "archive_write_set_passphrase") < 60);
    assert_true(diff_name_likeness("png_write_destroy", "png_write_sig") < 60);
}

static void every_class_and_level_has_a_name_that_leads_back(void **state)
{
    (void)state;
    for (int class = 0; class < DIFF_CLASSES; class ++) {
        assert_int_equal(diff_class_from_name(diff_class_name((DiffClass) class)), class);
        assert_non_null(diff_class_title((DiffClass) class));
    }
    for (int level = 0; level < DIFF_LEVELS; level++) {
        assert_int_equal(diff_level_from_name(diff_level_name((DiffLevel)level)), level);
    }
    assert_int_equal(diff_class_from_name("no-class"), -1);
    assert_int_equal(diff_level_from_name("breaking"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_in_any_case_and_nowhere_else),
        cmocka_unit_test(room_is_known_by_its_name_or_has_none),
        cmocka_unit_test(a_guard_is_empty_and_called_after_its_header),
        cmocka_unit_test(what_names_of_a_library_begin_with_is_no_likeness),
        cmocka_unit_test(every_class_and_level_has_a_name_that_leads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
