/* SPDX-License-Identifier: MIT */
/* Runs a function in a process of its own that is expected to end there. */
#ifndef TESTS_RUNTIME_DEATH_H
#define TESTS_RUNTIME_DEATH_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child wrote to standard error, and its status as waitpid() has it. */
typedef struct Death {
    char text[4096];
    int status;
} Death;

static inline Death die_in_child(void (*function)(void *), void *argument)
{
    Death death = {{0}, 0};
    int fds[2];
    size_t length = 0;
    ssize_t got;

    assert_int_equal(pipe(fds), 0);
    fflush(NULL); /* or the child writes it once more */
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        const struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        dup2(fds[1], STDERR_FILENO);
        close(fds[0]);
        function(argument);
        _exit(99); /* it did not end */
    }
    close(fds[1]);
    while ((got = read(fds[0], death.text + length, sizeof(death.text) - 1 - length)) >
           0) {
        length += (size_t)got;
    }
    close(fds[0]);
    assert_int_equal(waitpid(pid, &death.status, 0), pid);
    return death;
}

/* It aborted, and said text. */
static inline void assert_aborts(void (*function)(void *), void *argument,
                                 const char *text)
{
    Death death = die_in_child(function, argument);
    if (!WIFSIGNALED(death.status) || WTERMSIG(death.status) != SIGABRT ||
        !strstr(death.text, text)) {
        fail_msg("expected an abort with \"%s\", status %#x, said: %s", text,
                 (unsigned int)death.status, death.text);
    }
}

/* It exited with status, and said text. */
static inline void assert_exits(void (*function)(void *), void *argument, int status,
                                const char *text)
{
    Death death = die_in_child(function, argument);
    if (!WIFEXITED(death.status) || WEXITSTATUS(death.status) != status ||
        !strstr(death.text, text)) {
        fail_msg("expected exit status %d with \"%s\", status %#x, said: %s", status,
                 text, (unsigned int)death.status, death.text);
    }
}

#endif
