/* SPDX-License-Identifier: MIT */
/* Handlers of file descriptors and notifiers. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "qapi/error.h"
#include "qemu/main-loop.h"

typedef struct Pipe {
    int fds[2];
    int reads;
    int writes;
    bool remove_on_read;
} Pipe;

static int open_pipe(void **state)
{
    Pipe *self = g_new0(Pipe, 1);
    assert_int_equal(qemu_pipe(self->fds), 0);
    *state = self;
    bql_lock();
    return 0;
}

static int close_pipe(void **state)
{
    Pipe *self = *state;
    qemu_set_fd_handler(self->fds[0], NULL, NULL, NULL);
    qemu_set_fd_handler(self->fds[1], NULL, NULL, NULL);
    bql_unlock();
    close(self->fds[0]);
    if (self->fds[1] >= 0) {
        close(self->fds[1]);
    }
    g_free(self);
    return 0;
}

static void on_read(void *opaque)
{
    Pipe *self = opaque;
    char byte;
    self->reads += (int)read(self->fds[0], &byte, 1);
    if (self->remove_on_read) {
        qemu_set_fd_handler(self->fds[0], NULL, NULL, NULL);
    }
}

static void on_write(void *opaque)
{
    ((Pipe *)opaque)->writes++;
}

static void readable_is_level_triggered(void **state)
{
    Pipe *self = *state;
    qemu_set_fd_handler(self->fds[0], on_read, NULL, self);
    main_loop_wait(true);
    assert_int_equal(self->reads, 0);
    assert_int_equal(qemu_write_full(self->fds[1], "ab", 2), 2);
    main_loop_wait(false);
    assert_int_equal(self->reads, 1);
    main_loop_wait(false);
    main_loop_wait(true);
    assert_int_equal(self->reads, 2);
}

static void handler_may_remove_itself(void **state)
{
    Pipe *self = *state;
    self->remove_on_read = true;
    qemu_set_fd_handler(self->fds[0], on_read, NULL, self);
    assert_int_equal(qemu_write_full(self->fds[1], "ab", 2), 2);
    main_loop_wait(false);
    main_loop_wait(true);
    assert_int_equal(self->reads, 1);
}

static void handlers_can_be_exchanged(void **state)
{
    Pipe *self = *state;
    qemu_set_fd_handler(self->fds[1], NULL, on_write, self);
    main_loop_wait(false);
    assert_int_equal(self->writes, 1);
    qemu_set_fd_handler(self->fds[1], on_read, NULL, self);
    main_loop_wait(true);
    assert_int_equal(self->writes, 1);
    qemu_set_fd_handler(self->fds[1], NULL, on_write, self);
    main_loop_wait(false);
    assert_int_equal(self->writes, 2);
}

static void on_end(void *opaque)
{
    Pipe *self = opaque;
    self->reads = 100;
    qemu_set_fd_handler(self->fds[0], NULL, NULL, NULL);
}

static void the_other_end_closing_makes_readable(void **state)
{
    Pipe *self = *state;
    qemu_set_fd_handler(self->fds[0], on_end, NULL, self);
    close(self->fds[1]);
    main_loop_wait(false);
    assert_int_equal(self->reads, 100);
    self->fds[1] = dup(self->fds[0]);
}

static int notified;

static void on_notifier(EventNotifier *e)
{
    notified += event_notifier_test_and_clear(e);
}

static void notifier_calls_its_handler(void **state)
{
    EventNotifier notifier;
    assert_int_equal(event_notifier_init(&notifier, false), 0);
    event_notifier_set_handler(&notifier, on_notifier);
    assert_int_equal(event_notifier_set(&notifier), 0);
    assert_int_equal(event_notifier_set(&notifier), 0);
    main_loop_wait(false);
    main_loop_wait(true);
    assert_int_equal(notified, 1);
    event_notifier_set_handler(&notifier, NULL);
    event_notifier_set(&notifier);
    main_loop_wait(true);
    assert_int_equal(notified, 1);
    assert_true(event_notifier_test_and_clear(&notifier));
    assert_false(event_notifier_test_and_clear(&notifier));
    event_notifier_cleanup(&notifier);
    event_notifier_cleanup(&notifier);
    assert_int_equal(event_notifier_init(&notifier, true), 0);
    assert_true(event_notifier_test_and_clear(&notifier));
    event_notifier_cleanup(&notifier);
}

#define FD_TEST(name) cmocka_unit_test_setup_teardown(name, open_pipe, close_pipe)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FD_TEST(readable_is_level_triggered),
        FD_TEST(handler_may_remove_itself),
        FD_TEST(handlers_can_be_exchanged),
        FD_TEST(the_other_end_closing_makes_readable),
        FD_TEST(notifier_calls_its_handler),
    };
    qemu_init_main_loop(&error_abort);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
