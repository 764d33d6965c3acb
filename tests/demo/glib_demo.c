/* SPDX-License-Identifier: MIT */
/*
 * GLib through generated bindings. g_string_append_c_inline() and g_steal_pointer() are
 * static inline in GLib's headers and exist in no library: the calls here reach the
 * wrappers that bindery made for them.
 */
#include "glib.h"

typedef struct Clock {
    GMainLoop *loop; /* borrowed */
    GString *text;   /* owned */
    int ticks;
} Clock;

static gboolean tick(gpointer opaque)
{
    Clock *clock = opaque;

    g_string_append_c_inline(clock->text, (gchar)('a' + clock->ticks));
    clock->ticks += 1;
    if (clock->ticks < 5) {
        return G_SOURCE_CONTINUE;
    }
    g_main_loop_quit(clock->loop);
    return G_SOURCE_REMOVE;
}

int main(void)
{
    GMainLoop *loop = g_main_loop_new(0, FALSE);
    Clock clock = {.loop = loop, .text = g_string_new(0)};
    GString *text;

    g_timeout_add(1, tick, &clock);
    g_main_loop_run(loop);
    text = g_steal_pointer(&clock.text);
    g_print("  GLib %u.%u.%u: %d ticks wrote \"%s\"\n", glib_major_version,
            glib_minor_version, glib_micro_version, clock.ticks, text->str);
    g_main_loop_unref(loop);
    return clock.text == 0 && g_strcmp0(g_string_free(text, FALSE), "abcde") == 0 ? 0 : 1;
}
