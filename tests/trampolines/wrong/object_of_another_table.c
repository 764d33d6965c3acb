/* SPDX-License-Identifier: MIT */
/* program: operations */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'Census *' */
#include "timer_trampolines.h"

void start(BusDevice *device, Census *census);

void start(BusDevice *device, Census *census)
{
    timer_ops_bus_map(device, 0, 8, census); /* wrong */
}
