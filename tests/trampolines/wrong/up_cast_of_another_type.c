/* SPDX-License-Identifier: MIT */
/* program: operations */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'Census *' */
#include "timer_trampolines.h"

BusDevice *device(Census *census);

BusDevice *device(Census *census)
{
    return timer_as_BusDevice(census); /* wrong */
}
