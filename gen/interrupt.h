/* SPDX-License-Identifier: MIT */
/*
 * Holding signals off for the short time in which temporary files exist.
 */
#ifndef BINDERY_GEN_INTERRUPT_H
#define BINDERY_GEN_INTERRUPT_H

#include <stdbool.h>

/*
 * From here on SIGINT, SIGTERM and SIGHUP do not end the program, in whichever thread
 * they arrive: interrupt_pending() tells. One that the caller's environment ignores stays
 * so.
 */
void interrupt_hold(void);

/* Whether a signal arrived since interrupt_hold(). */
bool interrupt_pending(void);

/* Back to what was before; a signal that arrived meanwhile now takes effect. */
void interrupt_release(void);

#endif
