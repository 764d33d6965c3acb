/* SPDX-License-Identifier: MIT */
/* The C side of the renderer, with interpreters that misbehave in place of Python. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "render.h"

static const char *const sets[] = {"c", NULL};

/* More than a pipe holds, so that feeding it meets a reader that has gone. */
#define BIG ((size_t)3 << 20)

typedef struct Place {
    char *directory, *python;
    Diagnostics *diag;
} Place;

static int set_up(void **state)
{
    Place *place = g_new0(Place, 1);

    place->directory = g_dir_make_tmp("bindery-test-XXXXXX", NULL);
    place->python = g_build_filename(place->directory, "python", NULL);
    place->diag = diag_create();
    g_setenv("BINDERY_PYTHON", place->python, TRUE);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;

    g_unsetenv("BINDERY_PYTHON");
    (void)g_unlink(place->python);
    (void)g_rmdir(place->directory);
    diag_destroy(place->diag);
    g_free(place->python);
    g_free(place->directory);
    g_free(place);
    return 0;
}

/* Puts a shell script in the interpreter's place. */
static void write_interpreter(const Place *place, const char *script)
{
    g_autofree char *text = g_strconcat("#!/bin/sh\n", script, "\n", NULL);

    assert_true(g_file_set_contents(place->python, text, -1, NULL));
    assert_int_equal(g_chmod(place->python, 0755), 0);
}

/* Runs a whole conversation; gives the paths of the outputs, or NULL for a failure. */
static GPtrArray *converse(const Place *place, const char *script)
{
    g_autofree char *record = g_malloc0(BIG);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    OutputSet *outputs = output_set_create();
    Renderer *renderer;
    bool done;

    write_interpreter(place, script);
    renderer = renderer_start(sets, false, place->diag);
    assert_non_null(renderer);
    renderer_feed(renderer, "sample", record, BIG);
    done = renderer_finish(renderer, "dir", outputs, place->diag);
    assert_int_equal(done, !diag_failed(place->diag));
    output_set_list(outputs, paths);
    if (!done) {
        assert_int_equal(paths->len, 0);
        g_clear_pointer(&paths, g_ptr_array_unref);
    }
    output_set_destroy(outputs);
    renderer_destroy(renderer);
    return paths;
}

static void whole_answer_gives_its_outputs(void **state)
{
    g_autoptr(GPtrArray) paths =
        converse(*state, "cat >/dev/null\n"
                         "printf 'output 3 4\\na.hint;output 5 0\\nb/c.hdone\\n'");

    assert_non_null(paths);
    assert_int_equal(paths->len, 2);
    assert_string_equal(paths->pdata[0], "dir/a.h");
    assert_string_equal(paths->pdata[1], "dir/b/c.h");
}

static void answer_cut_short_gives_nothing(void **state)
{
    assert_null(converse(*state, "cat >/dev/null; printf 'output 3 4\\na.hint;'"));
}

static void content_cut_short_gives_nothing(void **state)
{
    assert_null(
        converse(*state, "cat >/dev/null; printf 'output 3 400\\na.hint;done\\n'"));
}

static void lengths_beyond_memory_give_nothing(void **state)
{
    assert_null(converse(
        *state,
        "cat >/dev/null; printf 'output 18446744073709551615 9\\na.hint;done\\n'"));
}

static void something_after_the_end_gives_nothing(void **state)
{
    assert_null(
        converse(*state, "cat >/dev/null; printf 'output 3 4\\na.hint;done\\nmore'"));
}

static void error_is_reported(void **state)
{
    assert_null(converse(*state, "cat >/dev/null; printf 'error 3 7 2 4\\nx.jwhat'"));
}

static void error_without_reading_is_reported(void **state)
{
    assert_null(converse(*state, "printf 'error 0 0 0 4\\nwhat'"));
}

static void renderer_that_dies_is_an_error(void **state)
{
    assert_null(converse(*state, "kill -KILL $$"));
}

static void failure_after_a_whole_answer_is_an_error(void **state)
{
    assert_null(
        converse(*state, "cat >/dev/null; printf 'output 3 4\\na.hint;done\\n'; exit 3"));
}

static void interpreter_that_is_not_there_is_an_error(void **state)
{
    Place *place = *state;

    assert_null(renderer_start(sets, false, place->diag));
    assert_true(diag_failed(place->diag));
}

static void parts_are_fed_after_the_record_they_belong_to(void **state)
{
    Place *place = *state;
    g_autofree char *fed = g_build_filename(place->directory, "fed", NULL);
    g_autofree char *script = g_strdup_printf("cat >'%s'; printf 'done\\n'", fed);
    OutputSet *outputs = output_set_create();
    Renderer *renderer;
    g_autofree char *text = NULL;

    write_interpreter(place, script);
    renderer = renderer_start(sets, false, place->diag);
    renderer_feed(renderer, "one", "{}", 2);
    renderer_feed(renderer, NULL, "{ }", 3);
    renderer_feed(renderer, "other", "{}", 2);
    renderer_end(renderer);
    assert_true(renderer_finish(renderer, "dir", outputs, place->diag));
    assert_true(g_file_get_contents(fed, &text, NULL, NULL));
    assert_string_equal(text, "record 3 2\none{}part 3\n{ }record 5 2\nother{}end\n");
    (void)g_unlink(fed);
    output_set_destroy(outputs);
    renderer_destroy(renderer);
}

