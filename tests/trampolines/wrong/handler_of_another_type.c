/* SPDX-License-Identifier: MIT */
/* program: glib_loop */
/* gcc: conflicting types for */
/* clang: conflicting types for */
#include "counter_trampolines.h"

gboolean tick(GMainLoop *loop) /* wrong */
{
    g_main_loop_quit(loop);
    return G_SOURCE_REMOVE;
}
