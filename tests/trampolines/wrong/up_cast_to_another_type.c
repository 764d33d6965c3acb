/* SPDX-License-Identifier: MIT */
/* program: operations */
/* gcc: incompatible return type */
/* clang: incompatible pointer types returning 'BusDevice *' */
#include "timer_trampolines.h"

Census *census(Timer *timer);

Census *census(Timer *timer)
{
    return timer_as_BusDevice(timer); /* wrong */
}
