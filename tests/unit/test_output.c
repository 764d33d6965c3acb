/* SPDX-License-Identifier: MIT */
/* Outputs: all of a set or nothing, and what is unchanged is left alone. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "output.h"

typedef struct Fixture {
    char *directory; /* empty, and the current directory */
    Diagnostics *diag;
    OutputSet *set;
    char *messages; /* file that standard error goes to */
    int saved_stderr;
} Fixture;

/* Stands in for the C library's: some file systems (NFS, FAT) cannot exchange. */
static bool cannot_exchange;

int renameat2(int old_directory, const char *old, int new_directory, const char *new,
              unsigned flags)
{
    if (cannot_exchange) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, old_directory, old, new_directory, new, flags);
}

static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        char *entry = g_build_filename(path, name, NULL);

        remove_tree(entry);
        g_free(entry);
    }
    if (dir != NULL) {
        g_dir_close(dir);
    }
    g_remove(path);
}

static int set_up(void **state)
{
    Fixture *f = g_new0(Fixture, 1);
    int fd;

    f->directory = g_dir_make_tmp("bindery-output-XXXXXX", NULL);
    assert_non_null(f->directory);
    assert_int_equal(g_chdir(f->directory), 0);
    f->messages = g_strconcat(f->directory, ".stderr", NULL);
    f->saved_stderr = dup(STDERR_FILENO);
    fd = open(f->messages, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    dup2(fd, STDERR_FILENO);
    close(fd);
    f->diag = diag_create();
    f->set = output_set_create();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    cannot_exchange = false;
    dup2(f->saved_stderr, STDERR_FILENO);
    close(f->saved_stderr);
    output_set_destroy(f->set);
    diag_destroy(f->diag);
    (void)!g_chdir("/");
    remove_tree(f->directory);
    g_remove(f->messages);
    g_free(f->messages);
    g_free(f->directory);
    g_free(f);
    return 0;
}

static void add(OutputSet *set, const char *path, const char *text)
{
    output_set_add(set, path, g_strdup(text), strlen(text));
}

static void write_text(const char *path, const char *text)
{
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void assert_file(const char *path, const char *text)
{
    char *content = NULL;

    assert_true(g_file_get_contents(path, &content, NULL, NULL));
    assert_string_equal(content, text);
    g_free(content);
}

static void assert_message(const Fixture *f, const char *text)
{
    char *content = NULL;

    assert_true(g_file_get_contents(f->messages, &content, NULL, NULL));
    if (strstr(content, text) == NULL) {
        fail_msg("'%s' is not in: %s", text, content);
    }
    g_free(content);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the current directory, sorted, with blanks between them (new). */
static char *listing(void)
{
    GDir *dir = g_dir_open(".", 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    char *all;

    while ((name = g_dir_read_name(dir)) != NULL) {
        g_ptr_array_add(names, g_strdup(name));
    }
    g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    all = g_strjoinv(" ", (char **)names->pdata);
    g_ptr_array_unref(names);
    return all;
}

static void assert_listing(const char *expected)
{
    char *all = listing();

    assert_string_equal(all, expected);
    g_free(all);
}

static void commit_writes_every_output(void **state)
{
    Fixture *f = *state;

    add(f->set, "a", "one\n");
    add(f->set, "b", "");
    assert_true(output_set_commit(f->set, NULL, f->diag));
    assert_file("a", "one\n");
    assert_file("b", "");
    assert_listing("a b");
}

static void commit_makes_missing_directories(void **state)
{
    Fixture *f = *state;

    add(f->set, "x/y/z/a", "one\n");
    assert_true(output_set_commit(f->set, NULL, f->diag));
    assert_file("x/y/z/a", "one\n");
}

static void mode_follows_the_umask(void **state)
{
    Fixture *f = *state;
    mode_t saved = umask(0027);
    struct stat status;

    write_text("a", "old\n");
    assert_int_equal(g_chmod("a", 0600), 0);
    add(f->set, "a", "new\n");
    add(f->set, "b", "new\n");
    assert_true(output_set_commit(f->set, NULL, f->diag));
    umask(saved);
    assert_int_equal(stat("a", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(stat("b", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void unchanged_output_keeps_its_time_stamp(void **state)
{
    Fixture *f = *state;
    const struct timespec long_ago[2] = {{1000000000, 5}, {1000000000, 5}};
    struct stat before, same, changed;

    write_text("same", "content\n");
    write_text("changed", "contenT\n");
    assert_int_equal(stat("same", &before), 0);
    assert_int_equal(utimensat(AT_FDCWD, "same", long_ago, 0), 0);
    assert_int_equal(utimensat(AT_FDCWD, "changed", long_ago, 0), 0);
    add(f->set, "same", "content\n");
    add(f->set, "changed", "content\n");
    assert_true(output_set_commit(f->set, NULL, f->diag));
    assert_int_equal(stat("same", &same), 0);
    assert_int_equal(stat("changed", &changed), 0);
    assert_int_equal(same.st_mtim.tv_sec, 1000000000);
    assert_int_equal(same.st_ino, before.st_ino);
    assert_true(changed.st_mtim.tv_sec > 1000000000);
    assert_file("changed", "content\n");
    assert_listing("changed same");
}

static void full_disk_changes_nothing(void **state)
{
    Fixture *f = *state;

    write_text("a", "old\n");
    add(f->set, "a", "new\n");
    add(f->set, "d/b", "new\n");
    add(f->set, "/dev/full", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_true(diag_failed(f->diag));
    assert_message(f, "/dev/full: error: cannot be written: No space left on device");
    assert_file("a", "old\n");
    assert_listing("a");
}

static void path_that_is_a_directory_changes_nothing(void **state)
{
    Fixture *f = *state;

    write_text("a", "old\n");
    assert_int_equal(g_mkdir("d", 0777), 0);
    add(f->set, "a", "new\n");
    add(f->set, "d", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_message(f, "d: error: cannot be written: Is a directory");
    assert_file("a", "old\n");
    assert_listing("a d");
}

static void directory_that_is_a_file_changes_nothing(void **state)
{
    Fixture *f = *state;

    write_text("a", "old\n");
    add(f->set, "new/b", "new\n");
    add(f->set, "a/b", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_message(f, "a/b: error: cannot be written: Not a directory");
    assert_file("a", "old\n");
    assert_listing("a");
}

/* Not even root can make anything there. */
static void directory_that_cannot_be_made_changes_nothing(void **state)
{
    Fixture *f = *state;

    add(f->set, "x/a", "new\n");
    add(f->set, "/proc/self/nothing/here/b", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_message(f, "/proc/self/nothing/here/b: error: its directory cannot be made");
    assert_listing("");
}

static void unwritable_file_changes_nothing(void **state)
{
    Fixture *f = *state;

    uid_t user = geteuid();
    bool done;

    write_text("a", "old\n");
    write_text("b", "old\n");
    assert_int_equal(g_chmod("a", 0666), 0);
    assert_int_equal(g_chmod("b", 0444), 0);
    assert_int_equal(g_chmod(".", 0777), 0);
    add(f->set, "a", "new\n");
    add(f->set, "b", "new\n");
    if (user == 0) { /* root may write anything, so be somebody else */
        assert_int_equal(seteuid(65534), 0);
    }
    done = output_set_commit(f->set, NULL, f->diag);
    assert_int_equal(seteuid(user), 0);
    assert_false(done);
    assert_message(f, "b: error: cannot be written: Permission denied");
    assert_file("a", "old\n");
    assert_file("b", "old\n");
}

/* "x" is to be a file and "x/y" lies below it: that shows only when "a" and "x" are in
 * their places already. */
static void failure_while_placing_restores_what_was_there(void **state)
{
    Fixture *f = *state;

    write_text("a", "old\n");
    add(f->set, "a", "new\n");
    add(f->set, "b", "new\n");
    add(f->set, "x", "new\n");
    add(f->set, "x/y", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_message(f, "x/y: error: cannot be replaced: Not a directory");
    assert_file("a", "old\n");
    assert_listing("a");
}

static void input_is_not_written_over(void **state)
{
    Fixture *f = *state;
    GPtrArray *inputs = g_ptr_array_new();
    char name[] = "./foo.h";

    write_text("foo.h", "int foo;\n");
    g_ptr_array_add(inputs, name);
    add(f->set, "foo.ir.json", "{}\n");
    add(f->set, "foo.h", "/* generated */\n");
    assert_false(output_set_commit(f->set, inputs, f->diag));
    assert_message(f, "foo.h: error: this file was read");
    assert_file("foo.h", "int foo;\n");
    assert_listing("foo.h");
    g_ptr_array_unref(inputs);
}

static void two_outputs_of_one_name_are_refused(void **state)
{
    Fixture *f = *state;

    add(f->set, "a", "one\n");
    add(f->set, "./a", "two\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_message(f, "./a: error: two outputs");
    assert_listing("");
}

static void symbolic_link_is_replaced_and_its_file_stays(void **state)
{
    Fixture *f = *state;

    write_text("real", "new\n");
    assert_int_equal(symlink("real", "a"), 0);
    assert_int_equal(symlink("nowhere", "b"), 0);
    add(f->set, "a", "new\n");
    add(f->set, "b", "new\n");
    assert_true(output_set_commit(f->set, NULL, f->diag));
    assert_false(g_file_test("a", G_FILE_TEST_IS_SYMLINK));
    assert_false(g_file_test("b", G_FILE_TEST_IS_SYMLINK));
    assert_file("a", "new\n");
    assert_file("b", "new\n");
    assert_file("real", "new\n");
    assert_listing("a b real");
}

static void symbolic_link_comes_back_after_a_failure(void **state)
{
    Fixture *f = *state;

    write_text("real", "old\n");
    assert_int_equal(symlink("real", "a"), 0);
    add(f->set, "a", "new\n");
    add(f->set, "x", "new\n");
    add(f->set, "x/y", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_true(g_file_test("a", G_FILE_TEST_IS_SYMLINK));
    assert_file("a", "old\n");
    assert_listing("a real");
}

static void without_exchange_all_is_placed(void **state)
{
    Fixture *f = *state;

    cannot_exchange = true;
    write_text("a", "old\n");
    add(f->set, "a", "new\n");
    add(f->set, "b", "new\n");
    assert_true(output_set_commit(f->set, NULL, f->diag));
    assert_file("a", "new\n");
    assert_file("b", "new\n");
    assert_listing("a b");
}

/* x/y fails last: x is a file by then. */
static void without_exchange_a_failure_leaves_nothing_behind(void **state)
{
    Fixture *f = *state;

    cannot_exchange = true;
    write_text("a", "old\n");
    add(f->set, "a", "new\n");
    add(f->set, "b", "new\n");
    add(f->set, "x", "new\n");
    add(f->set, "x/y", "new\n");
    assert_false(output_set_commit(f->set, NULL, f->diag));
    assert_file("a", "old\n");
    assert_listing("a");
}

static void list_names_files_only(void **state)
{
    Fixture *f = *state;
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);

    add(f->set, "-", "");
    add(f->set, "a", "");
    output_set_list(f->set, paths);
    assert_int_equal(paths->len, 1);
    assert_string_equal(g_ptr_array_index(paths, 0), "a");
    g_ptr_array_unref(paths);
}

/* A child commits a set that blocks on a pipe nobody reads, and is sent a signal: it must
 * die of the signal, and leave neither the directory nor a temporary file. */
static void signal_leaves_nothing_behind(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    Fixture *f = *state;
    size_t length = 1 << 20;

    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        int status = 0;
        pid_t child;
        int reader;

        assert_int_equal(mkfifo("pipe", 0600), 0);
        child = fork();
        if (child == 0) {
            add(f->set, "d/a", "new\n");
            output_set_add(f->set, "pipe", g_malloc0(length), length);
            _exit(output_set_commit(f->set, NULL, f->diag) ? 0 : 1);
        }
        reader = open("pipe", O_RDONLY); /* the child is past its files now */
        assert_true(reader >= 0);
        assert_true(g_file_test("d", G_FILE_TEST_IS_DIR));
        do { /* one that comes just before the write blocks does not wake it */
            kill(child, signals[i]);
            g_usleep(1000);
        } while (waitpid(child, &status, WNOHANG) == 0);
        close(reader);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_listing("pipe");
        g_remove("pipe");
    }
}

#define OUTPUT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OUTPUT_TEST(commit_writes_every_output),
        OUTPUT_TEST(commit_makes_missing_directories),
        OUTPUT_TEST(mode_follows_the_umask),
        OUTPUT_TEST(unchanged_output_keeps_its_time_stamp),
        OUTPUT_TEST(full_disk_changes_nothing),
        OUTPUT_TEST(path_that_is_a_directory_changes_nothing),
        OUTPUT_TEST(directory_that_is_a_file_changes_nothing),
        OUTPUT_TEST(directory_that_cannot_be_made_changes_nothing),
        OUTPUT_TEST(unwritable_file_changes_nothing),
        OUTPUT_TEST(failure_while_placing_restores_what_was_there),
        OUTPUT_TEST(input_is_not_written_over),
        OUTPUT_TEST(two_outputs_of_one_name_are_refused),
        OUTPUT_TEST(symbolic_link_is_replaced_and_its_file_stays),
        OUTPUT_TEST(symbolic_link_comes_back_after_a_failure),
        OUTPUT_TEST(without_exchange_all_is_placed),
        OUTPUT_TEST(without_exchange_a_failure_leaves_nothing_behind),
        OUTPUT_TEST(list_names_files_only),
        OUTPUT_TEST(signal_leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