/* Renders one text that the script answers with, when "one" and "two" can be referred to;
 * NULL for a failure. */
static GString *render_text(const Place *place, const char *script)
{
    GString *out = g_string_new(NULL);
    Renderer *renderer;

    write_interpreter(place, script);
    renderer = renderer_start(sets, false, place->diag);
    assert_non_null(renderer);
    g_ptr_array_add(renderer_texts(renderer), g_string_new("one"));
    g_ptr_array_add(renderer_texts(renderer), g_string_new("two"));
    if (!renderer_finish_text(renderer, out, place->diag)) {
        assert_int_equal(out->len, 0);
        g_string_free(g_steal_pointer(&out), TRUE);
    }
    renderer_destroy(renderer);
    return out;
}

static void texts_stand_where_outputs_refer_to_them(void **state)
{
    GString *out =
        render_text(*state, "cat >/dev/null\n"
                            "printf 'output 1 10\na<\\0001\\000><\\0000\\000>done\\n'");

    assert_non_null(out);
    assert_string_equal(out->str, "<two><one>");
    g_string_free(out, TRUE);
}

static void text_that_is_not_there_is_an_error(void **state)
{
    assert_null(render_text(*state, "cat >/dev/null\n"
                                    "printf 'output 1 3\na\\0002\\000done\\n'"));
}

static void text_without_a_number_is_an_error(void **state)
{
    assert_null(render_text(*state, "cat >/dev/null\n"
                                    "printf 'output 1 2\na\\000\\000done\\n'"));
}

/* Whether a renderer of the set c and one with that set.json takes brief records. */
static bool takes_brief(const Place *place, const char *manifest)
{
    g_autofree char *path = g_build_filename(place->directory, "set.json", NULL);
    const char *const both[] = {"c", place->directory, NULL};
    Renderer *renderer;
    bool brief;

    assert_true(g_file_set_contents(path, manifest, -1, NULL));
    write_interpreter(place, "cat >/dev/null");
    renderer = renderer_start(both, false, place->diag);
    assert_non_null(renderer);
    brief = renderer_takes_brief(renderer);
    renderer_destroy(renderer);
    (void)g_unlink(path);
    return brief;
}

static void brief_records_are_for_sets_that_all_ask_for_them(void **state)
{
    assert_true(takes_brief(*state, "{\"record\": \"brief\"}"));
    assert_false(takes_brief(*state, "{\"record\": \"whole\"}"));
    assert_false(takes_brief(*state, "{}"));
    assert_false(takes_brief(*state, "{\"record\": 1}"));
    assert_false(takes_brief(*state, "["));
}

static void set_that_is_not_there_is_an_error(void **state)
{
    static const char *const unknown[] = {"c", "cobol", NULL};
    Place *place = *state;

    write_interpreter(place, "cat >/dev/null");
    assert_null(renderer_start(unknown, false, place->diag));
    assert_true(diag_failed(place->diag));
}

static void renderer_can_be_given_up(void **state)
{
    Place *place = *state;
    gint64 start = g_get_monotonic_time();
    Renderer *renderer;

    write_interpreter(place, "exec sleep 20");
    renderer = renderer_start(sets, false, place->diag);
    assert_non_null(renderer);
    renderer_destroy(renderer);
    renderer_destroy(NULL);
    assert_true(g_get_monotonic_time() - start < 10 * G_USEC_PER_SEC);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whole_answer_gives_its_outputs),
        TEST(answer_cut_short_gives_nothing),
        TEST(content_cut_short_gives_nothing),
        TEST(lengths_beyond_memory_give_nothing),
        TEST(something_after_the_end_gives_nothing),
        TEST(error_is_reported),
        TEST(error_without_reading_is_reported),
        TEST(renderer_that_dies_is_an_error),
        TEST(failure_after_a_whole_answer_is_an_error),
        TEST(interpreter_that_is_not_there_is_an_error),
        TEST(parts_are_fed_after_the_record_they_belong_to),
        TEST(texts_stand_where_outputs_refer_to_them),
        TEST(text_that_is_not_there_is_an_error),
        TEST(text_without_a_number_is_an_error),
        TEST(brief_records_are_for_sets_that_all_ask_for_them),
        TEST(set_that_is_not_there_is_an_error),
        TEST(renderer_can_be_given_up),
    };

    signal(SIGPIPE, SIG_IGN); /* as the program does */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
