/* SPDX-License-Identifier: MIT */
/*
 * Ctrl-C and its kin. The first SIGINT, SIGTERM or SIGHUP asks the main loop to end, so
 * that state can be saved; a second one, or one while no loop runs, ends the program at
 * once with 128 and the signal's number as its status, and leaves no socket behind.
 */
#ifndef BOARD_STOP_H
#define BOARD_STOP_H

#include <glib.h>

/*
 * Catch the signals, and stop loop (borrowed for good) at the first one. Before chardevs
 * are made: these give the terminal back first, and then call what was there before. */
void stop_catch_signals(GMainLoop *loop);
/* From here on the loop runs, and looks after signals. */
void stop_loop_runs(void);
/* The loop has ended: the next signal ends the program. */
void stop_loop_ended(void);

#endif
