/* SPDX-License-Identifier: MIT */
/* (b) GLib and GIO. */
#include <gio/gio.h>
#include <glib.h>
