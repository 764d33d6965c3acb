/* SPDX-License-Identifier: MIT */
/*
 * Progress of the run: one line on a terminal that says how many modules are done, once
 * the run has taken a second, rewritten and at the end removed. Elsewhere (standard error
 * is a pipe or a file, TERM is "dumb") nothing happens.
 *
 * There is one terminal, so there is one progress at a time. Any thread may call these.
 */
#ifndef BINDERY_GEN_PROGRESS_H
#define BINDERY_GEN_PROGRESS_H

/* Starts the clock of a run of that many modules. Call progress_end() when it is over. */
void progress_start(unsigned total);

/* That many are done. data is not used: a ModuleProgress (module_run.h). */
void progress_show(void *data, unsigned done, unsigned total);

/* Removes the line until there is something new to show: a message is about to be
 * printed. */
void progress_hide(void);

/* Removes the line for good. Nothing happens when none was started. */
void progress_end(void);

#endif
