/* SPDX-License-Identifier: MIT */
/*
 * The terminal that the program was started in. While it is taken it is raw, and standard
 * input and output do not block; what they were before comes back when it is given back,
 * when the program exits, is stopped, or is killed by a signal that can be caught.
 * Handlers of such signals that were there before are called as they would have been.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

/* Take standard input and output; raw if input is a terminal. Once. Under the big lock.
 */
void terminal_take(void);
/* Whether what is typed is shown. */
void terminal_set_echo(bool echo);
/* As it was before; nothing when it is not taken. */
void terminal_give_back(void);

#endif
