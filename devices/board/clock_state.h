/* SPDX-License-Identifier: MIT */
/*
 * The virtual clock in a saved state: a section "timer", as QEMU has it. Under the big
 * lock.
 */
#ifndef BOARD_CLOCK_STATE_H
#define BOARD_CLOCK_STATE_H

#include "bindery/hwcore.h"
#include "bindery/marks.h"

typedef struct ClockState {
    /* QEMU's other members are for the host's processor. */
    int64_t cpu_ticks_offset BINDERY_MIGRATE();
    /* The virtual clock while the machine stands still, ns. */
    int64_t cpu_clock_offset BINDERY_MIGRATE(.version = 2, .unused = 8);
} ClockState BINDERY_TYPE("timer")
BINDERY_TABLE(VMStateDescription, vmstate_clock_state, .version_id = 2,
              .minimum_version_id = 2);

/* Make the clock part of the state. Once, before devices are added: it is loaded first.
 */
void clock_state_register(void);

/* --- handlers ---------------------------------------------------------------- */

bool clock_state_needed(ClockState *state)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_clock_state);
int clock_state_pre_save(ClockState *state)
    BINDERY_IMPLEMENTS(VMStateDescription, pre_save, vmstate_clock_state);
int clock_state_post_load(ClockState *state, int version_id)
    BINDERY_IMPLEMENTS(VMStateDescription, post_load, vmstate_clock_state);

#endif
