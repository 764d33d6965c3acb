/* SPDX-License-Identifier: MIT */
#include "timer_trampolines.h"

bool timer_is(const BusDevice *device)
{
    return device->kind != 0;
}

int main(void)
{
    BusDevice device = {0};

    return (int)timer_from_BusDevice(&device)->count;
}
