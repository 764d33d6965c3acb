/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "timer.h"
#include "timer_trampolines.h"

#define BASE 0x1000

static const char kind[] = "timer";

bool timer_is(const BusDevice *device)
{
    return device->kind == kind;
}

uint32_t timer_read(Timer *timer, uint64_t offset)
{
    return offset == 0 ? timer->count-- : timer->reload;
}

void timer_write(Timer *timer, uint64_t offset, uint32_t value)
{
    if (offset == 4) {
        timer->count = timer->reload = value;
    }
}

bool census_visit(BusDevice *device, Census *census)
{
    census->devices++;
    if (timer_is(device)) {
        census->timers += timer_from_BusDevice(device)->reload != 0;
    }
    return true;
}

int main(void)
{
    Timer timer = {.parent.kind = kind};
    BusDevice other = {.kind = "other"};
    Census census = {0};

    timer_ops_bus_map(timer_as_BusDevice(&timer), BASE, 8, &timer);
    bus_map(&other, 2 * BASE, 8, &timer_ops, &timer);
    bus_write(BASE + 4, 0x03000000);
    for (int i = 0; i < 3; i++) {
        printf("%08x\n", bus_read(BASE));
    }
    printf("reload %u\n", timer.reload);
    census_visit_bus_for_each(&census);
    printf("%d devices, %d timers\n", census.devices, census.timers);
    return timer_ops.access.max_bytes != 4;
}
