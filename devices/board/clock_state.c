/* SPDX-License-Identifier: MIT */
#include "clock_state.h"

#include "generated/board_trampolines.h"

/*
 * Always: but a section whose description has this function may be missing from a stream
 * that is loaded. One of devices alone has no clock, and leaves it as it is.
 */
bool clock_state_needed(ClockState *state)
{
    return true;
}

int clock_state_pre_save(ClockState *state)
{
    state->cpu_clock_offset = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
    return 0;
}

int clock_state_post_load(ClockState *state, int version_id)
{
    if (state->cpu_clock_offset < 0) {
        error_report("the clock in the stream is before 0");
        return -EINVAL;
    }
    virtual_clock_set_ns(state->cpu_clock_offset);
    return 0;
}

void clock_state_register(void)
{
    static ClockState state;

    vmstate_register(NULL, 0, &vmstate_clock_state, &state);
}
