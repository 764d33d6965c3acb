/* SPDX-License-Identifier: MIT */
/* The log: what is written where. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qapi/error.h"
#include "qemu/log.h"
#include "trace/control.h"

static char *directory;
static char *path;

static int log_to_file(void **state)
{
    directory = g_dir_make_tmp("log-XXXXXX", NULL);
    path = g_build_filename(directory, "log", NULL);
    qemu_set_log_filename_flags(path, 0, &error_abort);
    return 0;
}

static int remove_log(void **state)
{
    qemu_set_log_filename_flags(NULL, 0, &error_abort);
    qemu_set_dfilter_ranges("", &error_abort);
    trace_disable_all_events();
    unlink(path);
    assert_int_equal(rmdir(directory), 0);
    g_free(path);
    g_free(directory);
    return 0;
}

/* What has been logged so far; "" without a file. */
static void assert_logged(const char *expected)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        text = g_strdup("");
    }
    assert_string_equal(text, expected);
}

static int evaluations;

static int count_evaluation(void)
{
    return ++evaluations;
}

static void only_what_is_on_is_logged(void **state)
{
    assert_false(qemu_log_enabled());
    qemu_log_mask(LOG_GUEST_ERROR, "lost %d\n", count_evaluation());
    qemu_log("lost\n");
    assert_null(qemu_log_trylock());
    assert_logged("");
    assert_int_equal(evaluations, 0);
    assert_true(qemu_set_log(LOG_GUEST_ERROR | LOG_UNIMP, &error_abort));
    assert_true(qemu_log_enabled());
    assert_true(qemu_log_separate());
    qemu_log_mask(LOG_GUEST_ERROR, "bad offset %#x\n", 0x18);
    qemu_log_mask(LOG_TRACE, "lost %d\n", count_evaluation());
    qemu_log_mask(LOG_UNIMP | LOG_TRACE, "later\n");
    assert_int_equal(evaluations, 0);
    assert_logged("bad offset 0x18\nlater\n");
}

static void lock_keeps_a_message_together(void **state)
{
    qemu_set_log(LOG_UNIMP, &error_abort);
    FILE *stream = qemu_log_trylock();
    assert_non_null(stream);
    fprintf(stream, "a ");
    qemu_log("b ");
    fprintf(stream, "c\n");
    qemu_log_unlock(stream);
    qemu_log_unlock(NULL);
    assert_logged("a b c\n");
}

static void bad_file_names_are_refused(void **state)
{
    Error *err = NULL;
    assert_false(qemu_set_log_filename("a%s", &err));
    assert_non_null(strstr(error_get_pretty(err), "a%s"));
    error_free_or_abort(&err);
    assert_false(qemu_set_log_filename("a%d%d", &err));
    error_free_or_abort(&err);
    assert_false(
        qemu_set_log_filename_flags("/nonexistent/directory/log", LOG_UNIMP, &err));
    assert_non_null(strstr(error_get_pretty(err), "/nonexistent/directory/log"));
    error_free_or_abort(&err);
}

static void file_name_may_have_the_process(void **state)
{
    g_autofree char *name = g_strdup_printf("%s/p%%d.txt", directory);
    g_autofree char *expanded = g_strdup_printf("%s/p%d.txt", directory, getpid());
    assert_true(qemu_set_log_filename_flags(name, LOG_UNIMP, &error_abort));
    assert_true(qemu_set_log(0, &error_abort));
    assert_int_equal(unlink(expanded), 0);
}

static void names_become_bits(void **state)
{
    assert_int_equal(qemu_str_to_log_mask("guest_errors,unimp"),
                     LOG_GUEST_ERROR | LOG_UNIMP);
    assert_int_equal(qemu_str_to_log_mask("unimp,nonsense"), 0);
    assert_int_equal(qemu_str_to_log_mask("trace:"), 0);
    assert_int_equal(qemu_str_to_log_mask("all") & LOG_TRACE, 0);
    assert_int_equal(qemu_str_to_log_mask("all") & LOG_UNIMP, LOG_UNIMP);
    assert_int_equal(qemu_str_to_log_mask("trace:x*"), LOG_TRACE);
    assert_true(trace_any_enabled);
    for (const QEMULogItem *item = qemu_log_items; item->mask; item++) {
        assert_int_equal(qemu_str_to_log_mask(item->name), item->mask);
    }
}

static void usage_lists_every_name(void **state)
{
    char *text;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    qemu_print_log_usage(stream);
    fclose(stream);
    for (const QEMULogItem *item = qemu_log_items; item->mask; item++) {
        assert_non_null(strstr(text, item->name));
    }
    free(text);
}

static void ranges_filter_addresses(void **state)
{
    Error *err = NULL;
    assert_true(qemu_log_in_addr_range(0));
    qemu_set_dfilter_ranges("0x1000..0x1fff,0x4000+0x10,0x800-0x100", &error_abort);
    const uint64_t in[] = {0x1000, 0x1fff, 0x4000, 0x400f, 0x701, 0x800};
    const uint64_t out[] = {0, 0xfff, 0x2000, 0x4010, 0x700, 0x801};
    for (size_t i = 0; i < ARRAY_SIZE(in); i++) {
        assert_true(qemu_log_in_addr_range(in[i]));
        assert_false(qemu_log_in_addr_range(out[i]));
    }
    qemu_set_log(LOG_UNIMP, &error_abort);
    qemu_log_mask_and_addr(LOG_UNIMP, 0x1004, "in\n");
    qemu_log_mask_and_addr(LOG_UNIMP, 0x3004, "out\n");
    qemu_log_mask_and_addr(LOG_GUEST_ERROR, 0x1004, "off\n");
    assert_logged("in\n");
    const char *const bad[] = {"x",   "1",   "1+",   "1..x", "5..1",
                               "1+0", "1*2", "1+2x", "1,"};
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        qemu_set_dfilter_ranges(bad[i], &err);
        assert_non_null(err);
        error_free_or_abort(&err);
        assert_true(qemu_log_in_addr_range(0x1000));
        assert_false(qemu_log_in_addr_range(0xfff));
    }
}

#define LOG_TEST(name) cmocka_unit_test_setup_teardown(name, log_to_file, remove_log)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOG_TEST(only_what_is_on_is_logged),  LOG_TEST(lock_keeps_a_message_together),
        LOG_TEST(bad_file_names_are_refused), LOG_TEST(file_name_may_have_the_process),
        LOG_TEST(names_become_bits),          LOG_TEST(usage_lists_every_name),
        LOG_TEST(ranges_filter_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
