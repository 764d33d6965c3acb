/* SPDX-License-Identifier: MIT */
/* program: glib_loop */
/* gcc: incompatible pointer type */
/* clang: incompatible pointer types passing 'GMainLoop *' */
#include "counter_trampolines.h"

guint start(GMainLoop *loop);

guint start(GMainLoop *loop)
{
    return tick_g_timeout_add(1, loop); /* wrong */
}
