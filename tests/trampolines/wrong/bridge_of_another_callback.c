/* SPDX-License-Identifier: MIT */
/* program: glib_loop */
/* gcc: incompatible pointer type */
/* clang: incompatible function pointer types */
#include "counter_trampolines.h"

guint start(Counter *counter);

guint start(Counter *counter)
{
    return announce_g_idle_add_full(0, counter, tick_bridge); /* wrong */
}
