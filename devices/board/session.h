/* SPDX-License-Identifier: MIT */
/*
 * One who gives the board commands: a qtest client, or a script. A command is a line of
 * words; docs/board.md lists them. Its answer is a line that begins with OK or FAIL,
 * after a line "IRQ raise N" or "IRQ lower N" for each change of a monitored line
 * meanwhile. Timers that are due when it is done have fired before it is answered. Under
 * the big lock.
 */
#ifndef BOARD_SESSION_H
#define BOARD_SESSION_H

#include <glib.h>

#include "board.h"
#include "command.h"

/* There are lines to be sent, although no command runs: a timer changed a line. */
typedef void SessionWakeFunc(void *opaque);

/*
 * A new session, which hears of the monitored lines from now on, for session_destroy().
 * board, out (to which answers are appended) and opaque are borrowed as long.
 */
Session *session_create(Board *board, GString *out, SessionWakeFunc *wake, void *opaque);
/* session is stolen; NULL is fine. */
void session_destroy(Session *session);

/* Do what line (changed by it, without a newline) says, and append the answer. */
void session_run(Session *session, char *line);
/* The command of call's words, with its answer: what a command does that has another. */
void session_run_command(CommandCall *call);

/* Another client comes: all monitored lines count as low. */
void session_restart(Session *session);

#endif
