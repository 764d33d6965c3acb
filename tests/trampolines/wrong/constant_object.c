/* SPDX-License-Identifier: MIT */
/* program: glib_loop */
/* gcc: discards */
/* clang: discards qualifiers */
#include "counter_trampolines.h"

guint start(const Counter *counter);

guint start(const Counter *counter)
{
    return tick_g_timeout_add(1, counter); /* wrong */
}
