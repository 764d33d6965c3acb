/* SPDX-License-Identifier: MIT */
/*
 * How the virtual clock moves. This header is the runtime's own, for the program around
 * the devices (a test, a fuzzer, a board): no device includes it.
 *
 *   VIRTUAL_CLOCK_REAL     with the host's time, from 0 at the program's start
 *   VIRTUAL_CLOCK_STEPPED  by virtual_clock_step() alone
 *   VIRTUAL_CLOCK_WARPED   to the next deadline whenever the main loop has nothing else
 * to do; by steps, too
 *
 * Whoever moves the clock holds the big lock, since timers fire under it.
 */
#ifndef RUNTIME_CLOCK_H
#define RUNTIME_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

typedef enum VirtualClockMode {
    VIRTUAL_CLOCK_REAL,
    VIRTUAL_CLOCK_STEPPED,
    VIRTUAL_CLOCK_WARPED,
} VirtualClockMode;

/* The clock goes on from the time that it shows; REAL is what a program starts with. */
void virtual_clock_set_mode(VirtualClockMode mode);
VirtualClockMode virtual_clock_mode(void);

/*
 * Move the clock by ns (0 or more), firing the timers on the way, each when the clock
 * shows its deadline. Result: the clock afterwards. An assertion fails in REAL mode.
 */
int64_t virtual_clock_step(int64_t ns);

/* Move the clock to its next deadline and fire that. False: no timer, nothing happened.
 */
bool virtual_clock_step_to_deadline(void);

/*
 * Set the clock to ns, forwards or backwards, without firing anything: for loading state,
 * or between two tests.
 */
void virtual_clock_set_ns(int64_t ns);

#endif
