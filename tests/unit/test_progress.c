/* SPDX-License-Identifier: MIT */
/* Progress: what a terminal in the place of standard error gets to see. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib.h>

#include "diag.h"
#include "progress.h"

#define CLEAR "\r\033[K"

/* Longer than a run may take before anything is shown. */
static void wait_long_enough(void)
{
    g_usleep(1200 * 1000);
}

/* A terminal in the place of standard error. */
typedef struct Terminal {
    int screen; /* what is written to standard error is read here */
    int before;
} Terminal;

static int make_terminal(void **state)
{
    Terminal *terminal = g_new0(Terminal, 1);
    int end;

    terminal->screen = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(terminal->screen >= 0);
    assert_int_equal(grantpt(terminal->screen) | unlockpt(terminal->screen), 0);
    end = open(ptsname(terminal->screen), O_RDWR | O_NOCTTY);
    assert_true(end >= 0);
    terminal->before = dup(STDERR_FILENO);
    dup2(end, STDERR_FILENO);
    close(end);
    g_setenv("TERM", "xterm", TRUE);
    g_setenv("NO_COLOR", "1", TRUE);
    *state = terminal;
    return 0;
}

static int drop_terminal(void **state)
{
    Terminal *terminal = *state;

    dup2(terminal->before, STDERR_FILENO);
    close(terminal->before);
    close(terminal->screen);
    g_free(terminal);
    return 0;
}

/* All that was written to the terminal until now (new). */
static char *seen(const Terminal *terminal)
{
    GString *text = g_string_new("");
    char buffer[512];
    ssize_t got;

    fcntl(terminal->screen, F_SETFL, O_NONBLOCK);
    while ((got = read(terminal->screen, buffer, sizeof(buffer))) > 0) {
        g_string_append_len(text, buffer, got);
    }
    return g_string_free(text, FALSE);
}

static void assert_seen(void **state, const char *expected)
{
    char *text = seen(*state);

    assert_string_equal(text, expected);
    g_free(text);
}

static void short_run_shows_nothing(void **state)
{
    progress_start(2);
    progress_show(NULL, 1, 2);
    progress_show(NULL, 2, 2);
    progress_end();
    assert_seen(state, "");
}

static void long_run_rewrites_one_line_and_removes_it(void **state)
{
    progress_start(3);
    progress_show(NULL, 1, 3);
    wait_long_enough();
    assert_seen(state, CLEAR "bindery: 1 of 3 modules done");
    progress_show(NULL, 2, 3);
    assert_seen(state, CLEAR "bindery: 2 of 3 modules done");
    progress_end();
    assert_seen(state, CLEAR);
}

static void message_takes_the_place_of_the_line(void **state)
{
    Diagnostics *diag = diag_create();

    progress_start(1);
    wait_long_enough();
    diag_warning(diag, "something");
    progress_end();
    diag_destroy(diag);
    assert_seen(state, CLEAR "bindery: 0 of 1 modules done" CLEAR
                             "bindery: warning: something\r\n");
}

static void dumb_terminal_is_left_alone(void **state)
{
    g_setenv("TERM", "dumb", TRUE);
    progress_start(1);
    wait_long_enough();
    progress_show(NULL, 1, 1);
    progress_end();
    assert_seen(state, "");
}

static void file_is_left_alone(void **state)
{
    Terminal *terminal = *state;
    int ends[2];
    char byte;

    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    dup2(ends[1], STDERR_FILENO);
    progress_start(1);
    wait_long_enough();
    progress_show(NULL, 1, 1);
    progress_end();
    dup2(terminal->before, STDERR_FILENO);
    assert_int_equal(read(ends[0], &byte, 1), -1);
    assert_int_equal(errno, EAGAIN);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ON_TERMINAL(test)                                                                \
    cmocka_unit_test_setup_teardown(test, make_terminal, drop_terminal)
        ON_TERMINAL(short_run_shows_nothing),
        ON_TERMINAL(long_run_rewrites_one_line_and_removes_it),
        ON_TERMINAL(message_takes_the_place_of_the_line),
        ON_TERMINAL(dumb_terminal_is_left_alone),
        ON_TERMINAL(file_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
