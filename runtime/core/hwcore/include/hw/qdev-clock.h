/* SPDX-License-Identifier: MIT */
/*
 * Clocks that belong to devices: inputs, which the board connects to a source, and
 * outputs, which the device sets. Names are unique in a device, inputs and outputs
 * together; a clock is the device's child of that name. Clocks are borrowed from their
 * device.
 */
#ifndef QDEV_CLOCK_H
#define QDEV_CLOCK_H

#include "hw/clock.h"
#include "hw/qdev-core.h"

/* callback (may be NULL) is called with opaque on the events: "hw/clock.h". */
Clock *qdev_init_clock_in(DeviceState *dev, const char *name, ClockCallback *callback,
                          void *opaque, unsigned int events);
Clock *qdev_init_clock_out(DeviceState *dev, const char *name);

/* Aborts when the device has none of that name and direction. */
Clock *qdev_get_clock_in(DeviceState *dev, const char *name);
Clock *qdev_get_clock_out(DeviceState *dev, const char *name);

/* source drives an input. Before the device is realized. */
void qdev_connect_clock_in(DeviceState *dev, const char *name, Clock *source);

/* A clock of dev as a clock of alias_dev, in the same direction; as a link. */
Clock *qdev_alias_clock(DeviceState *dev, const char *name, DeviceState *alias_dev,
                        const char *alias_name);

/* The end of a device's clocks; for qdev alone. */
void qdev_finalize_clocklist(DeviceState *dev);

/* --- tables of clocks ----------------------------------------------------------------
 */

/* The clock, and where the device's record has its Clock *. */
struct ClockPortInitElem {
    const char *name;
    bool is_output;
    ClockCallback *callback;
    unsigned int callback_events;
    size_t offset;
};

#define clock_offset_value(devstate, field)                                              \
    (offsetof(devstate, field) + QEMU_BUILD_BUG_ON_ZERO(!__builtin_types_compatible_p(   \
                                     typeof_field(devstate, field), Clock *)))

#define QDEV_CLOCK(out_not_in, devstate, field, cb, cbevents)                            \
    {                                                                                    \
        .name = (stringify(field)), .is_output = out_not_in, .callback = cb,             \
        .callback_events = cbevents, .offset = clock_offset_value(devstate, field),      \
    }

/* The callback gets the device. The clock is called as the member. */
#define QDEV_CLOCK_IN(devstate, field, callback, cbevents)                               \
    QDEV_CLOCK(false, devstate, field, callback, cbevents)
#define QDEV_CLOCK_OUT(devstate, field) QDEV_CLOCK(true, devstate, field, NULL, 0)
#define QDEV_CLOCK_END                                                                   \
    {                                                                                    \
        .name = NULL                                                                     \
    }

typedef struct ClockPortInitElem ClockPortInitArray[];

/* All clocks of a table that ends with QDEV_CLOCK_END. */
void qdev_init_clocks(DeviceState *dev, const ClockPortInitArray clocks);

#endif
