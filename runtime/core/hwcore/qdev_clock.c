/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/qdev-clock.h"
#include "qemu/error-report.h"

static NamedClockList *find_clock(DeviceState *dev, const char *name)
{
    NamedClockList *entry;

    QLIST_FOREACH(entry, &dev->clocks, node)
    {
        if (strcmp(entry->name, name) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* clk's reference becomes the list's. */
static NamedClockList *add_clock(DeviceState *dev, const char *name, Clock *clk,
                                 bool output, bool alias)
{
    NamedClockList *entry = g_new0(NamedClockList, 1);

    /* A saved state and the board count on what is there when a device is realized. */
    assert(!dev->realized);
    entry->name = g_strdup(name);
    entry->clock = clk;
    entry->output = output;
    entry->alias = alias;
    QLIST_INSERT_HEAD(&dev->clocks, entry, node);
    return entry;
}

static Clock *new_clock(DeviceState *dev, const char *name, bool output)
{
    Clock *clk = CLOCK(object_new(TYPE_CLOCK));

    object_property_add_child(OBJECT(dev), name, OBJECT(clk));
    return add_clock(dev, name, clk, output, false)->clock;
}

Clock *qdev_init_clock_in(DeviceState *dev, const char *name, ClockCallback *callback,
                          void *opaque, unsigned int events)
{
    Clock *clk = new_clock(dev, name, false);

    clock_set_callback(clk, callback, opaque, events);
    return clk;
}

Clock *qdev_init_clock_out(DeviceState *dev, const char *name)
{
    return new_clock(dev, name, true);
}

void qdev_init_clocks(DeviceState *dev, const ClockPortInitArray clocks)
{
    for (const struct ClockPortInitElem *elem = clocks; elem->name; elem++) {
        Clock **member = (Clock **)(void *)((char *)dev + elem->offset);

        /* Offset 0 is the device itself. */
        assert(elem->offset > sizeof(DeviceState));
        *member = elem->is_output ? qdev_init_clock_out(dev, elem->name)
                                  : qdev_init_clock_in(dev, elem->name, elem->callback,
                                                       dev, elem->callback_events);
    }
}

static Clock *get_clock(DeviceState *dev, const char *name, bool output)
{
    NamedClockList *entry = find_clock(dev, name);

    if (!entry || entry->output != output) {
        error_report("device '%s' of type '%s' has no clock %s '%s'",
                     qdev_get_printable_name(dev), object_get_typename(OBJECT(dev)),
                     output ? "output" : "input", name);
        abort();
    }
    return entry->clock;
}

Clock *qdev_get_clock_in(DeviceState *dev, const char *name)
{
    return get_clock(dev, name, false);
}

Clock *qdev_get_clock_out(DeviceState *dev, const char *name)
{
    return get_clock(dev, name, true);
}

void qdev_connect_clock_in(DeviceState *dev, const char *name, Clock *source)
{
    assert(!dev->realized);
    clock_set_source(qdev_get_clock_in(dev, name), source);
}

Clock *qdev_alias_clock(DeviceState *dev, const char *name, DeviceState *alias_dev,
                        const char *alias_name)
{
    NamedClockList *entry = find_clock(dev, name);

    if (!entry) {
        return get_clock(dev, name, false);
    }
    object_ref(entry->clock);
    add_clock(alias_dev, alias_name, entry->clock, entry->output, true);
    object_property_add_const_link(OBJECT(alias_dev), alias_name, OBJECT(entry->clock));
    return entry->clock;
}

void qdev_finalize_clocklist(DeviceState *dev)
{
    NamedClockList *entry, *next;

    QLIST_FOREACH_SAFE(entry, &dev->clocks, node, next)
    {
        QLIST_REMOVE(entry, node);
        if (!entry->output && !entry->alias) {
            /* Somebody may still keep the clock; the device is gone. */
            clock_clear_callback(entry->clock);
        }
        object_unref(entry->clock);
        g_free(entry->name);
        g_free(entry);
    }
}
