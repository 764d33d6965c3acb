/* SPDX-License-Identifier: MIT */
/* program: operations */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'Census *' */
#include "timer_trampolines.h"

Timer *timer(Census *census);

Timer *timer(Census *census)
{
    return timer_from_BusDevice(census); /* wrong */
}
