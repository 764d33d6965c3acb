/* SPDX-License-Identifier: MIT */
#include "stop.h"

#include <signal.h>
#include <unistd.h>

#include <glib-unix.h>

#include "bindery/chardev.h"

static volatile sig_atomic_t loop_runs;
static int wake_fds[2];

static void on_signal(int number)
{
    char byte = 0;

    if (!loop_runs || write(wake_fds[1], &byte, 1) != 1) {
        chardev_remove_sockets();
        _exit(128 + number);
    }
    loop_runs = 0;
}

static gboolean stop(gint fd, GIOCondition condition, gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_REMOVE;
}

void stop_catch_signals(GMainLoop *loop)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    struct sigaction before;
    GError *error = NULL;

    if (!g_unix_open_pipe(wake_fds, FD_CLOEXEC, &error)) {
        g_error("cannot make a pipe: %s", error->message);
    }
    g_unix_fd_add(wake_fds[0], G_IO_IN, stop, loop);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        /* nohup and shells' background jobs ignore some, and they stay ignored. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(numbers[i], &action, NULL);
        }
    }
}

void stop_loop_runs(void)
{
    loop_runs = 1;
}

void stop_loop_ended(void)
{
    loop_runs = 0;
}
