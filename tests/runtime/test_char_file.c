/* SPDX-License-Identifier: MIT */
/* Files and FIFOs. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_fixture.h"
#include "death.h"

typedef struct Case {
    char *directory;
    char *path;
    FrontEnd *fe;
    int peer_in; /* the test's ends */
    int peer_out;
} Case;

static int open_case(void **state)
{
    Case *self = g_new0(Case, 1);
    self->directory = new_directory();
    self->path = g_build_filename(self->directory, "x", NULL);
    self->peer_in = self->peer_out = -1;
    *state = self;
    return 0;
}

static int close_case(void **state)
{
    Case *self = *state;
    if (self->fe) {
        front_end_free(self->fe);
    }
    if (self->peer_in >= 0) {
        close(self->peer_in);
    }
    if (self->peer_out >= 0) {
        close(self->peer_out);
    }
    remove_directory(self->directory);
    g_free(self->path);
    g_free(self);
    return 0;
}

static void open_with_path(Case *self, const char *kind)
{
    g_autofree char *filename = g_strconcat(kind, self->path, NULL);
    self->fe = front_end_open(filename);
}

static void write_text(Case *self, const char *text)
{
    assert_int_equal(
        qemu_chr_fe_write(&self->fe->chr, (const uint8_t *)text, (int)strlen(text)),
        strlen(text));
}

static void file_is_emptied_and_written(void **state)
{
    Case *self = *state;
    g_autofree char *content = NULL;
    assert_true(g_file_set_contents(self->path, "old and longer", -1, NULL));
    open_with_path(self, "file:");
    write_text(self, "new");
    write_text(self, " text");
    assert_true(g_file_get_contents(self->path, &content, NULL, NULL));
    assert_string_equal(content, "new text");
    assert_string_equal(self->fe->events->str, "O");
}

static void file_has_no_input(void **state)
{
    Case *self = *state;
    uint8_t byte;
    open_with_path(self, "file:");
    run_pending();
    assert_string_equal(self->fe->events->str, "O");
    assert_int_equal(qemu_chr_fe_read_all(&self->fe->chr, &byte, 1), 0);
}

static void write_to_a_full_disk(void *unused)
{
    FrontEnd *fe = front_end_open("file:/dev/full");
    for (int i = 0; i < 3; i++) {
        if (qemu_chr_fe_write(&fe->chr, (const uint8_t *)"x", 1) != -1) {
            _exit(1);
        }
    }
    _exit(0);
}

static void bytes_that_a_full_disk_loses_are_told_once(void **state)
{
    Death death = die_in_child(write_to_a_full_disk, NULL);
    assert_int_equal(death.status, 0);
    assert_string_equal(death.text,
                        "warning: chardev 'test' cannot write, and output is lost: "
                        "No space left on device\n");
}

static void file_never_makes_one_wait(void **state)
{
    Case *self = *state;
    open_with_path(self, "file:");
    assert_true(
        qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT, front_end_watch, self->fe) > 0);
    run_pending();
    assert_int_equal(self->fe->watch_calls, 1);
    assert_true(self->fe->watch_condition & G_IO_OUT);
}

/* --- FIFOs -------------------------------------------------------------------------- */

static void make_fifos(Case *self)
{
    g_autofree char *in = g_strconcat(self->path, ".in", NULL);
    g_autofree char *out = g_strconcat(self->path, ".out", NULL);
    assert_int_equal(mkfifo(in, 0600), 0);
    assert_int_equal(mkfifo(out, 0600), 0);
    open_with_path(self, "pipe:");
    self->peer_out = open(in, O_WRONLY);
    self->peer_in = open(out, O_RDONLY | O_NONBLOCK);
    assert_true(self->peer_in >= 0 && self->peer_out >= 0);
}

static void two_fifos_are_a_direction_each(void **state)
{
    Case *self = *state;
    char buf[10] = {0};
    make_fifos(self);
    assert_int_equal(write(self->peer_out, "ping", 4), 4);
    run_until(has_input, self->fe);
    assert_input(self->fe, "ping");
    write_text(self, "pong");
    assert_int_equal(read(self->peer_in, buf, sizeof(buf)), 4);
    assert_string_equal(buf, "pong");
}

static void one_fifo_is_both_directions(void **state)
{
    Case *self = *state;
    assert_int_equal(mkfifo(self->path, 0600), 0);
    open_with_path(self, "pipe:");
    write_text(self, "echo");
    run_until(has_input, self->fe);
    assert_input(self->fe, "echo");
}

static void fifo_stays_open_when_its_writer_leaves(void **state)
{
    Case *self = *state;
    g_autofree char *in = g_strconcat(self->path, ".in", NULL);
    make_fifos(self);
    close(self->peer_out);
    run_pending();
    assert_string_equal(self->fe->events->str, "O");
    self->peer_out = open(in, O_WRONLY);
    assert_int_equal(write(self->peer_out, "next", 4), 4);
    run_until(has_input, self->fe);
    assert_input(self->fe, "next");
}

static void full_fifo_makes_writes_partial(void **state)
{
    Case *self = *state;
    static uint8_t block[1 << 20];
    make_fifos(self);
    int first = qemu_chr_fe_write(&self->fe->chr, block, sizeof(block));
    assert_in_range(first, 1, sizeof(block) - 1);
    assert_int_equal(qemu_chr_fe_write(&self->fe->chr, block, sizeof(block)), -1);
    assert_int_equal(errno, EAGAIN);
    assert_true(
        qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT, front_end_watch, self->fe) > 0);
    run_pending();
    assert_int_equal(self->fe->watch_calls, 0);
    while (read(self->peer_in, block, sizeof(block)) > 0) {
    }
    run_pending();
    assert_int_equal(self->fe->watch_calls, 1);
    assert_true(qemu_chr_fe_write(&self->fe->chr, block, sizeof(block)) > 0);
}

static void read_all_waits_for_all(void **state)
{
    Case *self = *state;
    uint8_t buf[4];
    make_fifos(self);
    qemu_chr_fe_set_handlers(&self->fe->chr, NULL, NULL, NULL, NULL, NULL, NULL, true);
    assert_int_equal(write(self->peer_out, "abcdef", 6), 6);
    assert_int_equal(qemu_chr_fe_read_all(&self->fe->chr, buf, 4), 4);
    assert_memory_equal(buf, "abcd", 4);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_case, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(file_is_emptied_and_written),
        CASE(file_has_no_input),
        CASE(bytes_that_a_full_disk_loses_are_told_once),
        CASE(file_never_makes_one_wait),
        CASE(two_fifos_are_a_direction_each),
        CASE(one_fifo_is_both_directions),
        CASE(fifo_stays_open_when_its_writer_leaves),
        CASE(full_fifo_makes_writes_partial),
        CASE(read_all_waits_for_all),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
