/* SPDX-License-Identifier: MIT */
/*
 * In a coverage build only: a process that aborts writes down which lines it ran, as one
 * that exits does. Without it no line that catches misuse would count as tested.
 */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Of gcov's library, which is the compiler's. */
void __gcov_dump(void);

/* In place of the C library's, for the libraries of the program, too. */
void abort(void)
{
    __gcov_dump();
    raise(SIGABRT); /* a handler may be there, and come back */
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
    _exit(127);
}
