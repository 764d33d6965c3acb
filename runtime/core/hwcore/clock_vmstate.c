/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/clock.h"
#include "migration/vmstate.h"
#include "qapi/error.h"

static bool ratio_needed(void *opaque)
{
    const Clock *clk = opaque;

    return clk->multiplier != 1 || clk->divider != 1;
}

static bool ratio_post_load(void *opaque, int version_id, Error **errp)
{
    Clock *clk = opaque;

    if (clk->divider == 0) {
        /* Nobody shall divide by it, not even before the state is put back. */
        clk->divider = 1;
        error_setg(errp, "a clock's divider is 0");
        return false;
    }
    return true;
}

/* A stream without the subsection means a ratio of 1, whatever the device had set. */
static int clock_pre_load(void *opaque)
{
    Clock *clk = opaque;

    clk->multiplier = 1;
    clk->divider = 1;
    return 0;
}

static const VMStateDescription vmstate_ratio = {
    .name = "clock/muldiv",
    .version_id = 1,
    .minimum_version_id = 1,
    .needed = ratio_needed,
    .post_load_errp = ratio_post_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(multiplier, Clock),
            VMSTATE_UINT32(divider, Clock),
            VMSTATE_END_OF_LIST(),
        },
};

const VMStateDescription vmstate_clock = {
    .name = "clock",
    .version_id = 0,
    .minimum_version_id = 0,
    .pre_load = clock_pre_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT64(period, Clock),
            VMSTATE_END_OF_LIST(),
        },
    .subsections = (const VMStateDescription *const[]){&vmstate_ratio, NULL},
};
